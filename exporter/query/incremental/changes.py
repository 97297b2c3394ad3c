"""Finds vendors with changed rows, by an indexed column that every write sets to the current time.

docs/decisions/0011-refresh-what-changed.md lists the changes that it can miss.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, DateTime, String, false, null, or_, select, type_coerce
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from exporter.database.collations import exact
from exporter.database.fetching import AGO, naive
from exporter.database.ids import AnyId, among
from exporter.query.moments import readable
from exporter.query.statement import Query
from exporter.relations.of_session import session_for

_TICK = timedelta(seconds=2)


@dataclass(frozen=True, slots=True)
class Watch:
    """The columns of a table by which changes are found: primary key, vendor, time of last write, time of creation."""

    table: str
    primary_key: ColumnElement[Any]
    vendor: ColumnElement[Any]
    updated_at: ColumnElement[Any]
    time_column: ColumnElement[Any] | None

    @property
    def relation(self) -> Any:
        """The table or relation of these columns in SQL; None if they are from none."""
        return getattr(self.primary_key, "table", None)

    @property
    def column(self) -> str:
        """The name of the column that every write sets to the current time."""
        return _name(self.updated_at)

    @property
    def key(self) -> str:
        """The name of the primary key."""
        return _name(self.primary_key)

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of all its columns."""
        every = (self.primary_key, self.vendor, self.updated_at, self.time_column)
        return tuple(_name(each) for each in every if each is not None)

    @property
    def month_columns(self) -> tuple[str, ...]:
        """The leading columns of an index that finds the rows of a vendor and a month."""
        return (_name(self.vendor), _name(self.time_column))


class Change(NamedTuple):
    """A recently written row: its primary key, its vendor, the time of its last write, and its time column.

    A time that a driver cannot read, such as `infinity` or a zero date, is None.
    """

    row: Hashable
    vendor: Any
    at: datetime | None
    made: datetime | None


def watched(queries: Sequence[Query]) -> dict[Watch, list[Query]]:
    """Return the queries that can be recomputed for single vendors, by the table that is watched for changes.

    Such a query has a vendor, `primary_key` and `updated_at`, reads a single table, does not depend on the current time
    (`ago`), and no other query computes its metrics.
    """
    times = Counter(definition for query in queries for definition in query.definitions)
    found: dict[Watch, list[Query]] = {}
    for query in queries:
        if (watch := _watch(query)) is not None and all(times[each] == 1 for each in query.definitions):
            found.setdefault(watch, []).append(query)
    return found


def _watch(query: Query) -> Watch | None:
    if query.primary_key is None or query.vendor is None or query.updated_at is None:
        return None
    tables = query.tables()
    on_the_clock = any(name.startswith(AGO) for name in query.select().compile().params)
    if len(tables) != 1 or query.from_ is not None or on_the_clock:
        return None
    return Watch(next(iter(tables)), query.primary_key, query.vendor, query.updated_at, query.time_column)


def _name(column: ColumnElement[Any] | None) -> str:
    return str(getattr(column, "name", ""))


def written_since(db: Session, watch: Watch, since: datetime, limit: int) -> list[Change]:
    """Return at most `limit` rows that were written at or after `since` (UTC, naive)."""
    db = session_for(db, [watch.table])
    # Without the query's `where`, because a row that no longer matches it is a change.
    at, made = (null() if column is None else _raw(column) for column in (watch.updated_at, watch.time_column))
    # As the driver returns them, whatever type the provider declares.
    key, vendor_id = type_coerce(watch.primary_key, AnyId()), type_coerce(exact(db, watch.vendor), AnyId())
    statement = select(key, vendor_id, at, made).where(watch.updated_at >= since).limit(limit)
    return [Change(_hashable(row), vendor, _time(at), _time(made)) for row, vendor, at, made in db.execute(statement)]


def _hashable(key: Any) -> Hashable:
    try:
        hash(key)
    except TypeError:  # an array or a document
        return repr(key)
    return key  # type: ignore[no-any-return]  # see above


def _raw(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return a column of times as the driver returns them: what is no time must not raise an error."""
    return type_coerce(readable(column), String())


def _time(value: Any) -> datetime | None:
    """Return a time of a driver as in `Change`: SQLite has text, and PyMySQL returns that for dates that do not exist.

    A DATE is its midnight.
    """
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            return None
    if isinstance(value, datetime):
        return naive(value)
    return datetime(value.year, value.month, value.day) if isinstance(value, date) else None  # noqa: DTZ001 - UTC


def settled(changes: Iterable[Change], begin: datetime, end: datetime) -> Mapping[Hashable, datetime]:
    """Return the rows whose next write certainly changes their time, with that time.

    If the column stores whole seconds, a row can be written twice with the same time. So a time in whole seconds is
    omitted if it is between `begin` and `end`, times of the database before and after the state that was read, or
    within 2 s of them.
    """
    return {
        each.row: each.at
        for each in changes
        if each.at is not None and (each.at.microsecond or not begin - _TICK <= each.at <= end + _TICK)
    }


def of_vendors(dialect: str, column: ColumnElement[Any], vendors: set[Any]) -> ColumnElement[bool]:
    """Return the filter for the rows of these vendors; None selects rows without a vendor."""
    known = [vendor for vendor in vendors if vendor is not None]
    of_known = among(dialect, column, known) if known else false()
    return or_(of_known, column.is_(None)) if None in vendors else of_known


class database_time(FunctionElement[datetime]):  # noqa: N801 - it is used like func.now
    """The database's current time, in UTC without a time zone."""

    type = DateTime()
    inherit_cache = True
    name = "database_time"


@compiles(database_time, "postgresql")
def _time_postgresql(_element: database_time, _compiler: SQLCompiler, **_options: Any) -> str:
    return "timezone('UTC', clock_timestamp())"


@compiles(database_time, "mysql")
@compiles(database_time, "mariadb")
def _time_mysql(_element: database_time, _compiler: SQLCompiler, **_options: Any) -> str:
    return "UTC_TIMESTAMP(6)"


@compiles(database_time, "sqlite")
def _time_sqlite(_element: database_time, _compiler: SQLCompiler, **_options: Any) -> str:
    return "strftime('%Y-%m-%d %H:%M:%f000', 'now')"


def clock_of(db: Session) -> datetime:
    """Return the database's current time (UTC, naive)."""
    return db.execute(select(database_time())).scalar_one()
