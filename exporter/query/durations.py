"""Durations in SQL: the time between two moments of a row, and limits by which rows are told apart."""

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import ColumnElement, DateTime, and_, case

from exporter.query.moments import epoch, is_readable

LONGER = "later"
"""The name of durations beyond the last limit."""


def seconds_between(begin: ColumnElement[DateTime], end: ColumnElement[DateTime]) -> ColumnElement[int]:
    """Return the whole seconds from one time to a later one; 0 if it is earlier, NULL if one of them is no moment."""
    seconds = epoch(end) - epoch(begin)
    both = and_(is_readable(begin), is_readable(end))
    return case((and_(both, end <= begin), 0), (both, seconds))


def spans(limits: Iterable[timedelta]) -> dict[timedelta, str]:
    """Return the name of each limit, shortest first: `1d`, `12h`, `90s`."""
    return {limit: _name(int(limit.total_seconds())) for limit in sorted(limits)}


def span(seconds: ColumnElement[int], limits: Iterable[timedelta]) -> ColumnElement[str]:
    """Return the name of the first limit that a duration does not exceed, or LONGER."""
    return case(*((seconds <= int(limit.total_seconds()), name) for limit, name in spans(limits).items()), else_=LONGER)


def _name(seconds: int) -> str:
    units = {86_400: "d", 3_600: "h", 60: "m"}
    return next((f"{seconds // size}{unit}" for size, unit in units.items() if seconds % size == 0), f"{seconds}s")
