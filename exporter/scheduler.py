"""One APScheduler job per provider, on daemon threads, at most a few at once."""

import logging
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from threading import BoundedSemaphore, Event, Thread
from typing import Any

from apscheduler.events import EVENT_JOB_MAX_INSTANCES, JobSubmissionEvent
from apscheduler.executors.base import BaseExecutor, run_job
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from exporter.clock import Clock
from exporter.settings import ProviderSettings

logger = logging.getLogger(__name__)

JUMP_SECONDS = 2.0
"""By how much the wall clock may differ from the monotonic one before jobs are scheduled anew."""

WATCH_SECONDS = 5.0
_SAMPLE_DAYS = 8
_SAMPLE_FIRES = 60
_DAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")


class DaemonExecutor(BaseExecutor):  # type: ignore[misc]  # APScheduler has no annotations
    """Runs each job on a daemon thread of its own, a few at once.

    APScheduler's pool joins its threads at exit, so that one hung refresh would hold the whole process.
    """

    def __init__(self, workers: int) -> None:
        super().__init__()
        self._slots = BoundedSemaphore(workers)
        self._stopped = False

    def shutdown(self, wait: bool = True) -> None:  # noqa: ARG002, FBT001, FBT002 - APScheduler's signature
        """Let nothing begin that still waits for its turn; what runs is not waited for."""
        self._stopped = True

    def _do_submit_job(self, job: Any, run_times: list[datetime]) -> None:
        Thread(target=self._run, args=(job, run_times), name=f"refresh-{job.id}", daemon=True).start()

    def _run(self, job: Any, run_times: list[datetime]) -> None:
        with self._slots:
            events = [] if self._stopped else run_job(job, "default", run_times, self._logger.name)
        self._run_job_success(job.id, events)


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


class RefreshScheduler:
    """Runs `refresh(category)` for each provider when it is due, the first time at once.

    A refresh that is still running when the next is due is skipped, which `skipped(category)` is told.
    """

    def __init__(
        self,
        settings: Mapping[str, ProviderSettings],
        refresh: Callable[[str], None],
        skipped: Callable[[str], None],
        *,
        workers: int = 2,
        clock: Clock | None = None,
    ) -> None:
        self._settings = settings
        self._refresh = refresh
        self._clock = clock or Clock()
        self._drift = self._offset()
        self._stop = Event()
        self._scheduler = BackgroundScheduler(
            daemon=True,
            timezone=UTC,
            executors={"default": DaemonExecutor(workers)},
            job_defaults={"max_instances": 1, "coalesce": True, "misfire_grace_time": None},
        )
        self._scheduler.add_listener(lambda event: _tell(event, skipped), EVENT_JOB_MAX_INSTANCES)

    def start(self) -> None:
        """Start the jobs and the watch over the clock."""
        for category, settings in self._settings.items():
            self._scheduler.add_job(
                self._refresh, trigger_of(settings), args=(category,), id=category, next_run_time=datetime.now(UTC)
            )
        self._scheduler.start()
        Thread(target=self._watch, name="clock-watch", daemon=True).start()

    def stop(self) -> None:
        """Start no more refreshes; those that run are not waited for."""
        self._stop.set()
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    def next_refresh(self, category: str) -> datetime | None:
        """Return when a provider is due next; None if it is not."""
        job = self._scheduler.get_job(category)
        return job.next_run_time if job is not None else None

    def check_clock(self) -> bool:
        """Schedule the jobs anew if the wall clock has jumped, and say whether it has.

        APScheduler waits for a time of day: after a jump back by an hour it would wait that hour.
        """
        drift = self._offset()
        if abs(drift - self._drift) <= JUMP_SECONDS:
            return False
        logger.warning(
            "the clock was set; refreshes are scheduled anew", extra={"seconds": round(drift - self._drift, 3)}
        )
        self._drift = drift
        for category, settings in self._settings.items():
            self._scheduler.reschedule_job(category, trigger=trigger_of(settings))
        return True

    def _offset(self) -> float:
        return self._clock.wall() - self._clock.monotonic()

    def _watch(self) -> None:
        while not self._stop.wait(WATCH_SECONDS):
            self.check_clock()


def _tell(event: JobSubmissionEvent, skipped: Callable[[str], None]) -> None:
    skipped(event.job_id)
