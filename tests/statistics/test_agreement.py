"""The library and `/metrics` say the same to the last digit, for every vendor, every platform and the installation."""

from collections import defaultdict
from contextlib import closing

import pytest
from sqlalchemy.orm import Session

from exporter.contracts.metrics import PLATFORM_PREFIX, PREFIX, MetricDefinition, MetricsContext
from exporter.directory.directory import Directory
from exporter.exposition.snapshot import Labels
from exporter.fold.cells import divisor_of
from exporter.statistics import Statistics, StatsAggregator
from exporter.testing.comparing import SCOPE_LABELS, Numbers, Samples, fold, numbers_of
from tests.kinds import unruly
from tests.support.databases import Database, Dialect, SharedDatabase
from tests.support.random_shop import NOW, fill
from tests.support.shop import Exporter, series_of

CONTEXT = MetricsContext(NOW)


@pytest.mark.parametrize("seed", [2])
def test_a_random_shop(dialect: Dialect, shared_database: SharedDatabase, seed: int) -> None:
    compare(shared_database(dialect, fill, seed, vendors=5, rows=120))


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(40, 60))
def test_many_random_shops(dialect: Dialect, shared_database: SharedDatabase, seed: int) -> None:
    compare(shared_database(dialect, fill, seed))
    compare(shared_database(dialect, unruly.fill, seed))


def compare(database: Database) -> None:
    with closing(Exporter(database.url, NOW)) as exporter, Session(database.engine) as db:
        samples = series_of(exporter.refresh().text())
        assert exporter.failures() == {}
        definitions = [each for provider in exporter.providers for each in provider.definitions if each.fold]
        directory = Directory.read(db)
        aggregator = StatsAggregator()
        for vendor, entry in directory.vendors.items():
            said = aggregator.vendor_statistics(db, vendor, CONTEXT)
            agree(said, of(samples, definitions, PREFIX, vendor=entry.label), entry.label)
        for platform, entry in directory.platforms.items():
            said = aggregator.platform_statistics(db, platform, CONTEXT)
            agree(said, of(samples, definitions, PLATFORM_PREFIX, platform=entry.label), entry.label)
        whole = of(samples, definitions, PLATFORM_PREFIX) | of(samples, definitions, PREFIX)
        said = aggregator.installation_statistics(db, CONTEXT)
        known = numbers_of(value for values in said.values.values() for value in values)
        # A sum of which a part is unknown on one platform may be a mere 0 on another.
        agree(said, {key: number for key, number in whole.items() if number or key in known}, "installation")


def of(samples: Samples, definitions: list[MetricDefinition], prefix: str, **chosen: str) -> Numbers:
    """Return the series with the labels `chosen` as statistics say them: parts are added up, then divided."""
    names = {prefix + each.name: each for each in definitions}
    parts = defaultdict[tuple[MetricDefinition, Labels], list[float]](list)
    for (name, labels), value in samples.items():
        if name in names and chosen.items() <= dict(labels).items():
            rest = tuple(sorted((label, text) for label, text in labels if label not in SCOPE_LABELS))
            parts[names[name], rest].append(value)
    return {(each.key, frozenset(labels)): _whole(each, labels, values) for (each, labels), values in parts.items()}


def _whole(definition: MetricDefinition, labels: Labels, values: list[float]) -> float:
    divisor = divisor_of(definition, labels)
    return (
        fold(definition, values)
        if divisor == 1
        else fold(definition, [round(of * divisor, 3) for of in values]) / divisor
    )


def agree(statistics: Statistics, series: Numbers, label: str) -> None:
    assert statistics.failures == {}
    said = numbers_of(value for values in statistics.values.values() for value in values)
    apart = {key: (said.get(key), series.get(key)) for key in said.keys() | series.keys()}
    assert {key: both for key, both in apart.items() if both[0] != both[1]} == {}, label
