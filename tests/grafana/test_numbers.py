"""What the panels say about a small shop: right for every choice, and while two exporters show the same shop."""

from pathlib import Path

import pytest

from tests.grafana.small_shop import ACME, ALL, B2B, BOTH, NOW, QUESTIONS, Samples, asked, promtool, series

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
    ("orion-overview", "Carts [A]", ALL, {'{state="abandoned"}': 7}),
    ("orion-overview", "Carts [A]", ACME, {'{state="abandoned"}': 7}),
    ("orion-overview", "Carts [A]", B2B, {'{state="abandoned"}': 1}),
    ("orion-overview", "Highest payment failure rate [A]", B2B, {'{method="invoice"}': 0}),
    ("orion-payments", "Highest failure rate [A]", ALL, {'{method="card"}': 0.1}),
    ("orion-payments", "Methods [Failed]", ALL, {'{method="card"}': 0.1, '{method="invoice"}': 0}),
    ("orion-payments", "Methods [Paid, 24 h]", ACME, {'{method="card"}': 216, '{method="invoice"}': 24}),
    ("orion-payments", "Payouts not completed [A]", ALL, {'{status="due"}': 3}),
    ("orion-payments", "Payouts not completed [A]", B2B, {'{status="due"}': 2}),
    ("orion-payments", "Payouts not completed [A]", ACME, {'{status="due"}': 2}),
    ("orion-payments", "Payouts not completed [A]", ACME | {"platform": "b2b"}, {'{status="due"}': 2}),
    ("orion-payments", "Value due to vendors [A]", ALL, {'{currency="EUR"}': 100, '{currency="USD"}': 50}),
    ("orion-payments", "Value due to vendors [A]", B2B, {'{currency="EUR"}': 100, '{currency="USD"}': 50}),
    ("orion-payments", "Value due to vendors [A]", ACME, {'{currency="EUR"}': 100}),
    ("orion-payments", "Value due to vendors [A]", ALL | {"currency": "USD"}, {'{currency="USD"}': 50}),
    ("orion-fulfilment", "Mean time to dispatch, 24 h [A]", ALL, {"{}": 3000}),
    ("orion-fulfilment", "Mean time to dispatch, 24 h [A]", ACME, {"{}": 1800}),
    ("orion-fulfilment", "Dispatched, 24 h [A]", ACME, {"{}": 24}),
    ("orion-jobs", "Pending and running [A]", ALL, {'{status="pending"}': 4}),
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


def test_jobs_of_platforms_are_those_of_the_installation(tmp_path: Path) -> None:
    of_platform = 'orion_platform_jobs{{job="orion",platform="{}",queue="emails",status="pending"}}'
    series = [{"series": of_platform.format(name), "values": "3x2"} for name in ("main", "b2b")]
    places = [("Pending and running [A]", '{status="pending"}'), ("Queues [Pending]", '{queue="emails"}')]
    expected: list[tuple[str, str, dict[str, str], Samples]] = [
        ("orion-jobs", place, ALL, {labels: 6}) for place, labels in places
    ]
    test = {"interval": f"{NOW}h", "input_series": series, "promql_expr_test": asked(expected)}
    promtool(test, tmp_path)


def test_a_new_currency_or_method_had_0_before_if_the_module_was_read(tmp_path: Path) -> None:
    new = f"_x{NOW - 2} 700x5"
    series = [
        {"series": 'orion_platform_order_revenue{job="orion",platform="main",currency="CHF"}', "values": new},
        {
            "series": 'orion_platform_payment_value{job="orion",platform="main",currency="CHF",status="paid"}',
            "values": new,
        },
        {"series": 'orion_exporter_provider_up{job="orion",category="orders"}', "values": f"1x{NOW}"},
        {"series": 'orion_exporter_provider_up{job="orion",category="payments"}', "values": f"0x{NOW}"},
    ]
    expected: list[tuple[str, str, dict[str, str], Samples]] = [
        ("orion-overview", "Net revenue, 24 h [A]", ALL, {'{currency="CHF"}': 700}),
        ("orion-payments", "Paid, 24 h [A]", ALL, {}),
        ("orion-payments", "Value paid, trailing 24 h [A]", ALL, {}),
    ]
    promtool({"interval": "1h", "input_series": series, "promql_expr_test": asked(expected)}, tmp_path)
