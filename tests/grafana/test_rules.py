"""The scrape configuration and the rules as Prometheus itself reads them; tests/grafana/rules tries what they say."""

from tests.grafana.promql import PROMETHEUS, RULES, metrics_in, rules, unfolded, unknown_metrics
from tests.grafana.rules.promtool import promtool


def test_configuration_is_valid_and_loads_every_rule_file() -> None:
    assert f"{len(RULES)} rule files found" in promtool("check", "config", PROMETHEUS / "prometheus.yml")


def test_rules_are_valid_and_pass_the_linter() -> None:
    said = promtool("check", "rules", "--lint=all", "--lint-fatal", *RULES)
    assert sum(int(line.split()[1]) for line in said.splitlines() if line.endswith("rules found")) == len(list(rules()))


def test_names_are_found_outside_of_strings_only() -> None:
    expression = 'vendor:orion_orders_open:sum{x="orion_nothing"} / sum(orion_orders{status="open"})'
    assert metrics_in(expression) == {"vendor:orion_orders_open:sum", "orion_orders"}
    assert unknown_metrics([expression], {"orion_orders"}) == {"vendor:orion_orders_open:sum"}


def test_a_sum_over_a_bare_metric_is_found() -> None:
    assert unfolded("sum by (vendor) (orion_orders_open)") == ["orion_orders_open"]
    assert unfolded("sum(max by (vendor) (orion_orders_open))") == []
    assert unfolded("min by (vendor) (orion_orders_open)") == []
