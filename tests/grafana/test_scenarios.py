"""The scenarios of the demo about payments, shipments and jobs: each lets its alerts fire, and no others of these."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.grafana.lived import Life, input_series, seen
from tests.grafana.rules.promtool import run

CATEGORIES = ("jobs", "payments", "shipments")
MONDAY = datetime(2026, 3, 9, 14, tzinfo=UTC)
STEP = timedelta(minutes=30)
OF_THESE = f'ALERTS{{alertstate="firing", category=~"{"|".join(CATEGORIES)}"}}'


@pytest.mark.parametrize(
    ("scenario", "hours", "fires"),
    [
        ("", 2, ()),
        ("payment-outage", 2, ('{alertname="OrionPaymentsFailing", method="card"}',)),
        ("late-shipments", 1, ('{alertname="OrionShipmentsOverdue"}',)),
        ("jobs-stuck", 1, ('{alertname="OrionJobsOverdue"}', '{alertname="OrionJobsStuck"}')),
    ],
    ids=lambda value: str(value) or "none" if isinstance(value, str) else "",
)
def test_a_scenario_lets_its_alerts_fire(scenario: str, hours: int, fires: tuple[str, ...], tmp_path: Path) -> None:
    read, history = (*CATEGORIES, "tenancy", "alerts"), timedelta(days=3)
    life = Life(MONDAY, STEP, 2 * hours + 1, history=history, scenario=scenario, categories=read)
    test = {
        "name": scenario,
        "interval": f"{STEP.total_seconds():.0f}s",
        "input_series": list(input_series(seen(tmp_path / "shop.sqlite", life))),
        "promql_expr_test": [
            {
                "expr": f"group by (alertname, method) ({OF_THESE})",
                "eval_time": f"{hours}h",
                "exp_samples": [{"labels": labels, "value": 1} for labels in fires],
            }
        ],
    }
    assert "SUCCESS" in run([test], tmp_path, CATEGORIES)
