"""Compares the statistics of vendors and platforms with what is exported for them."""

from collections.abc import Iterator, Mapping

from sqlalchemy import text

from exporter.app.application import Application
from exporter.contracts.metrics import Id, MetricsContext, MetricsProviderProtocol
from exporter.query import QueryMetricsProvider
from exporter.statistics.aggregator import StatsAggregator
from exporter.testing.comparing import Numbers, different, folded, numbers_of
from tests.presets.comparing import Families
from tests.presets.truths import Numbers as Series

SCOPES = {"vendor": "orion_", "platform": "orion_platform_"}


def providers_of(exporter: Application) -> list[QueryMetricsProvider]:
    """Return the providers that have statistics, without the thresholds of alerts."""
    every = (each.source.statistics for each in exporter.providers)
    return [each for each in every if isinstance(each, QueryMetricsProvider)]


def with_lost_revenue(metric: str, want: Series, exported: Families) -> Series:
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
        platforms = db.execute(text(ids)).all()
        assert platforms
        for platform, code in platforms:
            found = aggregator.platform_statistics(db, platform, context)
            yield from (f"{code}: {each.message}" for each in found.failures.values())
            said = [value for values in found.values.values() for value in values]
            yield from different(numbers_of(said), _exported(exporter, exported, "platform", code))


def _protocols(exporter: Application) -> list[MetricsProviderProtocol]:
    return [*providers_of(exporter)]


def _exported(exporter: Application, exported: Families, scope: str, code: str) -> Numbers:
    """Return the series of a vendor or platform as statistics say them: by key, folded over the other labels."""
    # What does not fold is a fact, such as the state of a vendor, and no statistic.
    every = (of for each in exporter.providers for of in each.definitions if of.fold is not None)
    samples = {(name, labels): value for name, series in exported.items() for labels, value in series.items()}
    return folded(samples, {SCOPES[scope] + of.name: of for of in every}, **{scope: code})
