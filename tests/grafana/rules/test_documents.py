"""The alerts' documents: complete, and about metrics that exist."""

import re
from pathlib import Path

import pytest
import yaml

from exporter.contracts.alerts import Alert
from tests.grafana.promql import GRAFANA, dashboard
from tests.grafana.rules.documents import OVERVIEW, RUNBOOKS
from tests.grafana.rules.expressions import labels_of, parse
from tests.grafana.rules.known_metrics import KNOWN
from tests.grafana.rules.promtool import promtool
from tests.grafana.rules.rulefiles import ALERT_RULES
from tests.grafana.rules.situations import BOARDS_OF_PLATFORMS
from tests.support.alerts import ALERTS
from tests.support.markdown import blocks

SECTIONS = ["Meaning", "Impact", "What to look at", "What to do"]
NAME = re.compile(r"\b(?:\w+:)?orion_\w+(?::\w+)?")


@pytest.mark.parametrize("alert", ALERTS, ids=lambda alert: alert.name)
def test_an_alert_leads_to_its_runbook_and_to_a_dashboard(alert: Alert) -> None:
    annotations = ALERT_RULES[alert.name]["annotations"]
    assert annotations["runbook_url"] == f"http://localhost:9797/runbooks/{alert.name}"
    board = {"vendor": "orion-vendor", "installation": "orion-health"}.get(alert.scope)
    shown, _, chosen = annotations["dashboard_url"].removeprefix("http://localhost:3000/d/").partition("?")
    assert shown == (board or BOARDS_OF_PLATFORMS[alert.category])
    # The vendor and platform of the alert are chosen wherever they can be.
    found = dashboard(GRAFANA / f"dashboards/{shown}.json")
    choices = {each["name"] for each in found["templating"]["list"]}
    about = {"vendor": {"vendor", "platform"}, "platform": {"platform"}}.get(alert.scope, set())
    assert {*re.findall(r"var-(\w+)=", chosen)} == about & choices
    # A reader of the runbook alone finds the same one.
    named = re.findall(r"dashboard \*([^*]+)\*", RUNBOOKS[alert.name].read_text(), re.IGNORECASE)
    assert found["title"].removeprefix("Orion / ") in named


@pytest.mark.parametrize("name", RUNBOOKS)
def test_a_runbook_says_what_it_is_what_it_costs_where_to_look_and_what_to_do(name: str) -> None:
    text = RUNBOOKS[name].read_text()
    assert text.startswith(f"# {name}\n")
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == SECTIONS
    assert len(text.splitlines()) <= 60
    assert re.search(r"^2\. ", text, re.MULTILINE)
    assert set(re.findall(r"\bOrion[A-Z]\w+", text)) <= {alert.name for alert in ALERTS}


@pytest.mark.parametrize("name", RUNBOOKS)
def test_a_runbook_asks_only_for_what_exists(name: str) -> None:
    text = RUNBOOKS[name].read_text()
    (queries,) = blocks(text, "promql")
    for query in queries.splitlines():
        labels_of(parse(query), KNOWN)
    assert set(NAME.findall(text)) <= set(KNOWN)


OF_SHOP = [alert for alert in ALERTS if alert.scope != "installation"]


@pytest.mark.parametrize("alert", OF_SHOP, ids=lambda alert: alert.name)
def test_a_runbook_of_vendors_or_platforms_says_how_its_threshold_is_set(alert: Alert) -> None:
    (written,) = re.findall(r"`(thresholds: \[.*?\])`", RUNBOOKS[alert.name].read_text())
    ((entry,),) = yaml.safe_load(written).values()
    assert list(entry) == ["alert", alert.scope, "value"]
    assert (entry["alert"], entry[alert.scope]) == (alert.name, {"vendor": "acme", "platform": "main"}[alert.scope])
    assert isinstance(entry["value"], int | float) or entry["value"] is False  # YAML's `off`


def test_the_overview_names_metrics_that_exist_and_shows_a_rule_that_works(tmp_path: Path) -> None:
    text = OVERVIEW.read_text()
    assert set(NAME.findall(text)) <= set(KNOWN)
    (rules,) = [block for block in blocks(text, "yaml") if block.startswith("groups:")]
    (tmp_path / "ours.yml").write_text(rules)
    assert "1 rules found" in promtool("check", "rules", "--lint=all", "--lint-fatal", tmp_path / "ours.yml")
    (rule,) = yaml.safe_load(rules)["groups"][0]["rules"]
    labels_of(parse(rule["expr"]), KNOWN)


def test_the_overview_shows_thresholds_of_alerts_that_are_declared() -> None:
    (written,) = [block for block in blocks(OVERVIEW.read_text(), "yaml") if block.startswith("thresholds:")]
    assert {entry["alert"] for entry in yaml.safe_load(written)["thresholds"]} <= {alert.name for alert in ALERTS}
