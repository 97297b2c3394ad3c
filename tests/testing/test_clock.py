"""The clock of the test kit moves when it is told to, and only then."""

import doctest
from datetime import datetime

import pytest

from exporter.testing import clock as documented
from exporter.testing.clock import NOON, FakeClock


def test_its_example_is_true() -> None:
    assert doctest.testmod(documented) == (0, 5)


def test_it_stands_still(clock: FakeClock) -> None:
    readings = [(clock.now(), clock.wall(), clock.monotonic()) for _ in range(3)]
    assert readings == [(NOON, NOON.timestamp(), 1000.0)] * 3


def test_time_passes_on_both_clocks(clock: FakeClock) -> None:
    before = clock.monotonic()
    clock.advance(60)
    clock.advance(0.5)
    assert (clock.wall() - NOON.timestamp(), clock.monotonic() - before) == (60.5, 60.5)


@pytest.mark.parametrize("seconds", [-3600.0, 3600.0])
def test_a_jump_is_of_the_wall_clock_alone(clock: FakeClock, seconds: float) -> None:
    before = clock.monotonic()
    clock.jump(seconds)
    assert (clock.wall() - NOON.timestamp(), clock.monotonic()) == (seconds, before)


def test_time_does_not_go_back(clock: FakeClock) -> None:
    with pytest.raises(ValueError, match=r"jump\(\) sets the wall clock back"):
        clock.advance(-1)
    assert clock.now() == NOON


def test_two_clocks_are_apart(clock: FakeClock) -> None:
    FakeClock().advance(60)
    assert clock.now() == NOON


def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="has no time zone"):
        FakeClock(datetime(2026, 3, 1))  # noqa: DTZ001 - the point of the test
