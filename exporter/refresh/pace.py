"""When a provider is due: its interval or its crontab, and what follows from them."""

from datetime import UTC, datetime, timedelta

from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from exporter.config.settings import ProviderSettings

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
            raise ValueError(f'"{part}" has no step; */2 is every second day')
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
    raise ValueError(f'"{name}" is no weekday; 0 (Sunday) to 7 and sun to sat are')


def trigger_of(settings: ProviderSettings) -> BaseTrigger:
    """Return when a provider is due: its crontab in UTC, or its interval from now on."""
    jitter = settings.jitter or None
    if settings.cron is not None:
        trigger = crontab(settings.cron)
        trigger.jitter = jitter
        return trigger
    return IntervalTrigger(seconds=settings.every, jitter=jitter, timezone=UTC)


def longest_gap(cron: str, start: datetime) -> float:
    """Return the longest time between two runs of a crontab, in seconds, as eight days or sixty runs show it."""
    trigger = crontab(cron)
    end, longest, fires = start + timedelta(days=_SAMPLE_DAYS), timedelta(), 0
    previous = trigger.get_next_fire_time(None, start)
    while previous is not None and (previous < end or fires < _SAMPLE_FIRES):
        following = trigger.get_next_fire_time(previous, previous + timedelta(seconds=1))
        if following is None:
            break
        longest, previous, fires = max(longest, following - previous), following, fires + 1
    return longest.total_seconds()


def pace(settings: ProviderSettings, start: datetime) -> tuple[float, float]:
    """Return a provider's interval and the age from which its numbers are dropped, in seconds."""
    interval = settings.every if settings.cron is None else longest_gap(settings.cron, start)
    interval = interval or 0.0
    return interval, settings.max_age or max(2 * interval, 600.0)
