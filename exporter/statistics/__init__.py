"""Statistics for an application's own dashboards: what the providers know of one vendor or one platform."""

from exporter.statistics.aggregator import Statistics, StatsAggregator

__all__ = ["Statistics", "StatsAggregator"]
