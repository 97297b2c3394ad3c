"""The preset of django-oscar: what it exports is the truth on both databases, in both scopes and in statistics."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import text

from exporter.app.application import Application
from exporter.app.truths import truths_of
from exporter.app.verify import verify
from exporter.contracts.metrics import Id, MetricsContext
from tests.presets.comparing import Families, differences, families_of, filled, in_cents, refreshed
from tests.presets.scopes import providers_of, with_lost_revenue, wrong_statistics
from tests.presets.shops import SHOPS, application, relations_in
from tests.presets.truths import Numbers, at, by, numbers, truths
from tests.support.databases import Database, SharedDatabase
from tests.support.other_shops.oscar import NOW

TRUTHS = truths("django-oscar")
PLATFORMS = "SELECT id, domain FROM django_site"


@pytest.fixture(params=["django-oscar-sqlite", "django-oscar-postgresql"])
def name(request: pytest.FixtureRequest) -> str:
    chosen: str = request.param
    return chosen


@pytest.fixture
def database(name: str, shared_database: SharedDatabase, tmp_path_factory: pytest.TempPathFactory) -> Database:
    return SHOPS[name].database(shared_database, tmp_path_factory)


@pytest.fixture(scope="module")
def kept() -> Iterator[dict[str, Application]]:
    """The exporters, which all tests of this file share."""
    made: dict[str, Application] = {}
    yield made
    for exporter in made.values():
        exporter.database.close()


@pytest.fixture
def exporter(
    name: str, database: Database, kept: dict[str, Application], tmp_path_factory: pytest.TempPathFactory
) -> Application:
    if name not in kept:
        kept[name] = application(SHOPS[name], database.url, tmp_path_factory.mktemp(name))
        assert refreshed(kept[name]) == {}
    return kept[name]


@pytest.fixture
def exported(exporter: Application) -> Families:
    return families_of(exporter)


@pytest.fixture
def truth(database: Database) -> Iterator[dict[str, Numbers]]:
    with database.engine.connect() as connection:
        yield {metric: numbers(connection, each, at(NOW)) for metric, each in TRUTHS.by_metric.items()}


def test_every_number_is_the_truth(exporter: Application, exported: Families, truth: dict[str, Numbers]) -> None:
    zeros = filled(exporter)
    for metric, want in truth.items():
        wanted, found = with_lost_revenue(metric, want, exported), exported.get(metric, {})
        if metric.endswith(("_value", "_revenue")):
            wanted, found = in_cents(wanted), in_cents(found)
        assert differences(metric, wanted, found, zeros=metric in zeros) == []


def test_another_refresh_exports_the_same(exporter: Application, exported: Families) -> None:
    assert refreshed(exporter) == {}  # which knows the values of labels, and so sends other statements
    assert families_of(exporter) == exported


def test_verify_finds_nothing(exporter: Application) -> None:
    found = list(verify(exporter, tuple(truths_of(exporter))))
    assert [each for each in found if each.level != "ok"] == []
    assert len(found) > 40


def test_what_has_no_source_is_not_there(exported: Families) -> None:
    assert exported.keys() == TRUTHS.by_metric.keys()
    assert exported.keys().isdisjoint(TRUTHS.absent)


def test_only_parts_of_deleted_partners_are_not_attributed(exporter: Application, truth: dict[str, Numbers]) -> None:
    deleted = {category: by(truth[f"orion_{category}"], "vendor")["unknown",] for category in ("orders", "shipments")}
    for state in exporter.store.states():
        report = state.report
        everything = (report.unattributed, report.excluded, report.rejected, report.warnings)
        assert everything == (deleted.get(state.category, 0), 0, {}, ()), state.category


def test_statistics_are_what_is_exported(exporter: Application, exported: Families, database: Database) -> None:
    with database.engine.connect() as connection:
        vendors: dict[str, Id | None] = {code: id_ for id_, code in connection.execute(
            text("SELECT id, code FROM partner_partner WHERE id % 3 = 0 OR code = 'newcomer'"))}  # fmt: skip
    assert len(vendors) > 3
    assert vendors.keys() <= {dict(labels)["vendor"] for labels in exported["orion_vendor_info"]}
    assert list(wrong_statistics(exporter, exported, MetricsContext(NOW), vendors, PLATFORMS)) == []


@pytest.mark.parametrize("days", [7, 60])
def test_a_period_counts_what_was_ordered_in_it(exporter: Application, database: Database, days: int) -> None:
    since = NOW - timedelta(days=days)
    (orders,) = (each for each in providers_of(exporter) if each.metrics_category == "orders")
    young = f"o.date_placed >= '{since:%Y-%m-%d %H:%M:%S}'"
    young += "" if database.dialect == "sqlite" else "::timestamp AT TIME ZONE 'UTC'"
    placed = f"SELECT count(*) FROM order_order o WHERE o.site_id = 1 AND {young}"
    parts = ("SELECT count(DISTINCT o.id) FROM order_order o JOIN order_line l ON l.order_id = o.id"
        f" WHERE l.partner_id = 2 AND {young}")  # fmt: skip
    context = MetricsContext(NOW, date_from=since)
    with exporter.database.read() as db:
        of_platform, of_vendor = orders.get_platform_metrics(db, 1, context), orders.get_vendor_metrics(db, 2, context)
        for values, sql in ((of_platform, placed), (of_vendor, parts)):
            assert sum(each.value for each in values if each.key == "orders.total") == db.scalar(text(sql)) > 0


@pytest.mark.parametrize("name", ["django-oscar-postgresql"])
@pytest.mark.parametrize(("select", "condition", "column"), [
    ("orders.sql", "vendor_id = 2", "partner_id"),
    ("orders.sql", "created_at > '2026-02-20'", "date_placed"),
    ("orders.platform_sql", "created_at > '2026-02-20'", "date_placed"),
    ("orders.platform_sql", "platform_id = 2", "site_id"),
    ("products.sql", "vendor_id = 2", "partner_id"),
    ("inventory.sql", "vendor_id = 2", "partner_id"),
    ("vendor_users.sql", "vendor_id = 2", "partner_id"),
    ("payments.sql", "platform_id = 2", "site_id"),
    ("refunds.sql", "platform_id = 2", "site_id"),
    ("shipments.sql", "vendor_id = 2", "partner_id"),
    ("shipments.sql", "platform_id = 2", "site_id"),
])  # fmt: skip
def test_conditions_reach_the_indexes_of_the_shop(
    name: str, database: Database, select: str, condition: str, column: str
) -> None:
    relation, part = select.split(".")
    sql = relations_in(SHOPS[name])[relation][part]
    with database.engine.connect() as connection:
        connection.execute(text("SET enable_seqscan = off"))  # which is cheaper for so few rows
        plan = "\n".join(connection.scalars(text(f"EXPLAIN SELECT count(*) FROM ({sql}) AS r WHERE {condition}")))
    assert f"Index Cond: ({column} " in plan, plan
