"""The shop that the rules are measured on: what is scraped is what an exporter shows, and the past is there."""

import time
from datetime import timedelta
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from exporter.app.catalogue import entries
from exporter.collection.discovery import discover
from exporter.config.configuration import load
from tests.bench import groups, rules, series
from tests.grafana.rules.rulefiles import GROUPS


def test_everything_in_the_catalogue_is_scraped_with_its_labels() -> None:
    known = {entry.name: set(entry.labels) for entry in entries(discover(load(None, {}), entries=tuple))}
    scraped = {
        sample.name: set(sample.labels)
        for family in text_string_to_metric_families(series.exposition(20, 1e9).decode())
        for sample in family.samples
    }
    assert {name: labels for name, labels in scraped.items() if name in known} == known
    assert set(scraped) - set(known) <= {"orion_alert_threshold", "orion_alert_threshold_default"}


def test_the_past_is_that_of_the_same_vendors_at_the_right_time() -> None:
    (week,) = [back for back in series.offsets() if back == timedelta(weeks=1)]
    lines = [line.rsplit(" ", 2) for line in series.history(week, 20, [1e9]) if not line.startswith("#")]
    assert {float(at) for _, _, at in lines} == {1e9 - 604800}
    assert len([1 for name, _, _ in lines if name.startswith("vendor_platform:orion_orders_open:max{")]) == 24


@pytest.mark.soak
def test_prometheus_tells_how_long_each_group_takes(tmp_path: Path) -> None:
    began = time.monotonic()
    cost = rules.measure(tmp_path, 20, 1, factor=30)
    assert {f"orion-{group}" for group in cost.seconds} == set(GROUPS)
    assert 0 < cost.slowest < time.monotonic() - began
    assert cost.scraped > 24 * 50
    assert cost.held > cost.scraped
    assert cost.memory > 10_000_000


def test_a_rule_comes_after_those_that_it_reads() -> None:
    first, second = ({"record": f"vendor:orion_orders:{name}", "expr": expr} for name, expr in (("a", "1"), ("b", "2")))
    third = {"record": "vendor:orion_orders:c", "expr": "vendor:orion_orders:a or vendor:orion_orders:b"}
    assert list(groups.levels([third, first, {"alert": "Other", "expr": "1"}, second])) == [[first, second], [third]]
    with pytest.raises(ValueError, match="read each other: vendor:orion_orders:d"):
        list(groups.levels([{"record": "vendor:orion_orders:d", "expr": "vendor:orion_orders:d offset 1d"}]))


@pytest.mark.soak
def test_the_processor_time_of_each_group_is_found(tmp_path: Path) -> None:
    groups.build(tmp_path / "data", 100)
    found = groups.measure(tmp_path / "data", 1)
    assert set(found) == set(GROUPS)
    assert sum(found.values()) > 0
    assert len(groups.report(found).splitlines()) == len(GROUPS) + 2
