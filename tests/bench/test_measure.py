"""How measurements are summed up."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from tests.bench.markdown import digits, seconds, table
from tests.bench.measure import Scrapes, StatementLog, Work, median, peak_memory, quantile


def test_a_quantile_is_a_value_that_was_measured() -> None:
    values = [5.0, 1.0, 4.0, 2.0, 3.0]
    assert [quantile(values, share) for share in (0.0, 0.2, 0.5, 0.8, 0.99, 1.0)] == [1.0, 1.0, 3.0, 4.0, 5.0, 5.0]
    assert median([2.0, 1.0]) == 1.0


def test_the_99th_percentile_of_a_hundred_leaves_out_the_slowest() -> None:
    assert Scrapes.of([(0, i * 10**9) for i in range(1, 101)], 7) == Scrapes(100, 50.0, 99.0, 7)


def test_nothing_measured_is_no_number() -> None:
    with pytest.raises(ValueError, match="nothing was measured"):
        quantile([], 0.5)


def test_the_log_tells_what_was_done_for_whom_since_the_mark(tmp_path: Path) -> None:
    path = tmp_path / "log"
    path.write_text("ours|7|LOG:  duration: 900.0 ms  statement: SELECT 0\n")
    log = StatementLog(path)
    with path.open("a") as file:
        file.write(
            "ours|7|LOG:  duration: 1.5 ms  statement: BEGIN\n"
            "other|8|LOG:  duration: 99.0 ms  statement: SELECT 1\n"
            "ours|7|LOG:  duration: 0.5 ms  bind <unnamed>: SELECT a,\n\tb\n"
            "ours|9|LOG:  duration: 8.0 ms  execute <unnamed>: SELECT a,\n\tb\n"
            "ours|9|ERROR:  syntax error\n"
        )
    assert replace(log.since("ours"), seconds=round(log.since("ours").seconds, 6)) == Work(0.01, 2, 2)


def test_memory_is_the_peak_of_a_process() -> None:
    before = peak_memory(os.getpid())
    held = bytearray(before + 50_000_000)
    held[::4096] = b"x" * len(held[::4096])
    assert peak_memory(os.getpid()) > before + 40_000_000


@pytest.mark.parametrize(
    ("value", "text"),
    [(2.5, "2.50 s"), (0.0123, "12.3 ms"), (0.00013, "130 µs"), (1234.0, "1,234 s")],
)
def test_durations_are_told_in_the_unit_that_suits(value: float, text: str) -> None:
    assert seconds(value) == text


def test_a_table_is_markdown() -> None:
    rows = [("one", digits(1.0)), ("two", digits(22.22))]
    assert table(("name", "number"), rows) == "| name | number |\n| --- | ---: |\n| one | 1.00 |\n| two | 22.2 |\n"
