"""The presets of PrestaShop and OpenCart on tables that are called otherwise: found, read, or reported."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest
from sqlalchemy import text

from exporter.cli import main
from tests.presets.comparing import refreshed
from tests.presets.copies import copied
from tests.presets.php_shops import truth, wrong
from tests.presets.shops import SHOPS, Shop, application, at_present, relations_in
from tests.support.databases import Database, MakeDatabase, SharedDatabase

OF_PLATFORMS = {"prestashop": ("shop", "active"), "opencart": ("store", "name")}
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
    "opencart": [
        Renamed("order", "payment_method", "payments", "payments"),
        Renamed("return", "return_action_id", "refunds", "refunds"),
        Renamed("order", "shipping_method", "shipments", "shipments"),
        Renamed("cart", "session_id", "carts", "carts"),
        Renamed("product", "subtract", "inventory", "inventory"),
        Renamed("cron", "cycle", "jobs", "jobs"),
        Renamed("user", "status", "users", "tenancy"),
    ],
}


@pytest.fixture(params=OF_PLATFORMS)
def name(request: pytest.FixtureRequest) -> str:
    found: str = request.param
    return found


@pytest.fixture
def shop(name: str) -> Shop:
    return SHOPS[name]


@pytest.fixture
def database(shop: Shop, shared_database: SharedDatabase, tmp_path_factory: pytest.TempPathFactory) -> Database:
    return shop.database(shared_database, tmp_path_factory)


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
    with closing((exporter := at_present(application(copy, other.url, tmp_path), copy.now)).databases):
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
            change = f"RENAME COLUMN `{each.column}` TO `new_{each.column}`"
            connection.execute(text(f"ALTER TABLE `{prefix}{each.table}` {change}"))
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
    Condition("opencart", "orders", "id = 1001", "o", "PRIMARY"),
    Condition("opencart", "orders", "total > 0", "o", "order_status_id"),
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
