"""Snapshots answer for a vendor, a platform and the installation as the library, which reads the database, does."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial

import pytest
from sqlalchemy.orm import Session

from exporter.contracts.metrics import MetricsContext, MetricValue
from exporter.exposition.facts import Facts, Known
from exporter.statistics import Statistics, StatsAggregator
from tests.kinds import unruly
from tests.support.databases import Database, Dialect, SharedDatabase
from tests.support.random_shop import NOW, fill
from tests.support.shop import Exporter

CONTEXT = MetricsContext(NOW)

Values = Mapping[str, Sequence[MetricValue]]


@pytest.mark.parametrize("seed", [3])
def test_a_random_shop(dialect: Dialect, shared_database: SharedDatabase, seed: int) -> None:
    compare(shared_database(dialect, fill, seed, vendors=5, rows=120))


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(60, 75))
def test_many_random_shops(dialect: Dialect, shared_database: SharedDatabase, seed: int) -> None:
    compare(shared_database(dialect, fill, seed))
    compare(shared_database(dialect, unruly.fill, seed))


def compare(database: Database) -> None:
    with closing(Exporter(database.url, NOW)) as exporter, Session(database.engine) as db:
        exporter.refresh()
        assert exporter.failures() == {}
        facts = {each.category: each.snapshot.facts for each in exporter.store.states() if each.snapshot}
        known = next(each for each in facts.values() if each)
        assert known.vendors
        aggregator = StatsAggregator()
        for vendor in known.vendors.values():
            agree(aggregator.vendor_statistics(db, vendor.id, CONTEXT), said(facts, partial(of_vendor, vendor)))
            for platform in known.platforms.values():
                context = replace(CONTEXT, platform_id=platform.id)
                read = aggregator.vendor_statistics(db, vendor.id, context)
                agree(read, said(facts, partial(of_vendor, vendor, platform=platform)))
        for platform in known.platforms.values():
            assert platform.id is not None
            read = aggregator.platform_statistics(db, platform.id, CONTEXT)
            agree(read, said(facts, partial(of_platform, platform)))
        agree(aggregator.installation_statistics(db, CONTEXT), said(facts, lambda of: of.of_installation()))


def of_vendor(vendor: Known, facts: Facts, platform: Known | None = None) -> Sequence[MetricValue] | None:
    return facts.of_vendor(vendor, platform)


def of_platform(platform: Known, facts: Facts) -> Sequence[MetricValue] | None:
    return facts.of_platform(platform)


def said(facts: Mapping[str, Facts | None], ask: Callable[[Facts], Sequence[MetricValue] | None]) -> Values:
    answers = {category: ask(of) for category, of in facts.items() if of is not None}
    return {category: answer for category, answer in answers.items() if answer is not None}


def agree(read: Statistics, kept: Values) -> None:
    assert read.failures == {}
    assert {category: list(values) for category, values in kept.items()} == dict(read.values)
