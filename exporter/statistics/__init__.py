"""Metric values of one vendor or platform, for the dashboards of an application."""

from exporter.statistics.aggregator import StatsAggregator
from exporter.statistics.collector import ModuleMetricsCollector
from exporter.statistics.results import Statistics

__all__ = ["ModuleMetricsCollector", "Statistics", "StatsAggregator"]
