"""Executes statements and yields the driver's raw rows in batches.

Creating SQLAlchemy `Row` objects would take longer than all processing of the rows.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from exporter.database.columns.adapting import adapted
from exporter.database.columns.types import forget_kinds

AGO = "ago_"
"""Prefix of parameters that stand for a time before `now`; the rest of the name is the number of seconds."""

FETCH_ROWS = 2_000
"""Rows per fetch. Fetching all rows at a time held the GIL, and blocked scrapes, for 100 ms."""


def naive(moment: datetime) -> datetime:
    """Return a time as stored in tables: UTC without a time zone. A naive time is taken as UTC."""
    return moment if moment.tzinfo is None else moment.astimezone(UTC).replace(tzinfo=None)


def fetch(db: Session, statement: Select[Any], now: datetime | None = None) -> Iterator[Sequence[Any]]:
    """Execute a statement and yield its rows; `now` (timezone-aware) is the reference time of `ago` expressions.

    The statement is adapted to the types that the database gives to its columns.
    """
    connection = db.connection()
    try:
        result = connection.execute(adapted(connection, statement), _moments(statement, now) if now else {})
    except DBAPIError:
        forget_kinds(connection)
        raise
    cursor = result.cursor
    try:
        while cursor is not None and (batch := cursor.fetchmany(FETCH_ROWS)):
            yield from batch
    finally:
        result.close()


def _moments(statement: Select[Any], now: datetime) -> dict[str, datetime]:
    return {
        name: naive(now - timedelta(seconds=int(name.removeprefix(AGO))))
        for name in statement.compile().params
        if name.startswith(AGO)
    }
