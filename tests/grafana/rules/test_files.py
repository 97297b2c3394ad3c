"""How the shipped rules are made: what is written by hand, and the declared alerts filled in."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from exporter.alerting.rules import candidates_of
from exporter.contracts import Alert, MetricDefinition
from grafana.rules.files import as_declared, file_of, written
from tests.grafana.rules.promtool import promtool
from tests.support.alerts import NAMED

POINTS = MetricDefinition("loyalty.points", "loyalty_points", "Points", "Points.", labels={"tier": ()})
ISSUED = MetricDefinition("loyalty.issued", "loyalty_issued_timestamp_seconds", "Last card", "When.", fold="max")
EXPIRES = MetricDefinition("loyalty.expiry", "loyalty_expiry_timestamp_seconds", "First to expire", "When.", fold="min")
BY_HAND = """\
groups:
  - name: orion-loyalty
    rules:
      - record: vendor_platform:orion_loyalty_points:candidates
        expr: sum by (vendor, platform, category) (orion_loyalty_points) > 1

      # This is why.
      - alert: PointsHigh
        candidates: vendor_platform:orion_loyalty_points:candidates{platform!="test"}
        annotations:
          summary: Many points of {{ $labels.vendor }}
          description: They are {{ $value | humanize }}.

      - record: vendor:orion_loyalty_points:other
        expr: max by (vendor, category) (orion_loyalty_points)
"""


def alert(name: str = "PointsHigh", metric: Any = POINTS, **more: Any) -> Alert:
    given: dict[str, Any] = {"default": 100.0, "category": "loyalty", "team": "shop"} | more
    return Alert(name, metric, **given)


def made(source: str, *alerts: Alert) -> Any:
    return yaml.safe_load(file_of("loyalty", source, {each.name: each for each in alerts}))["groups"]


def test_an_alert_that_nothing_is_written_of_is_made_of_its_declaration(tmp_path: Path) -> None:
    text = file_of("loyalty", "", {"PointsHigh": alert(severity="info", for_="1h")})
    ((record, rule),) = [group["rules"] for group in yaml.safe_load(text)["groups"]]
    assert record["record"] == "vendor_platform_tier:orion_loyalty_points:candidates"
    assert record["expr"] == (
        "max by (vendor, platform, category, tier) (orion_loyalty_points)\n"
        '> scalar(alert:orion_alert_threshold:floor{alert="PointsHigh"})\n'
    )
    assert (rule["alert"], rule["for"], rule["keep_firing_for"]) == ("PointsHigh", "1h", "10m")
    assert rule["labels"] == {"severity": "info", "category": "loyalty", "provider": "loyalty", "team": "shop"}
    assert rule["annotations"]["summary"] == "Points of vendor {{ $labels.vendor }}: above the limit"
    assert rule["annotations"]["description"] == (
        "Points of vendor {{ $labels.vendor }} on {{ $labels.platform }}, {{ $labels.tier }}: {{ $value | humanize }}, "
        "above the limit."
    )
    (tmp_path / "loyalty.yml").write_text(text)
    assert "2 rules found" in promtool("check", "rules", "--lint=all", "--lint-fatal", tmp_path / "loyalty.yml")


@pytest.mark.parametrize(
    ("declared", "name", "value", "said"),
    [
        (
            alert(below=True),
            "vendor_platform_tier:orion_loyalty_points:candidates",
            "-max by",
            "{{ $value | humanize }}",
        ),
        (
            alert(metric=POINTS.where(tier="Gold +")),
            "vendor_platform:orion_loyalty_points:gold_candidates",
            'max by (vendor, platform, category) (orion_loyalty_points{tier="Gold +"})',
            "{{ $value | humanize }}, above",
        ),
        (
            alert(metric=ISSUED, unit="s"),
            "vendor_platform:orion_loyalty_issued_timestamp_seconds:age_candidates",
            "time() - max by",
            "{{ $value | humanizeDuration }} ago, above",
        ),
        (
            alert(metric=EXPIRES, unit="s", below=True),
            "vendor_platform:orion_loyalty_expiry_timestamp_seconds:age_candidates",
            "time() - max by",
            "{{ $value | humanizeDuration }} from now, below",
        ),
        (alert(unit="1"), "vendor_platform_tier:orion_loyalty_points:candidates", "max by", "humanizePercentage }}, "),
        (
            alert(scope="platform"),
            "platform_tier:orion_platform_loyalty_points:candidates",
            "max by (platform, category, tier) (orion_platform_loyalty_points)",
            "Points on {{ $labels.platform }}, {{ $labels.tier }}:",
        ),
        (
            alert(metric=ISSUED, unit="s", scope="installation"),
            "category:orion_loyalty_issued_timestamp_seconds:age_candidates",
            "time() - max by (category) (orion_loyalty_issued_timestamp_seconds)",
            "Last card: {{ $value",
        ),
    ],
)
def test_what_is_compared_follows_from_the_metric(declared: Alert, name: str, value: str, said: str) -> None:
    ((record, rule),) = [group["rules"] for group in made("", declared)]
    assert record["record"] == name
    assert record["expr"].startswith(value)
    assert rule["expr"].strip().startswith("-(") == declared.below
    assert said in rule["annotations"]["description"]


def test_what_is_written_by_hand_stays_where_and_as_it_is() -> None:
    text = file_of("loyalty", BY_HAND, {"PointsHigh": alert()})
    before, _, rest = BY_HAND.partition("      - alert: PointsHigh\n")
    assert before in text
    assert text.endswith("\n" + rest[rest.index("      - record") :])
    (group,) = made(BY_HAND, alert())
    rule = group["rules"][1]
    selector = 'vendor_platform:orion_loyalty_points:candidates{platform!="test", vendor!="unknown"}'
    assert rule["expr"].count(selector) == 2
    assert rule["annotations"]["summary"] == "Many points of {{ $labels.vendor }}"
    assert rule["labels"]["team"] == "shop"


def test_an_expression_of_its_own_is_kept_and_the_rest_is_filled_in() -> None:
    source = BY_HAND.replace("candidates: vendor_platform:orion_loyalty_points:candidates{platform!", "expr: x{a!")
    (group,) = made(source, alert(for_="2m"))
    assert (group["rules"][1]["expr"], group["rules"][1]["for"]) == ('x{a!="test"}', "2m")


def test_a_whole_rule_is_taken_as_it_is() -> None:
    rule = "      - alert: PointsHigh\n        expr: x > 1\n        labels: {severity: info}\n"
    source = f"groups:\n  - name: g\n    rules:\n{rule}"
    assert file_of("loyalty", source, {"PointsHigh": alert()}).endswith(rule)


def test_alerts_that_the_file_does_not_mention_have_a_group_of_their_own() -> None:
    groups = made(BY_HAND, alert(), alert("CardsOld", ISSUED, unit="s"))
    assert [(group["name"], len(group["rules"])) for group in groups] == [
        ("orion-loyalty", 3),
        ("orion-loyalty-declared", 2),
    ]
    assert made("", alert("CardsOld", ISSUED, unit="s"))[0]["name"] == "orion-loyalty"


def test_a_category_without_rules_and_alerts_has_no_file() -> None:
    assert file_of("customers", "", NAMED) == ""


@pytest.mark.parametrize(
    ("source", "alerts", "said"),
    [
        (BY_HAND, [], "no provider of loyalty declares the alert PointsHigh"),
        (BY_HAND.replace("candidates:", "for:"), [alert()], "PointsHigh: for comes from its declaration"),
        ("", [alert(), alert("PointsVeryHigh")], "two alerts of loyalty have the candidates vendor_platform_tier:"),
        ("", [alert(metric="loyalty_points")], "PointsHigh: its candidates must be written by hand"),
    ],
)
def test_what_cannot_be_made_is_told(source: str, alerts: list[Alert], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        made(source, *alerts)


def test_which_alerts_compare_their_metric_as_it_is_is_known() -> None:
    assert [name for name, each in NAMED.items() if as_declared(each, written(each.category))] == [
        "OrionStockOversold",
        "OrionOrdersStalled",
        "OrionPaymentsPending",
        "OrionShipmentsOverdue",
        "OrionRefundsWaiting",
        "OrionPayoutsOverdue",
        "OrionImportStuck",
    ]
    assert candidates_of(NAMED["OrionImportStuck"])[0].startswith("vendor_platform_marketplace:")
