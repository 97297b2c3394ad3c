"""What statistics answer: flat keys, periods with the one before, totals of the installation, shops of any shape."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from prometheus_client import CollectorRegistry, generate_latest
from sqlalchemy import create_engine, event, select, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from exporter.contracts.metrics import MetricDefinition, MetricsContext, MetricValue
from exporter.demo.schema import orders
from exporter.query import Query, QueryMetricsProvider, count
from exporter.statistics import ModuleMetricsCollector, Statistics, StatsAggregator
from exporter.testing.comparing import samples_of
from providers.catalog import CatalogMetricsProvider
from providers.orders import OrderMetricsProvider
from tests.statistics.application import CONTEXT, build
from tests.support.clock import FakeClock
from tests.support.databases import Database, MakeDatabase
from tests.support.random_shop import NOW
from tests.support.shops import add


class Cards:
    """A provider with three members, which cannot answer for the whole installation."""

    metrics_category = "cards"

    def get_vendor_metrics(self, *_: object) -> list[MetricValue]:
        return [MetricValue("cards.total", 3, "Cards", "cards", labels={"tier": 'go"ld\\\n', "a": "b"})]

    def get_platform_metrics(self, *_: object) -> list[MetricValue]:
        return [MetricValue("cards.total", 4, "Cards", "cards")]


@pytest.fixture
def database(make_database: MakeDatabase) -> Database:
    return make_database("sqlite", build)


@pytest.fixture
def db(database: Database) -> Iterator[Session]:
    with Session(database.engine) as session:
        yield session


def test_flat_keys_are_quoted_as_in_the_exposition(db: Session) -> None:
    flat = StatsAggregator([Cards()]).vendor_statistics(db, 1, CONTEXT).flat()
    assert flat == {r'cards.total{a="b",tier="go\"ld\\\n"}': 3}


def test_only_what_is_additive_has_a_total(db: Session, database: Database) -> None:
    money = {"vendor_id": 1, "platform_id": 1, "total_cents": 300, "currency": "USD", "status": "shipped"}
    add(database, orders, [{"id": 50, "created_at": NOW.replace(tzinfo=None), **money}])
    found = StatsAggregator([OrderMetricsProvider()]).vendor_statistics(db, 1, CONTEXT)
    flat = found.flat()
    assert {key: of for key, of in flat.items() if key.startswith("orders.total") and of} == {
        "orders.total": 4, 'orders.total{status="pending"}': 3, 'orders.total{status="shipped"}': 1
    }  # fmt: skip
    assert {key: of for key, of in flat.items() if key.startswith("orders.value")} == {
        'orders.value{currency="EUR"}': 15, 'orders.value{currency="USD"}': 3
    }  # fmt: skip
    assert flat["orders.last_created"] == NOW.timestamp()
    assert found.flat_previous() == {}
    labelled = Statistics({"x": [MetricValue("x.first", 1, "", "x", labels={"queue": name}) for name in "ab"]})
    assert list(labelled.flat()) == ['x.first{queue="a"}', 'x.first{queue="b"}']


def test_each_row_counts_once_for_the_installation(db: Session) -> None:
    found = StatsAggregator([OrderMetricsProvider(), Cards()]).installation_statistics(db, CONTEXT)
    assert list(found.values) == ["orders"]
    assert (found.flat()["orders.total"], found.flat()['orders.value{currency="EUR"}']) == (4, 20)


def test_a_period_is_compared_with_the_one_before(db: Session, database: Database) -> None:
    with database.engine.begin() as connection:
        for number, days in ((1, 3), (2, 10), (3, 12), (4, 30)):
            moment = (NOW - timedelta(days=days)).replace(tzinfo=None)
            connection.execute(
                update(orders).where(orders.c.id == number).values(created_at=moment, currency=f"C{days}")
            )
    aggregator = StatsAggregator([OrderMetricsProvider()])
    week = replace(CONTEXT, date_from=NOW - timedelta(days=7))
    for ends in (None, NOW):
        found = aggregator.vendor_statistics(db, 1, replace(week, date_to=ends))
        assert (found.flat()["orders.total"], found.flat_previous()["orders.total"]) == (1, 2)
        assert found.flat()['orders.value{currency="C10"}'] == 0
        assert found.flat_previous()['orders.value{currency="C3"}'] == 0
        assert found.flat_previous()['orders.value{currency="C12"}'] == 5
        assert found.flat_previous()["orders.last_created"] == (NOW - timedelta(days=10)).timestamp()
    totals = aggregator.installation_statistics(db, replace(week, date_from=NOW - timedelta(days=20)))
    assert (totals.flat()["orders.total"], totals.flat_previous()["orders.total"]) == (3, 1)
    before = aggregator.platform_statistics(db, 1, MetricsContext(NOW, date_to=NOW))
    assert before.flat()["orders.total"] == 2
    assert before.flat_previous() == {}
    first = datetime(1, 1, 1, tzinfo=UTC)  # there is no time before it
    for begin, days in ((first, 1), (first + timedelta(days=1), 2)):
        long_ago = replace(CONTEXT, date_from=begin, date_to=begin + timedelta(days=days))
        found = aggregator.vendor_statistics(db, 1, long_ago)
        assert (found.failures, found.flat()["orders.total"], found.flat_previous()) == ({}, 0, {})


@pytest.mark.parametrize("given", ["mapping", "file"])
def test_a_shop_of_another_shape_needs_no_file_and_no_server(given: str, tmp_path: Path) -> None:
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE sale (id INTEGER, seller INTEGER, state TEXT, cents INTEGER)")
        connection.exec_driver_sql("CREATE TABLE seller (id INTEGER, handle TEXT)")
        connection.exec_driver_sql("INSERT INTO seller VALUES (7, 'acme')")
        connection.exec_driver_sql("INSERT INTO sale VALUES (1, 7, 'new', 250), (2, 7, 'sent', 100), (3, 8, 'new', 1)")
    sale = "SELECT id, seller AS vendor_id, 'shop' AS platform_id, state AS status, cents AS total_cents FROM sale"
    relations = {
        "vendors": {"sql": "SELECT id, handle AS code FROM seller"},
        "orders": {
            "sql": sale,
            "omit": ["currency", "created_at"],
            "map": {"status": {"new": "pending", "sent": "shipped"}},
        },
    }
    (tmp_path / "shop.yaml").write_text(json.dumps({"relations": relations}))
    chosen = {"mapping": {"relations": relations}, "file": tmp_path / "shop.yaml"}[given]
    aggregator = StatsAggregator.from_configuration(chosen)  # type: ignore[arg-type]  # a mapping or a path
    with Session(engine) as db:
        found = aggregator.vendor_statistics(db, 7, CONTEXT)
        with pytest.raises(OperationalError, match="no such table: orders"):  # the application's own statements
            db.execute(select(orders.c.id))
    assert found.failures == {}
    assert list(found.values) == ["tenancy", "orders"]  # there is nothing for the other modules
    assert {key: of for key, of in found.flat().items() if key.startswith("orders.total") and of} == {
        "orders.total": 2, 'orders.total{status="pending"}': 1, 'orders.total{status="shipped"}': 1
    }  # fmt: skip


def test_a_wrong_configuration_is_reported_where_it_is() -> None:
    with pytest.raises(ValueError, match=r"^configuration: preset"):
        StatsAggregator.from_configuration({"preset": "vendura"})
    with pytest.raises(ValueError, match=r"^configuration: relations.orders.sql"):
        StatsAggregator.from_configuration({"relations": {"orders": {"sql": "DELETE FROM orders"}}})


def test_a_collector_shows_the_last_refresh_in_any_registry(db: Session, database: Database) -> None:
    clock = FakeClock(NOW)
    providers = [OrderMetricsProvider(), CatalogMetricsProvider()]
    collector = ModuleMetricsCollector(StatsAggregator(providers), max_age=timedelta(minutes=5), clock=clock)
    registry = CollectorRegistry(auto_describe=False)
    registry.register(collector)
    with pytest.raises(ValueError, match="Duplicated timeseries"):
        registry.register(ModuleMetricsCollector(StatsAggregator(providers)))
    assert "orion_orders" not in generate_latest(registry).decode()
    assert collector.refresh(db) == {}
    orders_of = {
        (name, dict(labels)["platform"]): of for (name, labels), of in _samples(registry) if "pending" in str(labels)
    }
    assert orders_of["orion_platform_orders", "side"] == 2
    database.engine.dispose()
    with database.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE products RENAME TO gone")
    clock.advance(200)
    assert {category: each.reason for category, each in collector.refresh(db).items()} == {"catalog": "schema"}
    assert _up(registry) == {"orders": 1, "catalog": 0}
    assert any(name.startswith("orion_products") for (name, _), _ in _samples(registry))
    clock.advance(200)
    assert not any(name.startswith("orion_products") for (name, _), _ in _samples(registry))
    assert any(name == "orion_orders" for (name, _), _ in _samples(registry))


class ByPeriod(QueryMetricsProvider):
    """A provider with a label of a name that the exporter might use itself."""

    metrics_category = "subscriptions"

    def queries(self) -> Iterator[Query]:
        paid = MetricDefinition("subscriptions.paid", "paid", "Paid", "Paid.", labels={"period": ()})
        yield Query(
            {paid: count()}, vendor=orders.c.vendor_id, by={"period": orders.c.status}, time_column=orders.c.created_at
        )


def test_a_label_may_be_called_period(db: Session) -> None:
    context = replace(CONTEXT, date_from=NOW - timedelta(days=300))
    said = StatsAggregator([ByPeriod()]).vendor_statistics(db, 1, context)
    assert said.failures == {}
    assert {each.labels["period"] for each in said.values["subscriptions"]} == {"pending"}


class Broken(OrderMetricsProvider):
    """A provider that cannot say what it knows."""

    metrics_category = "broken"

    def queries(self) -> Iterator[Query]:
        raise RuntimeError("no licence")


def test_a_scrape_of_a_collector_touches_no_database_and_never_fails(db: Session, database: Database) -> None:
    collector = ModuleMetricsCollector(StatsAggregator([Broken(), CatalogMetricsProvider()]), clock=FakeClock(NOW))
    registry = CollectorRegistry(auto_describe=True)
    registry.register(collector)
    assert {category: each.reason for category, each in collector.refresh(db).items()} == {"broken": "internal"}
    statements: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *given: statements.append(given[2]))
    assert any(each.name == "orion_products" for each in collector.describe())
    assert any(name == "orion_products" for (name, _), _ in _samples(registry))
    assert _up(registry) == {"broken": 0, "catalog": 1}
    assert statements == []
    with database.engine.connect() as connection:
        connection.exec_driver_sql("SELECT 1")
    assert statements == ["SELECT 1"]


def _samples(registry: CollectorRegistry) -> list[tuple[tuple[str, frozenset[tuple[str, str]]], float]]:
    return list(samples_of(generate_latest(registry).decode()).items())


def _up(registry: CollectorRegistry) -> dict[str, float]:
    every = _samples(registry)
    return {dict(labels)["category"]: of for (name, labels), of in every if name == "orion_exporter_provider_up"}
