"""Converts local times, read as if they were in UTC, to Unix time."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def seconds_of(moment: datetime, zone: str) -> float:
    """Return the Unix time of an aware moment; with a zone, that of its local time there, read as if it were UTC."""
    return (moment.astimezone(ZoneInfo(zone)).replace(tzinfo=UTC) if zone else moment).timestamp()


def from_local(zone: str) -> Callable[[float], float]:
    """Return a function from the seconds of a local time, read as UTC, to its Unix time; NaN stays.

    It runs after folding, because databases usually have no rules of time zones. An hour that occurs twice, when clocks
    are set back, is taken as the first.
    """
    of = ZoneInfo(zone)

    def convert(seconds: float) -> float:
        if seconds != seconds:
            return seconds
        try:
            naive = (_EPOCH + timedelta(seconds=seconds)).replace(tzinfo=None)
            offset = naive.replace(tzinfo=of).utcoffset()
        except OverflowError:
            return seconds
        return seconds - offset.total_seconds() if offset else seconds

    return convert
