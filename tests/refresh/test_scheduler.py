"""When refreshes run: immediately, a few at a time, never twice; on a clock that may jump."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Event, Semaphore

import pytest

from exporter.config.effective import Schedule, effective
from exporter.config.settings import Settings
from exporter.refresh.scheduler import GRACE_SECONDS, RefreshScheduler
from tests.support.clock import FakeClock

PATIENCE = 10.0
"""How long a test waits for what must happen; none waits for it to have happened."""

TIMEOUT = 30.0

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
        self.left_out: list[str] = []
        self.cancelled: list[str] = []
        self.given_up: list[tuple[str, float]] = []
        self.held: set[str] = set()
        self.failing: set[str] = set()
        self.raising = False

    def refresh(self, category: str) -> bool:
        self.categories.append(category)
        self.started.release()
        if self.raising:
            raise RuntimeError("never, by its contract")
        if category in self.held:
            self.released.wait(PATIENCE)
        self.ended.release()
        return category not in self.failing

    def skipped(self, category: str) -> None:
        self.left_out.append(category)
        self.skips.release()

    def cancel(self, category: str) -> None:
        self.cancelled.append(category)

    def hung(self, category: str, seconds: float) -> None:
        self.given_up.append((category, seconds))


@pytest.fixture
def refreshes() -> Iterator[Refreshes]:
    made = Refreshes()
    yield made
    made.released.set()


Start = Callable[..., RefreshScheduler]


@pytest.fixture
def start(refreshes: Refreshes, clock: FakeClock) -> Iterator[Start]:
    """Return a function that starts a scheduler of categories that are due in these seconds, or by this crontab."""
    with ExitStack() as opened:

        def run(**due: float | str) -> RefreshScheduler:
            settings = {
                category: replace(
                    effective(Settings(), category),
                    schedule=Schedule(3600.0, 0.0, at) if isinstance(at, str) else Schedule(at, 0.0),
                    timeout=TIMEOUT,
                )
                for category, at in due.items()
            }
            scheduler = RefreshScheduler(settings, refreshes, workers=2, clock=clock)
            opened.callback(scheduler.stop)
            scheduler.start()
            return scheduler

        yield run


def due(scheduler: RefreshScheduler, category: str) -> datetime:
    moment = scheduler.next_refresh(category)
    assert moment is not None
    return moment


def test_the_first_refresh_runs_at_once(start: Start, refreshes: Refreshes) -> None:
    start(orders=3600.0, cms="0 0 1 1 *")
    assert refreshes.started.acquire(timeout=PATIENCE)
    assert refreshes.started.acquire(timeout=PATIENCE)
    assert sorted(refreshes.categories) == ["cms", "orders"]


def test_the_next_one_is_due_an_interval_later(start: Start, refreshes: Refreshes) -> None:
    before = datetime.now(UTC)
    scheduler = start(orders=3600.0)
    assert refreshes.ended.acquire(timeout=PATIENCE)
    assert before <= due(scheduler, "orders") - timedelta(hours=1) <= datetime.now(UTC)
    assert scheduler.next_refresh("nothing") is None


def test_from_the_second_refresh_on_those_with_the_same_interval_take_turns(start: Start, refreshes: Refreshes) -> None:
    before = datetime.now(UTC)
    scheduler = start(a=3600.0, b=3600.0, c=3600.0, d=600.0)
    assert all(refreshes.ended.acquire(timeout=PATIENCE) for _ in range(4))
    began = due(scheduler, "d") - timedelta(minutes=10)
    assert before <= began <= datetime.now(UTC)
    assert [(due(scheduler, name) - began).total_seconds() / 60 for name in "abcd"] == [20, 40, 60, 10]


def test_one_that_follows_keeps_the_times(start: Start, refreshes: Refreshes, clock: FakeClock) -> None:
    before = start(a=3600.0, b=3600.0, c=3600.0, d=7200.0)
    assert all(refreshes.ended.acquire(timeout=PATIENCE) for _ in range(4))
    began = due(before, "c") - timedelta(hours=1)
    settings = {
        name: replace(effective(Settings(), name), schedule=Schedule(every, 0.0))
        for name, every in {"a": 3600.0, "b": 3600.0, "c": 3600.0, "d": 1800.0}.items()
    }
    after = RefreshScheduler(settings, refreshes, clock=clock)
    after.follow(before, {"a", "c", "d"})
    times = {name: due(before, name) for name in "ac"}
    before.stop()
    after.start()
    try:
        assert refreshes.ended.acquire(timeout=PATIENCE)
        assert refreshes.categories[4:] == ["b"], "only what is not kept is refreshed immediately"
        assert {name: due(after, name) for name in "ac"} == times
        assert due(after, "b") == began + timedelta(minutes=40)
        assert due(after, "d") == began + timedelta(minutes=30), "not when the old schedule would have had its turn"
    finally:
        after.stop()


def test_a_refresh_runs_again_and_again(start: Start, refreshes: Refreshes) -> None:
    start(orders=0.01)
    assert all(refreshes.ended.acquire(timeout=PATIENCE) for _ in range(3))


def test_a_refresh_that_still_runs_is_skipped_and_counted(start: Start, refreshes: Refreshes) -> None:
    refreshes.held = {"orders"}
    start(orders=0.02)
    assert all(refreshes.skips.acquire(timeout=PATIENCE) for _ in range(3))
    assert refreshes.categories == ["orders"]
    assert set(refreshes.left_out) == {"orders"}
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


def test_a_refresh_that_raises_is_scheduled_again(start: Start, refreshes: Refreshes) -> None:
    refreshes.raising = True
    start(a=0.01)
    assert all(refreshes.started.acquire(timeout=PATIENCE) for _ in range(3))


def test_a_refresh_that_takes_too_long_is_cancelled_once(start: Start, refreshes: Refreshes, clock: FakeClock) -> None:
    refreshes.held = {"orders"}
    scheduler = start(orders=3600.0)
    assert refreshes.started.acquire(timeout=PATIENCE)
    for seconds, cancelled in ((TIMEOUT, []), (0.1, ["orders"]), (1.0, ["orders"])):
        clock.advance(seconds)
        scheduler.check_deadlines()
        assert refreshes.cancelled == cancelled
    assert refreshes.given_up == []


def test_others_run_in_the_place_of_those_that_do_not_end(start: Start, refreshes: Refreshes, clock: FakeClock) -> None:
    refreshes.held = {"a", "b"}
    scheduler = start(a=0.05, b=3600.0, c=3600.0, d=3600.0)
    assert all(refreshes.started.acquire(timeout=PATIENCE) for _ in range(2))
    first = set(refreshes.categories)
    clock.advance(TIMEOUT + GRACE_SECONDS + 1)
    scheduler.check_deadlines()
    hung = {category for category, _ in refreshes.given_up}
    assert hung == first & {"a", "b"}
    assert all(refreshes.started.acquire(timeout=PATIENCE) for _ in range(2))
    if hung != {"a", "b"}:  # the other one has begun only now
        clock.advance(TIMEOUT + GRACE_SECONDS + 1)
        scheduler.check_deadlines()
    assert refreshes.skips.acquire(timeout=PATIENCE)
    assert sorted(refreshes.categories) == ["a", "b", "c", "d"], "a hung refresh is not begun again on top of itself"
    assert all(seconds == TIMEOUT + GRACE_SECONDS + 1 for _, seconds in refreshes.given_up)


def test_what_was_hung_and_ends_has_its_turn_again(start: Start, refreshes: Refreshes, clock: FakeClock) -> None:
    refreshes.held = {"a"}
    scheduler = start(a=0.02)
    assert refreshes.started.acquire(timeout=PATIENCE)
    clock.advance(TIMEOUT + GRACE_SECONDS + 1)
    scheduler.check_deadlines()
    refreshes.held = set()
    refreshes.released.set()
    assert all(refreshes.ended.acquire(timeout=PATIENCE) for _ in range(3))
    scheduler.check_deadlines()
    assert len(refreshes.given_up) == 1


@pytest.mark.parametrize(
    ("every", "rests"),
    [
        (60.0, [0, 1, 3, 3, 3]),
        (10.0, [0, 1, 3, 3, 3]),
        (100.0, [0, 1, 2, 2, 2]),
        (150.0, [0, 1, 1, 1, 1]),
        (300.0, [0, 0, 0, 0, 0]),
        (3600.0, [0, 0, 0, 0, 0]),
    ],
)
def test_after_failures_refreshes_are_left_out_as_long_as_the_next_is_near(every: float, rests: list[int]) -> None:
    assert [RefreshScheduler._rest(Schedule(every, 0.0), failed) for failed in range(1, 6)] == rests


def test_after_failures_it_tries_less_often_and_then_as_ever(refreshes: Refreshes, clock: FakeClock) -> None:
    scheduler = RefreshScheduler({"orders": effective(Settings(), "orders")}, refreshes, clock=clock)
    refreshes.failing = {"orders"}
    tries = []
    for turn in range(15):
        if turn == 11:
            refreshes.failing = set()
        scheduler._due("orders")
        tries.append(len(refreshes.categories))
    assert tries == [1, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 6, 7, 8]


def far(scheduler: RefreshScheduler) -> None:
    """Make orders due in more than an hour: what a jump back by an hour does to a moment that was planned before."""
    moment = datetime.now(UTC) + timedelta(hours=1, minutes=1)
    scheduler._scheduler.modify_job("orders", next_run_time=moment)


@pytest.mark.parametrize("seconds", [-3600.0, 3600.0, -3.0])
def test_a_jump_of_the_wall_clock_schedules_the_jobs_anew(
    start: Start, refreshes: Refreshes, clock: FakeClock, seconds: float
) -> None:
    scheduler = start(orders=60.0)
    assert refreshes.ended.acquire(timeout=PATIENCE)
    far(scheduler)
    clock.jump(seconds)
    before = datetime.now(UTC)
    assert scheduler.check_clock()
    assert before <= due(scheduler, "orders") - timedelta(seconds=60) <= datetime.now(UTC)
    assert not scheduler.check_clock()


def test_time_that_passes_is_no_jump(start: Start, refreshes: Refreshes, clock: FakeClock) -> None:
    scheduler = start(orders=60.0)
    assert refreshes.ended.acquire(timeout=PATIENCE)
    far(scheduler)
    planned = due(scheduler, "orders")
    clock.advance(86_400)
    clock.jump(-1.9)
    assert not scheduler.check_clock()
    assert due(scheduler, "orders") == planned
