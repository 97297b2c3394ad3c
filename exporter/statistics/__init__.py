"""Metric values of one vendor or platform, for the dashboards of an application."""

from exporter.statistics.aggregator import Statistics, StatsAggregator

__all__ = ["Statistics", "StatsAggregator"]
