"""Runs refreshes in daemon threads with limited concurrency, and keeps track of running ones."""

from dataclasses import dataclass, field
from datetime import datetime
from threading import BoundedSemaphore, Lock, Thread
from typing import Any

from apscheduler.executors.base import BaseExecutor, run_job

from exporter.contracts.clock import Clock


@dataclass(slots=True)
class Run:
    """A running refresh.

    `began` is its start in seconds of the monotonic clock; `given_up` is true if it is hung and its slot was released.
    """

    category: str
    began: float
    slots: BoundedSemaphore
    cancelled: bool = False
    given_up: bool = False
    _lock: Lock = field(default_factory=Lock)

    def give_up(self) -> bool:
        """Release its slot, unless already released; return whether this call released it."""
        with self._lock:
            first, self.given_up = not self.given_up, True
        if first:
            self.slots.release()
        return first


class DaemonExecutor(BaseExecutor):  # type: ignore[misc]  # APScheduler has no annotations
    """Runs each job in a separate daemon thread, at most `workers` at the same time.

    APScheduler's thread pool is not used, because it joins its threads at exit, and a hung refresh would block that.
    """

    def __init__(self, workers: int, clock: Clock) -> None:
        super().__init__()
        self._slots = BoundedSemaphore(workers)
        self._clock = clock
        self._stopped = False
        self._running: dict[str, Run] = {}

    def shutdown(self, wait: bool = True) -> None:  # noqa: ARG002, FBT001, FBT002 - APScheduler's signature
        """Discard jobs that wait for a slot; does not wait for running ones."""
        self._stopped = True

    def running(self) -> list[Run]:
        """Return the running refreshes."""
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
