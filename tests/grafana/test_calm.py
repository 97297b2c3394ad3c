"""A healthy demo has a handful of alerts of several kinds, from its start on, and is calm otherwise.

Prometheus' promtool evaluates the shipped rules on the exposition of the demo, every half hour of the clock.
"""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.grafana.lived import Life, input_series, seen
from tests.grafana.rules.promtool import promtool
from tests.grafana.rules.rulefiles import RULE_FILES

STEP = timedelta(minutes=30)
SUNDAY = datetime(2026, 3, 8, 18, tzinfo=UTC)
"""The evening before the warehouses open again, when most orders are open."""

FIRING = 'ALERTS{alertstate="firing"}'
# The forgotten order is not paid, either.
LASTING = {
    "OrionCertificateExpiring": 1,
    "OrionOrdersStalled": 1,
    "OrionPaymentsPending": 1,
    "OrionProductsWithoutPrice": 2,
}
# An import that is stuck for a day and a half is stuck for 36 minutes in a demo that lives 60 times as fast.
STUCK = {"OrionImportStuck": 1}
FEWEST, MOST, MOST_ALIKE = 3, 8, 3


def evaluation_order() -> list[str]:
    """Return the names of the groups, each after those whose records it reads."""
    groups = [group for path in RULE_FILES for group in yaml.safe_load(path.read_text())["groups"]]
    writer = {rule["record"]: group["name"] for group in groups for rule in group["rules"] if "record" in rule}
    reads = {
        group["name"]: {
            writer[name] for rule in group["rules"] for name in re.findall(r"[\w:]+", rule["expr"]) if name in writer
        }
        for group in groups
    }
    return list(TopologicalSorter({name: read - {name} for name, read in reads.items()}).static_order())


def counted(counts: dict[str, int]) -> list[dict[str, Any]]:
    """Return counts of alerts as promtool expects samples."""
    return [{"labels": f'{{alertname="{name}"}}', "value": count} for name, count in counts.items()]


def expectations(steps: int, first: dict[str, int]) -> Iterator[dict[str, Any]]:
    """Yield the queries and their results: which alerts fire after two hours, and how many at every step after."""
    names = f"count by (alertname) ({FIRING})"
    yield {"expr": names, "eval_time": "2h", "exp_samples": counted(first)}
    for step in range(4, steps):
        at = f"{step * STEP.total_seconds():.0f}s"
        yield {"expr": f"count({FIRING}) < {FEWEST} or count({FIRING}) > {MOST}", "eval_time": at, "exp_samples": []}
        yield {"expr": f"{names} > {MOST_ALIKE}", "eval_time": at, "exp_samples": []}
        unpriced = 'count by (alertname) (ALERTS{alertname="OrionProductsWithoutPrice", alertstate="firing"})'
        yield {"expr": unpriced, "eval_time": at, "exp_samples": counted({"OrionProductsWithoutPrice": 2})}


@pytest.mark.parametrize(("seed", "speed", "steps", "first"), [(1, 1, 32, LASTING | STUCK), (2, 60, 8, LASTING)])
def test_a_handful_of_alerts_fires(seed: int, speed: float, steps: int, first: dict[str, int], tmp_path: Path) -> None:
    found = seen(tmp_path / "shop.sqlite", Life(SUNDAY, STEP, steps, seed, speed))
    test = {
        "interval": f"{STEP.total_seconds():.0f}s",
        "input_series": list(input_series(found)),
        "promql_expr_test": list(expectations(steps, first)),
    }
    given = {"rule_files": [str(path) for path in RULE_FILES], "evaluation_interval": test["interval"]}
    file = tmp_path / "test.json"  # JSON is YAML
    file.write_text(json.dumps({**given, "group_eval_order": evaluation_order(), "tests": [test]}))
    assert "SUCCESS" in promtool("test", "rules", file)
