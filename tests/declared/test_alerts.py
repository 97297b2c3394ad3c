"""Alerts of declared providers: their thresholds, the rules that a command prints, and what these do."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlalchemy import create_engine, text

from exporter.alerting.provider import ALERTS_CATEGORY
from exporter.app.commands import COMMANDS
from exporter.cli import _parser
from tests.declared.files import declaration
from tests.declared.reviews import ALERTS, DECLARED, build
from tests.grafana.rules.promtool import promtool
from tests.support.databases import MakeDatabase
from tests.support.random_shop import NOW
from tests.support.samples import samples
from tests.support.shop import Exporter

ROOT = Path(__file__).parents[2]


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A configuration with alerts of a declared provider."""
    path = tmp_path / "config.yaml"
    path.write_text(DECLARED + ALERTS.removeprefix("\n"))
    return path


@pytest.fixture
def rules(config: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """What `orion-exporter rules` prints about it."""
    assert printed(config) == 0
    return capsys.readouterr().out


def printed(config: Path) -> int:
    return COMMANDS["rules"](_parser().parse_args(["rules", f"--config.file={config}"]))


def test_thresholds_are_exported_like_those_of_other_alerts(config: Path, make_database: MakeDatabase) -> None:
    shop = make_database("sqlite", build)
    with shop.engine.begin() as connection:
        row = "INSERT INTO alert_thresholds (id, alert, vendor_id, value) VALUES (1, 'AcmeReviewsFlood', 2, 7)"
        connection.execute(text(row))
    exporter = Exporter(shop.url, NOW, alerts=True, file=config)
    exporter.refresh(ALERTS_CATEGORY)
    found = [line.replace('category="reviews",', "") for line in samples(exporter, ALERTS_CATEGORY).splitlines()]
    exporter.close()
    assert exporter.failures() == {}
    assert {line for line in found if "Acme" in line} == {
        'orion_alert_threshold_default{alert="AcmeReviewsWaiting",category="reviews"} 3.0',
        'orion_alert_threshold_default{alert="AcmeReviewsFlood",category="reviews"} 50.0',
        'orion_alert_threshold_default{alert="AcmeNoReviews",category="reviews"} 172800.0',
        'orion_alert_threshold_default{alert="AcmeFewStars",category="reviews"} -2.0',
        'orion_alert_threshold{alert="AcmeReviewsWaiting",platform="main",vendor="acme"} 10.0',
        'orion_alert_threshold{alert="AcmeReviewsWaiting",platform="side",vendor="acme"} 10.0',
        'orion_alert_threshold{alert="AcmeReviewsFlood",platform="main",vendor="bolt"} 7.0',
        'orion_alert_threshold{alert="AcmeReviewsFlood",platform="side",vendor="bolt"} 7.0',
        'orion_alert_threshold{alert="AcmeFewStars",platform="main",vendor="bolt"} +Inf',
        'orion_alert_threshold{alert="AcmeFewStars",platform="side",vendor="bolt"} +Inf',
    }


def test_the_rules_are_valid_and_say_what_is_declared(rules: str, tmp_path: Path) -> None:
    path = tmp_path / "reviews.yml"
    path.write_text(rules)
    assert "8 rules found" in promtool("check", "rules", "--lint-fatal", path)
    (group,) = yaml.safe_load(rules)["groups"]
    assert group["name"] == "orion-reviews"
    first, *_ = [rule for rule in group["rules"] if "alert" in rule]
    assert (first["alert"], first["for"], first["annotations"]["summary"]) == (
        "AcmeReviewsWaiting",
        "5m",
        "{{ $labels.vendor }} waits",
    )
    assert first["labels"] == {"severity": "info", "category": "reviews", "provider": "reviews", "team": "support"}


def test_alerts_about_the_same_series_have_records_of_different_names(rules: str) -> None:
    records = [rule["record"] for rule in yaml.safe_load(rules)["groups"][0]["rules"] if "record" in rule]
    assert len(records) == len(set(records)) == 4


def series(name: str, vendor: str, value: float | str, **labels: str) -> dict[str, str]:
    labels = {"vendor": vendor, "platform": "main", "category": "reviews", **labels}
    inside = ",".join(f'{label}="{of}"' for label, of in labels.items())
    return {"series": f"{name}{{{inside}}}", "values": f"{value}x60"}


def test_a_rule_compares_with_the_threshold_of_the_vendor_and_else_with_the_default(rules: str, tmp_path: Path) -> None:
    (tmp_path / "reviews.yml").write_text(rules)
    waits = {"alertname": "AcmeReviewsWaiting", "eval_time": "30m"}
    expected: dict[str, Any] = {
        "exp_labels": {
            "vendor": "bolt",
            "platform": "main",
            "category": "reviews",
            "severity": "info",
            "provider": "reviews",
            "team": "support",
        },
        "exp_annotations": {
            "summary": "bolt waits",
            "description": "Reviews of vendor bolt on main: 7, above the limit.",
            "runbook_url": "http://localhost:9797/runbooks/AcmeReviewsWaiting",
            "dashboard_url": "http://localhost:3000/d/orion-vendor?var-vendor=bolt&var-platform=main",
        },
    }
    threshold = {"alert": "AcmeReviewsWaiting"}
    test = {
        "interval": "1m",
        "input_series": [
            series("orion_reviews", "acme", 7, state="pending"),  # below its own threshold
            series("orion_reviews", "bolt", 7, state="pending"),
            series("orion_reviews", "crumb", 3, state="pending"),
            series("orion_reviews", "delta", 9, state="published"),
            series("orion_alert_threshold", "acme", 10, **threshold),
            {
                "series": 'orion_alert_threshold_default{alert="AcmeReviewsWaiting",category="reviews"}',
                "values": "3x60",
            },
        ],
        "alert_rule_test": [waits | {"exp_alerts": [expected]}],
    }
    files = [str(ROOT / "grafana/prometheus/rules/alerts.yml"), str(tmp_path / "reviews.yml")]
    path = tmp_path / "test.json"
    path.write_text(json.dumps({"rule_files": files, "evaluation_interval": "1m", "tests": [test]}))
    assert "SUCCESS" in promtool("test", "rules", path)


def test_without_declared_alerts_there_are_no_groups(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "config.yaml"
    path.write_text(declaration())
    assert printed(path) == 0
    assert yaml.safe_load(capsys.readouterr().out) == {"groups": []}


def test_a_disabled_provider_has_no_rules(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config.write_text(config.read_text().replace("  reviews:\n", "  reviews:\n    enabled: false\n", 1))
    assert printed(config) == 0
    assert yaml.safe_load(capsys.readouterr().out) == {"groups": []}


def test_a_wrong_declaration_is_reported_by_every_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shop = tmp_path / "shop.sqlite"
    create_engine(f"sqlite:///{shop}").dispose()
    path = tmp_path / "config.yaml"
    path.write_text(f"database: {{url: 'sqlite:///{shop}'}}\n" + declaration("many: {help: Many.}"))
    for command in ("rules", "metrics", "check", "once", "plan"):
        assert COMMANDS[command](_parser().parse_args([command, f"--config.file={path}"])) == 2
        assert "config.yaml:6:7: providers.reviews.metrics.many: needs an aggregate" in capsys.readouterr().err


def test_a_shop_without_vendors_has_alerts_of_its_platforms(
    make_database: MakeDatabase, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "config.yaml"
    platforms = "relations: {platforms: {sql: 'SELECT id, code FROM platforms'}}\n"
    select = "SELECT NULL AS vendor_id, channel_id AS platform_id, status AS state FROM shop_reviews"
    threshold = "thresholds: [{alert: AcmeMany, platform: side, value: 9}]\n"
    path.write_text(
        platforms
        + threshold
        + declaration(
            source=f"sql: {select}", alerts="AcmeMany: {metric: reviews, where: {state: pending}, default: 1}"
        )
    )
    exporter = Exporter(make_database("sqlite", build).url, NOW, alerts=True, file=path).refresh()
    exporter.close()
    assert exporter.failures() == {}
    owner = 'platform="{}",vendor="shop"'.format
    reviews, thresholds = samples(exporter, "reviews"), samples(exporter, ALERTS_CATEGORY)
    for platform in ("main", "side"):
        assert f'orion_reviews{{category="reviews",platform="{platform}",state="pending",vendor="shop"}}' in reviews
    assert f'orion_alert_threshold{{alert="AcmeMany",category="reviews",{owner("side")}}} 9.0' in thresholds
    assert f'{{alert="AcmeMany",category="reviews",{owner("main")}}}' not in thresholds
    assert printed(path) == 0
    rules = tmp_path / "rules.yml"
    rules.write_text(capsys.readouterr().out)
    assert "2 rules found" in promtool("check", "rules", "--lint-fatal", rules)
