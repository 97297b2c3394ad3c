"""The scrape configuration and the rules, as Prometheus itself reads them."""

import re
import subprocess
from pathlib import Path

import pytest
import yaml

from tests.grafana.promql import EXPORTED, PROMETHEUS, RULE_TESTS, RULES, metrics_in, rules, unfolded, unknown_metrics
from tests.tools import tool

ALERTS = {rule["alert"]: rule for rule in rules() if "alert" in rule}
RECORDS = {rule["record"] for rule in rules() if "record" in rule}


def promtool(*arguments: str | Path) -> str:
    """Return what promtool prints; fail with it if it is not content."""
    command = [tool("promtool"), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_configuration_is_valid_and_loads_every_rule_file() -> None:
    assert f"{len(RULES)} rule files found" in promtool("check", "config", PROMETHEUS / "prometheus.yml")


def test_rules_are_valid_and_pass_the_linter() -> None:
    found = re.findall(r"(\d+) rules found", promtool("check", "rules", "--lint=all", "--lint-fatal", *RULES))
    assert sum(map(int, found)) == len(list(rules()))


@pytest.mark.parametrize("path", RULE_TESTS, ids=lambda path: path.stem)
def test_alerts_fire_when_they_should(path: Path) -> None:
    assert "SUCCESS" in promtool("test", "rules", path)


def test_every_alert_is_tested_both_ways() -> None:
    cases = [
        (alert["alertname"], bool(alert["exp_alerts"]))
        for path in RULE_TESTS
        for case in yaml.safe_load(path.read_text())["tests"]
        for alert in case["alert_rule_test"]
    ]
    assert set(cases) == {(name, fires) for name in ALERTS for fires in (True, False)}


def test_every_metric_in_a_rule_is_exported_or_recorded() -> None:
    assert unknown_metrics((rule["expr"] for rule in rules()), EXPORTED | RECORDS) == set()


def test_every_rule_comes_out_right_while_two_instances_overlap() -> None:
    found = {rule.get("record") or rule["alert"]: unfolded(rule["expr"]) for rule in rules()}
    assert {name: left for name, left in found.items() if left} == {}


@pytest.mark.parametrize("name", ALERTS)
def test_alert_says_how_bad_it_is_what_it_is_and_what_to_do(name: str) -> None:
    document = (PROMETHEUS.parents[1] / "docs" / "ALERTS.md").read_text()
    alert = ALERTS[name]
    assert name.startswith("Orion")
    assert alert["labels"]["severity"] in {"critical", "warning", "info"}
    assert set(alert["annotations"]) == {"summary", "description"}
    assert f"\n## {name}\n" in document


def test_names_are_found_outside_of_strings_only() -> None:
    expression = 'vendor:orion_orders_open:sum{x="orion_nothing"} / sum(orion_orders{status="open"})'
    assert metrics_in(expression) == {"vendor:orion_orders_open:sum", "orion_orders"}
    assert unknown_metrics([expression], {"orion_orders"}) == {"vendor:orion_orders_open:sum"}


def test_a_sum_over_a_bare_metric_is_found() -> None:
    assert unfolded("sum by (vendor) (orion_orders_open)") == ["orion_orders_open"]
    assert unfolded("sum(max by (vendor) (orion_orders_open))") == []
