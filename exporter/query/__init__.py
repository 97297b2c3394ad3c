"""The language in which a provider states what it counts, and the SQL statements that are made from it."""

from exporter.query.expressions import ago, count, earliest, either, latest, total
from exporter.query.provider import QueryMetricsProvider
from exporter.query.statement import Query

__all__ = ["Query", "QueryMetricsProvider", "ago", "count", "earliest", "either", "latest", "total"]
