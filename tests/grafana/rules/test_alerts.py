"""Every alert in every situation, as Prometheus evaluates it."""

from pathlib import Path

import pytest

from exporter.alerting.catalogue import EXPORTER
from exporter.contracts import Alert
from grafana.modules import ORIGINS
from tests.grafana.rules.cases import BY_CATEGORY, CASES
from tests.grafana.rules.documents import RUNBOOKS
from tests.grafana.rules.promtool import run
from tests.grafana.rules.rulefiles import ALERT_RULES, FILE_OF
from tests.grafana.rules.situations import ABROAD, OFF, made_of, showings
from tests.support.alerts import ALERTS, NAMED

CATEGORIES = (EXPORTER, *ORIGINS)
SHOP_ALERTS = [alert.name for alert in ALERTS if alert.scope != "installation"]


@pytest.mark.parametrize("category", sorted(set(FILE_OF.values())))
def test_alerts_fire_when_they_should_and_only_then(category: str, tmp_path: Path) -> None:
    tests = [test for name, case in CASES.items() if FILE_OF[name] == category for test in made_of(case)]
    assert "SUCCESS" in run(tests, tmp_path, [category])


@pytest.mark.parametrize("category", CATEGORIES)
def test_what_is_declared_has_a_rule_a_runbook_and_a_case_and_nothing_else_has(category: str) -> None:
    declared = {alert.name for alert in ALERTS if alert.category == category}
    assert declared == {name for name, file in FILE_OF.items() if file == category}
    assert declared == {case.alert for case in BY_CATEGORY.get(category, ())}
    assert declared == set(RUNBOOKS) & {name for name, alert in NAMED.items() if alert.category == category}


def test_there_are_no_rules_runbooks_and_cases_of_other_categories() -> None:
    assert {*FILE_OF.values(), *BY_CATEGORY} <= set(CATEGORIES)
    assert set(RUNBOOKS) == set(NAMED)


@pytest.mark.parametrize("alert", ALERTS, ids=lambda alert: alert.name)
def test_a_rule_says_what_is_declared(alert: Alert) -> None:
    rule = ALERT_RULES[alert.name]
    assert (rule["labels"]["severity"], rule["for"]) == (alert.severity, alert.for_)
    assert (rule["labels"]["category"], rule["labels"]["team"]) == (alert.category, alert.team)
    # An alert about a provider has the category of the provider in its series.
    about = {alert.category, "{{ $labels.category }}"} if alert.category == EXPORTER else {alert.category}
    assert rule["labels"]["provider"] in about


@pytest.mark.parametrize("name", SHOP_ALERTS)
def test_an_alert_of_vendors_or_platforms_is_shown_every_situation(name: str) -> None:
    shown = list(showings(CASES[name]))
    assert [each for each in shown if each.says is not None and each.own is None]
    assert [each for each in shown if each.says is None and each.series == CASES[name].quiet]
    assert {each.says is None for each in shown if each.own not in {None, OFF}} == {True, False}
    assert [each for each in shown if each.own == OFF and each.says is None]
    if CASES[name].declared.scope == "vendor":
        assert [each for each in shown if each.platform == ABROAD and each.says is not None]
    assert {each.vendor == "" for each in shown} == {CASES[name].declared.scope == "platform"}
    assert [each for each in shown if "without-" in each.vendor + each.platform]
    assert {each.says is None for each in shown if len(each.instances) == 2} == {True, False}


@pytest.mark.parametrize("name", [alert.name for alert in ALERTS if alert.scope == "installation"])
def test_an_alert_of_the_installation_is_shown_every_situation(name: str) -> None:
    names = [test["name"].removeprefix(f"{name}: ") for test in made_of(CASES[name])]
    assert {"fires", "just does not", "two instances say so", "one of two says so"} <= set(names)
    # One alert fires because there is no data.
    assert name == "OrionExporterAbsent" or [each for each in names if each.startswith("without ")]
    assert CASES[name].declared.default is None or {"switched off", "no threshold"} <= set(names)


def test_a_case_that_is_wrong_is_found(tmp_path: Path) -> None:
    (*_, test) = made_of(CASES["OrionProviderFailing"])
    wrong = {**test, "input_series": []}
    (right, *_) = made_of(CASES["OrionProviderFailing"])
    with pytest.raises(AssertionError, match="OrionProviderFailing"):
        run([{**wrong, "alert_rule_test": right["alert_rule_test"]}], tmp_path, ["exporter"])


@pytest.mark.parametrize("name", ALERT_RULES)
def test_alert_says_how_bad_it_is_what_it_is_and_where_to_look(name: str) -> None:
    rule = ALERT_RULES[name]
    assert rule["labels"]["severity"] in {"critical", "warning", "info"}
    assert rule["labels"]["category"] == FILE_OF[name]
    assert set(rule["annotations"]) == {"summary", "description", "runbook_url", "dashboard_url"}
