"""When refreshes run: at once, a few at a time, never twice; on a clock that may jump."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from threading import Event, Semaphore

import pytest

from exporter.clock import Clock
from exporter.scheduler import RefreshScheduler
from exporter.settings import ProviderSettings

PATIENCE = 10.0
"""How long a test waits for what must happen; none waits for it to have happened."""

BRIEF = 0.1
"""How long a test looks for what must not happen."""


class Refreshes:
    """What the scheduler asked for. Each refresh takes as long as its category is held."""

    def __init__(self) -> None:
        self.started = Semaphore(0)
        self.ended = Semaphore(0)
        self.skips = Semaphore(0)
        self.released = Event()
        self.categories: list[str] = []
        self.skipped: list[str] = []
        self.held: set[str] = set()

    def refresh(self, category: str) -> None:
        self.categories.append(category)
        self.started.release()
        if category in self.held:
            self.released.wait(PATIENCE)
        self.ended.release()

    def skip(self, category: str) -> None:
        self.skipped.append(category)
        self.skips.release()


class Times:
    """Two clocks that a test sets."""

    def __init__(self) -> None:
        self.wall, self.monotonic = 1_800_000_000.0, 50.0
        self.clock = Clock(lambda: self.wall, lambda: self.monotonic)

    def pass_(self, seconds: float) -> None:
        self.wall += seconds
        self.monotonic += seconds


@pytest.fixture
def refreshes() -> Iterator[Refreshes]:
    made = Refreshes()
    yield made
    made.released.set()


@pytest.fixture
def times() -> Times:
    return Times()


Start = Callable[..., RefreshScheduler]


@pytest.fixture
def start(refreshes: Refreshes, times: Times) -> Iterator[Start]:
    """Return a function that starts a scheduler of categories that are due in these seconds, or by this crontab."""
    with ExitStack() as opened:

        def run(**due: float | str) -> RefreshScheduler:
            settings = {
                category: ProviderSettings(cron=at) if isinstance(at, str) else ProviderSettings(every=at, jitter=0)
                for category, at in due.items()
            }
            scheduler = RefreshScheduler(settings, refreshes.refresh, refreshes.skip, workers=2, clock=times.clock)
            opened.callback(scheduler.stop)
            scheduler.start()
            return scheduler

        yield run


def due_in(scheduler: RefreshScheduler, category: str) -> timedelta:
    moment = scheduler.next_refresh(category)
    assert moment is not None
    return moment - datetime.now(UTC)


def test_the_first_refresh_runs_at_once(start: Start, refreshes: Refreshes) -> None:
    start(orders=3600.0, cms="0 0 1 1 *")
    assert refreshes.started.acquire(timeout=PATIENCE)
    assert refreshes.started.acquire(timeout=PATIENCE)
    assert sorted(refreshes.categories) == ["cms", "orders"]


def test_the_next_one_is_due_an_interval_later(start: Start, refreshes: Refreshes) -> None:
    scheduler = start(orders=3600.0)
    assert refreshes.ended.acquire(timeout=PATIENCE)
    assert timedelta(minutes=59) < due_in(scheduler, "orders") <= timedelta(hours=1)
    assert scheduler.next_refresh("nothing") is None


def test_a_refresh_runs_again_and_again(start: Start, refreshes: Refreshes) -> None:
    start(orders=0.01)
    assert all(refreshes.ended.acquire(timeout=PATIENCE) for _ in range(3))


def test_a_refresh_that_still_runs_is_skipped_and_counted(start: Start, refreshes: Refreshes) -> None:
    refreshes.held = {"orders"}
    start(orders=0.02)
    assert all(refreshes.skips.acquire(timeout=PATIENCE) for _ in range(3))
    assert refreshes.categories == ["orders"]
    assert set(refreshes.skipped) == {"orders"}
    refreshes.released.set()
    assert all(refreshes.ended.acquire(timeout=PATIENCE) for _ in range(2))


def test_two_run_at_once_and_no_more(start: Start, refreshes: Refreshes) -> None:
    refreshes.held = {"a", "b", "c"}
    start(a=3600.0, b=3600.0, c=3600.0)
    assert all(refreshes.started.acquire(timeout=PATIENCE) for _ in range(2))
    assert not refreshes.started.acquire(timeout=BRIEF)
    refreshes.released.set()
    assert refreshes.started.acquire(timeout=PATIENCE)
    assert sorted(refreshes.categories) == ["a", "b", "c"]


def test_a_hung_refresh_does_not_hold_the_end(start: Start, refreshes: Refreshes) -> None:
    refreshes.held = {"a", "b"}
    scheduler = start(a=3600.0, b=3600.0)
    assert all(refreshes.started.acquire(timeout=PATIENCE) for _ in range(2))
    scheduler.stop()
    scheduler.stop()
    assert not refreshes.ended.acquire(blocking=False)


def test_what_waits_for_its_turn_does_not_begin_after_the_end(start: Start, refreshes: Refreshes) -> None:
    refreshes.held = {"a", "b", "c"}
    scheduler = start(a=3600.0, b=3600.0, c=3600.0)
    assert all(refreshes.started.acquire(timeout=PATIENCE) for _ in range(2))
    scheduler.stop()
    refreshes.released.set()
    assert all(refreshes.ended.acquire(timeout=PATIENCE) for _ in range(2))
    assert not refreshes.started.acquire(timeout=BRIEF)


def test_a_refresh_that_raises_is_scheduled_again(times: Times) -> None:
    asked = Semaphore(0)

    def refresh(_category: str) -> None:
        asked.release()
        raise RuntimeError("never, by its contract")

    scheduler = RefreshScheduler({"a": ProviderSettings(every=0.01, jitter=0)}, refresh, print, clock=times.clock)
    scheduler.start()
    try:
        assert all(asked.acquire(timeout=PATIENCE) for _ in range(3))
    finally:
        scheduler.stop()


def far(scheduler: RefreshScheduler) -> None:
    """Make orders due in more than an hour: what a jump back by an hour does to a moment that was planned before."""
    moment = datetime.now(UTC) + timedelta(hours=1, minutes=1)
    scheduler._scheduler.modify_job("orders", next_run_time=moment)


@pytest.mark.parametrize("seconds", [-3600.0, 3600.0, -3.0])
def test_a_jump_of_the_wall_clock_schedules_the_jobs_anew(
    start: Start, refreshes: Refreshes, times: Times, seconds: float
) -> None:
    scheduler = start(orders=60.0)
    assert refreshes.ended.acquire(timeout=PATIENCE)
    far(scheduler)
    times.wall += seconds
    assert scheduler.check_clock()
    assert timedelta(seconds=50) < due_in(scheduler, "orders") <= timedelta(seconds=60)
    assert not scheduler.check_clock()


def test_time_that_passes_is_no_jump(start: Start, refreshes: Refreshes, times: Times) -> None:
    scheduler = start(orders=60.0)
    assert refreshes.ended.acquire(timeout=PATIENCE)
    far(scheduler)
    times.pass_(86_400)
    times.wall -= 1.9
    assert not scheduler.check_clock()
    assert due_in(scheduler, "orders") > timedelta(hours=1)
