"""Runs a statement and hands its rows on as the driver gives them, a batch at a time.

SQLAlchemy's own rows cost more than everything that is done with them afterwards.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Select
from sqlalchemy.orm import Session

AGO = "ago_"
"""The prefix of the parameters that stand for a moment before `now`; the rest of the name is seconds."""

FETCH_ROWS = 2_000
"""Rows fetched in one call. Fetching all of them blocked the interpreter, and with it every scrape, for 100 ms."""


def naive(moment: datetime) -> datetime:
    """Return a moment as tables hold it: UTC, without a zone. One without a zone is UTC already."""
    return moment if moment.tzinfo is None else moment.astimezone(UTC).replace(tzinfo=None)


def fetch(db: Session, statement: Select[Any], now: datetime | None = None) -> Iterator[Sequence[Any]]:
    """Run a statement and yield its rows; `now` (aware) is what `ago` counts from, if the statement says it."""
    result = db.connection().execute(statement, _moments(statement, now) if now else {})
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
