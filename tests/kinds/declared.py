"""The columns that the exporter declares, found in the queries of its providers and in the directory's tables."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from enum import Enum
from importlib import import_module
from typing import Any

from sqlalchemy import Boolean, Column, ColumnClause, DateTime, String, TableClause
from sqlalchemy.sql.elements import ClauseElement
from sqlalchemy.sql.visitors import iterate

from exporter.alerting.provider import thresholds
from exporter.directory.tables import TABLES
from exporter.query import Query
from exporter.query.shaping import shaped
from exporter.relations.relations import ORION
from providers import PROVIDERS


class Role(Enum):
    """What a column is for, which decides the types that it may have."""

    TEXT = "text"
    FLAG = "flag"
    NUMBER = "number"
    MOMENT = "moment"
    ID = "id"


@dataclass(frozen=True, order=True, slots=True)
class Declared:
    """A column that the exporter reads."""

    table: str
    name: str

    def __str__(self) -> str:
        return f"{self.table}.{self.name}"


def declared() -> dict[Declared, Role]:
    """Return the columns of all tables that some provider, the directory or the thresholds declare."""
    tables = {table.name: table for table in (*TABLES, thresholds, *_of_providers())}
    return {
        Declared(table.name, column.name): role_of(column)
        for table in tables.values()
        for column in table.columns
        if not getattr(column, "extension", False)  # which the tables do not have
    }


def used() -> set[Declared]:
    """Return those of them that a query of a provider reads: groups by, compares, or adds up."""
    columns = (element for query in _queries() for element in _elements(query) if isinstance(element, ColumnClause))
    return {Declared(each.table.name, each.name) for each in columns if isinstance(each.table, TableClause)}


def role_of(column: ColumnClause[Any] | Column[Any]) -> Role:
    """Return the role of a column by its name and its declared type."""
    if column.name == "id" or column.name.endswith("_id"):
        return Role.ID
    roles = {String: Role.TEXT, Boolean: Role.FLAG, DateTime: Role.MOMENT}
    return next((role for type_, role in roles.items() if isinstance(column.type, type_)), Role.NUMBER)


def _of_providers() -> Iterator[TableClause]:
    """Yield the tables, with all of their columns, that queries mention."""
    for query in _queries():
        for element in _elements(query):
            table = getattr(element, "table", None)
            if isinstance(table, TableClause):
                yield table


def _queries() -> Iterator[Query]:
    for line in PROVIDERS:
        module, _, name = line.partition(":")
        yield from shaped(getattr(import_module(module), name)().queries(), ORION)


def _elements(query: Query) -> Iterator[ClauseElement]:
    """Yield every part of every expression of a query."""
    for field in fields(query):
        of = getattr(query, field.name)
        for expression in of.values() if isinstance(of, Mapping) else [of]:
            if isinstance(expression, ClauseElement):
                yield from iterate(expression)  # type: ignore[misc]  # it yields clause elements
