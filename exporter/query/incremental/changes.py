"""Finds vendors with changed rows, by an indexed column that every write sets to the current time.

docs/decisions/0011-refresh-what-changed.md lists the changes that it can miss.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, DateTime, false, inspect, null, or_, select, type_coerce
from sqlalchemy.engine.interfaces import ReflectedColumn
from sqlalchemy.exc import NoSuchTableError
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from exporter.database.collations import exact, is_loose
from exporter.database.fetching import AGO, naive
from exporter.database.ids import AnyId, among
from exporter.query.statement import Query

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
    def column(self) -> str:
        """The name of the column that every write sets to the current time."""
        return _name(self.updated_at)

    @property
    def month_columns(self) -> tuple[str, ...]:
        """The leading columns of an index that finds the rows of a vendor and a month."""
        return (_name(self.vendor), _name(self.time_column))


class Change(NamedTuple):
    """A recently written row: its primary key, its vendor, the time of its last write, and its time column."""

    row: Hashable
    vendor: Any
    at: datetime
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


def can_be_watched(db: Session, watch: Watch) -> bool:
    """Whether the database finds changes by an index, and every row has a time of change.

    `updated_at` must be NOT NULL and the first column of an index; `primary_key` must be the table's primary key. Ids
    of vendors that differ must not be equal for the database, so that rows are not counted for two spellings.
    """
    inspector = inspect(db.connection())
    try:
        key = inspector.get_pk_constraint(watch.table)["constrained_columns"]
        leading = {index["column_names"][0] for index in inspector.get_indexes(watch.table) if index["column_names"]}
        columns = inspector.get_columns(watch.table)
    except NoSuchTableError:  # a view
        return False
    found = key == [_name(watch.primary_key)] and watch.column in leading & _not_null(columns)
    return found and not is_loose(db, watch.table, _name(watch.vendor))


def finds_months(db: Session, watch: Watch) -> bool:
    """Whether an index finds the rows of a vendor and a month, and folding the months gives the vendor's numbers.

    This is not so on MariaDB and MySQL, which compare strings case-insensitively: the spelling of a label value that
    represents a group can differ between months.
    """
    return _adds_up(db, watch) and _by_month(db, watch)


def lacks_months(db: Session, watch: Watch) -> bool:
    """Whether only the index is missing for `finds_months`."""
    return _adds_up(db, watch) and not _by_month(db, watch)


def _adds_up(db: Session, watch: Watch) -> bool:
    return db.get_bind().dialect.name not in {"mysql", "mariadb"} and watch.time_column is not None


def _by_month(db: Session, watch: Watch) -> bool:
    indexes = inspect(db.connection()).get_indexes(watch.table)
    return any(tuple(index["column_names"][:2]) == watch.month_columns for index in indexes)


def _not_null(columns: Iterable[ReflectedColumn]) -> set[str]:
    return {column["name"] for column in columns if not column["nullable"]}


def _name(column: ColumnElement[Any] | None) -> str:
    return str(getattr(column, "name", ""))


def written_since(db: Session, watch: Watch, since: datetime, limit: int) -> list[Change]:
    """Return at most `limit` rows that were written at or after `since` (UTC, naive)."""
    # Without the query's `where`, because a row that no longer matches it is a change.
    made = null() if watch.time_column is None else watch.time_column
    # As the driver gives them, whatever type the provider declares.
    key, vendor_id = type_coerce(watch.primary_key, AnyId()), type_coerce(exact(db, watch.vendor), AnyId())
    statement = select(key, vendor_id, watch.updated_at, made).where(watch.updated_at >= since).limit(limit)
    return [
        Change(_hashable(row), vendor, naive(at), made and naive(made))
        for row, vendor, at, made in db.execute(statement)
    ]


def _hashable(key: Any) -> Hashable:
    try:
        hash(key)
    except TypeError:  # an array or a document
        return repr(key)
    return key  # type: ignore[no-any-return]  # see above


def settled(changes: Iterable[Change], clock: datetime) -> Mapping[Hashable, datetime]:
    """Return the rows whose next write certainly changes their time, with that time.

    If the column stores whole seconds, a row can be written twice with the same time. So a time in whole seconds is
    omitted if it is within 2 s of `clock`, the database's current time.
    """
    return {each.row: each.at for each in changes if each.at.microsecond or abs(clock - each.at) > _TICK}


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
