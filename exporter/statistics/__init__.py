"""The providers' numbers for an application's own dashboards, of one vendor or of one platform."""

from exporter.statistics.aggregator import Statistics, StatsAggregator

__all__ = ["Statistics", "StatsAggregator"]
