"""Executes statements and yields the driver's raw rows in batches.

Creating SQLAlchemy `Row` objects would take longer than all processing of the rows.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import CursorResult, Select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from exporter.database.columns.adapting import adapted
from exporter.database.columns.types import forget_types
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
    connection = db.connection()
    try:
        changed, flags = adapted(connection, statement)
        result = connection.execute(changed, parameters or {})
    except DBAPIError:
        if not connection.invalidated:
            forget_types(connection)
            decide_again(connection)
        raise
    note_flags(connection, flags)
    return result


def _moments(statement: Select[Any], now: datetime) -> dict[str, datetime]:
    return {
        name: naive(now - timedelta(seconds=int(name.removeprefix(AGO))))
        for name in statement.compile().params
        if name.startswith(AGO)
    }
