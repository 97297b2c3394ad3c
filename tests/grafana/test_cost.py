"""How the cost of dashboards is measured; `python -m tests.bench.boards` does it for 10,000 vendors."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.bench import wholesale
from tests.bench.boards import BoardCosts, Cost, cost, report
from tests.bench.goals import of_boards
from tests.grafana.asking import Prometheus, questions_of
from tests.grafana.promql import DASHBOARDS, dashboard
from tests.support.shop import series_of

VENDORS = 10


@pytest.mark.parametrize("path", DASHBOARDS, ids=lambda path: path.stem)
def test_every_question_of_a_dashboard_is_timed(scraped_demo: Prometheus, path: Path) -> None:
    board = dashboard(path)
    found = cost(board, scraped_demo, repeat=1)
    assert found.queries == len(list(questions_of(board)))
    assert 0 < found.slowest < found.seconds


def test_the_made_up_shop_has_every_metric_with_its_labels_and_each_series_once() -> None:
    lines = [*wholesale.of_vendors(VENDORS, 1e9), *wholesale.of_platforms(1e9)]
    found: dict[str, set[str]] = {}
    for name, labels in series_of("\n".join(lines) + "\n"):
        found.setdefault(name, set()).update(label for label, _ in labels)
    expected = {entry.name: set(entry.labels) for entry in wholesale.catalogue()}
    assert {name: found[name] - {"job", "instance"} for name in expected} == expected


def test_every_fifth_vendor_is_on_two_platforms() -> None:
    places = wholesale.places(10_000)
    assert (len(places), len(set(places)), len(dict(places))) == (12_000, 12_000, 10_000)


def test_what_is_told_of_vendors_without_a_platform_is_told_once() -> None:
    lines = list(wholesale.of_vendors(VENDORS, 1e9))
    assert sum(line.startswith("orion_stock_units{") for line in lines) == VENDORS
    assert sum(line.startswith("orion_orders_open{") for line in lines) == len(wholesale.places(VENDORS))


def test_the_report_begins_with_what_costs_most() -> None:
    costs = (Cost("cheap", 3, 0.2, 0.1, 0.1, "a"), Cost("dear", 5, 2.0, 0.9, 1.2, "b"))
    found = BoardCosts(10_000, costs, 3.8)
    lines = report(found).splitlines()
    assert lines[0].startswith("10,000 vendors on 12,000 places: every query of every panel")
    assert lines[0].endswith("recording rules for dashboards takes 3.80 s of processor time.")
    assert (found.heaviest.uid, of_boards(found).met) == ("dear", True)
    assert not of_boards(replace(found, costs=(replace(costs[1], processor=1.1),))).met
    assert [line.split(" | ")[0] for line in lines[-2:]] == ["| dear", "| cheap"]
    assert lines[-2] == "| dear | 5 | 2.00 s | 900 ms | 1.20 s (b) |"
