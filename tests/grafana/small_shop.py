"""A small shop in promtool's notation, and questions of panels about it."""

import json
import subprocess
from pathlib import Path
from typing import Any

from tests.grafana.asking import questions_of
from tests.grafana.promql import GRAFANA, dashboard, recorded_for_dashboards
from tests.support.tools import tool

NOW = 8 * 24
"""When it is asked, in hours."""

# acme sells on two platforms, and its stock is attributed to main, its home; beta sells on main; an order is nobody's.
SHOP = {
    'orion_exporter_provider_installed{category="orders"}': 1,
    'orion_vendor_info{vendor="acme",platform="main",name="Acme",state="active"}': 1,
    'orion_vendor_info{vendor="beta",platform="main",name="Beta",state="inactive"}': 1,
    'orion_vendor_platform_info{vendor="acme",platform="main",primary="true"}': 1,
    'orion_vendor_platform_info{vendor="acme",platform="b2b",primary="false"}': 1,
    'orion_vendor_platform_info{vendor="beta",platform="main",primary="true"}': 1,
    'orion_orders_open{vendor="acme",platform="main"}': 2,
    'orion_orders_open{vendor="acme",platform="b2b"}': 5,
    'orion_orders_open{vendor="beta",platform="main"}': 3,
    'orion_orders_open{vendor="unknown",platform="main"}': 1,
    'orion_platform_orders_open{platform="main"}': 6,
    'orion_platform_orders_open{platform="b2b"}': 5,
    'orion_stock_items{category="inventory",vendor="acme",platform="main",level="out"}': 1,
    'orion_stock_items{category="inventory",vendor="acme",platform="main",level="ok"}': 3,
    'orion_stock_items{category="inventory",vendor="beta",platform="main",level="out"}': 0,
    'orion_stock_items{category="inventory",vendor="beta",platform="main",level="ok"}': 1,
    'orion_platform_stock_items{category="inventory",platform="main",level="out"}': 1,
    'orion_platform_stock_items{category="inventory",platform="main",level="ok"}': 4,
    'orion_platform_stock_items{category="inventory",platform="b2b",level="out"}': 1,
    'orion_platform_stock_items{category="inventory",platform="b2b",level="ok"}': 3,
    'orion_alert_threshold_default{alert="OrionOpenOrdersHigh"}': 10,
    'orion_alert_threshold{alert="OrionOpenOrdersHigh",vendor="acme",platform="b2b"}': 4,
    'orion_alert_threshold_default{alert="OrionStockUnitsLow"}': -10,
    'orion_stock_units{vendor="acme",platform="main"}': 40,
    'orion_stock_units{vendor="beta",platform="main"}': 0,
    'orion_import_last_run_success{vendor="acme",platform="main",marketplace="x"}': 0,
    'orion_import_last_run_success{vendor="acme",platform="main",marketplace="y"}': 1,
    'orion_payouts{category="payouts",vendor="acme",platform="main",status="due"}': 2,
    'orion_payouts{category="payouts",vendor="beta",platform="main",status="due"}': 1,
    'orion_platform_payouts{category="payouts",platform="main",status="due"}': 3,
    'orion_platform_payouts{category="payouts",platform="b2b",status="due"}': 2,
    'orion_payout_value{category="payouts",vendor="acme",platform="main",currency="EUR",status="due"}': 100,
    'orion_payout_value{category="payouts",vendor="beta",platform="main",currency="USD",status="due"}': 50,
    'orion_platform_carts{platform="main",state="abandoned"}': 6,
    'orion_platform_carts{platform="b2b",state="abandoned"}': 1,
    'orion_jobs{queue="emails",status="pending"}': 4,
}

# Each hour ten payments are tried on main, of which one fails, and one is paid on b2b. Three parcels leave: acme's one
# after half an hour, and beta's two after an hour each.
FULFILLED = {
    'orion_platform_payments{platform="main",method="card",status="paid"}': f"0+9x{NOW}",
    'orion_platform_payments{platform="main",method="card",status="failed"}': f"0+1x{NOW}",
    'orion_platform_payments{platform="b2b",method="invoice",status="paid"}': f"0+1x{NOW}",
    'orion_platform_payments{platform="b2b",method="invoice",status="failed"}': f"0x{NOW}",
    'orion_platform_shipments_dispatched{platform="main",within="1d"}': f"0+3x{NOW}",
    'orion_platform_shipments_dispatched{platform="main",within="later"}': f"0x{NOW}",
    'orion_platform_shipment_dispatch_wait_seconds{platform="main"}': f"0+9000x{NOW}",
    'orion_shipments_dispatched{vendor="acme",platform="main",within="1d"}': f"0+1x{NOW}",
    'orion_shipments_dispatched{vendor="acme",platform="main",within="later"}': f"0x{NOW}",
    'orion_shipment_dispatch_wait_seconds{vendor="acme",platform="main"}': f"0+1800x{NOW}",
}

# Ten EUR an hour on main, and for the last two days twenty on b2b; one USD an hour.
EARNED = {
    'orion_platform_order_revenue{platform="main",currency="EUR"}': f"0+10x{NOW}",
    'orion_platform_order_revenue{platform="b2b",currency="EUR"}': "0x144 20+20x48",
    'orion_platform_order_revenue{platform="b2b",currency="USD"}': f"0+1x{NOW}",
}

OFF = {
    'orion_alert_threshold{alert="OrionOpenOrdersHigh",vendor="beta",platform="main"}': " ".join(["Inf"] * (NOW + 1))
}

ALL = dict.fromkeys(("job", "platform", "vendor", "currency"), ".*")
ACME, B2B, BOTH = ALL | {"vendor": "acme"}, ALL | {"platform": "b2b"}, ALL | {"platform": "(main|b2b)"}

Samples = dict[str, float]

QUESTIONS = {str(q): q for path in GRAFANA.glob("dashboards/*.json") for q in questions_of(dashboard(path))}


def series(instances: str) -> list[dict[str, str]]:
    """Return the shop as promtool's input, shown by each of the instances."""
    values = {name: f"{value}x{NOW}" for name, value in SHOP.items()} | EARNED | FULFILLED | OFF | {"up{}": f"1x{NOW}"}
    return [
        {"series": name.replace("{", f'{{job="orion",instance="{instance}",').replace(",}", "}"), "values": value}
        for name, value in values.items()
        for instance in instances
    ]


def asked(expected: list[tuple[str, str, dict[str, str], Samples]]) -> list[dict[str, Any]]:
    """Return promtool's tests that the questions have these answers."""
    return [
        {
            "expr": QUESTIONS[f"{board}: {place}"].chosen(choice).expression,
            "eval_time": f"{NOW}h",
            "exp_samples": [{"labels": labels, "value": value} for labels, value in answer.items()],
        }
        for board, place, choice, answer in expected
    ]


def promtool(test: dict[str, Any], folder: Path) -> None:
    """Run promtool's test of rules; fail with what it says."""
    path = folder / "panels.yml"
    group = {"name": "dashboards", "rules": recorded_for_dashboards()}
    (folder / "rules.yml").write_text(json.dumps({"groups": [group]}))
    path.write_text(
        json.dumps({"rule_files": ["rules.yml"], "evaluation_interval": "1h", "tests": [test]})
    )  # JSON is YAML
    command: list[str | Path] = [tool("promtool"), "test", "rules", path]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr
