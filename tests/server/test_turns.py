"""Whose question is read next, and which answers are kept."""

import asyncio
from collections.abc import Iterator

import pytest

from exporter.contracts.metrics import MetricValue
from exporter.server.api.asking import Answer, BusyError
from exporter.server.api.kept import KEPT_SECONDS, MAX_KEPT, MAX_VALUES, KeptAnswers
from exporter.server.api.turns import Flight, Turns
from tests.server.asked import question

VALUE = MetricValue("orders.total", 1.0, "Orders", "orders")


class Line:
    """Turns, and the names of the flights that run."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.turns, self._loop = Turns(), loop
        self.flights: dict[str, Flight] = {}
        self.running: list[str] = []

    def join(self, name: str, caller: str) -> None:
        new = Flight(question(), "version", name, self._loop.create_future())
        self.turns.join(self.flights.setdefault(name, new), caller)

    def leave(self, name: str, caller: str) -> bool:
        return self.turns.leave(self.flights[name], caller)

    def start(self) -> list[str]:
        """Start what may run, and return what runs."""
        while (flight := self.turns.next()) is not None:
            self.running.append(flight.name)
        return self.running

    def end(self, name: str) -> list[str]:
        """End a flight, start the next one, and return what runs."""
        self.turns.ended(self.flights[name])
        self.running.remove(name)
        return self.start()


@pytest.fixture
def line() -> Iterator[Line]:
    loop = asyncio.new_event_loop()
    yield Line(loop)
    loop.close()


def test_a_flood_of_one_caller_keeps_nobody_waiting_beyond_its_turn(line: Line) -> None:
    for name in ("a1", "a2"):
        line.join(name, "a")
    assert line.start() == ["a1"]
    line.join("a3", "a")
    for name in ("b1", "b2"):
        line.join(name, "b")
    assert line.start() == ["a1", "b1"]
    line.join("c1", "c")
    assert line.end("a1") == ["b1", "c1"]  # the third caller comes before the second question of the first one
    assert line.end("b1") == ["c1", "a2"]
    assert line.end("c1") == ["a2", "b2"]
    assert line.end("a2") == ["b2", "a3"]


def test_who_always_asks_again_does_not_come_first_again(line: Line) -> None:
    for caller in "abcd":
        line.join(f"{caller}1", caller)
    assert line.start() == ["a1", "b1"]
    line.join("a2", "a")
    assert line.end("a1") == ["b1", "c1"]
    line.join("b2", "b")
    assert line.end("b1") == ["c1", "d1"]
    line.join("c2", "c")
    assert line.end("c1") == ["d1", "a2"]
    assert line.end("d1") == ["a2", "b2"]


def test_a_read_counts_for_all_who_await_it(line: Line) -> None:
    line.join("shared", "a")
    assert line.start() == ["shared"]
    line.join("shared", "b")
    line.join("b1", "b")
    assert line.start() == ["shared"]
    assert line.leave("shared", "b")
    assert line.start() == ["shared", "b1"]
    assert not line.leave("shared", "a")
    line.join("a1", "a")
    assert line.start() == ["shared", "b1"]
    assert line.end("shared") == ["b1", "a1"]


def test_whoever_may_run_lets_a_shared_question_run(line: Line) -> None:
    line.join("a1", "a")
    assert line.start() == ["a1"]
    line.join("shared", "a")
    assert line.start() == ["a1"]
    line.join("shared", "b")
    assert line.start() == ["a1", "shared"]


def test_to_join_what_runs_is_always_allowed(line: Line) -> None:
    line.join("b1", "b")
    line.join("a1", "a")
    line.start()
    for name in ("a2", "a3"):
        line.join(name, "a")
    with pytest.raises(BusyError):
        line.join("a4", "a")
    line.join("b1", "a")
    line.join("a2", "a")
    assert not line.leave("a3", "a")
    line.join("a5", "a")


def test_many_callers_are_forgotten(line: Line) -> None:
    for number in range(3000):
        line.join(str(number), str(number))
        line.start()
        line.end(str(number))
    assert len(line.turns._served) == 1024


def test_the_kept_answers_are_bounded() -> None:
    kept = KeptAnswers()
    small, large = Answer({"orders": [VALUE]}, {}, 0.0), Answer({"orders": [VALUE] * (MAX_VALUES // 2)}, {}, 0.0)
    for number in range(MAX_KEPT + 1):
        assert kept.find(question(number), "version", 0.0) is None
        kept.keep(question(number), "version", small, 0.0)
    assert kept.find(question(0), "version", 0.0) is None
    assert kept.find(question(1), "version", 0.0) is small
    for number in (1001, 1002):
        kept.keep(question(number), "version", large, 0.0)
    found = [number for number in range(2000) if kept.find(question(number), "version", 0.0)]
    assert found == [1002]
    kept.keep(question(1003), "version", Answer({"orders": [VALUE] * (MAX_VALUES + 1)}, {}, 0.0), 0.0)
    assert kept.find(question(1003), "version", 0.0) is None
    assert kept.find(question(1002), "version", 0.0) is large
    assert kept.find(question(1002), "version", KEPT_SECONDS) is None
    assert (len(kept._answers), kept._values) == (0, 0)


def test_an_answer_that_was_begun_before_a_reload_is_not_kept() -> None:
    kept = KeptAnswers()
    kept.find(question(), "old", 0.0)
    kept.find(question(2), "new", 0.0)
    kept.keep(question(), "old", Answer({}, {}, 0.0), 0.0)
    assert kept.find(question(), "new", 0.0) is None
    assert kept.find(question(), "old", 0.0) is None
