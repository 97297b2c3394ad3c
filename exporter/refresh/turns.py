"""When refreshes are due: those with the same interval take turns, so that they do not compete for the database."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from apscheduler.triggers.base import BaseTrigger

from exporter.config.crontab import crontab
from exporter.config.effective import Schedule


class TurnTrigger(BaseTrigger):  # type: ignore[misc]  # APScheduler has no annotations
    """Is due at `first` and then at each interval, with a random delay of up to `jitter`; both in seconds.

    Delays do not add up, so refreshes that take turns stay apart.
    """

    __slots__ = ("_first", "_interval", "_jitter")

    def __init__(self, first: datetime, interval: float, jitter: float = 0.0) -> None:
        self._first, self._interval, self._jitter = first, timedelta(seconds=interval), jitter

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime:
        """Return the first time after the previous one, or after `now` if there is none."""
        passed = (previous_fire_time or now) - self._first
        moment = self._first + max(0, passed // self._interval + 1) * self._interval
        delayed: datetime = self._apply_jitter(moment, self._jitter, now)
        return delayed


def triggers_of(schedules: Mapping[str, Schedule], began: datetime) -> dict[str, BaseTrigger]:
    """Return the APScheduler trigger of each category, for an exporter that started at `began`.

    The first of n with the same interval is due at `began` + interval / n, the next one as much later, and each one
    again after the interval. Those with a crontab are due at its times in UTC.
    """
    alike: dict[float, list[str]] = {}
    for category, schedule in schedules.items():
        alike.setdefault(0.0 if schedule.crontab else schedule.interval, []).append(category)
    by_crontab = {category: _by_crontab(schedules[category]) for category in alike.pop(0.0, ())}
    return by_crontab | {
        category: TurnTrigger(
            began + timedelta(seconds=turn * interval / len(group)), interval, schedules[category].jitter
        )
        for interval, group in alike.items()
        for turn, category in enumerate(group, start=1)
    }


def _by_crontab(schedule: Schedule) -> BaseTrigger:
    trigger = crontab(schedule.crontab)
    trigger.jitter = schedule.jitter or None
    return trigger
