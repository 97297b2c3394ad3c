"""Every rule that looks back is declared here: whether a series that is new counts from its first sample on."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from promql_parser import MatchOp, MatrixSelector, SubqueryExpr

from tests.grafana.rules.expressions import children, matchers, name_of, parse, selectors, values_of
from tests.grafana.rules.known_metrics import KNOWN
from tests.grafana.rules.newcomers import KINDS
from tests.grafana.rules.promtool import promtool
from tests.grafana.rules.rulefiles import ALERT_RULES, RECORDING_RULES, rules

PAYMENTS = "platform_method:orion_platform_payments"
JOBS = "platform_queue:orion_jobs"
ROWS = "vendor_platform_marketplace:orion_import_rows"

COUNTS = {
    *(f"{PAYMENTS}:{what}_delta{window}" for what in ("sum", "failed") for window in ("1h", "6h", "1d")),
    *(f"{JOBS}:{what}_delta{window}" for what in ("finished", "failed") for window in ("1h", "1d", "1w")),
    f"{PAYMENTS}:paid1d",
    f"{ROWS}:failed1d",
    f"{ROWS}:failed_share1d_candidates",
    "vendor_platform:orion_orders:new",
    "vendor_platform:orion_orders:delta1d",
    "vendor_platform_status:orion_orders:watched1d",
    "vendor_currency:orion_order_revenue:new1d_top",
}
"""Rules about growth. A new series had 0 if it was read whether there is one."""

WAITS = {
    "vendor_platform:orion_order_last_created_timestamp_seconds:age1w": "a vendor must have sold a week ago",
    f"{PAYMENTS.replace('payments', 'payment')}_last_paid_timestamp_seconds:age1w": "as for orders",
    f"{PAYMENTS.replace('payments', 'payment')}_last_paid_timestamp_seconds:age_candidates": "as for orders",
    "vendor_platform_currency:orion_order_value:delta1d": "only for drops, and the orders of a move are no sales",
    "vendor_platform_currency:orion_order_value:drop1d_candidates": "a drop needs what it dropped from",
    "vendor_platform_currency:orion_order_value:drop6h": "a drop needs what it dropped from",
    "vendor_platform_currency:orion_order_value:delta6h": "only ends alerts earlier, and a new series ends none",
    "vendor_platform:orion_orders:delta6h": "only ends alerts earlier, and a new series ends none",
    "vendor_platform_status:orion_orders:share6h": "only ends alerts earlier, and a new series ends none",
    f"{ROWS}:failed_share6h": "only ends alerts earlier, and a new series ends none",
    "vendor_currency:orion_order_revenue:known1d_top": "there is one for new ones",
    "vendor_platform:orion_orders_open:growth1d_candidates": "every backlog of a new vendor has grown",
    "vendor_platform:orion_orders_open:growth1w": "every backlog of a new vendor has grown",
    "vendor_platform:orion_shipment_dispatch_wait_seconds:mean1w": "what leaves first did not wait long",
    "vendor_platform:orion_shipment_dispatch_wait_seconds:growth_candidates": "it compares with the week before",
    "platform:orion_platform_carts:growth1w_candidates": "it compares with at least 100 carts a week ago",
    "vendor_platform:orion_pages:drop1d_candidates": "a drop needs what it dropped from",
    "vendor_platform:orion_stock_units:jump1h_candidates": "the first stock of a vendor is no jump",
    "vendor_platform:orion_stock_units:jump1d": "the first stock of a vendor is no jump",
    "vendor_platform:orion_domains:unverified1d_candidates": "a domain must have been unverified for a day",
}
"""Rules that have no result for a new series, and why that is right."""

REGARDLESS = {
    "vendor_platform:orion_orders:watched",
    "vendor_platform_marketplace:orion_import_last_success_timestamp_seconds:age_candidates",
}
"""Rules that have a result for a new series, whatever was read before: the past only adds others."""

DECLARED = (*COUNTS, *WAITS, *REGARDLESS)
STEP, LAST = 3600, 8 * 24
READ = {
    "orion_exporter_provider_up",
    *(name for name in RECORDING_RULES if name.startswith("category:orion_exporter_")),
}
NEW = {"vendor_platform:orion_orders:new"}
"""Records of who is new: there is nobody if nothing was read."""

NOT_SHOWN = {"vendor:orion_vendor_info:inactive"}
ZERO = {"alert:orion_alert_threshold:floor", *NEW}


def looks_back(node: Any) -> bool:
    """Return whether an expression reads anything but the present."""
    if isinstance(node, MatrixSelector | SubqueryExpr):
        return True
    if getattr(node, "offset", None) is not None or getattr(node, "at", None) is not None:
        return True
    return any(map(looks_back, children(node)))


def newcomer(expression: str, *, read: bool) -> Iterator[dict[str, str]]:
    """Yield what an expression reads now, which nobody has seen before; and, if `read`, that it was looked for."""
    for selector in selectors(parse(expression)):
        name = name_of(selector)
        if name in NOT_SHOWN or (name in READ | NEW and not read) or (selector.offset and name not in READ):
            continue
        labels = dict.fromkeys(KNOWN[name], "new")
        labels |= {m.name: values_of(m)[0] for m in matchers(selector) if m.op in (MatchOp.Equal, MatchOp.Re)}
        text = ", ".join(f'{label}="{value}"' for label, value in sorted(labels.items()))
        number = 0 if name in ZERO else 100
        yield {
            "series": f"{name}{{{text}}}",
            "values": f"1x{LAST}" if name in READ else f"_x{LAST} {number}",
        }


def results(folder: Path, expected: Mapping[str, int], *, read: bool) -> str:
    """Ask how many results each rule has for a newcomer."""
    tests = []
    for name, number in expected.items():
        shown = {each["series"]: each for each in newcomer(RECORDING_RULES[name], read=read)}
        question = {
            "expr": f"count({RECORDING_RULES[name]})",
            "eval_time": f"{LAST}h",
            "exp_samples": [{"labels": "{}", "value": number}] if number else [],
        }
        tests.append(
            {
                "name": name,
                "interval": f"{STEP}s",
                "input_series": [*shown.values()],
                "promql_expr_test": [question],
            }
        )
    path = folder / "newcomers.json"
    path.write_text(json.dumps({"rule_files": [], "tests": tests}))
    return promtool("test", "rules", path)


def test_every_rule_that_looks_back_is_declared_once() -> None:
    looking = {rule.get("record") or rule["alert"] for rule in rules() if looks_back(parse(rule["expr"]))}
    assert looking == {*DECLARED}
    assert len(DECLARED) == len({*DECLARED})


def test_a_newcomer_counts_where_it_is_declared_to(tmp_path: Path) -> None:
    expected = {**dict.fromkeys(COUNTS, 1), **dict.fromkeys(WAITS, 0), **dict.fromkeys(REGARDLESS, 1)}
    assert "SUCCESS" in results(tmp_path, expected, read=True)


def test_a_newcomer_does_not_count_if_nothing_was_read_before(tmp_path: Path) -> None:
    assert "SUCCESS" in results(tmp_path, dict.fromkeys(COUNTS, 0), read=False)


@pytest.mark.parametrize(
    ("expression", "back"),
    [
        ("orion_orders - orion_orders offset 1d", True),
        ("delta(orion_orders[1d])", True),
        ("max_over_time(max(orion_orders)[1d:1h])", True),
        ("sum(orion_orders @ 0)", True),
        ("time() - 604800 - max(orion_orders)", False),
    ],
)
def test_what_looks_back_is_found(expression: str, back: bool) -> None:
    assert looks_back(parse(expression)) is back


def test_every_alert_about_growth_is_shown_newcomers() -> None:
    reads = {name: {*map(name_of, selectors(parse(expr)))} for name, expr in RECORDING_RULES.items()}
    about = set()
    for name, rule in ALERT_RULES.items():
        found = {*map(name_of, selectors(parse(rule["expr"])))}
        while more := {other for each in found for other in reads.get(each, ())} - found:
            found |= more
        about |= {name} if found & COUNTS else set()
    # A payment method is compared with a week ago, and the value of orders waits; the count of orders only limits it.
    assert about == {kind.alert for kind in KINDS} | {"OrionNoPayments", "OrionOrderValueDrop"}
