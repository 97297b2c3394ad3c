"""A method, queue, vendor or marketplace is new: its first rows count immediately; rows that nobody has read do not."""

from pathlib import Path

import pytest

from tests.grafana.rules.case import Level, seconds
from tests.grafana.rules.newcomers import BEGINS, IMPORTS, KINDS, REFUNDED, Kind, ask, read

EACH = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.alert)
REST = [kind for kind in KINDS if kind is not REFUNDED]
"""Refunds are computed by the same rules as cancellations."""

QUIET = pytest.mark.parametrize("kind", REST, ids=lambda kind: kind.alert)


@EACH
def test_the_first_rows_of_a_new_one_count_immediately(kind: Kind, tmp_path: Path) -> None:
    shown = {kind.good: {BEGINS: 100}, kind.failed: {BEGINS: 150}, **read(kind, 1)}
    assert "SUCCESS" in ask(tmp_path, kind, shown, {"24h55m": 0, "25h10m": 1})


@QUIET
def test_a_new_one_that_works_is_no_alert(kind: Kind, tmp_path: Path) -> None:
    shown = {kind.good: {BEGINS: 240}, kind.failed: {BEGINS: 10}, **read(kind, 1)}
    assert "SUCCESS" in ask(tmp_path, kind, shown, {"": 0})


@QUIET
@pytest.mark.parametrize("first", [{"25h10m": 1}, {"25h10m": 0, "25h15m": 1}], ids=["at once", "after a failure"])
def test_after_a_restart_of_the_exporter_nothing_is_new(kind: Kind, first: dict[str, float], tmp_path: Path) -> None:
    back = max(first, key=seconds)
    level = {"0s": 1000.0, BEGINS: None, back: 1000.0}
    up: dict[str, float | None] = {"0s": 1, BEGINS: None, **first}
    shown: dict[str, Level] = {kind.good: level, kind.failed: level, **read(kind, up)}
    assert "SUCCESS" in ask(tmp_path, kind, shown, {"": 0})


@QUIET
def test_a_day_after_a_restart_nothing_is_new(kind: Kind, tmp_path: Path) -> None:
    level: Level = {"0s": 1000.0, "1h": None, "1h10m": 1000.0}
    shown: dict[str, Level] = {kind.good: level, kind.failed: level}
    shown |= read(kind, {"0s": 1, "1h": None, "1h10m": 1})
    assert "SUCCESS" in ask(tmp_path, kind, shown, {"": 0})


@QUIET
def test_what_the_exporter_finds_when_it_is_new_is_not_new(kind: Kind, tmp_path: Path) -> None:
    level = {BEGINS: 1000.0}
    shown: dict[str, Level] = {kind.good: level, kind.failed: level, **read(kind, level | {BEGINS: 1.0})}
    assert "SUCCESS" in ask(tmp_path, kind, shown, {"": 0})


@QUIET
def test_what_was_not_read_because_refreshes_failed_is_not_new(kind: Kind, tmp_path: Path) -> None:
    level = {BEGINS: 1000.0}
    shown: dict[str, Level] = {kind.good: level, kind.failed: level, **read(kind, {"0s": 0, BEGINS: 1})}
    assert "SUCCESS" in ask(tmp_path, kind, shown, {"": 0})


@pytest.mark.parametrize("kind", [kind for kind in REST if kind.total], ids=lambda kind: kind.alert)
def test_vendors_that_follow_platform_totals_are_not_new(kind: Kind, tmp_path: Path) -> None:
    level = {BEGINS: 1000.0}
    shown: dict[str, Level] = {kind.good: level, kind.failed: level, kind.total: 1000, **read(kind, 1)}
    assert "SUCCESS" in ask(tmp_path, kind, shown, {"": 0})


def test_imports_of_a_vendor_that_moved_to_another_platform_are_not_new(tmp_path: Path) -> None:
    shown: dict[str, Level] = {IMPORTS.good: {BEGINS: 1000}, IMPORTS.failed: {BEGINS: 1000}, **read(IMPORTS, 1)}
    for name in (IMPORTS.good, IMPORTS.failed):
        shown[name.replace("{", '{platform="old", ')] = {"0s": 1000, BEGINS: None}
    assert "SUCCESS" in ask(tmp_path, IMPORTS, shown, {"": 0})
