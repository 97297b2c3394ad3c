"""Compares the statistics of vendors and platforms with what is exported for them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import reduce

from sqlalchemy import text

from exporter.app.application import Application
from exporter.contracts.metrics import Id, MetricsContext, MetricsProviderProtocol
from exporter.fold.frame import FOLDS
from exporter.query import QueryMetricsProvider
from exporter.statistics.aggregator import StatsAggregator
from tests.presets.comparing import Families
from tests.presets.truths import Labels, Numbers
from tests.statistics.comparing import different, numbers_of

Cells = dict[tuple[str, Labels], float]
SCOPES = {"vendor": "orion_", "platform": "orion_platform_"}


def providers_of(exporter: Application) -> list[QueryMetricsProvider]:
    """Return the providers that have statistics, without the thresholds of alerts."""
    every = (each.source.statistics for each in exporter.providers)
    return [each for each in every if isinstance(each, QueryMetricsProvider)]


def with_lost_revenue(metric: str, want: Numbers, exported: Families) -> Numbers:
    """Return a truth with 0 as the revenue of those who have orders, of which none counts."""
    if not metric.endswith("order_revenue"):
        return want
    return dict.fromkeys(exported[metric.replace("revenue", "value")], 0.0) | dict(want)


def wrong_statistics(
    exporter: Application, exported: Families, context: MetricsContext, vendors: Mapping[str, Id | None], ids: str
) -> Iterator[str]:
    """Yield where statistics are not what is exported: of these vendors by code, and of all platforms.

    `ids` is SQL that returns the id and the code of each platform.
    """
    aggregator = StatsAggregator(_protocols(exporter))
    with exporter.database.read() as db:
        for code, vendor in vendors.items():
            said = [value for each in providers_of(exporter) for value in each.get_vendor_metrics(db, vendor, context)]
            yield from different(numbers_of(said), _exported(exporter, exported, "vendor", code))
        for platform, code in db.execute(text(ids)).all():
            found = aggregator.platform_statistics(db, platform, context)
            yield from (f"{code}: {each.message}" for each in found.failures.values())
            said = [value for values in found.values.values() for value in values]
            yield from different(numbers_of(said), _exported(exporter, exported, "platform", code))


def _protocols(exporter: Application) -> list[MetricsProviderProtocol]:
    return [*providers_of(exporter)]


def _exported(exporter: Application, exported: Families, scope: str, code: str) -> Cells:
    """Return the series of a vendor or platform as statistics say them: by key, folded over the other labels."""
    definitions = {SCOPES[scope] + of.name: of for each in exporter.providers for of in each.definitions}
    parts: dict[tuple[str, Labels], list[float]] = defaultdict(list)
    folds = {}
    for name in exported.keys() & definitions.keys():
        of = definitions[name]
        if of.fold is None:  # a fact that has no sum, such as the state of a vendor
            continue
        folds[of.key] = FOLDS[of.fold]
        for labels, value in exported[name].items():
            if (scope, code) in labels:
                rest = frozenset(each for each in labels if each[0] not in SCOPES)
                parts[of.key, rest].append(value)
    return {(key, rest): reduce(folds[key], values) for (key, rest), values in parts.items()}
