"""A method or queue is new: its first rows count immediately, and rows that nobody has read before do not."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.grafana.rules.case import Level, seconds
from tests.grafana.rules.notation import series
from tests.grafana.rules.promtool import run

STEP, BEGINS, END = 150, "25h", "27h"
"""The time between evaluations, when the new ones begin, and the end."""

UP = "orion_exporter_provider_up"


class Kind(NamedTuple):
    """What fails: its category and alert, good and failed ones as they are exported, and the threshold."""

    category: str
    alert: str
    good: str
    failed: str
    threshold: float


PAYMENTS = Kind(
    "payments",
    "OrionPaymentsFailing",
    'orion_platform_payments{method="new", status="paid"}',
    'orion_platform_payments{method="new", status="failed"}',
    0.3,
)
JOBS = Kind(
    "jobs",
    "OrionJobsFailing",
    'orion_platform_jobs{queue="new", status="completed"}',
    'orion_platform_jobs{queue="new", status="failed"}',
    0.2,
)
EACH = pytest.mark.parametrize("kind", [PAYMENTS, JOBS], ids=["payments", "jobs"])


def ask(folder: Path, kind: Kind, shown: Mapping[str, Level], expected: Mapping[str, int]) -> str:
    """Ask how many alerts are pending or firing at these times; "" is at any time."""
    threshold = f'orion_alert_threshold_default{{alert="{kind.alert}", category="{kind.category}"}}'
    alerts = f'ALERTS{{alertname="{kind.alert}"}}'
    questions = [
        {
            "expr": f"count({alerts})" if at else f"count(count_over_time({alerts}[{END}]))",
            "eval_time": at or END,
            "exp_samples": [{"labels": "{}", "value": number}] if number else [],
        }
        for at, number in expected.items()
    ]
    inputs = [*series({threshold: kind.threshold, **shown}, {"platform": "main"}, seconds(END), STEP)]
    test = {"name": kind.alert, "interval": f"{STEP}s", "input_series": inputs, "promql_expr_test": questions}
    return run([test], folder, [kind.category])


def read(kind: Kind, up: Level) -> dict[str, Level]:
    """Return whether the category was read."""
    return {f'{UP}{{category="{kind.category}"}}': up}


@EACH
def test_the_first_rows_of_a_new_one_count_immediately(kind: Kind, tmp_path: Path) -> None:
    shown = {kind.good: {BEGINS: 10}, kind.failed: {BEGINS: 15}, **read(kind, 1)}
    assert "SUCCESS" in ask(tmp_path, kind, shown, {"24h55m": 0, "25h10m": 1})


@EACH
def test_a_new_one_that_works_is_no_alert(kind: Kind, tmp_path: Path) -> None:
    shown = {kind.good: {BEGINS: 24}, kind.failed: {BEGINS: 1}, **read(kind, 1)}
    assert "SUCCESS" in ask(tmp_path, kind, shown, {"": 0})


@EACH
@pytest.mark.parametrize("first", [{"25h10m": 1}, {"25h10m": 0, "25h15m": 1}], ids=["at once", "after a failure"])
def test_after_a_restart_of_the_exporter_nothing_is_new(kind: Kind, first: dict[str, float], tmp_path: Path) -> None:
    back = max(first, key=seconds)
    level = {"0s": 1000.0, BEGINS: None, back: 1000.0}
    up: dict[str, float | None] = {"0s": 1, BEGINS: None, **first}
    shown: dict[str, Level] = {kind.good: level, kind.failed: level, **read(kind, up)}
    assert "SUCCESS" in ask(tmp_path, kind, shown, {"": 0})


@EACH
def test_what_the_exporter_finds_when_it_is_new_is_not_new(kind: Kind, tmp_path: Path) -> None:
    level = {BEGINS: 1000.0}
    shown: dict[str, Level] = {kind.good: level, kind.failed: level, **read(kind, level | {BEGINS: 1.0})}
    assert "SUCCESS" in ask(tmp_path, kind, shown, {"": 0})


@EACH
def test_what_was_not_read_because_refreshes_failed_is_not_new(kind: Kind, tmp_path: Path) -> None:
    level = {BEGINS: 1000.0}
    shown: dict[str, Level] = {kind.good: level, kind.failed: level, **read(kind, {"0s": 0, BEGINS: 1})}
    assert "SUCCESS" in ask(tmp_path, kind, shown, {"": 0})
