"""One APScheduler job per provider, on daemon threads, at most a few at once."""

import logging
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from threading import Event, Thread
from types import MappingProxyType
from typing import Protocol

from apscheduler.events import EVENT_JOB_MAX_INSTANCES
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.interval import IntervalTrigger

from exporter.config.crontab import crontab
from exporter.config.effective import EffectiveSettings, Schedule
from exporter.contracts.clock import Clock
from exporter.refresh.workers import DaemonExecutor

logger = logging.getLogger(__name__)

JUMP_SECONDS = 2.0
"""By how much the wall clock may differ from the monotonic one before jobs are scheduled anew."""

WATCH_SECONDS = 1.0

GRACE_SECONDS = 5.0
"""How long a refresh may go on after its statement was cancelled, before its place is given to others."""

MOST_RESTS = 3
"""After failures at most so many refreshes in a row are left out ..."""

REST_SECONDS = 300.0
"""... and none that would make the next try later than this."""


def trigger_of(schedule: Schedule) -> BaseTrigger:
    """Return when a provider is due: by its crontab in UTC, or its interval from now on."""
    jitter = schedule.jitter or None
    if schedule.crontab:
        trigger = crontab(schedule.crontab)
        trigger.jitter = jitter
        return trigger
    return IntervalTrigger(seconds=schedule.interval, jitter=jitter, timezone=UTC)


class Work(Protocol):
    """What is done when a provider is due, and what is told of it."""

    def refresh(self, category: str) -> bool:
        """Refresh a category; never raises, and says whether it succeeded."""

    def skipped(self, category: str) -> None:
        """Note that a refresh was due while the last one was still running."""

    def cancel(self, category: str) -> None:
        """End the statement that the refresh of a category waits for."""

    def hung(self, category: str, seconds: float) -> None:
        """Note that a refresh has been running for so long and does not end."""


class RefreshScheduler:
    """Has each provider refreshed when it is due, the first time at once.

    A refresh that is still running when the next is due is skipped. One that takes longer than its provider's `timeout`
    is cancelled; if it goes on all the same it is hung, and others may run in its place. After two failures in a row
    every second refresh is left out, after three and more three of four, as far as the next try stays near.
    """

    def __init__(
        self,
        settings: Mapping[str, EffectiveSettings],
        work: Work,
        *,
        workers: int = 2,
        clock: Clock | None = None,
    ) -> None:
        self._settings = settings
        self._work = work
        self._failed: dict[str, int] = {}
        self._rests: dict[str, int] = {}
        self._clock = clock or Clock()
        self._drift = self._offset()
        self._stop = Event()
        self._executor = DaemonExecutor(workers, self._clock)
        self._scheduler = BackgroundScheduler(
            daemon=True,
            timezone=UTC,
            executors={"default": self._executor},
            job_defaults={"max_instances": 1, "coalesce": True, "misfire_grace_time": None},
        )
        self._scheduler.add_listener(lambda event: work.skipped(event.job_id), EVENT_JOB_MAX_INSTANCES)

    def start(self, due: Mapping[str, datetime] = MappingProxyType({})) -> None:
        """Start the jobs and the watch over the clock. A provider that is not due at once begins when it is."""
        for category, settings in self._settings.items():
            first = due.get(category) or datetime.now(UTC)
            self._scheduler.add_job(
                self._due, trigger_of(settings.schedule), args=(category,), id=category, next_run_time=first
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
        if job is None or job.next_run_time is None:
            return None
        later = self._rests.get(category, 0) * self._settings[category].schedule.interval
        moment: datetime = job.next_run_time + timedelta(seconds=later)
        return moment

    def check_deadlines(self) -> None:
        """Cancel the refreshes that take too long, and give up those that go on all the same."""
        for run in self._executor.running():
            over = self._clock.monotonic() - run.began - self._settings[run.category].timeout
            if over > 0 and not run.cancelled:
                run.cancelled = True
                self._work.cancel(run.category)
            if over > GRACE_SECONDS and run.give_up():
                self._work.hung(run.category, self._clock.monotonic() - run.began)

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
            self._scheduler.reschedule_job(category, trigger=trigger_of(settings.schedule))
        return True

    def _due(self, category: str) -> None:
        if self._rests.get(category, 0):
            self._rests[category] -= 1
            return
        failed = 0 if self._work.refresh(category) else self._failed.get(category, 0) + 1
        self._failed[category] = failed
        self._rests[category] = self._rest(self._settings[category].schedule, failed)

    @staticmethod
    def _rest(schedule: Schedule, failed: int) -> int:
        """Return how many refreshes are left out after so many failures in a row; a crontab is kept to."""
        if schedule.crontab or not failed:
            return 0
        near = int(REST_SECONDS // schedule.interval) - 1
        return max(0, min((0, 1, MOST_RESTS)[min(failed, 3) - 1], near))

    def _offset(self) -> float:
        return self._clock.wall() - self._clock.monotonic()

    def _watch(self) -> None:
        while not self._stop.wait(WATCH_SECONDS):
            self.check_clock()
            self.check_deadlines()
