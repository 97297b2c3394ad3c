"""Snapshots answer for a vendor, a platform and the installation as the library, which reads the database, does."""

from collections.abc import Mapping
from contextlib import closing

import pytest
from sqlalchemy.orm import Session

from exporter.contracts.metrics import MetricsContext
from exporter.exposition.facts import Known
from exporter.statistics import StatsAggregator
from providers.orders import STATUSES
from tests.kinds import unruly
from tests.statistics.facts import agree_on_all, facts_of
from tests.support.databases import Database, Dialect, SharedDatabase
from tests.support.random_shop import NOW, fill
from tests.support.shop import Exporter
from tests.support.shops import two_platforms

CONTEXT = MetricsContext(NOW)


@pytest.mark.parametrize("seed", [3])
def test_a_random_shop(dialect: Dialect, shared_database: SharedDatabase, seed: int) -> None:
    compare(shared_database(dialect, fill, seed, vendors=5, rows=120))


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(60, 75))
def test_many_random_shops(dialect: Dialect, shared_database: SharedDatabase, seed: int) -> None:
    compare(shared_database(dialect, fill, seed))
    compare(shared_database(dialect, unruly.fill, seed))


def compare(database: Database, settings: Mapping[str, str] | None = None) -> None:
    with closing(Exporter(database.url, NOW, settings)) as exporter, Session(database.engine) as db:
        exporter.refresh()
        assert exporter.failures() == {}
        facts = facts_of(exporter.store)
        assert agree_on_all(facts, StatsAggregator(), db, CONTEXT) > 0
        assert {each.additive for each in facts.values()} != {frozenset()}
        assert len({id(each.vendors) for each in facts.values()}) == 1  # ten thousand objects, made once


@pytest.mark.parametrize("settings", [{"DETAIL": "platform"}, {"MAX_SERIES": "1"}], ids=["detail", "budget"])
def test_what_is_not_exported_is_answered_too(shared_database: SharedDatabase, settings: Mapping[str, str]) -> None:
    given = {
        f"ORION_EXPORTER_PROVIDERS_{category.upper()}_{name}": value
        for category in ("orders", "catalog")
        for name, value in settings.items()
    }
    compare(shared_database("sqlite", fill, 3, vendors=5, rows=120), given)


def test_hostile_columns_with_rejected_samples(shared_database: SharedDatabase) -> None:
    compare(shared_database("sqlite", unruly.fill, 61, vendors=4, rows=100))


def test_a_vendor_without_rows_has_zeros(shared_database: SharedDatabase) -> None:
    database = shared_database("sqlite", two_platforms)
    with closing(Exporter(database.url, NOW)) as exporter:
        orders = facts_of(exporter.refresh("orders").store)["orders"]
    values = orders.of_vendor(orders.vendors["1"])
    assert values is not None
    assert {each.labels["status"]: each.value for each in values if each.key == "orders.total"} == dict.fromkeys(
        STATUSES, 0
    )


def test_who_is_not_known_has_no_numbers(shared_database: SharedDatabase) -> None:
    database = shared_database("sqlite", two_platforms)
    with closing(Exporter(database.url, NOW)) as exporter:
        orders = facts_of(exporter.refresh("orders").store)["orders"]
    stranger = Known(99, "99", "gone", "Gone", "active")
    assert (orders.of_vendor(stranger), orders.of_platform(stranger), orders.platforms_of(stranger)) == ([], [], ())
