"""When refreshes are due: those with the same interval take turns."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from exporter.config.effective import Schedule
from exporter.refresh.turns import TurnTrigger, triggers_of
from tests.support.modules import MODULES

BEGAN = datetime(2026, 1, 15, 12, 0, 0, 123_457, tzinfo=UTC)


def seconds(category: str, schedules: dict[str, Schedule], times: int = 3) -> list[float]:
    """Return when a category is due after the start, in seconds."""
    trigger, due, moment = triggers_of(schedules, BEGAN)[category], list[float](), BEGAN
    for _ in range(times):
        moment = trigger.get_next_fire_time(moment, moment)
        due.append((moment - BEGAN).total_seconds())
    return due


def test_those_with_the_same_interval_take_turns() -> None:
    schedules = {name: Schedule(60.0, 0.0) for name in ("tenancy", "orders", "cms")} | {"jobs": Schedule(30.0, 0.0)}
    assert {name: seconds(name, schedules) for name in schedules} == {
        "tenancy": [20, 80, 140],
        "orders": [40, 100, 160],
        "cms": [60, 120, 180],
        "jobs": [30, 60, 90],
    }


def test_no_two_modules_are_due_in_the_same_second() -> None:
    schedules = {name: Schedule(60.0, 0.0) for name in MODULES}
    due = sorted(moment for name in schedules for moment in seconds(name, schedules, 50))
    apart = [later - earlier for earlier, later in pairwise(due)]
    assert min(apart) == pytest.approx(60 / len(MODULES), abs=0.001)
    assert max(apart) == pytest.approx(60 / len(MODULES), abs=0.001)


def test_a_crontab_takes_no_turn() -> None:
    schedules = {"orders": Schedule(60.0, 0.0), "cms": Schedule(60.0, 0.0, "*/5 * * * *"), "jobs": Schedule(60.0, 0.0)}
    assert seconds("orders", schedules) == [30, 90, 150]
    assert seconds("cms", schedules) == [pytest.approx(300 * i - 0.123457) for i in (1, 2, 3)]


def test_delays_do_not_add_up() -> None:
    trigger, moment = TurnTrigger(BEGAN, 60.0, 5.0), BEGAN
    delays = []
    for turn in range(1, 200):
        moment = trigger.get_next_fire_time(moment, BEGAN)
        delays.append((moment - BEGAN).total_seconds() - 60 * turn)
    assert 0 <= min(delays) < max(delays) < 5


@pytest.mark.parametrize("interval", [0.001, 1 / 3, 0.7, 60.0, 86_400.0])
def test_the_next_time_is_always_later(interval: float) -> None:
    trigger, moment = TurnTrigger(BEGAN + timedelta(seconds=interval / 7), interval), BEGAN
    for _ in range(1_000):
        following = trigger.get_next_fire_time(moment, BEGAN)
        assert moment < following <= moment + timedelta(seconds=interval)
        moment = following


def test_what_was_missed_is_not_made_up_for() -> None:
    late = BEGAN + timedelta(hours=10, seconds=1)
    assert TurnTrigger(BEGAN, 60.0).get_next_fire_time(None, late) == BEGAN + timedelta(hours=10, minutes=1)
