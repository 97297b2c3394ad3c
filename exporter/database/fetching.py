"""Executes statements and yields the driver's raw rows in batches.

Creating SQLAlchemy `Row` objects would take longer than all processing of the rows.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import BindParameter, Connection, CursorResult, Select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.sql.visitors import iterate

from exporter.database.columns.adapting import Adapted, adapted
from exporter.database.columns.types import forget_types
from exporter.database.columns.uniting import united
from exporter.database.columns.unjudged import note_flags
from exporter.database.failures import DATABASE, mark
from exporter.database.row_security import decide_again

AGO = "ago_"
"""Prefix of parameters that stand for a time before `now`; the rest of the name is the number of seconds."""

FETCH_ROWS = 2_000
"""Rows per fetch. Fetching all rows at a time held the GIL, and blocked scrapes, for 100 ms."""


def naive(moment: datetime) -> datetime:
    """Return a time as stored in tables: UTC without a time zone. A naive time is taken as UTC."""
    return moment if moment.tzinfo is None else moment.astimezone(UTC).replace(tzinfo=None)


def fetch(db: Session, statement: Select[Any], now: datetime | None = None) -> Iterator[Sequence[Any]]:
    """Execute a statement as `execute` does, and yield the driver's own rows.

    `now` (timezone-aware) is the reference time of `ago` expressions.
    """
    result = execute(db, statement, _moments(statement, now) if now else {})
    cursor = result.cursor
    try:
        while cursor is not None and (batch := _batch(db, cursor)):
            yield from batch
    finally:
        result.close()


def _batch(db: Session, cursor: Any) -> Sequence[Any]:
    """Return the next rows. Some databases still compute them, so this can fail as the statement can."""
    dialect = db.get_bind().dialect
    try:
        return cursor.fetchmany(FETCH_ROWS)  # type: ignore[no-any-return]  # of the driver
    except dialect.loaded_dbapi.Error as error:
        failed = DBAPIError.instance(
            None, None, error, dialect.loaded_dbapi.Error, hide_parameters=True, dialect=dialect
        )
        mark(failed, database=db.connection().info.get(DATABASE, ""))
        raise failed from None


def execute(db: Session, statement: Select[Any], parameters: Mapping[str, Any] | None = None) -> CursorResult[Any]:
    """Execute a statement that is adapted to the types that the database gives to its columns; return its result.

    Texts are compared exactly, and flags may be of any type. Raises sqlalchemy.exc.DBAPIError.
    """
    return _executed(db, lambda connection: adapted(connection, statement), parameters or {})


def fetch_together(db: Session, statements: Sequence[Select[Any]]) -> list[list[Sequence[Any]]]:
    """Return the rows of each of several statements, executed as one and each ordered by its first column.

    The statements must read different tables.
    """
    rows: list[list[Sequence[Any]]] = [[] for _ in statements]

    def adapt(connection: Connection) -> Adapted:
        return united([adapted(connection, each) for each in statements], connection.dialect.name)

    result = _executed(db, adapt, {})
    widths = [len(list(each.inner_columns)) for each in statements]
    starts = [1 + sum(widths[:at]) for at in range(len(widths))]
    cursor = result.cursor
    try:
        while cursor is not None and (batch := _batch(db, cursor)):
            for row in batch:
                at = row[0]
                rows[at].append(row[starts[at] : starts[at] + widths[at]])
    finally:
        result.close()
    return rows


def _executed(db: Session, adapt: Callable[[Connection], Adapted], parameters: Mapping[str, Any]) -> CursorResult[Any]:
    connection = db.connection()
    try:
        changed, flags = adapt(connection)
        result = connection.execute(changed, parameters)
    except DBAPIError:
        if not connection.invalidated:
            forget_types(connection)
            decide_again(connection)
        raise
    note_flags(connection, flags)
    return result


def _moments(statement: Select[Any], now: datetime) -> dict[str, datetime]:
    names = {each.key for each in iterate(statement) if isinstance(each, BindParameter)}
    return {name: naive(now - timedelta(seconds=int(name.removeprefix(AGO)))) for name in names if name.startswith(AGO)}
