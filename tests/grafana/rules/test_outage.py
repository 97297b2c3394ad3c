"""What is said while the exporter is away: that it is, and nothing that is false about vendors."""

from pathlib import Path
from typing import Any

import pytest

from exporter.alerting.catalogue import EXPORTER
from tests.grafana.rules.case import Level, seconds
from tests.grafana.rules.notation import series
from tests.grafana.rules.promtool import run
from tests.grafana.rules.rulefiles import ALERT_RULES
from tests.grafana.rules.situations import SHORT
from tests.support.alerts import ALERTS

DIES, FIRED = "20m", seconds("15m")
END = 3600
BLIND = {"OrionExporterDown", "OrionExporterAbsent", "OrionDatabaseUnreachable"}
"""The alerts that say that nothing is seen."""

SCRAPE_AND_EVALUATION = 60
"""Seconds that may pass before the rules see that a target is gone."""


def alert_test(up: Level) -> dict[str, Any]:
    """Return a shop with an open alert, whose exporter goes away after 20 minutes."""
    gone: dict[str, float | None] = {"0s": 500, DIES: None}
    vendor = {"vendor": "acme", "platform": "main"}
    threshold: dict[str, float | None] = {"0s": 100, DIES: None}
    of = 'alert="OrionOpenOrdersHigh", category="orders"'
    inputs = [
        *series({"orion_orders_open": gone}, vendor, END, SHORT),
        *series({f"orion_alert_threshold_default{{{of}}}": threshold, "up": up}, {}, END, SHORT),
    ]
    return {"name": "outage", "interval": f"{SHORT}s", "input_series": inputs}


def ask(asked: dict[str, list[str]], up: Level, folder: Path) -> str:
    """Ask which alerts fire at which minute."""
    test = alert_test(up)
    test["promql_expr_test"] = [
        {
            "expr": f'count by (alertname) (ALERTS{{alertstate="firing"}}) * 0 + {seconds(moment)}',
            "eval_time": moment,
            "exp_samples": [{"labels": f'{{alertname="{name}"}}', "value": seconds(moment)} for name in names],
        }
        for moment, names in asked.items()
    ]
    return run([test], folder)


@pytest.mark.parametrize(
    ("up", "says", "at"),
    [({"0s": 1, DIES: 0}, "OrionExporterDown", "22m"), ({"0s": 1, DIES: None}, "OrionExporterAbsent", "23m")],
    ids=["down", "absent"],
)
def test_a_vendors_alert_outlives_its_exporter_until_the_exporters_own_fires(
    up: dict[str, float | None], says: str, at: str, tmp_path: Path
) -> None:
    # A series that ends without a mark is seen for five minutes more.
    later = f"{int(at[:-1]) + 5}m" if says == "OrionExporterAbsent" else at
    said = ask({"19m": ["OrionOpenOrdersHigh"], later: ["OrionOpenOrdersHigh", says]}, up, tmp_path)
    assert "SUCCESS" in said


def test_it_ends_when_there_has_been_nothing_for_longer(tmp_path: Path) -> None:
    assert "SUCCESS" in ask({"50m": ["OrionExporterDown"]}, {"0s": 1, DIES: 0}, tmp_path)


def test_every_alert_that_could_be_false_fires_on_for_longer_than_the_exporters_take() -> None:
    takes = max(seconds(ALERT_RULES[name]["for"]) for name in ("OrionExporterDown", "OrionExporterAbsent"))
    stale = seconds(ALERT_RULES["OrionProviderStale"]["for"])
    for alert in ALERTS:
        keeps = seconds(ALERT_RULES[alert.name].get("keep_firing_for", "0s"))
        assert keeps > takes + SCRAPE_AND_EVALUATION, alert.name
        if alert.category != EXPORTER:
            assert keeps > stale + SCRAPE_AND_EVALUATION, alert.name


def test_only_what_blinds_is_critical() -> None:
    assert {name for name, rule in ALERT_RULES.items() if rule["labels"]["severity"] == "critical"} == BLIND
