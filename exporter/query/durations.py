"""Durations in SQL: the time between two moments of a row, and limits that put rows into classes."""

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import ColumnElement, DateTime, and_, case

from exporter.query.moments import epoch, is_readable

_LONGER = "later"


def seconds_between(begin: ColumnElement[DateTime], end: ColumnElement[DateTime]) -> ColumnElement[int]:
    """Return the whole seconds from one time to a later one; 0 if it is earlier, NULL if one of them is no moment."""
    seconds = epoch(end) - epoch(begin)
    both = and_(is_readable(begin), is_readable(end))
    return case((and_(both, end <= begin), 0), (both, seconds))


def spans(limits: Iterable[timedelta]) -> tuple[str, ...]:
    """Return the names of limits, shortest first, and `later`: `1d`, `12h`, `90s`."""
    return (*map(_name, sorted(limits)), _LONGER)


def span(seconds: ColumnElement[int], limits: Iterable[timedelta]) -> ColumnElement[str]:
    """Return the name of the first limit that a duration does not exceed, or `later`."""
    shortest_first = sorted(limits)
    return case(*((seconds <= int(each.total_seconds()), _name(each)) for each in shortest_first), else_=_LONGER)


def _name(limit: timedelta) -> str:
    seconds, units = int(limit.total_seconds()), {86_400: "d", 3_600: "h", 60: "m"}
    return next((f"{seconds // size}{unit}" for size, unit in units.items() if seconds % size == 0), f"{seconds}s")
