"""What a dashboard leaves out because no module answers it, and what takes its place."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from grafana import modules
from grafana.boards import variables
from grafana.boards.board import COLUMNS, Board, Section
from grafana.boards.events import Event
from grafana.boards.frame import Ask, or_unfed
from grafana.boards.look import COUNT, default
from grafana.boards.panels import stat_panel
from grafana.boards.promql import about, limit, vendors
from grafana.boards.tables import Column, table_panel

GONE = "loyalty_points"
"""A fact of a module that is not there."""


@pytest.fixture(autouse=True)
def absent() -> Iterator[set[str]]:
    """What was asked for in vain by one test."""
    before = set(modules.ABSENT)
    modules.ABSENT.clear()
    yield modules.ABSENT
    modules.ABSENT.clear()
    modules.ABSENT.update(before)


def panel(number: int, *facts: str, width: int = 8) -> Any:
    asks = [Ask(vendors(name), name, name) for name in facts]
    return stat_panel(number, f"Panel {number}", *asks, about="Something.", unit=COUNT, width=width)


def refs(shown: Any) -> list[str]:
    """Return the names of a panel's queries."""
    return [target.ref_id for target in shown.targets]


def placed(board: Board) -> dict[int, tuple[int, int]]:
    """Return the column and the width of each panel that is shown, by its number."""
    panels = json.loads(board.json())["panels"]
    return {each["id"]: (each["gridPos"].get("x", 0), each["gridPos"]["w"]) for each in panels}


def test_the_panels_that_are_left_fill_the_row(absent: set[str]) -> None:
    row = (panel(1, "orders_open"), panel(2, GONE), panel(3, "stock_units"))
    assert placed(Board("x", "X", "X.", top=(row,), sections=())) == {1: (0, 12), 3: (12, 12)}
    assert absent == {f"orion_{GONE}"}
    odd = (panel(1, "orders_open", width=5), panel(2, GONE, width=12), panel(3, "stock_units", width=7))
    shown = placed(Board("x", "X", "X.", top=(odd,), sections=()))
    assert sum(width for _, width in shown.values()) == COLUMNS


def test_a_panel_is_left_with_the_queries_that_are_answered() -> None:
    assert refs(panel(1, "orders_open", GONE)) == ["orders_open"]
    assert not panel(1, GONE).targets


def test_a_row_and_a_section_without_panels_are_left_out() -> None:
    sections = (
        Section(100, "Gone", ((panel(2, GONE, width=24),),)),
        Section(101, "Here", ((panel(3, "orders", width=24),),)),
    )
    assert set(placed(Board("x", "X", "X.", top=((panel(1, GONE, width=24),),), sections=sections))) == {101, 3}


def test_a_table_is_left_with_the_columns_that_are_answered() -> None:
    columns = [Column("Gone", vendors(GONE), COUNT), Column("Open", vendors("orders_open"), COUNT)]
    table = table_panel(1, "Table", {"vendor": "Vendor"}, *columns, about="Something.")
    assert refs(table) == ["Open"]
    assert not table_panel(1, "Table", {"vendor": "Vendor"}, columns[0], about="Something.").targets


def test_a_threshold_of_no_alert_is_none_and_its_query_is_left_out(absent: set[str]) -> None:
    assert default("OrionLoyaltyPointsHigh") is None
    assert not modules.exists(limit("OrionLoyaltyPointsHigh"))
    assert modules.exists(limit("OrionOpenOrdersHigh"))
    assert absent == {"OrionLoyaltyPointsHigh"}


def test_choices_and_marks_of_what_is_not_there_are_left_out() -> None:
    def tiers() -> Any:
        return variables._several("tier", "Tier", f"label_values(orion_{GONE}, tier)")

    marks = (Event("Gone", f"orion_{GONE}", "red", "Gone"), Event("Here", "orion_orders", "red", "Here"))
    board = Board("x", "X", "X.", top=(), sections=(), choices=(variables.currency, tiers), events=marks)
    model = json.loads(board.json())
    assert [each["name"] for each in model["templating"]["list"]] == ["datasource", "job", "currency"]
    assert "Here" in {each["name"] for each in model["annotations"]["list"]}
    assert "Gone" not in {each["name"] for each in model["annotations"]["list"]}


@pytest.mark.parametrize(
    ("of", "needed", "tags"),
    [((), True, []), (("loyalty",), False, []), (("loyalty", "orders"), True, ["orders"])],
)
def test_a_dashboard_is_made_if_there_is_anything_that_it_is_about(
    of: tuple[str, ...], needed: bool, tags: list[str]
) -> None:
    board = Board("x", "X", "X.", top=(), sections=(), of=of)
    assert board.is_needed == needed
    assert json.loads(board.json())["tags"] == ["orion", *tags]


def test_the_alerts_of_a_dashboard_are_those_of_the_modules_that_are_there() -> None:
    assert about("loyalty", "orders") == 'category="orders"'
    assert about("cms", "loyalty", "orders") == 'category=~"cms|orders"'


@pytest.mark.parametrize(
    ("said", "facts", "shown"),
    [
        ("No data", ["orders_open"], "No data, or no relation orders"),
        ("Nobody is late", ["orders_open", "orders"], "Nobody is late, or no relation orders"),
        ("No data", ["orders", "stock_units"], "No data, or no relations orders and inventory"),
        ("No data", ["orders", "stock_units", "pages"], "No data"),
        ("None is due, or no column due_at of jobs", ["orders"], "None is due, or no column due_at of jobs"),
        ("No data", [GONE], "No data"),
    ],
)
def test_a_panel_without_data_names_the_relations_that_the_shop_may_lack(
    said: str, facts: list[str], shown: str
) -> None:
    assert or_unfed(said, map(vendors, facts)) == shown
    assert or_unfed(said, [f"orion_platform_{fact}" for fact in facts]) == shown
