"""Refreshes run on daemon threads, a few at a time; a hung one gives up its place once, and shutdown does not wait."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from threading import Barrier, Event, Lock, Semaphore, Thread
from threading import enumerate as threads
from typing import Any

import pytest
from apscheduler.events import EVENT_JOB_ERROR, EVENT_JOB_EXECUTED
from apscheduler.schedulers.background import BackgroundScheduler

from exporter.contracts.clock import Clock
from exporter.refresh.workers import DaemonExecutor, Run

PATIENCE = 10.0
"""How long a test waits for what must happen, in seconds."""


class Desk:
    """An executor, jobs for it, and how they ended."""

    def __init__(self, workers: int) -> None:
        self.monotonic = 50.0
        self.executor = DaemonExecutor(workers, Clock(monotonic=lambda: self.monotonic))
        self._scheduler: Any = BackgroundScheduler(timezone=UTC)  # not started: the tests say when a job is due
        self._scheduler.add_listener(self._ended, EVENT_JOB_EXECUTED | EVENT_JOB_ERROR)
        self.executor.start(self._scheduler, "default")
        self.ended = Semaphore(0)
        self.failed: list[str] = []
        self.held: dict[str, tuple[Event, Event]] = {}
        self._threads: list[Thread] = []

    def submit(self, name: str, work: Callable[[], object]) -> None:
        """Submit a job, which runs as soon as there is a place for it."""
        job = self._scheduler.add_job(work, id=name, name=name, max_instances=1, misfire_grace_time=None)
        self.executor.submit_job(job, [datetime(2026, 3, 1, tzinfo=UTC)])

    def wait(self, name: str, work: Callable[[], object] = list) -> Thread:
        """Submit a job while there is no place for it, and return its thread, which waits for one."""
        self.submit(name, work)
        return self._thread(name)

    def hold(self, name: str) -> Thread:
        """Submit a job that runs until it is released, and return its thread once it has begun."""
        began, released = self.held[name] = Event(), Event()

        def work() -> None:
            began.set()
            assert released.wait(PATIENCE)

        self.submit(name, work)
        assert began.wait(PATIENCE)
        return self._thread(name)

    def release(self, *names: str) -> None:
        for name in names:
            self.held[name][1].set()

    def running(self) -> dict[str, Run]:
        return {run.category: run for run in self.executor.running()}

    def close(self) -> None:
        """Release what is held, and wait until it has ended: no thread is left to the next test."""
        self.release(*self.held)
        assert joined(*self._threads)

    def _thread(self, name: str) -> Thread:
        self._threads.append(next(each for each in threads() if each.name == f"refresh-{name}"))
        return self._threads[-1]

    def _ended(self, event: Any) -> None:
        self.failed += [event.job_id] if event.exception else []
        self.ended.release()


Open = Callable[[int], Desk]


@pytest.fixture
def desk_of() -> Iterator[Open]:
    """Return a function that makes a desk with as many workers."""
    desks: list[Desk] = []

    def make(workers: int) -> Desk:
        desks.append(Desk(workers))
        return desks[-1]

    yield make
    for desk in desks:
        desk.close()


class Crowd:
    """Work that goes on once `together` threads do it at the same time; `most` is the highest number seen."""

    def __init__(self, together: int) -> None:
        self._barrier, self._lock = Barrier(together), Lock()
        self._now = self.most = 0

    def work(self) -> None:
        with self._lock:
            self._now += 1
            self.most = max(self.most, self._now)
        self._barrier.wait(PATIENCE)
        with self._lock:
            self._now -= 1
        self._barrier.wait(PATIENCE)  # nobody leaves while another is still counted


def joined(*every: Thread) -> bool:
    """Wait for threads, and say whether they have ended."""
    for thread in every:
        thread.join(PATIENCE)
    return not any(thread.is_alive() for thread in every)


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_as_many_run_at_once_as_there_are_workers_and_never_more(desk_of: Open, workers: int) -> None:
    desk, crowd = desk_of(workers), Crowd(workers)
    for number in range(4 * workers):
        desk.submit(f"job{number}", crowd.work)
    assert all(desk.ended.acquire(timeout=PATIENCE) for _ in range(4 * workers))
    assert crowd.most == workers
    assert desk.failed == []
    assert desk.running() == {}


def test_what_runs_is_known_since_when(desk_of: Open) -> None:
    desk = desk_of(2)
    first = desk.hold("a")
    desk.monotonic += 7
    desk.hold("b")
    assert {name: (run.began, run.given_up) for name, run in desk.running().items()} == {
        "a": (50.0, False),
        "b": (57.0, False),
    }
    desk.release("a")
    assert joined(first)
    assert list(desk.running()) == ["b"]


def test_work_that_raises_frees_its_place(desk_of: Open) -> None:
    desk = desk_of(1)

    def fail() -> None:
        raise RuntimeError("never, by its contract")

    desk.submit("bad", fail)
    assert desk.ended.acquire(timeout=PATIENCE)
    assert desk.failed == ["bad"]
    desk.hold("good")
    assert list(desk.running()) == ["good"]


def test_a_place_that_is_given_up_goes_to_another_and_is_not_freed_twice(desk_of: Open) -> None:
    desk = desk_of(1)
    hung = desk.hold("hung")
    run = desk.running()["hung"]
    assert run.give_up()
    other = desk.hold("other")
    assert sorted(desk.running()) == ["hung", "other"]
    assert (run.given_up, run.give_up()) == (True, False)
    desk.release("hung")
    assert joined(hung)
    assert not run.slots.acquire(blocking=False), "the other one still has the only place"
    desk.release("other")
    assert joined(other)
    assert [run.slots.acquire(blocking=False) for _ in range(2)] == [True, False]


def test_of_many_who_give_up_a_place_at_the_same_time_one_does() -> None:
    slots, start, found = Semaphore(0), Barrier(8), []
    run = Run("orders", 0.0, slots)  # type: ignore[arg-type]  # one that would take more back, and counts them

    def give_up() -> None:
        start.wait(PATIENCE)
        found.append(run.give_up())

    every = [Thread(target=give_up, daemon=True) for _ in range(8)]
    for thread in every:
        thread.start()
    assert joined(*every)
    assert sorted(found) == [False] * 7 + [True]
    assert [slots.acquire(blocking=False) for _ in range(2)] == [True, False]


def test_after_the_end_nothing_begins_that_waited_and_what_runs_is_not_waited_for(desk_of: Open) -> None:
    desk, begun = desk_of(1), []
    running = desk.hold("running")
    waiting = [desk.wait(name, lambda: begun.append(1)) for name in ("b", "c")]
    desk.executor.shutdown(wait=True)
    assert list(desk.running()) == ["running"]
    assert all(thread.is_alive() for thread in waiting)
    desk.release("running")
    assert joined(running, *waiting)
    assert begun == []
    assert [desk.ended.acquire(blocking=False) for _ in range(2)] == [True, False], "only what ran has ended"


def test_threads_do_not_keep_the_process_from_ending(desk_of: Open) -> None:
    desk = desk_of(1)
    assert desk.hold("running").daemon
    assert desk.wait("waiting").daemon
