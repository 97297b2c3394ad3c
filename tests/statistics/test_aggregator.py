"""The application's dashboards ask the aggregator: one failing module costs only its own category."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, func, insert, select, text
from sqlalchemy.orm import Session

from exporter.collection.broken import BrokenSource
from exporter.contracts.metrics import MetricsContext, MetricsProviderProtocol, MetricValue
from exporter.demo.schema import METADATA, orders, platform_modules, products
from exporter.statistics import Statistics, StatsAggregator
from tests.support import elsewhere
from tests.support.databases import Database, Dialect, MakeDatabase
from tests.support.random_shop import NOW
from tests.support.shop import Exporter
from tests.support.shops import add, insert_rows, two_platforms

CONTEXT = MetricsContext(NOW)


class Failing:
    """Runs a statement that no database accepts, which ends PostgreSQL's transaction."""

    metrics_category = "failing"

    def get_vendor_metrics(self, db: Session, *_: object) -> list[MetricValue]:
        db.execute(text("SELECT points FROM nowhere"))
        return []

    def get_platform_metrics(self, *_: object) -> list[MetricValue]:
        raise SystemExit(1)


def build(engine: Engine) -> None:
    """Acme is on both platforms with an order on each and one product; bolt is on the second only."""
    two_platforms(engine)
    of_acme = [{"vendor_id": 1, "platform_id": 1}, {"vendor_id": 1, "platform_id": 2, "total_cents": 500}]
    insert_rows(engine, orders, [*of_acme, {"vendor_id": 1}, {"vendor_id": 2, "platform_id": 2}])
    insert_rows(engine, products, [{"vendor_id": 1, "is_active": True}])


@pytest.fixture
def database(dialect: Dialect, make_database: MakeDatabase) -> Database:
    """That shop, the test's own."""
    return make_database(dialect, build)


@pytest.fixture
def shop(database: Database) -> Iterator[Exporter]:
    exporter = Exporter(database.url, NOW)
    yield exporter
    exporter.close()


def providers(shop: Exporter) -> list[MetricsProviderProtocol]:
    return [each.source.statistics for each in shop.providers if each.source.statistics is not None]


def number(statistics: Statistics, category: str, key: str) -> float:
    return sum(value.value for value in statistics.values[category] if value.key == key)


def test_a_failing_provider_costs_its_own_category(shop: Exporter, database: Database) -> None:
    aggregator = StatsAggregator([Failing(), *providers(shop)])
    with Session(database.engine) as db:
        statistics = aggregator.vendor_statistics(db, 1, CONTEXT)
        platform = aggregator.platform_statistics(db, 2, CONTEXT)
        assert db.scalar(select(products.c.vendor_id)) == 1
    assert list(statistics.failures) == list(platform.failures) == ["failing"]
    assert statistics.failures["failing"].reason == "schema"
    assert number(statistics, "orders", "orders.total") == 3
    assert number(platform, "orders", "orders.total") == 3


def test_a_dialect_without_savepoints(tmp_path: Path) -> None:
    url = elsewhere.duckdb_file(tmp_path / "shop.duckdb")
    engine = create_engine(url)
    with closing(Exporter(url, NOW)) as shop, closing(Session(engine)) as db:
        statistics = StatsAggregator([Failing(), *providers(shop)]).vendor_statistics(db, 1, CONTEXT)
        rows = db.scalar(select(func.count()).select_from(orders).where(orders.c.vendor_id == 1))
    engine.dispose()
    assert {category: each.reason for category, each in statistics.failures.items()} == {"failing": "schema"}
    assert number(statistics, "orders", "orders.total") == rows != 0


def test_a_provider_that_could_not_be_loaded_says_so(shop: Exporter, database: Database) -> None:
    broken = BrokenSource("loyalty", "cannot load loyalty: oops").statistics
    assert broken is not None
    with Session(database.engine) as db:
        statistics = StatsAggregator([broken, *providers(shop)]).platform_statistics(db, 1, CONTEXT)
    assert statistics.failures["loyalty"].message == "cannot load loyalty: oops"
    assert number(statistics, "catalog", "catalog.products") == 1


def test_a_vendor_on_one_platform_has_its_rows_there_and_its_vendor_wide_ones(
    shop: Exporter, database: Database
) -> None:
    aggregator = StatsAggregator(providers(shop))
    with Session(database.engine) as db:
        there = aggregator.vendor_statistics(db, 1, replace(CONTEXT, platform_id=2))
        everywhere = aggregator.vendor_statistics(db, 1, CONTEXT)
    assert number(there, "orders", "orders.total") == 2
    assert number(there, "orders", "orders.value") == 5
    assert number(there, "catalog", "catalog.products") == 1
    assert number(everywhere, "orders", "orders.total") == 3


def test_a_module_that_is_off_is_not_asked(shop: Exporter, database: Database) -> None:
    add(database, platform_modules, [{"platform_id": 2, "module": "orders", "is_enabled": False}])
    aggregator = StatsAggregator(providers(shop))
    with Session(database.engine) as db:
        off = aggregator.platform_statistics(db, 2, CONTEXT)
        on = aggregator.platform_statistics(db, 1, CONTEXT)
        vendor = aggregator.vendor_statistics(db, 1, replace(CONTEXT, platform_id=2))
    assert "orders" in on.values
    assert "orders" not in off.values
    assert "orders" not in vendor.values
    assert "catalog" in off.values
    assert off.failures == {}


def test_the_tables_of_the_shop_are_untouched(shop: Exporter, database: Database) -> None:
    with Session(database.engine) as db:
        db.execute(insert(METADATA.tables["users"]), [{"id": 1, "is_active": True}])
        StatsAggregator([Failing()]).vendor_statistics(db, 1, CONTEXT)
        db.commit()
        assert db.scalar(select(METADATA.tables["users"].c.id)) == 1
    assert shop.refresh("tenancy").failures() == {}


def test_by_itself_it_asks_every_installed_provider(shop: Exporter, database: Database) -> None:
    with Session(database.engine) as db:
        statistics = StatsAggregator().vendor_statistics(db, 1, CONTEXT)
    assert statistics.failures == {}
    assert set(statistics.values) == {each.metrics_category for each in providers(shop)}
    assert number(statistics, "orders", "orders.total") == 3
