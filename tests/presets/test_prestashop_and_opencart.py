"""The presets of PrestaShop and OpenCart: what they export is the truth, also in statistics and with other prefixes."""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest
from sqlalchemy import text

from exporter.app.application import Application
from exporter.app.truths import truths_of
from exporter.app.verify import verify
from exporter.cli import main
from exporter.contracts.metrics import MetricsContext
from tests.presets.comparing import Families, differences, families_of, filled, refreshed
from tests.presets.copies import copied
from tests.presets.scopes import providers_of, with_lost_revenue, wrong_statistics
from tests.presets.shops import SHOPS, Shop, application, relations_in
from tests.presets.truths import Numbers, at, numbers, truths
from tests.support.databases import Database, MakeDatabase, SharedDatabase

PLATFORMS = {"prestashop": "SELECT id_shop, CONCAT('shop-', id_shop) FROM ps_shop WHERE deleted = 0"}
FIRST = {"prestashop": 1}
"""The id of the platform with most orders."""

PERIODS = {"prestashop": (datetime(2026, 11, 26, 9, 30, tzinfo=UTC), 1)}
"""A moment between two orders, which are earlier or later by the clock of the shop, and the orders since then."""


OF_PLATFORMS = {"prestashop": ("shop", "active")}
"""A column of a table, which only the relation `platforms` reads."""


class Renamed(NamedTuple):
    """A column of a table, the relation that reads it, and the module that is lost without it."""

    table: str
    column: str
    relation: str
    category: str


RENAMED = {
    "prestashop": [
        Renamed("orders", "module", "payments", "payments"),
        Renamed("order_slip", "amount", "refunds", "refunds"),
        Renamed("order_history", "date_add", "shipments", "shipments"),
        Renamed("cart", "date_upd", "carts", "carts"),
        Renamed("product_shop", "low_stock_threshold", "inventory", "inventory"),
        Renamed("employee", "active", "users", "tenancy"),
    ],
}


@pytest.fixture(params=PLATFORMS)
def name(request: pytest.FixtureRequest) -> str:
    found: str = request.param
    return found


@pytest.fixture
def shop(name: str) -> Shop:
    return SHOPS[name]


@pytest.fixture
def database(shop: Shop, shared_database: SharedDatabase, tmp_path_factory: pytest.TempPathFactory) -> Database:
    return shop.database(shared_database, tmp_path_factory)


@pytest.fixture(scope="module")
def kept() -> Iterator[dict[str, Application]]:
    """The exporters, which all tests of this file share."""
    made: dict[str, Application] = {}
    yield made
    for exporter in made.values():
        exporter.database.close()


@pytest.fixture
def exporter(
    shop: Shop, name: str, database: Database, kept: dict[str, Application], tmp_path_factory: pytest.TempPathFactory
) -> Application:
    if name not in kept:
        kept[name] = application(shop, database.url, tmp_path_factory.mktemp(name))
        assert refreshed(kept[name]) == {}
    return kept[name]


@pytest.fixture
def exported(exporter: Application) -> Families:
    return families_of(exporter)


def truth(shop: Shop, database: Database, prefix: str) -> dict[str, Numbers]:
    parameters = {**at(shop.now), **shop.parameters, "prefix": prefix}
    with database.engine.connect() as connection:
        return {metric: numbers(connection, each, parameters) for metric, each in truths(shop.preset).by_metric.items()}


def wrong(exporter: Application, truth: dict[str, Numbers]) -> list[str]:
    exported, zeros = families_of(exporter), filled(exporter)
    return [
        each
        for metric, want in truth.items()
        for each in differences(
            metric, with_lost_revenue(metric, want, exported), exported.get(metric, {}), zeros=metric in zeros
        )
    ]


def test_every_number_is_the_truth(shop: Shop, exporter: Application, database: Database) -> None:
    assert wrong(exporter, found := truth(shop, database, shop.parameters["prefix"])) == []
    assert sum(map(len, found.values())) > 200


def test_another_refresh_exports_the_same(exporter: Application, exported: Families) -> None:
    assert refreshed(exporter) == {}  # which knows the values of labels, and so sends other statements
    assert families_of(exporter) == exported


def test_verify_finds_nothing(exporter: Application) -> None:
    found = list(verify(exporter, tuple(truths_of(exporter))))
    assert [each for each in found if each.level != "ok"] == []
    assert len(found) > 60


def test_what_has_no_source_is_not_there(shop: Shop, exported: Families) -> None:
    found = truths(shop.preset)
    assert exported.keys() == found.by_metric.keys()
    assert exported.keys().isdisjoint(found.absent)


def test_each_row_is_attributed_and_no_sample_is_rejected(exporter: Application) -> None:
    for state in exporter.store.states():
        report = state.report
        everything = (report.unattributed, report.excluded, report.rejected, report.warnings)
        assert everything == (0, 0, {}, ()), state.category


def test_statistics_are_what_is_exported(name: str, shop: Shop, exporter: Application, exported: Families) -> None:
    assert {dict(labels)["vendor"] for labels in exported["orion_vendor_info"]} == {"shop"}
    context = MetricsContext(shop.now)
    assert list(wrong_statistics(exporter, exported, context, {"shop": None}, PLATFORMS[name])) == []


def test_a_period_begins_by_the_clock_of_the_shop(name: str, shop: Shop, exporter: Application) -> None:
    since, counted = PERIODS[name]
    (orders,) = (each for each in providers_of(exporter) if each.metrics_category == "orders")
    with exporter.database.read() as db:
        said = orders.get_platform_metrics(db, FIRST[name], MetricsContext(shop.now, date_from=since))
    assert sum(each.value for each in said if each.key == "orders.total") == counted


@pytest.fixture
def detected(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[[Database], list[str]]:
    """Return a function: what `detect` writes for a database, without comments."""

    def detect(database: Database) -> list[str]:
        monkeypatch.setenv("ORION_EXPORTER_DATABASE_URL", database.url)
        assert main(["detect"]) == 0
        return [line for line in capsys.readouterr().out.splitlines() if not line.startswith("#")]

    return detect


def test_a_shop_with_another_prefix_is_found_and_read(
    shop: Shop,
    database: Database,
    make_database: MakeDatabase,
    tmp_path: Path,
    detected: Callable[[Database], list[str]],
) -> None:
    copied(shop, database, other := make_database("mariadb"), "x9_")
    zone = shop.parameters["time_zone"]
    assert detected(other) == [f"preset: {shop.preset}", f"parameters: {{prefix: x9_, time_zone: {zone}}}"]
    copy = Shop(shop.preset, lambda *_: other, shop.now, {**shop.parameters, "prefix": "x9_"})
    with closing((exporter := application(copy, other.url, tmp_path)).databases):
        assert refreshed(exporter) == {}
        assert wrong(exporter, truth(shop, other, "x9_")) == []


def test_a_shop_without_a_prefix_is_found(
    shop: Shop, database: Database, make_database: MakeDatabase, detected: Callable[[Database], list[str]]
) -> None:
    copied(shop, database, other := make_database("mariadb"), "")
    zone = shop.parameters["time_zone"]
    assert detected(other) == [f"preset: {shop.preset}", f'parameters: {{prefix: "", time_zone: {zone}}}']


def test_a_renamed_column_costs_one_module(
    name: str, shop: Shop, database: Database, make_database: MakeDatabase, tmp_path: Path
) -> None:
    prefix = shop.parameters["prefix"]
    copied(shop, database, other := make_database("mariadb"), prefix)
    with other.engine.begin() as connection:
        for each in RENAMED[name]:
            connection.execute(text(f"ALTER TABLE `{prefix}{each.table}` RENAME COLUMN `{each.column}` TO renamed"))
    with closing((exporter := application(shop, other.url, tmp_path)).databases):
        failed = refreshed(exporter)
        assert failed.keys() == {each.category for each in RENAMED[name]}
        assert {each.failure.reason for each in exporter.store.states() if each.failure} == {"schema"}
    for each in RENAMED[name]:
        message = failed[each.category]
        assert all(named in message for named in (f"relations.{each.relation}", each.column, f"{name}.yaml")), message


def test_a_renamed_column_of_the_platforms_costs_all(
    name: str, shop: Shop, database: Database, make_database: MakeDatabase, tmp_path: Path
) -> None:
    prefix, (table, column) = shop.parameters["prefix"], OF_PLATFORMS[name]
    copied(shop, database, other := make_database("mariadb"), prefix)
    with other.engine.begin() as connection:
        connection.execute(text(f"ALTER TABLE `{prefix}{table}` RENAME COLUMN `{column}` TO renamed"))
    with closing((exporter := application(shop, other.url, tmp_path)).databases):
        failed = refreshed(exporter)
        assert {"orders", "carts", "tenancy", "inventory"} < failed.keys()
        assert failed.keys() == {each.category for each in exporter.providers if not each.source.is_absent}
    assert all("relation platforms" in message and column in message for message in failed.values()), failed


class Condition(NamedTuple):
    """A condition on a relation, for which a table may be read by an index."""

    shop: str
    relation: str
    text: str
    table: str
    key: str


@pytest.mark.parametrize("condition", [
    Condition("prestashop", "orders", "created_at > '2026-11-20'", "o", "date_add"),
    Condition("prestashop", "orders", "status = 'pending'", "o", "current_state"),
    Condition("prestashop", "carts", "created_at > '2026-11-20'", "c", "id_shop"),
    Condition("prestashop", "customers", "platform_id = 2", "c", "id_shop"),
    Condition("prestashop", "content_pages", "platform_id = 2", "x", "id_shop"),
], ids=lambda each: f"{each.shop} {each.relation}: {each.text}")  # fmt: skip
def test_conditions_reach_the_indexes_of_the_shop(
    shared_database: SharedDatabase, tmp_path_factory: pytest.TempPathFactory, condition: Condition
) -> None:
    shop = SHOPS[condition.shop]
    of = relations_in(shop)[condition.relation]
    helpers = ", ".join(f"{helper} AS ({sql})" for helper, sql in of.get("with", {}).items())
    sql = f"{'WITH ' * bool(helpers)}{helpers} {of['sql']}".replace("{{prefix}}", shop.parameters["prefix"])
    explain = f"EXPLAIN SELECT count(*) FROM ({sql}) AS r WHERE {condition.text}"
    with shop.database(shared_database, tmp_path_factory).engine.connect() as connection:
        plan = connection.execution_options(no_parameters=True).exec_driver_sql(explain).mappings()
        # Which one is used depends on the number of rows.
        possible = {row["table"]: row["possible_keys"] for row in plan}
    assert condition.key in possible[condition.table].split(","), possible
