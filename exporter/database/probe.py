"""Finds the tables and columns of a provider that are missing or not readable, or only in part.

It runs `SELECT columns FROM table WHERE 1=0`, because catalogues list tables that the role is not allowed to read.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, column, inspect, literal_column, select, table
from sqlalchemy.exc import DBAPIError

from exporter.database.failures import failure_of
from exporter.database.readable import Readable
from exporter.database.row_security import hidden, unpopulated

NO_ROWS: ColumnElement[bool] = literal_column("1") == literal_column("0")
"""A filter with which a statement reads no rows. With SQLAlchemy's `false()`, its other filters would be omitted."""


@dataclass(frozen=True, slots=True)
class Missing:
    """A table that is missing or not readable, or only some of its `columns` or rows.

    `exists` is False if the table does not exist; `detail` is the error of the database. `state` says why rows of a
    table cannot be read although the role may, and `remedy` what to do about that.
    """

    table: str
    columns: tuple[str, ...] = ()
    exists: bool = True
    detail: str = ""
    state: str = ""
    remedy: str = ""

    def __str__(self) -> str:
        if self.state:
            return self.state
        if not self.exists:
            return f'table "{self.table}" does not exist'
        if self.columns:
            return f'table "{self.table}" has no readable column {", ".join(self.columns)}'
        return f'table "{self.table}" cannot be read ({self.detail})'


def remedy(found: Iterable[Missing], category: str = "") -> str:
    """Return the remedies for what is missing for a category; without one, for tables that all providers need."""
    each_once = dict.fromkeys(each.remedy for each in found)
    if not category:
        general = "create it or grant SELECT on it; all providers need it"
    else:
        general = f"create it, grant SELECT on it, or set providers.{category}.enabled to false"
    return "; ".join(each or general for each in each_once) or general


def missing(database: Readable, tables: Mapping[str, set[str]]) -> list[Missing]:
    """Return what is missing or not readable among these tables and columns.

    Raises sqlalchemy.exc.DBAPIError if the database cannot be queried.
    """
    return [found for name in sorted(tables) for found in _table(database, name, tables[name])]


def _table(database: Readable, name: str, columns: set[str]) -> Iterator[Missing]:
    states = list(_states(database, name))
    yield from states
    if states or _error(database, name, columns) is None:
        return
    if not _exists(database, name):
        yield Missing(name, exists=False)
        return
    absent = tuple(each for each in sorted(columns) if _error(database, name, {each}) is not None)
    if absent and len(absent) < len(columns):
        yield Missing(name, absent)
    else:
        yield Missing(name, detail=_error(database, name, columns) or "")


def _states(database: Readable, name: str) -> Iterator[Missing]:
    """Yield why the rows of a table cannot be read although the role may read it."""
    with database.read(tables=(name,)) as session:
        for each in hidden(session.connection(), name):
            yield Missing(name, state=str(each), remedy=each.remedy)
        for view in unpopulated(session.connection(), name):
            state = f"materialized view {view} has not been populated"
            yield Missing(name, state=state, remedy=f"REFRESH MATERIALIZED VIEW {view}")


def _exists(database: Readable, name: str) -> bool:
    """Return whether the table exists; True if the database does not disclose it, as only the grant may be missing."""
    try:
        with database.read() as session:
            return inspect(session.connection()).has_table(name)
    except DBAPIError as error:  # MariaDB describes only tables that the role can read
        if failure_of(error).reason != "schema":
            raise
        return True
    except NotImplementedError:  # a dialect without it
        return True


def _error(database: Readable, name: str, columns: set[str]) -> str | None:
    statement: Any = select(*(column(each) for each in sorted(columns))).select_from(table(name))
    try:
        with database.read(tables=(name,)) as session:
            session.execute(statement.where(NO_ROWS))
    except DBAPIError as error:
        failure = failure_of(error)
        if failure.reason != "schema":
            raise
        return failure.message
    return None
