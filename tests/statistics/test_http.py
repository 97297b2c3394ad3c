"""HTTP, the snapshots and the library say the same to the last digit, for whole shops and for periods."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from exporter.contracts.metrics import MetricsContext, MetricValue
from exporter.exposition.facts import Facts
from exporter.statistics import Statistics, StatsAggregator
from tests.kinds import unruly
from tests.server.api.shops import Client, ask_of, asking, scene_of
from tests.support.databases import Database, Dialect, SharedDatabase
from tests.support.random_shop import NOW, fill

ALL = MetricsContext(NOW)
WEEK = replace(ALL, date_from=NOW - timedelta(days=7), date_to=NOW)


@pytest.mark.parametrize("seed", [5])
def test_a_random_shop(shared_database: SharedDatabase, seed: int) -> None:
    compare(shared_database("sqlite", fill, seed, vendors=3, rows=60))


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(80, 95))
def test_many_random_shops(dialect: Dialect, shared_database: SharedDatabase, seed: int) -> None:
    compare(shared_database(dialect, fill, seed))
    compare(shared_database(dialect, unruly.fill, seed))


def compare(database: Database) -> None:
    scene = scene_of(database)
    client = Client(asking(scene, ask_of(database)))
    known = next(each.snapshot.facts for each in scene.states if each.snapshot and each.snapshot.facts)
    with Session(database.engine) as db:
        said = Library(StatsAggregator(), db, known)
        assert known.vendors.keys() == {each["id"] for each in client.json("/vendors", limit=1000)["vendors"]}
        assert known.platforms.keys() == {each["id"] for each in client.json("/platforms")["platforms"]}
        for vendor in known.vendors:
            agree(client, said, vendor=vendor)
        for platform in known.platforms:
            agree(client, said, platform=platform)
            for vendor in list(known.vendors)[:1]:  # a random shop may have none
                agree(client, said, platform=platform, vendor=vendor)
        agree(client, said)


class Library:
    """What the library says to the parameters of a request."""

    def __init__(self, aggregator: StatsAggregator, db: Session, known: Facts) -> None:
        self._aggregator, self._db, self._known = aggregator, db, known

    def statistics(self, context: MetricsContext, vendor: str | None, platform: str | None) -> Statistics:
        platform_id = None if platform is None else self._known.platforms[platform].id
        if vendor is not None:
            context = replace(context, platform_id=platform_id)
            return self._aggregator.vendor_statistics(self._db, self._known.vendors[vendor].id, context)
        if platform_id is not None:
            return self._aggregator.platform_statistics(self._db, platform_id, context)
        return self._aggregator.installation_statistics(self._db, context)


def agree(client: Client, library: Library, vendor: str | None = None, platform: str | None = None) -> None:
    subject = {name: of for name, of in (("vendor", vendor), ("platform", platform)) if of is not None}
    period = {"from_": "2026-02-22T12:00:00Z", "to": "2026-03-01T12:00:00Z"}
    for context, parameters in ((ALL, subject), (WEEK, {**subject, **period})):
        read = library.statistics(context, vendor, platform)
        answer = client.json("/statistics", **parameters)
        assert (read.failures, answer["missing"]) == ({}, [])
        assert {each["category"]: values(each) for each in answer["categories"]} == dict(read.values)
        assert flat(answer, "totals", "value") == read.flat()
        assert flat(answer, "previous_totals", "previous") == read.flat_previous()


OF_HTTP = {"flat_key", "additive"}
"""What values over HTTP have in addition."""


def values(category: Mapping[str, Any]) -> list[MetricValue]:
    every = [dict(each) for each in category["values"]]
    return [
        MetricValue(category=category["category"], **{name: of for name, of in each.items() if name not in OF_HTTP})
        for each in every
    ]


def flat(answer: Any, totals: str, number: str) -> dict[str, float]:
    """Return the numbers of an answer as `Statistics.flat` does."""
    found: dict[str, float] = {}
    for category in answer["categories"]:
        found |= category.get(totals, {})
        found |= {each["flat_key"]: each[number] for each in category["values"] if each.get(number) is not None}
    return found
