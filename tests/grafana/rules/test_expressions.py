"""Every rule reads metrics and labels that exist, and a record is called after what it has."""

import re
from collections.abc import Mapping

import pytest

from exporter.contracts.alerts import Alert
from grafana.modules import ORIGINS
from tests.grafana.promql import unfolded
from tests.grafana.rules.cases import CASES
from tests.grafana.rules.expressions import UnknownError, labels_of, matchers, name_of, parse, selectors, values_of
from tests.grafana.rules.known_metrics import CATALOGUE, EXPOSED, KNOWN, RECORDED, recorded
from tests.grafana.rules.rulefiles import ALERT_RULES, RECORDING_RULES, rules
from tests.support.alerts import ALERTS, NAMED

OTHERS = {
    "category": set(ORIGINS),
    "vendor": {"unknown"},
    "platform": {"unknown"},
    "job": {"orion"},
    "state": {"active", "inactive"},
}
"""Values of labels that are not in the catalogue: `state` is that of orion_vendor_info."""

OWN_THRESHOLDS = {"vendor": "orion_alert_threshold", "platform": "orion_platform_alert_threshold"}
THRESHOLDS = {*OWN_THRESHOLDS.values(), "orion_alert_threshold_default"}
FLOOR = "alert:orion_alert_threshold:floor"
EVERY = tuple(rules())
NAMES = [rule.get("record") or rule["alert"] for rule in EVERY]


@pytest.mark.parametrize("name", RECORDING_RULES)
def test_a_record_has_the_labels_and_the_metric_of_its_name(name: str) -> None:
    assert recorded(name)[0] in EXPOSED
    assert labels_of(parse(RECORDING_RULES[name]), KNOWN) == RECORDED[name]


@pytest.mark.parametrize("name", ALERT_RULES)
def test_an_alert_has_the_labels_of_its_scope(name: str) -> None:
    labels = labels_of(parse(ALERT_RULES[name]["expr"]), KNOWN)
    assert labels is not None
    owners = {"vendor": {"vendor", "platform"}, "platform": {"platform"}}.get(NAMED[name].scope, set())
    assert owners == {"vendor", "platform"} & labels
    used = {
        label for text in ALERT_RULES[name]["annotations"].values() for label in re.findall(r"\$labels\.(\w+)", text)
    }
    assert used <= labels


@pytest.mark.parametrize("rule", EVERY, ids=NAMES)
def test_label_values_are_those_that_are_declared(rule: Mapping[str, str]) -> None:
    for selector in selectors(parse(rule["expr"])):
        name = name_of(selector)
        metric = CATALOGUE.get(recorded(name)[0] if ":" in name else name)
        for matcher in matchers(selector):
            declared = metric.labels.get(matcher.name) if metric else None
            if declared:
                assert set(values_of(matcher)) <= set(declared), str(selector)
            elif matcher.name == "alert":
                wanted = {rule["alert"]} if "alert" in rule else set(NAMED)
                assert set(values_of(matcher)) <= wanted
            else:
                assert set(values_of(matcher)) <= OTHERS[matcher.name], str(selector)


def read_by(alert: Alert, *aside: str) -> set[str]:
    """Return every metric and record that an alert reads, with those of its records, these `aside`."""
    reads, left = set(aside), [ALERT_RULES[alert.name]["expr"]]
    while left:
        for name in {*map(name_of, selectors(parse(left.pop())))} - reads:
            reads.add(name)
            left += [RECORDING_RULES[name]] if name in RECORDING_RULES else []
    return reads


@pytest.mark.parametrize("alert", ALERTS, ids=lambda alert: alert.name)
def test_an_alert_reads_what_it_is_declared_to_read(alert: Alert) -> None:
    reads = read_by(alert, FLOOR)  # which is that of all thresholds
    assert alert.series in reads
    thresholds = {"orion_alert_threshold_default"} if alert.default is not None else set()
    thresholds |= {OWN_THRESHOLDS[alert.scope]} if alert.scope in OWN_THRESHOLDS else set()
    assert reads & THRESHOLDS == thresholds


@pytest.mark.parametrize(
    "alert", [alert for alert in ALERTS if alert.scope != "installation"], ids=lambda alert: alert.name
)
def test_of_other_modules_an_alert_reads_only_which_vendors_are_inactive_and_what_was_read(alert: Alert) -> None:
    others = {name for name in read_by(alert) if ":" not in name and CATALOGUE[name].category != alert.category}
    assert others - THRESHOLDS <= {"orion_vendor_info", "orion_exporter_provider_up"}
    # Nothing but `unless` holds where a series is absent: absent means not inactive.
    for name in read_by(alert):
        for before in re.findall(r"(\S+(?: on \(vendor\))?) vendor:orion_vendor_info:", RECORDING_RULES.get(name, "")):
            assert before == ("and on (vendor)" if CASES[alert.name].of_active else "unless on (vendor)")
    assert not CASES[alert.name].of_active or alert.category == CATALOGUE["orion_vendor_info"].category


@pytest.mark.parametrize("name", [alert.name for alert in ALERTS if alert.default is not None])
def test_no_threshold_is_written_into_a_rule(name: str) -> None:
    default = f"{NAMED[name].default:g}"
    assert default in {"0", "1"} or not re.search(rf"[<>]=? -?{re.escape(default)}\b", ALERT_RULES[name]["expr"])


@pytest.mark.parametrize("rule", EVERY, ids=NAMES)
def test_two_instances_count_once(rule: Mapping[str, str]) -> None:
    assert unfolded(rule["expr"]) == []


@pytest.mark.parametrize(
    "expression",
    [
        "max by (vendor) (orion_nothing)",
        'max by (vendor) (orion_orders{colour="red"})',
        "max by (colour) (orion_orders)",
        "orion_orders / orion_stock_units",
        "orion_orders / on (status) orion_stock_units",
    ],
)
def test_what_does_not_exist_is_found(expression: str) -> None:
    with pytest.raises(UnknownError):
        labels_of(parse(expression), KNOWN)
