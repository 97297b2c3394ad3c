"""Which receiver gets which alert, and which are inhibited, according to Alertmanager itself."""

import json
import re
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest
import yaml

from exporter.alerting.catalogue import EXPORTER
from exporter.alerting.provider import ALERTS_CATEGORY
from grafana.servers import answers, ask
from tests.grafana.rules.amtool import amtool
from tests.grafana.rules.case import seconds
from tests.grafana.rules.cases import CASES
from tests.grafana.rules.rulefiles import ALERT_RULES, GRAFANA
from tests.support.alerts import ALERTS
from tests.support.tools import ALERTMANAGER, free_port, process, tool

PATH = GRAFANA / "alertmanager/alertmanager.yml"
CONFIGURATION: Mapping[str, Any] = yaml.safe_load(PATH.read_text())
CATEGORIES = {alert.category for alert in ALERTS} - {EXPORTER}
VENDOR = {"vendor": "acme", "platform": "main"}
NEW = {"category": "loyalty", "provider": "loyalty"}
"""The labels of a module that does not exist yet."""

_MATCHER = re.compile(r'(\w+)(=~|!~|!=|=)"(.*)"')


def labels_of(name: str, **more: str) -> dict[str, str]:
    """Return the labels that an alert fires with."""
    case = CASES[name]
    who = {"vendor": VENDOR, "platform": {"platform": "main"}}.get(case.declared.scope, {})
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


def matcher_of(text: str) -> tuple[str, str, str]:
    """Return the label, the operator and the value of a matcher."""
    (name, how, value) = re.fullmatch(_MATCHER, text).groups()  # type: ignore[union-attr]  # else it fails here
    return name, how, value


def matches(matchers: list[str], labels: Mapping[str, str]) -> bool:
    for text in matchers:
        name, how, value = matcher_of(text)
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
        ("on-call", {"severity": "critical", "team": "operators"}),
        ("operators", {"severity": "warning", "team": "operators"}),
        ("digest", {"severity": "info", "team": "operators"}),
        ("sales", {"severity": "warning", "team": "sales"}),
        ("stock", {"severity": "warning", "team": "stock"}),
        ("imports", {"severity": "warning", "team": "imports"}),
        ("vendors", {"severity": "warning", "team": "vendors"}),
        ("digest", {"severity": "info", "team": "vendors"}),
        # A module that does not exist yet: its team, and the receiver of all others.
        ("stock", {"severity": "warning", "team": "stock", **NEW}),
        ("others", {"severity": "warning", "team": "loyalty", **NEW}),
        ("others", {"severity": "warning", **NEW}),
        ("digest", {"severity": "info", "team": "loyalty", **NEW}),
        ("on-call", {"severity": "critical", "team": "loyalty", **NEW}),
    ],
)
def test_alerts_go_to_those_who_can_act(receiver: str, labels: dict[str, str]) -> None:
    given = [f"{name}={value}" for name, value in labels.items()]
    said = amtool("config", "routes", "test", f"--config.file={PATH}", f"--verify.receivers={receiver}", *given)
    assert said.splitlines()[0] == receiver


def test_no_route_and_no_inhibition_names_a_module() -> None:
    routes = [matcher for route in CONFIGURATION["route"]["routes"] for matcher in route["matchers"]]
    assert {matcher_of(text)[0] for text in routes} == {"severity", "team"}
    rules = CONFIGURATION["inhibit_rules"]
    matched = [matcher_of(text) for rule in rules for text in rule["source_matchers"] + rule["target_matchers"]]
    assert {value for label, _, value in matched if label == "category"} == {EXPORTER}
    assert {value for label, _, value in matched if label == "provider"} == {"", ALERTS_CATEGORY}
    assert "team" not in {label for label, _, _ in matched}


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
    assert set(silenced_by("OrionDatabaseUnreachable", database="main")) == shop | providers


def test_another_database_leaves_the_alerts_of_all_others_alone() -> None:
    assert set(silenced_by("OrionDatabaseUnreachable", database="warehouse")) == set()


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
        ("OrionShipmentsOverdue", {"OrionDispatchSlow"}),
        ("OrionPaymentsFailing", {"OrionNoPayments"}),
        ("OrionJobsStuck", {"OrionJobsOverdue"}),
        ("OrionProviderFailing", set[str]()),
        ("OrionOrdersStalled", set[str]()),
    ],
)
def test_what_follows_is_left_out_for_the_same_vendor_or_platform_only(name: str, follows: set[str]) -> None:
    assert set(silenced_by(name)) == follows
    other = "vendor" if CASES[name].declared.scope == "vendor" else "platform"
    assert set(silenced_by(name, **{other: "beta"})) == set()


def test_a_module_that_does_not_exist_yet_is_left_out_when_it_has_no_numbers(tmp_path: Path) -> None:
    stale = {"alertname": "OrionProviderStale", "category": EXPORTER}
    theirs = {"alertname": "Theirs", "category": "loyalty"}
    firing = [
        stale | {"provider": "loyalty"},
        {"alertname": "LoyaltyPointsHigh", **NEW, **VENDOR},
        {"alertname": "OrionStockOversold", "category": "inventory", "provider": "inventory", **VENDOR},
        theirs,
    ]
    assert silenced_in_alertmanager(firing, tmp_path / "one") == {"LoyaltyPointsHigh"}
    firing[0] = stale | {"provider": ALERTS_CATEGORY}
    assert silenced_in_alertmanager(firing, tmp_path / "all") == {"LoyaltyPointsHigh", "OrionStockOversold"}


def silenced_in_alertmanager(firing: list[dict[str, str]], folder: Path) -> set[str]:
    """Return the names of the alerts that Alertmanager leaves out while all of these fire."""
    folder.mkdir()
    address = f"127.0.0.1:{free_port()}"
    command: list[str | Path] = [
        tool(*ALERTMANAGER),
        f"--config.file={PATH}",
        f"--storage.path={folder}/data",
        f"--web.listen-address={address}",
        "--cluster.listen-address=",
    ]
    with process(command, log=folder / "log", up=lambda: answers(f"http://{address}/-/ready")):
        body = json.dumps([{"labels": labels} for labels in firing]).encode()
        headers = {"Content-Type": "application/json"}
        with urlopen(Request(f"http://{address}/api/v2/alerts", body, headers), timeout=10) as answer:
            assert answer.status == 200
        # What inhibits is put in order as the alerts come in, and only then looked at.
        for _ in range(100):
            alerts = ask(f"http://{address}/api/v2/alerts")
            found = {each["labels"]["alertname"] for each in alerts if each["status"]["inhibitedBy"]}
            if len(alerts) == len(firing) and found:
                return found
            time.sleep(0.1)
    return set()


def test_what_cannot_be_known_is_inhibited_until_its_group_was_flushed() -> None:
    """Else it is sent as resolved after an outage: for Prometheus it is over, and must wait its time again."""
    silent = {
        receiver["name"]
        for receiver in CONFIGURATION["receivers"]
        if not any(hook.get("send_resolved", True) for hook in receiver["webhook_configs"])
    }
    routes = [{**CONFIGURATION["route"], **route} for route in [{}, *CONFIGURATION["route"]["routes"]]]
    interval = max(seconds(route["group_interval"]) for route in routes if route["receiver"] not in silent)
    blinding = ("OrionExporterDown", "OrionExporterAbsent", "OrionDatabaseUnreachable", "OrionProviderStale")
    for name in (*blinding, "OrionProviderNeverSucceeded", "OrionDetailDropped"):
        assert seconds(ALERT_RULES[name]["keep_firing_for"]) >= 2 * interval, name
