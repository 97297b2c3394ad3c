"""The statistics of an exporter's providers, as an application asks for them."""

from exporter.contracts.metrics import MetricsProviderProtocol
from exporter.statistics import Statistics, StatsAggregator
from tests.support.shop import Exporter


def aggregator(exporter: Exporter) -> StatsAggregator:
    """Return an aggregator of the exporter's providers."""
    found = (each.source.statistics for each in exporter.providers)
    providers: list[MetricsProviderProtocol] = [each for each in found if each is not None]
    return StatsAggregator(providers)


def counted(statistics: Statistics, category: str = "orders", key: str = "orders.total") -> float:
    """Return the sum of a metric's values; no provider may have failed."""
    assert statistics.failures == {}
    return sum(value.value for value in statistics.values[category] if value.key == key)


def unattributed(exporter: Exporter) -> int:
    """Return the number of orders without an existing vendor and platform."""
    assert exporter.failures() == {}
    return exporter.store["orders"].report.unattributed
