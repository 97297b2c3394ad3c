"""Runs refreshes on daemon threads, a few at once, and knows which of them do not end."""

from dataclasses import dataclass, field
from datetime import datetime
from threading import BoundedSemaphore, Lock, Thread
from typing import Any

from apscheduler.executors.base import BaseExecutor, run_job

from exporter.contracts.clock import Clock


@dataclass(slots=True)
class Run:
    """A refresh that runs: since when (monotonic), and whether its place has been given to others."""

    category: str
    began: float
    slots: BoundedSemaphore
    cancelled: bool = False
    given_up: bool = False
    _lock: Lock = field(default_factory=Lock)

    def give_up(self) -> bool:
        """Give its place to others, once; return whether that was now."""
        with self._lock:
            first, self.given_up = not self.given_up, True
        if first:
            self.slots.release()
        return first


class DaemonExecutor(BaseExecutor):  # type: ignore[misc]  # APScheduler has no annotations
    """Runs each job on a daemon thread of its own, a few at once.

    APScheduler's pool joins its threads at exit, so that one hung refresh would hold the whole process.
    """

    def __init__(self, workers: int, clock: Clock) -> None:
        super().__init__()
        self._slots = BoundedSemaphore(workers)
        self._clock = clock
        self._stopped = False
        self._running: dict[str, Run] = {}

    def shutdown(self, wait: bool = True) -> None:  # noqa: ARG002, FBT001, FBT002 - APScheduler's signature
        """Let nothing begin that still waits for its turn; what runs is not waited for."""
        self._stopped = True

    def running(self) -> list[Run]:
        """Return what runs now."""
        return list(self._running.values())

    def _do_submit_job(self, job: Any, run_times: list[datetime]) -> None:
        Thread(target=self._run, args=(job, run_times), name=f"refresh-{job.id}", daemon=True).start()

    def _run(self, job: Any, run_times: list[datetime]) -> None:
        self._slots.acquire()
        run = self._running[job.id] = Run(job.id, self._clock.monotonic(), self._slots)
        try:
            events = [] if self._stopped else run_job(job, "default", run_times, self._logger.name)
        finally:
            del self._running[job.id]
            run.give_up()
        self._run_job_success(job.id, events)
