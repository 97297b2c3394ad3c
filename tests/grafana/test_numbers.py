"""What the panels say about a small shop: right for every choice, and while two exporters show the same shop."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

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

ALL = dict.fromkeys(("job", "platform", "vendor", "currency"), ".+")
ACME, B2B, BOTH = ALL | {"vendor": "acme"}, ALL | {"platform": "b2b"}, ALL | {"platform": "(main|b2b)"}

Samples = dict[str, float]
EXPECTED: list[tuple[str, str, dict[str, str], Samples]] = [
    ("orion-overview", "Exporter [A]", ALL, {"{}": 1}),
    ("orion-overview", "Active vendors [A]", ALL, {"{}": 1}),
    ("orion-overview", "Open orders [A]", ALL, {"{}": 11}),
    ("orion-overview", "Open orders [A]", ACME, {"{}": 7}),
    ("orion-overview", "Open orders [A]", B2B, {"{}": 5}),
    ("orion-overview", "Open orders [A]", ACME | {"platform": "b2b"}, {"{}": 5}),
    ("orion-overview", "Items out of stock [A]", ALL, {"{}": 0.2}),
    ("orion-overview", "Items out of stock [A]", ACME, {"{}": 0.25}),
    ("orion-overview", "Items out of stock [A]", B2B, {"{}": 0.25}),
    ("orion-overview", "Items out of stock [A]", ACME | {"platform": "b2b"}, {"{}": 0.25}),
    ("orion-inventory", "Items by level [A]", ALL, {'{level="out"}': 1, '{level="ok"}': 4}),
    ("orion-inventory", "Items by level [A]", BOTH, {'{level="out"}': 2, '{level="ok"}': 7}),
    ("orion-overview", "Net revenue, 24 h [A]", ALL, {'{currency="EUR"}': 720, '{currency="USD"}': 24}),
    ("orion-overview", "Net revenue, 24 h [A]", B2B, {'{currency="EUR"}': 480, '{currency="USD"}': 24}),
    ("orion-overview", "Net revenue, 24 h [A]", ALL | {"currency": "USD"}, {'{currency="USD"}': 24}),
    ("orion-revenue", "Net revenue, week over week [A]", ALL, {'{currency="EUR"}': 2, '{currency="USD"}': 0}),
    ("orion-overview", "Imports failing [A]", ALL, {"{}": 1}),
    ("orion-overview", "Imports failing [A]", ALL | {"vendor": "beta"}, {}),
    ("orion-overview", "Critical alerts [A]", ALL, {"{}": 0}),
    (
        "orion-overview",
        "Top vendors by open orders [Open orders]",
        ALL,
        {'{vendor="acme",name="Acme"}': 7, '{vendor="beta",name="Beta"}': 3, '{vendor="unknown"}': 1},
    ),
    (
        "orion-orders",
        "Vendors with the most open orders [Of its limit]",
        ALL,
        {'{vendor="acme",platform="main"}': 0.2, '{vendor="acme",platform="b2b"}': 1.25},
    ),
    (
        "orion-vendor",
        "Alert threshold usage [OrionOpenOrdersHigh]",
        ACME,
        {'{vendor="acme",platform="main"}': 0.2, '{vendor="acme",platform="b2b"}': 1.25},
    ),
    (
        "orion-vendor",
        "Alert threshold usage [OrionStockUnitsLow]",
        ALL | {"platform": "b2b"},
        {'{vendor="acme",platform="main"}': 0.25, '{vendor="beta",platform="main"}': 10},
    ),
]
"""Dashboard, question, choice, and what it answers."""

QUESTIONS = {str(q): q for path in GRAFANA.glob("dashboards/*.json") for q in questions_of(dashboard(path))}


def series(instances: str) -> list[dict[str, str]]:
    """Return the shop as promtool's input, shown by each of the instances."""
    values = {name: f"{value}x{NOW}" for name, value in SHOP.items()} | EARNED | OFF | {"up{}": f"1x{NOW}"}
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


@pytest.mark.parametrize("instances", ["a", "ab"], ids=["one exporter", "two exporters"])
def test_panels_show_the_shop(instances: str, tmp_path: Path) -> None:
    promtool({"interval": "1h", "input_series": series(instances), "promql_expr_test": asked(EXPECTED)}, tmp_path)


def test_an_alert_is_marked_when_it_begins_and_not_as_long_as_it_fires(tmp_path: Path) -> None:
    firing = 'ALERTS{{alertname="{}",alertstate="firing",severity="warning",vendor="acme",platform="main"}}'
    series = [
        {"series": firing.format("OrionStockOversold"), "values": "1x60"},
        {"series": firing.format("OrionImportStuck"), "values": "_x58 1x3"},
    ]
    mark = QUESTIONS["orion-vendor: annotation Alerts"].chosen(ACME).expression
    begun = '{alertname="OrionImportStuck",severity="warning",platform="main"}'
    expected = {"expr": mark, "eval_time": "1h", "exp_samples": [{"labels": begun, "value": 1}]}
    promtool({"interval": "1m", "input_series": series, "promql_expr_test": [expected]}, tmp_path)


def test_without_an_exporter_nothing_is_known_and_nothing_is_0(tmp_path: Path) -> None:
    nothing = [(board, place, choice, dict[str, float]()) for board, place, choice, _ in EXPECTED]
    promtool({"interval": "1h", "input_series": [], "promql_expr_test": asked(nothing)}, tmp_path)
