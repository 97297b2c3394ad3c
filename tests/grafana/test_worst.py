"""The tables of the first vendors: the same rows whether they are recorded or, of some vendors, found by the query."""

from pathlib import Path

import pytest

from tests.grafana.small_shop import ACME, ALL, B2B, Samples, asked, promtool, series

BOTH_VENDORS = ALL | {"vendor": "(acme|beta|unknown)"}
OPEN, LIMIT = (f"Vendors with the most open orders [{column}]" for column in ("Open orders", "Of its limit"))
TOP, DUE = "Top vendors by open orders [Open orders]", "Largest amounts due [Value due]"

PLACES: Samples = {
    '{vendor="acme",platform="main"}': 2,
    '{vendor="acme",platform="b2b"}': 5,
    '{vendor="beta",platform="main"}': 3,
    '{vendor="unknown",platform="main"}': 1,
}
OF_LIMIT: Samples = {'{vendor="acme",platform="main"}': 0.2, '{vendor="acme",platform="b2b"}': 1.25}
"""The alert is off for beta, and is never about an unknown vendor."""

NAMES: Samples = {'{vendor="acme",name="Acme"}': 7, '{vendor="beta",name="Beta"}': 3, '{vendor="unknown"}': 1}
EXPECTED: list[tuple[str, str, dict[str, str], Samples]] = [
    ("orion-orders", OPEN, ALL, PLACES),
    ("orion-orders", OPEN, BOTH_VENDORS, PLACES),
    ("orion-orders", OPEN, B2B, {'{vendor="acme",platform="b2b"}': 5}),
    ("orion-orders", OPEN, ACME | {"platform": "main"}, {'{vendor="acme",platform="main"}': 2}),
    ("orion-orders", LIMIT, ALL, OF_LIMIT),
    ("orion-orders", LIMIT, BOTH_VENDORS, OF_LIMIT),
    ("orion-orders", LIMIT, B2B, {'{vendor="acme",platform="b2b"}': 1.25}),
    ("orion-overview", TOP, ALL, NAMES),
    ("orion-overview", TOP, BOTH_VENDORS, NAMES),
    ("orion-overview", TOP, B2B, {'{vendor="acme",name="Acme"}': 5}),
    ("orion-payments", DUE, ALL, {'{vendor="acme",currency="EUR"}': 100, '{vendor="beta",currency="USD"}': 50}),
    ("orion-payments", DUE, ACME, {'{vendor="acme",currency="EUR"}': 100}),
    ("orion-payments", DUE, B2B | {"currency": "USD"}, {'{vendor="beta",currency="USD"}': 50}),
]


@pytest.mark.parametrize("instances", ["a", "ab"], ids=["one exporter", "two exporters"])
def test_the_first_vendors_are_the_same_recorded_or_not(instances: str, tmp_path: Path) -> None:
    promtool({"interval": "1h", "input_series": series(instances), "promql_expr_test": asked(EXPECTED)}, tmp_path)
