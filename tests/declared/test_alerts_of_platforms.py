"""Alerts on rows without vendors, in a shop that has vendors: they are about platforms, or about the installation."""

import json
from pathlib import Path

import pytest
import yaml

from exporter.alerting.provider import ALERTS_CATEGORY
from exporter.app.commands import COMMANDS
from exporter.cli import _parser
from tests.declared.files import declaration, problems
from tests.declared.reviews import build
from tests.grafana.rules.promtool import promtool
from tests.support.databases import MakeDatabase
from tests.support.random_shop import NOW
from tests.support.samples import samples
from tests.support.shop import Exporter

ALERTS_RULES = Path(__file__).parents[2] / "grafana/prometheus/rules/alerts.yml"
ALERT = "AcmeMany: {metric: reviews, where: {state: pending}, default: 1, for: 5m}"
BY_PLATFORM = declaration(
    source="sql: SELECT channel_id AS platform_id, status AS state FROM shop_reviews", alerts=ALERT
)
OF_SHOP = declaration(source="sql: SELECT status AS state FROM shop_reviews", alerts=ALERT)
BOARDS = {"orion_platform_reviews": "orion-platforms?var-platform=main", "orion_reviews": "orion-overview"}


def rules_of(path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """Return what `orion-exporter rules` prints about a file."""
    assert COMMANDS["rules"](_parser().parse_args(["rules", f"--config.file={path}"])) == 0
    return capsys.readouterr().out


def test_a_platform_has_its_own_threshold_and_no_vendor_has(make_database: MakeDatabase, tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_text(f"{BY_PLATFORM}thresholds: [{{alert: AcmeMany, platform: side, value: 9}}]\n")
    exporter = Exporter(make_database("sqlite", build).url, NOW, alerts=True, file=path).refresh()
    exporter.close()
    assert exporter.failures() == {}
    assert [line for line in samples(exporter, ALERTS_CATEGORY).splitlines() if "AcmeMany" in line] == [
        'orion_alert_threshold_default{alert="AcmeMany",category="reviews"} 1.0',
        'orion_platform_alert_threshold{alert="AcmeMany",category="reviews",platform="side"} 9.0',
    ]


def test_a_threshold_of_a_vendor_is_a_mistake(tmp_path: Path) -> None:
    text = f"{BY_PLATFORM}thresholds: [{{alert: AcmeMany, vendor: acme, value: 9}}]\n"
    assert "thresholds[0].vendor: AcmeMany has no thresholds per vendor, only per platform" in problems(tmp_path, text)
    text = f"{OF_SHOP}thresholds: [{{alert: AcmeMany, platform: main, value: 9}}]\n"
    assert "thresholds[0].platform: AcmeMany has no thresholds per vendor or platform" in problems(tmp_path, text)


@pytest.mark.parametrize(
    ("text", "series", "about"),
    [(BY_PLATFORM, "orion_platform_reviews", {"platform": "main"}), (OF_SHOP, "orion_reviews", {})],
    ids=["platform", "installation"],
)
def test_their_rules_compare_what_they_are_about(
    text: str, series: str, about: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "config.yaml").write_text(text)
    rules = tmp_path / "reviews.yml"
    rules.write_text(rules_of(tmp_path / "config.yaml", capsys))
    assert "2 rules found" in promtool("check", "rules", "--lint-fatal", rules)
    (group,) = yaml.safe_load(rules.read_text())["groups"]
    labels = {"category": "reviews", "severity": "warning", "provider": "reviews", "team": "reviews", **about}
    on = "".join(f" on {platform}" for platform in about.values())
    fires = {
        "exp_labels": labels,
        "exp_annotations": {
            "summary": f"Reviews{on}: above the limit",
            "description": f"Reviews{on}: 7, above the limit.",
            "runbook_url": "http://localhost:9797/runbooks/AcmeMany",
            "dashboard_url": f"http://localhost:3000/d/{BOARDS[series]}",
        },
    }
    shown = {"main": 7, "side": 8, "unknown": 9} if about else {"": 7}
    inputs = [
        _series(f'{series}{{category="reviews", state="pending", instance="{instance}", platform="{platform}"}}', value)
        for platform, value in shown.items()
        for instance in "ab"
    ]
    inputs += [
        _series('orion_alert_threshold_default{alert="AcmeMany", category="reviews"}', 1),
        _series('orion_platform_alert_threshold{alert="AcmeMany", category="reviews", platform="side"}', 8),
    ]
    asked = {"alertname": "AcmeMany", "eval_time": "30m", "exp_alerts": [fires]}
    test = {"interval": "1m", "input_series": inputs, "alert_rule_test": [asked]}
    path = tmp_path / "test.json"  # JSON is YAML
    path.write_text(
        json.dumps({"rule_files": [str(ALERTS_RULES), str(rules)], "evaluation_interval": "1m", "tests": [test]})
    )
    assert "SUCCESS" in promtool("test", "rules", path)
    assert group["name"] == "orion-reviews"


def _series(selector: str, value: float) -> dict[str, str]:
    return {"series": selector, "values": f"{value}x60"}
