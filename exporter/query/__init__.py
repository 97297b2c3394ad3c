"""Declarative queries of providers, and the SQL statements that are generated from them."""

from exporter.database.ids import AnyId, same
from exporter.query.execution import execute
from exporter.query.expressions import ago, count, earliest, either, latest, total
from exporter.query.moments import moment, readable
from exporter.query.provider import QueryMetricsProvider
from exporter.query.statement import Query

__all__ = [
    "AnyId",
    "Query",
    "QueryMetricsProvider",
    "ago",
    "count",
    "earliest",
    "either",
    "execute",
    "latest",
    "moment",
    "readable",
    "same",
    "total",
]
