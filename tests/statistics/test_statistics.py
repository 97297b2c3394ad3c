"""Statistics say what the exposition says: one fold over one frame makes both."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from math import isclose

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from exporter.contracts.metrics import MetricDefinition, MetricsContext, MetricsProviderProtocol, MetricValue
from exporter.demo.schema import platforms, vendors
from exporter.directory.directory import Directory
from exporter.fold.frame import FOLDS
from tests.fold.sums import DIVISOR
from tests.support.databases import Database, Dialect, MakeDatabase, SharedDatabase
from tests.support.random_shop import NOW, fill
from tests.support.shop import Exporter, series_of

CONTEXT = MetricsContext(NOW)
Numbers = dict[tuple[str, frozenset[tuple[str, str]]], float]


def numbers_of(values: list[MetricValue]) -> Numbers:
    """Return values by key and labels; each is there once."""
    found = {(value.key, frozenset(value.labels.items())): value.value for value in values}
    assert len(found) == len(values)
    return found


def exposed(exporter: Exporter, category: str, prefix: str, **chosen: str) -> Numbers:
    """Return the series with these labels as statistics would say them, folded over the labels of the scope."""
    provider = next(each for each in exporter.providers if each.category == category)
    definitions = {prefix + each.name: each for each in provider.definitions}
    parts = defaultdict(list)
    for (name, labels), value in series_of(exporter.text(category)).items():
        if name in definitions and chosen.items() <= dict(labels).items():
            rest = frozenset((label, of) for label, of in labels if label not in {"vendor", "platform", "category"})
            parts[definitions[name], rest].append(value)
    return {(each.key, labels): _folded(each, values) for (each, labels), values in parts.items()}


def _folded(definition: MetricDefinition, values: list[float]) -> float:
    assert definition.fold is not None
    whole, *more = values
    for value in more:
        whole = FOLDS[definition.fold](whole, value)
    return whole


def different(left: Numbers, right: Numbers) -> list[str]:
    every = sorted(left.keys() | right.keys(), key=str)
    return [
        f"{key}: {left.get(key)} and {right.get(key)}"
        for key in every
        if key not in left or key not in right or not isclose(left[key], right[key], rel_tol=1e-9, abs_tol=1e-9)
    ]


def implementations(exporter: Exporter) -> Iterator[tuple[str, MetricsProviderProtocol]]:
    for provider in exporter.providers:
        assert provider.source.statistics is not None
        yield provider.category, provider.source.statistics


@pytest.mark.parametrize("seed", [1, 4, 9])
def test_a_vendor_s_statistics_are_its_series(dialect: Dialect, shared_database: SharedDatabase, seed: int) -> None:
    database = shared_database(dialect, fill, seed)
    exporter = Exporter(database.url, NOW).refresh()
    with Session(database.engine) as db:
        labels = {id_: entry.label for id_, entry in Directory.read(db).vendors.items()}
        assert labels.keys() == set(db.scalars(select(vendors.c.id)))
        for category, provider in implementations(exporter):
            for vendor_id, label in labels.items():
                said = numbers_of(provider.get_vendor_metrics(db, vendor_id, CONTEXT))
                assert different(said, exposed(exporter, category, "orion_", vendor=label)) == [], (category, label)
    exporter.close()


@pytest.mark.parametrize("seed", [1, 4, 9])
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
    ("inventory", "inventory.items"): "SELECT COUNT(*) FROM inventory WHERE vendor_id = :vendor",
}
"""What a period applies to, and stock, which has no moment: a period says nothing about it."""


def test_a_period_is_that_of_sql(dialect: Dialect, make_database: MakeDatabase) -> None:
    database = make_database(dialect, fill, 4)
    with database.engine.begin() as connection:
        connection.execute(text("DELETE FROM platform_modules"))
    exporter = Exporter(database.url, NOW)
    start, end = NOW - timedelta(days=20), NOW - timedelta(days=3)
    period = replace(CONTEXT, date_from=start, date_to=end)
    condition = "vendor_id = :vendor AND created_at >= :start AND created_at < :end"
    moments = {"start": written(database, start), "end": written(database, end)}
    providers = dict(implementations(exporter))
    checked = 0
    with Session(database.engine) as db:
        for vendor_id in db.scalars(select(vendors.c.id)).all():
            for (category, key), statement in PERIODS.items():
                values = providers[category].get_vendor_metrics(db, vendor_id, period)
                said = sum(value.value for value in values if value.key == key)
                wanted = db.scalar(text(statement.format(period=condition)), {"vendor": vendor_id, **moments})
                assert said == pytest.approx(float(wanted or 0)), (key, vendor_id)
                checked += said > 0
    exporter.close()
    assert checked > 10


def written(database: Database, moment: datetime) -> object:
    """Return a moment as the tables hold it; SQLite has none, they are text there, as SQLAlchemy writes them."""
    naive = moment.replace(tzinfo=None)
    return f"{naive}.000000" if database.dialect == "sqlite" else naive
