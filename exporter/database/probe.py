"""Finds the tables and columns of a provider that are missing or not readable.

It runs `SELECT columns FROM table WHERE 1=0`, because catalogues list tables that the role is not allowed to read.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import column, inspect, literal_column, select, table
from sqlalchemy.exc import DBAPIError

from exporter.database.engine import Database
from exporter.database.failures import failure_of


@dataclass(frozen=True, slots=True)
class Missing:
    """A table that is missing or not readable, or only some of its `columns`.

    `exists` is False if the table does not exist; `detail` is the error of the database.
    """

    table: str
    columns: tuple[str, ...] = ()
    exists: bool = True
    detail: str = ""

    def __str__(self) -> str:
        if not self.exists:
            return f'table "{self.table}" does not exist'
        if self.columns:
            return f'table "{self.table}" has no readable column {", ".join(self.columns)}'
        return f'table "{self.table}" cannot be read ({self.detail})'


def remedy(category: str = "") -> str:
    """Return the remedy for missing tables of a category; without one, for tables that all providers need."""
    if not category:
        return "create it or grant SELECT on it; all providers need it"
    return f"create it, grant SELECT on it, or set providers.{category}.enabled to false"


def missing(database: Database, tables: Mapping[str, set[str]]) -> list[Missing]:
    """Return what is missing or not readable among these tables and columns.

    Raises sqlalchemy.exc.DBAPIError if the database cannot be queried.
    """
    return [found for name in sorted(tables) for found in _table(database, name, tables[name])]


def _table(database: Database, name: str, columns: set[str]) -> Iterator[Missing]:
    if _error(database, name, columns) is None:
        return
    if not _exists(database, name):
        yield Missing(name, exists=False)
        return
    absent = tuple(each for each in sorted(columns) if _error(database, name, {each}) is not None)
    if absent and len(absent) < len(columns):
        yield Missing(name, absent)
    else:
        yield Missing(name, detail=_error(database, name, columns) or "")


def _exists(database: Database, name: str) -> bool:
    """Return whether the table exists; True if the database does not disclose it, as only the grant may be missing."""
    try:
        with database.read() as session:
            return inspect(session.connection()).has_table(name)
    except DBAPIError as error:  # MariaDB describes only tables that the role can read
        if failure_of(error).reason != "schema":
            raise
        return True


def _error(database: Database, name: str, columns: set[str]) -> str | None:
    statement: Any = select(*(column(each) for each in sorted(columns))).select_from(table(name))
    try:
        with database.read() as session:
            session.execute(statement.where(literal_column("1") == literal_column("0")))
    except DBAPIError as error:
        failure = failure_of(error)
        if failure.reason != "schema":
            raise
        return failure.message
    return None
