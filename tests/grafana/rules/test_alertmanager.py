"""Who is told of which alert, and which are left out, as Alertmanager itself reads its configuration."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import yaml

from exporter.alerting.catalogue import EXPORTER
from exporter.alerting.provider import ALERTS_CATEGORY
from exporter.collection.discovery import discover
from exporter.config.configuration import load
from tests.grafana.rules.amtool import amtool
from tests.grafana.rules.cases import CASES
from tests.grafana.rules.rulefiles import ALERT_RULES, GRAFANA
from tests.support.alerts import ALERTS

PATH = GRAFANA / "alertmanager/alertmanager.yml"
CONFIGURATION: Mapping[str, Any] = yaml.safe_load(PATH.read_text())
CATEGORIES = {alert.category for alert in ALERTS} - {EXPORTER}
VENDOR = {"vendor": "acme", "platform": "main"}
_MATCHER = re.compile(r'(\w+)(=~|!~|!=|=)"(.*)"')


def labels_of(name: str, **more: str) -> dict[str, str]:
    """Return the labels that an alert fires with."""
    case = CASES[name]
    who = VENDOR if case.declared.scope == "vendor" else {}
    return {"alertname": name, **ALERT_RULES[name]["labels"], **case.labels, **who, **more}


def silenced_by(name: str, **more: str) -> Iterator[str]:
    """Yield the alerts that are left out while this one fires; all are about the same vendor."""
    source = labels_of(name, **more)
    for alert in ALERTS:
        target = labels_of(alert.name)
        if alert.name != name and any(inhibits(rule, source, target) for rule in CONFIGURATION["inhibit_rules"]):
            yield alert.name


def inhibits(rule: Mapping[str, Any], source: Mapping[str, str], target: Mapping[str, str]) -> bool:
    """Say whether a rule of Alertmanager lets one alert silence another (it has no tool that would say so)."""
    same = all(source.get(label, "") == target.get(label, "") for label in rule.get("equal", []))
    return same and matches(rule["source_matchers"], source) and matches(rule["target_matchers"], target)


def matches(matchers: list[str], labels: Mapping[str, str]) -> bool:
    for text in matchers:
        (name, how, value) = re.fullmatch(_MATCHER, text).groups()  # type: ignore[union-attr]  # else it fails here
        found = labels.get(name, "")
        is_like = re.fullmatch(value, found) is not None if "~" in how else found == value
        if is_like == how.startswith("!"):
            return False
    return True


def test_the_configuration_is_valid() -> None:
    assert "SUCCESS" in amtool("check-config", PATH)


@pytest.mark.parametrize(
    ("receiver", "labels"),
    [
        ("on-call", {"severity": "critical", "category": "exporter"}),
        ("operators", {"severity": "warning", "category": "exporter"}),
        ("digest", {"severity": "info", "category": "exporter"}),
        ("orders", {"severity": "warning", "category": "orders"}),
        ("stock", {"severity": "warning", "category": "inventory"}),
        ("stock", {"severity": "warning", "category": "catalog"}),
        ("imports", {"severity": "warning", "category": "marketplace"}),
        ("vendors", {"severity": "warning", "category": "tenancy"}),
        ("vendors", {"severity": "warning", "category": "cms"}),
        ("digest", {"severity": "info", "category": "cms"}),
        ("others", {"severity": "warning", "category": "loyalty"}),
    ],
)
def test_alerts_go_to_those_who_can_act(receiver: str, labels: dict[str, str]) -> None:
    given = [f"{name}={value}" for name, value in labels.items()]
    said = amtool("config", "routes", "test", f"--config.file={PATH}", f"--verify.receivers={receiver}", *given)
    assert said.splitlines()[0] == receiver


def test_no_alert_of_ours_goes_to_those_who_take_what_is_left() -> None:
    for name, rule in ALERT_RULES.items():
        given = [f"{label}={value}" for label, value in labels_of(name).items() if label in rule["labels"]]
        assert amtool("config", "routes", "test", f"--config.file={PATH}", *given).splitlines()[0] != "others"


def test_every_receiver_is_on_this_machine_until_somebody_changes_it() -> None:
    urls = [hook["url"] for receiver in CONFIGURATION["receivers"] for hook in receiver["webhook_configs"]]
    assert urls == [f"http://127.0.0.1:9099/{receiver['name']}" for receiver in CONFIGURATION["receivers"]]


@pytest.mark.parametrize("name", ["OrionExporterDown", "OrionExporterAbsent"])
def test_without_an_exporter_there_is_one_alert(name: str) -> None:
    others = {alert.name for alert in ALERTS} - {"OrionExporterDown", "OrionExporterAbsent"}
    assert set(silenced_by(name)) == others


def test_without_a_database_the_shop_and_its_providers_are_left_out() -> None:
    shop = {alert.name for alert in ALERTS if alert.category != EXPORTER}
    providers = {f"OrionProvider{what}" for what in ("Failing", "Slow", "Stale", "NeverSucceeded")}
    assert set(silenced_by("OrionDatabaseUnreachable")) == shop | providers


@pytest.mark.parametrize("name", ["OrionProviderStale", "OrionProviderNeverSucceeded", "OrionDetailDropped"])
@pytest.mark.parametrize("category", sorted(CATEGORIES))
def test_without_numbers_of_a_category_its_alerts_are_left_out(name: str, category: str) -> None:
    own = {alert.name for alert in ALERTS if alert.category == category}
    assert {each for each in silenced_by(name, provider=category) if each in own} == own
    others = {alert.name for alert in ALERTS if alert.category not in {category, EXPORTER}}
    assert not others & set(silenced_by(name, provider=category))


def test_without_thresholds_no_alert_of_the_shop_is_sent() -> None:
    assert {alert.name for alert in ALERTS if alert.category != EXPORTER} <= {
        *silenced_by("OrionProviderStale", provider="alerts")
    }


@pytest.mark.parametrize(
    ("name", "follows"),
    [
        ("OrionOpenOrdersHigh", {"OrionOrderBacklogGrowing"}),
        ("OrionNoOrders", {"OrionOrderValueDrop"}),
        ("OrionStockUnitsLow", {"OrionLowStockShareHigh", "OrionOutOfStockShareHigh", "OrionStockJump"}),
        ("OrionImportStuck", {"OrionImportStale"}),
        ("OrionProviderFailing", set[str]()),
        ("OrionOrdersStalled", set[str]()),
    ],
)
def test_what_follows_is_left_out_for_the_same_vendor_only(name: str, follows: set[str]) -> None:
    assert set(silenced_by(name)) == follows
    assert set(silenced_by(name, vendor="beta")) == set()


def test_every_module_has_its_rule() -> None:
    modules = {provider.category for provider in discover(load(None, {}), entries=tuple)} - {ALERTS_CATEGORY}
    silenced = {f'category="{module}"' for module in modules}
    assert silenced <= {text for rule in CONFIGURATION["inhibit_rules"] for text in rule["target_matchers"]}
