"""Which of the tables and columns that a provider reads are missing, or may not be read.

Asked by running `SELECT columns FROM table WHERE 1=0`: a catalogue would say that a table exists even where there is
no grant to read it.
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
    """A table that cannot be read as it should: `columns` are those that are not there; without, it is the table.

    `exists` tells a table that is not there at all from one that may not be read.
    """

    table: str
    columns: tuple[str, ...] = ()
    exists: bool = True
    detail: str = ""

    def __str__(self) -> str:
        if not self.exists:
            return f'there is no table "{self.table}"'
        if self.columns:
            return f'table "{self.table}" has no readable column {", ".join(self.columns)}'
        return f'table "{self.table}" cannot be read ({self.detail})'


def remedy(category: str = "") -> str:
    """Return what to do about tables that are missing: those of a category, or without one those of all."""
    if not category:
        return "create it or grant SELECT on it: every provider needs it"
    return f"create it, grant SELECT on it, or set providers.{category}.enabled to false"


def missing(database: Database, tables: Mapping[str, set[str]]) -> list[Missing]:
    """Return what is missing of these tables and columns.

    Raises sqlalchemy.exc.DBAPIError if the database cannot be asked at all.
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
    """Return whether there is such a table; True where the database does not tell: the grant may be all that lacks."""
    try:
        with database.read() as session:
            return inspect(session.connection()).has_table(name)
    except DBAPIError as error:  # MariaDB describes only what one may read
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
