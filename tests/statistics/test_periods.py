"""The exporter's answers about a period are those of the library, for every vendor and platform of random shops."""

from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from exporter.app.application import assemble
from exporter.app.periods import Periods
from exporter.config.configuration import configuration_of
from exporter.contracts.metrics import MetricsContext
from exporter.directory.directory import Directory
from exporter.exposition.facts import Known
from exporter.server.api.asking import Answer, Question
from exporter.statistics import Statistics, StatsAggregator
from tests.kinds import unruly
from tests.support.clock import FakeClock
from tests.support.databases import Database, Dialect, SharedDatabase
from tests.support.random_shop import NOW, fill

MONTH = NOW - timedelta(days=30)
Period = tuple[datetime | None, datetime | None]
PERIODS: tuple[Period, ...] = (
    (MONTH, None),
    (None, MONTH),
    (MONTH, NOW - timedelta(days=7)),
)


@pytest.mark.parametrize("seed", [2])
def test_a_random_shop(dialect: Dialect, shared_database: SharedDatabase, seed: int) -> None:
    compare(shared_database(dialect, fill, seed, vendors=5, rows=120), PERIODS[:1], each=4)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(40, 60))
def test_many_random_shops(dialect: Dialect, shared_database: SharedDatabase, seed: int) -> None:
    compare(shared_database(dialect, fill, seed), PERIODS)
    compare(shared_database(dialect, unruly.fill, seed), PERIODS)


def compare(database: Database, periods: tuple[Period, ...], each: int = 1) -> None:
    """Compare the answers to `each` second, third or fourth question."""
    settings = {"preset": "orion", "database": {"url": database.url}}
    application = assemble(configuration_of(settings), FakeClock(NOW))
    periods_of_exporter, aggregator = Periods(application, 60.0), StatsAggregator()
    seen = False
    with closing(periods_of_exporter._shop.databases), Session(database.engine) as db:
        for question in list(questions(Directory.read(db), periods))[::each]:
            answer = periods_of_exporter.read(question, "test")
            said = library(aggregator, db, question)
            assert of(answer) == of(said), question
            assert answer.additive == said.additive
            seen = seen or any(value.previous for values in answer.values.values() for value in values)
    assert seen


def questions(directory: Directory, periods: tuple[Period, ...]) -> Iterator[Question]:
    vendors = [Known(id_, Directory.text(id_), *entry) for id_, entry in directory.vendors.items()]
    platforms = [Known(id_, Directory.text(id_), *entry) for id_, entry in directory.platforms.items()]
    owners: list[tuple[Known | None, Known | None]] = [(None, None), *((None, each) for each in platforms)]
    for number, vendor in enumerate(vendors):
        owners += [(vendor, None), (vendor, platforms[number % len(platforms)])]
    for begin, end in periods:
        for vendor_asked, platform in owners:
            yield Question(vendor_asked, platform, frozenset(), begin, end)


def library(aggregator: StatsAggregator, db: Session, question: Question) -> Statistics:
    """Return what the library answers on an application's own session."""
    vendor, platform = question.vendor, question.platform
    context = MetricsContext(NOW, question.date_from, question.date_to)
    if vendor is not None:
        there = MetricsContext(NOW, question.date_from, question.date_to, platform.id if platform else None)
        return aggregator.vendor_statistics(db, vendor.id, there)
    if platform is not None:
        assert platform.id is not None
        return aggregator.platform_statistics(db, platform.id, context)
    return aggregator.installation_statistics(db, context)


def of(answer: Answer | Statistics) -> object:
    """Return all numbers and failures, in order."""
    values = {category: list(values) for category, values in answer.values.items()}
    return values, dict(answer.failures)
