"""Crontabs: what they mean, and how far apart their runs are."""

from datetime import UTC, datetime, timedelta

from apscheduler.triggers.cron import CronTrigger

_START = datetime(2001, 1, 1, tzinfo=UTC)
"""Where runs are looked at: a gap must not depend on when the exporter was started. A Monday."""
_SAMPLE_DAYS = 8
_SAMPLE_FIRES = 60
_DAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")


def crontab(text: str) -> CronTrigger:
    """Return the trigger of a crontab, in UTC, with the weekdays that cron means: 0 and 7 are Sunday.

    APScheduler counts them from Monday, so its own reading would be a day off. Raises ValueError.
    """
    *others, weekdays = text.split()
    return CronTrigger.from_crontab(" ".join([*others, _weekdays(weekdays)]), timezone=UTC)


def _weekdays(field: str) -> str:
    days: set[int] = set()
    for part in field.lower().split(","):
        span, _, step = part.partition("/")
        if step and not (step.isdecimal() and int(step)):
            raise ValueError(f'"{part}" has an invalid step; */2 is every second day')
        first, _, last = ("0-6" if span == "*" else span).partition("-")
        low = _weekday(first)
        high = _weekday(last) if last else 6 if step else low
        days.update(day % 7 for day in range(low, high + 1, int(step or 1)))
    return ",".join(_DAYS[day] for day in sorted(days))


def _weekday(name: str) -> int:
    if name in _DAYS:
        return _DAYS.index(name)
    if name.isdecimal() and int(name) <= len(_DAYS):
        return int(name)
    raise ValueError(f'"{name}" is not a weekday; use 0 (Sunday) to 7, or sun to sat')


def longest_gap(cron: str) -> float:
    """Return the longest time between two consecutive runs of a crontab, in seconds; 0 if it never runs.

    Considers the runs of eight days, or more until there are sixty. Raises ValueError if the crontab is invalid.
    """
    trigger = crontab(cron)
    end, longest, fires = _START + timedelta(days=_SAMPLE_DAYS), timedelta(), 0
    previous = trigger.get_next_fire_time(None, _START)
    while previous is not None and (previous < end or fires < _SAMPLE_FIRES):
        following = trigger.get_next_fire_time(previous, previous + timedelta(seconds=1))
        if following is None:
            break
        longest, previous, fires = max(longest, following - previous), following, fires + 1
    return longest.total_seconds()
