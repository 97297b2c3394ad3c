"""Declarative queries of providers, and the SQL statements that are generated from them."""

from exporter.database.columns.beginnings import beginning
from exporter.database.ids import AnyId, same
from exporter.query.durations import seconds_between, span, spans
from exporter.query.execution import execute
from exporter.query.expressions import ago, count, earliest, either, latest, total
from exporter.query.moments import moment, readable
from exporter.query.provider import QueryMetricsProvider
from exporter.query.statement import Query
from exporter.relations.contract import column, first_party_on, optional, relation

__all__ = [
    "AnyId",
    "Query",
    "QueryMetricsProvider",
    "ago",
    "beginning",
    "column",
    "count",
    "earliest",
    "either",
    "execute",
    "first_party_on",
    "latest",
    "moment",
    "optional",
    "readable",
    "relation",
    "same",
    "seconds_between",
    "span",
    "spans",
    "total",
]
