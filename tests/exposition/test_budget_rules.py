"""Above its limit a category has platforms only; vendors come back when a full refresh finds clearly fewer series."""

import logging
from array import array

import pytest

from exporter.exposition.budget import Budget
from exporter.exposition.snapshot import NAN, Axis, Column, Family

SMALL = ["orion_users", "orion_platform_cards"]
ALL = [*SMALL, "orion_cards"]


def family(name: str, names: tuple[str, ...], series: int, absent: int = 0) -> Family:
    cells = tuple((f"{number}",) * len(names) for number in range(series + absent))
    return Family(name, "", Axis(names, cells), (Column((), array("d", [1.0] * series + [NAN] * absent)),))


def families(series: int, absent: int = 0) -> list[Family]:
    """Return one family of each scope, with so many series together, three of them not of vendors."""
    return [
        family("orion_users", (), 1),
        family("orion_platform_cards", ("platform",), 2),
        family("orion_cards", ("platform", "vendor"), series - 3, absent),
    ]


def names(budget: Budget, series: int, *, full: bool = True, absent: int = 0) -> list[str]:
    return [each.name for each in budget.allowed(families(series, absent), full=full)]


def test_vendors_go_above_the_limit_and_come_back_below_nine_tenths_of_it() -> None:
    budget = Budget("loyalty", 100, vendors=True)
    steps = [
        (100, True, ALL),
        (101, False, SMALL),
        (100, True, SMALL),
        (90, True, SMALL),
        (89, False, SMALL),
        (91, True, SMALL),
        (89, True, ALL),
        (100, False, ALL),
        (101, True, SMALL),
    ]
    for series, full, exported in steps:
        assert (series, names(budget, series, full=full)) == (series, exported)
        assert budget.dropped == (exported == SMALL)


def test_cells_without_a_sample_do_not_count() -> None:
    budget = Budget("loyalty", 100, vendors=True)
    assert names(budget, 100, absent=1000) == ALL
    assert names(budget, 101, absent=1000) == SMALL


def test_a_limit_of_zero_is_none() -> None:
    budget = Budget("loyalty", 0, vendors=True)
    assert names(budget, 10_000) == ALL
    assert not budget.dropped


def test_platforms_and_the_installation_are_exported_however_many_they_are() -> None:
    assert names(Budget("loyalty", 1, vendors=True), 4) == SMALL


@pytest.mark.parametrize("limit", [0, 1, 100])
def test_with_the_detail_of_platforms_vendors_are_never_in_it_and_nothing_is_dropped(limit: int) -> None:
    budget = Budget("loyalty", limit, vendors=False)
    assert names(budget, 50) == SMALL
    assert not budget.dropped


def test_it_is_logged_once_each_time_the_detail_changes(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "exporter.budget")
    budget = Budget("loyalty", 100, vendors=True)
    for series in (100, 101, 102, 95, 80, 81):
        names(budget, series)
    assert [(each.levelname, vars(each)["series"], vars(each)["max_series"]) for each in caplog.records] == [
        ("WARNING", 101, 100),
        ("INFO", 80, 100),
    ]
    assert {vars(each)["category"] for each in caplog.records} == {"loyalty"}
