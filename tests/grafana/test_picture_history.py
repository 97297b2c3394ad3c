"""A demo's past in a real Prometheus: its samples, its records, its alerts, and a page made of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import yaml

from grafana.pictures.answers import page
from grafana.pictures.history import Span, stamped, write, write_still
from grafana.pictures.intervals import Range
from grafana.pictures.prometheus import prometheus
from grafana.pictures.records import as_record, levels, record
from grafana.pictures.variables import choose
from grafana.servers import ask
from tests.support.tools import tool

SPAN = Span(datetime(2026, 3, 4, 10, tzinfo=UTC), timedelta(minutes=30))
RULES = {
    "groups": [
        {
            "name": "a",
            "rules": [
                {"record": "open:ratio", "expr": "open:sum / scalar(open:sum)"},
                {"record": "open:sum", "expr": "sum(orion_orders_open)"},
                {"alert": "Busy", "expr": "open:ratio > 0", "for": "10m", "labels": {"severity": "info"}},
                {"alert": "Quiet", "expr": "open:ratio < 0"},
            ],
        }
    ]
}
VENDOR = {
    "name": "vendor",
    "type": "query",
    "multi": True,
    "includeAll": True,
    "allValue": ".*",
    "query": {"query": 'query_result(max by (vendor) (orion_vendor_platform_info{platform=~"$platform"}))'},
}
PLATFORM = {"name": "platform", "type": "query", "query": "label_values(orion_platform_info, platform)"}


@dataclass(frozen=True)
class Past:
    """A Prometheus with a demo's half an hour."""

    url: str

    def ask(self, query: str) -> dict[str, float]:
        """Return the values of an instant query at the end, by the labels that distinguish the series."""
        result = ask(f"{self.url}/api/v1/query", query=query, time=SPAN.end.timestamp())["data"]["result"]
        return {",".join(sorted(each["metric"].values())): float(each["value"][1]) for each in result}


@pytest.fixture(scope="module")
def past(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Past]:
    for name in ("prometheus", "promtool"):
        tool(name)
    folder = tmp_path_factory.mktemp("past")
    blocks, rules = folder / "blocks", folder / "own.yml"
    blocks.mkdir()
    rules.write_text(yaml.safe_dump(RULES))
    write(blocks, SPAN, scratch=folder)
    record(blocks, SPAN, scratch=folder, rules=[rules])
    with prometheus(blocks, log=folder / "log") as url:
        yield Past(url)


def test_there_is_a_sample_for_every_step_with_the_labels_of_a_scrape(past: Past) -> None:
    assert past.ask('count_over_time(up{job="orion"}[1h])') == {"localhost:9797,orion": 7}
    assert past.ask('count({__name__=~"orion_.+", job!="orion"})') == {}


def test_every_provider_is_up_and_its_age_is_that_of_a_refresh_before_the_scrape(past: Past) -> None:
    assert set(past.ask("min(orion_exporter_provider_up)").values()) == {1}
    ages = past.ask("time() - orion_exporter_last_success_timestamp_seconds")
    assert sorted(ages.values()) == [7.0 * number for number in range(1, len(ages) + 1)]


def test_the_shop_sells_in_between(past: Past) -> None:
    (sold,) = past.ask("sum(orion_orders) - sum(orion_orders offset 30m)").values()
    assert sold > 0


def test_a_shop_that_does_not_change_is_the_same_at_all_times(tmp_path: Path) -> None:
    for name in ("prometheus", "promtool"):
        tool(name)
    span = Span(SPAN.end, timedelta(hours=3), timedelta(hours=1))
    exposition = b'# TYPE orion_orders gauge\norion_orders{status="pending"} 5\n# EOF\n'
    write_still(tmp_path / "blocks", span, exposition, scratch=tmp_path)
    with prometheus(tmp_path / "blocks", log=tmp_path / "log", step=span.step) as url:
        still = Past(url)
        assert still.ask("orion_orders - orion_orders offset 3h") == {"localhost:9797,orion,pending": 0}
        assert still.ask("orion_orders offset 30m") == {"localhost:9797,orion,orion_orders,pending": 5}


def test_a_record_that_reads_another_comes_out_right_though_it_stands_first(past: Past) -> None:
    assert list(past.ask("open:ratio").values()) == [1]


def test_an_alert_has_fired_since_its_condition_held_for_long_enough(past: Past) -> None:
    assert past.ask('ALERTS{alertstate="firing"}') == {"ALERTS,Busy,firing,info": 1}
    # promtool evaluates a group at its own phase within the step, as Prometheus does.
    (first,) = past.ask("min_over_time(timestamp(ALERTS)[1h:1m])").values()
    assert 10 * 60 <= first - SPAN.start.timestamp() <= 15 * 60


def test_records_that_read_each_other_are_refused() -> None:
    with pytest.raises(ValueError, match="a:b, b:a"):
        list(levels([{"record": "a:b", "expr": "b:a"}, {"record": "b:a", "expr": "a:b"}], SPAN.step))


def test_an_alert_keeps_the_labels_that_are_fixed() -> None:
    rule = {"alert": "A", "expr": "x > 0", "labels": {"severity": "info", "category": "{{ $labels.x }}"}}
    assert as_record(rule, SPAN.step)["labels"] == {"severity": "info", "alertname": "A", "alertstate": "firing"}


def test_a_sample_gets_its_target_and_its_time() -> None:
    lines = stamped(b'# TYPE a gauge\na{x="y z"} 1.5\nb 2\n# EOF\n', SPAN.end).decode().splitlines()
    target = 'job="orion",instance="localhost:9797"'
    at = f"{SPAN.end.timestamp():.0f}"
    assert lines == [f"up{{{target}}} 1 {at}", f'a{{{target},x="y z"}} 1.5 {at}', f"b{{{target}}} 2 {at}"]


def test_variables_are_chained_and_all_is_what_the_dashboard_says(past: Past) -> None:
    span = Range(SPAN.start.timestamp(), SPAN.end.timestamp(), 300)
    board = {"templating": {"list": [PLATFORM, VENDOR]}}
    platform, vendor = choose(past.url, board, span, {})
    assert (platform.text, vendor.text, vendor.value) == (
        min(past.ask("sum by (platform) (orion_platform_info)")),
        "All",
        ".*",
    )
    _, chosen = choose(past.url, board, span, {"vendor": "a.b"})
    assert (chosen.text, chosen.value) == ("a.b", r"a\\.b")
    _, first = choose(past.url, {"templating": {"list": [PLATFORM, {**VENDOR, "includeAll": False}]}}, span, {})
    assert first.text == min(past.ask(f'sum by (vendor) (orion_vendor_platform_info{{platform="{platform.text}"}})'))


def test_a_page_has_the_answers_of_its_panels_and_the_times_of_its_annotations(past: Past) -> None:
    def panel(number: int, **more: object) -> dict[str, object]:
        target = {"refId": "A", "expr": "sum by (vendor) (orion_orders_open{vendor=~'$vendor'})", **more}
        at = {"x": 0, "y": 0, "w": 12, "h": 4}
        return {"id": number, "type": "stat", "title": "t", "gridPos": at, "targets": [target]}

    annotation = {"name": "Alerts", "expr": "ALERTS", "iconColor": "red"}
    board = {
        "uid": "u",
        "title": "T",
        "time": {"from": "now-30m"},
        "templating": {"list": [PLATFORM, VENDOR]},
        "annotations": {"list": [annotation]},
        "panels": [panel(1, instant=True), panel(2)],
    }
    made = page(past.url, board, end=SPAN.end.timestamp(), scrape=300, chosen={})
    one, many = (each["answers"][0] for each in made["panels"])
    assert len(one["series"]) == len(past.ask("sum by (vendor) (orion_orders_open)"))
    assert {len(series["values"]) for series in one["series"]} == {1}
    assert {len(series["values"]) for series in many["series"]} == {7}
    assert made["height"] == 112 + 4 * 38 + 8
    ((since, until),) = made["annotations"][0]["spans"]
    assert until == SPAN.end.timestamp() * 1000
    assert 10 * 60 <= since / 1000 - SPAN.start.timestamp() <= 20 * 60
