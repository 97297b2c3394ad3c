"""Each panel of the overview, asked of a small shop that two exporters show at once: the numbers must not double."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.grafana.promql import GRAFANA, dashboard, queries
from tests.tools import tool

PANELS = {panel["title"]: panel for panel in dashboard(GRAFANA / "dashboards/orion-overview.json")["panels"]}

# acme sells on two platforms, beta on one; one open order belongs to a vendor that does not exist.
SHOP = {
    'orion_exporter_provider_up{category="orders"}': 1,
    'orion_exporter_provider_up{category="cms"}': 0,
    'orion_exporter_last_success_timestamp_seconds{category="orders"}': 240,
    'orion_exporter_last_success_timestamp_seconds{category="cms"}': 60,
    'orion_exporter_last_success_timestamp_seconds{category="idle"}': 0,
    'orion_vendor_info{category="tenancy",vendor="acme",platform="main",name="Acme",state="active"}': 1,
    'orion_vendor_info{category="tenancy",vendor="beta",platform="main",name="Beta",state="active"}': 1,
    'orion_orders_open{category="orders",vendor="acme",platform="main"}': 2,
    'orion_orders_open{category="orders",vendor="acme",platform="b2b"}': 5,
    'orion_orders_open{category="orders",vendor="beta",platform="main"}': 3,
    'orion_orders_open{category="orders",vendor="unknown",platform="main"}': 1,
    'orion_orders{category="orders",vendor="acme",platform="main",status="shipped"}': 7,
    'orion_orders{category="orders",vendor="acme",platform="b2b",status="shipped"}': 4,
    'orion_orders{category="orders",vendor="beta",platform="main",status="pending"}': 3,
    'orion_order_revenue{category="orders",vendor="acme",platform="main",currency="EUR"}': 10.5,
    'orion_order_revenue{category="orders",vendor="beta",platform="main",currency="EUR"}': 4.5,
    'orion_order_revenue{category="orders",vendor="beta",platform="main",currency="USD"}': 8,
    'orion_stock_items{category="inventory",vendor="acme",platform="main",level="out"}': 1,
    'orion_stock_items{category="inventory",vendor="acme",platform="main",level="ok"}': 2,
    'orion_stock_items{category="inventory",vendor="beta",platform="main",level="ok"}': 1,
    'orion_import_jobs{category="marketplace",vendor="acme",platform="main",marketplace="a",status="failed"}': 2,
    'orion_import_jobs{category="marketplace",vendor="acme",platform="main",marketplace="b",status="failed"}': 3,
}

Samples = dict[str, float]

EXPECTED: dict[str, list[Samples]] = {
    "Exporter": [{"{}": 1}],
    "Providers failing": [{"{}": 1}],
    "Open orders": [{"{}": 11}],
    "Items out of stock": [{"{}": 0.25}],
    "Age of the data": [{"{}": 60}, {"{}": 240}],
    "Orders by status": [{'{status="shipped"}': 11, '{status="pending"}': 3}],
    "Revenue to date by currency": [{'{currency="EUR"}': 15, '{currency="USD"}': 8}],
    "Stock items by level": [{'{level="out"}': 1, '{level="ok"}': 3}],
    "Import jobs by status": [{'{status="failed"}': 5}],
    "Most open orders": [{'{vendor="acme",name="Acme"}': 7, '{vendor="beta",name="Beta"}': 3, '{vendor="unknown"}': 1}],
}

NOTHING: dict[str, list[Samples]] = {title: [{} for _ in answers] for title, answers in EXPECTED.items()}


def series(shop: Samples, instances: str) -> list[dict[str, str]]:
    """Return the shop as promtool's input, shown by each of the instances for ten minutes."""
    target = 'job="orion",instance="{}"'
    up = [{"series": f"up{{{target.format(i)}}}", "values": "1x20"} for i in instances]
    return up + [
        {"series": name.replace("{", f"{{{target.format(i)},"), "values": f"{value}x20"}
        for name, value in shop.items()
        for i in instances
    ]


def ask(query: str, answer: Samples) -> dict[str, Any]:
    """Return promtool's test that a query has this answer at five minutes."""
    samples = [{"labels": labels, "value": value} for labels, value in answer.items()]
    return {"expr": query, "eval_time": "5m", "exp_samples": samples}


@pytest.mark.parametrize(
    ("shop", "instances", "expected"),
    [(SHOP, "a", EXPECTED), (SHOP, "ab", EXPECTED), ({}, "", NOTHING)],
    ids=["one exporter", "two exporters", "none"],
)
def test_panels_show_the_shop(
    shop: Samples, instances: str, expected: dict[str, list[Samples]], tmp_path: Path
) -> None:
    asked = [
        ask(query, answer)
        for title, answers in expected.items()
        for query, answer in zip(queries(PANELS[title]), answers, strict=True)
    ]
    case = {"interval": "30s", "input_series": series(shop, instances), "promql_expr_test": asked}
    path = tmp_path / "panels.yml"
    path.write_text(json.dumps({"rule_files": [], "tests": [case]}))  # JSON is YAML
    command: list[str | Path] = [tool("promtool"), "test", "rules", path]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_panel_is_asked() -> None:
    assert set(EXPECTED) == {title for title, panel in PANELS.items() if panel["type"] != "row"}
