"""Schedules one APScheduler job per provider, which run in daemon threads with limited concurrency."""

import logging
from collections.abc import Collection, Mapping
from datetime import UTC, datetime, timedelta
from threading import Event, Thread
from typing import Protocol

from apscheduler.events import EVENT_JOB_MAX_INSTANCES
from apscheduler.schedulers.background import BackgroundScheduler

from exporter.config.effective import EffectiveSettings, Schedule
from exporter.contracts.clock import Clock
from exporter.refresh.turns import triggers_of
from exporter.refresh.workers import DaemonExecutor

logger = logging.getLogger(__name__)

JUMP_SECONDS = 2.0
"""Change of the wall clock, relative to the monotonic clock, above which jobs are rescheduled."""

WATCH_SECONDS = 1.0
"""Interval at which the clock and the deadlines of refreshes are checked."""

GRACE_SECONDS = 5.0
"""Time that a refresh may continue after it was cancelled, before it counts as hung."""

MOST_RESTS = 3
"""Maximum number of refreshes left out in a row after failures."""

REST_SECONDS = 300.0
"""Maximum time between two attempts after failures, unless the interval is longer."""


class Work(Protocol):
    """What the scheduler calls when a refresh is due, skipped, too slow or hung."""

    def refresh(self, category: str) -> bool:
        """Refresh a category and return whether it succeeded; must not raise."""

    def skipped(self, category: str) -> None:
        """Record that a refresh was skipped because the previous one was still running."""

    def cancel(self, category: str) -> None:
        """Cancel the statement that the refresh of a category is waiting for."""

    def hung(self, category: str, seconds: float) -> None:
        """Record that a refresh has been running for `seconds`, and was cancelled without effect."""


class RefreshScheduler:
    """Refreshes each provider on its schedule, the first time immediately; see `turns` for when it is due after that.

    A refresh is skipped if the previous one is still running. One that exceeds the `timeout` of its provider is
    cancelled; if it still does not end, it counts as hung, and another one can run in its place. After two failures in
    a row, every second refresh is left out; after three or more, three of four. The time between two attempts does not
    exceed REST_SECONDS because of this.
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
        self.began: datetime | None = None
        """The time from which turns are counted; None before the start."""
        self._kept: Mapping[str, datetime | None] = {}
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

    def follow(self, before: "RefreshScheduler", kept: Collection[str]) -> None:
        """Keep the times of a running scheduler that this one replaces; call it before that one is stopped.

        `kept` are the categories that do not start immediately. If its schedule differs, a category is refreshed at its
        next turn.
        """
        self.began = before.began
        self._kept = {
            category: before.next_refresh(category) if before.schedules[category] == schedule else None
            for category, schedule in self.schedules.items()
            if category in kept
        }

    def start(self) -> None:
        """Start the jobs, and the checks of clock and deadlines."""
        now = datetime.now(UTC)
        self.began = self.began or now
        triggers = triggers_of(self.schedules, self.began)
        for category in self._settings:
            trigger = triggers[category]
            turn = self._kept.get(category) or trigger.get_next_fire_time(None, now)
            first = turn if category in self._kept else now
            self._scheduler.add_job(self._due, trigger, args=(category,), id=category, next_run_time=first)
        self._scheduler.start()
        Thread(target=self._watch, name="clock-watch", daemon=True).start()

    def stop(self) -> None:
        """Start no more refreshes; does not wait for running ones."""
        self._stop.set()
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    def next_refresh(self, category: str) -> datetime | None:
        """Return the time of a provider's next refresh; None if it has none."""
        job = self._scheduler.get_job(category)
        if job is None or job.next_run_time is None:
            return None
        later = self._rests.get(category, 0) * self._settings[category].schedule.interval
        moment: datetime = job.next_run_time + timedelta(seconds=later)
        return moment

    def check_deadlines(self) -> None:
        """Cancel refreshes that exceed their timeout, and give up those that do not end within GRACE_SECONDS."""
        for run in self._executor.running():
            over = self._clock.monotonic() - run.began - self._settings[run.category].timeout
            if over > 0 and not run.cancelled:
                run.cancelled = True
                self._work.cancel(run.category)
            if over > GRACE_SECONDS and run.give_up():
                self._work.hung(run.category, self._clock.monotonic() - run.began)

    def check_clock(self) -> bool:
        """Reschedule the jobs if the wall clock has been changed, and return whether it has.

        APScheduler waits for a wall-clock time. If the clock is set back by an hour, it would wait an hour longer.
        """
        drift = self._offset()
        if abs(drift - self._drift) <= JUMP_SECONDS:
            return False
        logger.warning("system clock changed; refreshes rescheduled", extra={"seconds": round(drift - self._drift, 3)})
        self._drift, self.began = drift, datetime.now(UTC)
        for category, trigger in triggers_of(self.schedules, self.began).items():
            self._scheduler.reschedule_job(category, trigger=trigger)
        return True

    @property
    def schedules(self) -> dict[str, Schedule]:
        """The schedule of each category."""
        return {category: settings.schedule for category, settings in self._settings.items()}

    def _due(self, category: str) -> None:
        if self._rests.get(category, 0):
            self._rests[category] -= 1
            return
        failed = 0 if self._work.refresh(category) else self._failed.get(category, 0) + 1
        self._failed[category] = failed
        self._rests[category] = self._rest(self._settings[category].schedule, failed)

    @staticmethod
    def _rest(schedule: Schedule, failed: int) -> int:
        """Return the number of refreshes to leave out after `failed` failures in a row; none if it has a crontab."""
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
