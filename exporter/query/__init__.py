"""The language of providers: a question to a module's tables, and everything that follows from it."""

from exporter.query.expressions import ago, count, earliest, either, latest, total
from exporter.query.provider import QueryMetricsProvider
from exporter.query.statement import Query

__all__ = ["Query", "QueryMetricsProvider", "ago", "count", "earliest", "either", "latest", "total"]
