"""Statistics say what the exposition says: one fold over one frame makes both."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from exporter.contracts.metrics import MetricsContext
from exporter.demo.schema import platforms, vendors
from exporter.directory.directory import Directory
from exporter.testing.comparing import different, numbers_of
from tests.fold.sums import DIVISOR
from tests.statistics.comparing import exposed, implementations
from tests.support.databases import Database, Dialect, MakeDatabase, SharedDatabase
from tests.support.random_shop import NOW, fill
from tests.support.sampling import spread
from tests.support.shop import Exporter

CONTEXT = MetricsContext(NOW)


@pytest.mark.parametrize(("dialect", "seed"), spread((1, 4, 9)))
def test_a_vendor_s_statistics_are_its_series(dialect: Dialect, shared_database: SharedDatabase, seed: int) -> None:
    database = shared_database(dialect, fill, seed)
    exporter = Exporter(database.url, NOW).refresh()
    with Session(database.engine) as db:
        labels = {id_: entry.label for id_, entry in Directory.read(db).vendors.items() if id_ is not None}
        assert labels.keys() == set(db.scalars(select(vendors.c.id)))
        for category, provider in implementations(exporter):
            for vendor_id, label in labels.items():
                said = numbers_of(provider.get_vendor_metrics(db, vendor_id, CONTEXT))
                assert different(said, exposed(exporter, category, "orion_", vendor=label)) == [], (category, label)
    exporter.close()


@pytest.mark.parametrize(("dialect", "seed"), spread((1, 4, 9)))
def test_a_platform_s_statistics_are_its_cells(dialect: Dialect, shared_database: SharedDatabase, seed: int) -> None:
    database = shared_database(dialect, fill, seed)
    exporter = Exporter(database.url, NOW).refresh()
    with Session(database.engine) as db:
        labels = {id_: entry.label for id_, entry in Directory.read(db).platforms.items()}
        assert labels.keys() == set(db.scalars(select(platforms.c.id)))
        for category, provider in implementations(exporter):
            for platform_id, label in labels.items():
                said = numbers_of(provider.get_platform_metrics(db, platform_id, CONTEXT))
                cells = exposed(exporter, category, "orion_platform_", platform=label)
                assert different(said, cells) == [], (category, label)
    exporter.close()


PERIODS = {
    ("customers", "customers.total"): "SELECT COUNT(*) FROM customers WHERE {period}",
    ("orders", "orders.total"): "SELECT COUNT(*) FROM orders WHERE {period}",
    ("orders", "orders.value"): f"SELECT SUM(total_cents / {DIVISOR}) FROM orders WHERE {{period}}",
    ("catalog", "catalog.products"): "SELECT COUNT(*) FROM products WHERE {period}",
    ("marketplace", "marketplace.jobs"): "SELECT COUNT(*) FROM marketplace_import_jobs WHERE {period}",
}
"""What a period applies to."""


def test_a_period_is_that_of_sql(dialect: Dialect, make_database: MakeDatabase) -> None:
    database = make_database(dialect, fill, 4)
    with database.engine.begin() as connection:
        connection.execute(text("DELETE FROM platform_modules"))
        # An unknown amount leaves out its currency, with what was known of it in the period before.
        connection.execute(text("UPDATE orders SET total_cents = 0 WHERE total_cents IS NULL"))
    exporter = Exporter(database.url, NOW)
    start, end = NOW - timedelta(days=20), NOW - timedelta(days=3)
    period = replace(CONTEXT, date_from=start, date_to=end)
    condition = "vendor_id = :vendor AND created_at >= :start AND created_at < :end"
    moments = {"start": written(database, start), "end": written(database, end)}
    moments_before = {"start": written(database, start - (end - start)), "end": written(database, start)}
    providers = dict(implementations(exporter))
    checked = 0
    with Session(database.engine) as db:
        for vendor_id in db.scalars(select(vendors.c.id)).all():
            for (category, key), statement in PERIODS.items():
                values = providers[category].get_vendor_metrics(db, vendor_id, period)
                said = sum(value.value for value in values if value.key == key)
                before = sum(value.previous or 0 for value in values if value.key == key)
                counted = text(statement.format(period=condition))
                wanted = db.scalar(counted, {"vendor": vendor_id, **moments})
                earlier = db.scalar(counted, {"vendor": vendor_id, **moments_before})
                assert said == pytest.approx(float(wanted or 0)), (key, vendor_id)
                assert before == pytest.approx(float(earlier or 0)), (key, vendor_id)
                checked += said > 0 and before > 0
            assert providers["inventory"].get_vendor_metrics(db, vendor_id, period) == []  # stock has no time
    exporter.close()
    assert checked > 10


def written(database: Database, moment: datetime) -> object:
    """Return a moment as the tables hold it; SQLite has none, they are text there, as SQLAlchemy writes them."""
    naive = moment.replace(tzinfo=None)
    return f"{naive}.000000" if database.dialect == "sqlite" else naive
