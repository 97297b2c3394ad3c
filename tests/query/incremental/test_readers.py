"""Readers of a snapshot see the numbers of one moment, also while what changed is refreshed."""

import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Event

import pytest

from exporter.contracts.metrics import MetricValue
from exporter.exposition.facts import Facts
from tests.query.incremental.orders import fill, order
from tests.query.incremental.watching import Watching, refreshed
from tests.support.databases import MakeDatabase

REFRESHES = 12


@pytest.fixture
def often() -> Iterator[None]:
    """Threads take turns as often as they can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def facts_of(watching: Watching) -> Facts:
    snapshot = watching.store["orders"].snapshot
    assert snapshot is not None
    assert snapshot.facts is not None
    return snapshot.facts


def told(facts: Facts) -> list[Sequence[MetricValue] | None]:
    every = [facts.of_vendor(vendor) for vendor in facts.vendors.values()]
    return [*every, *map(facts.of_platform, facts.platforms.values()), facts.of_installation()]


def orders_in(values: Sequence[MetricValue] | None) -> float:
    return sum(each.value for each in values or () if each.key == "orders.total")


@pytest.mark.usefixtures("often")
def test_snapshots_stay_as_they_are_while_what_changed_is_read(make_database: MakeDatabase) -> None:
    database, done = make_database("sqlite", fill), Event()
    with closing(Watching(database.url)) as watching, ThreadPoolExecutor(2) as readers:

        def read() -> int:
            """Ask the latest snapshot again and again; return how often all of its numbers fitted together."""
            times = 0
            while not done.is_set() or not times:
                facts = facts_of(watching)
                first = told(facts)
                assert told(facts) == first
                *vendors, _, _, whole = first
                assert sum(map(orders_in, vendors)) == orders_in(whole)
                times += 1
            return times

        watching.refresh("orders")
        kept = [(facts_of(watching), told(facts_of(watching)))]
        reading = [readers.submit(read) for _ in range(2)]
        try:
            for number in range(REFRESHES):
                for vendor in range(1, 1 + number):
                    order(database, watching.stamp, vendor_id=vendor, platform_id=1 + number % 2)
                assert refreshed(watching)
                kept.append((facts_of(watching), told(facts_of(watching))))
        finally:
            done.set()
        assert min(each.result() for each in reading) > 0
    assert [told(facts) for facts, _ in kept] == [answers for _, answers in kept]
    assert len({orders_in(facts.of_installation()) for facts, _ in kept}) == REFRESHES
