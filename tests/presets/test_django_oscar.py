"""The preset of django-oscar: periods of statistics, and conditions that reach the indexes of the shop."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from exporter.app.application import Application
from exporter.contracts.metrics import MetricsContext
from tests.presets.scopes import providers_of
from tests.presets.shops import SHOPS, relations_in
from tests.support.databases import Database
from tests.support.other_shops.oscar import NOW


@pytest.fixture(params=["django-oscar-sqlite", "django-oscar-postgresql"])
def name(request: pytest.FixtureRequest) -> str:
    chosen: str = request.param
    return chosen


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
