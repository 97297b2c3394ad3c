"""Every panel of every dashboard: it says what it shows, in a unit, and looks the same to who sees no colours."""

import re
import textwrap
from typing import Any

import pytest
from grafana_foundation_sdk.models import units

from grafana.boards.look import GREY
from grafana.modules import relations
from tests.grafana.asking import Json, panels_of, strings
from tests.grafana.promql import DASHBOARDS, dashboard

PANELS = [
    pytest.param(panel, id=f"{path.stem}-{panel['id']}") for path in DASHBOARDS for panel in panels_of(dashboard(path))
]
EACH = pytest.mark.parametrize("panel", PANELS)
UNITS = {value for name, value in vars(units).items() if isinstance(value, str) and not name.startswith("_")}

NOW = {"stat", "table", "bargauge"}
"""Panels of what is true now; the others show a time."""


def properties(panel: Json, name: str) -> list[Any]:
    """Return every value that a panel gives to a property, by default or for some of its fields."""
    defaults, overrides = panel["fieldConfig"]["defaults"], panel["fieldConfig"]["overrides"]
    found = [each["value"] for override in overrides for each in override["properties"] if each["id"] == name]
    return [defaults[name], *found] if name in defaults else found


@EACH
def test_panel_says_what_it_shows_what_to_do_and_when_there_is_nothing(panel: Json) -> None:
    defaults = panel["fieldConfig"]["defaults"]
    assert panel["title"]
    assert panel["description"].endswith(".")
    assert len(panel["description"]) > 30
    assert defaults["noValue"]
    assert set(properties(panel, "unit")) <= UNITS
    assert panel["targets"]
    sources = [panel["datasource"], *(target["datasource"] for target in panel["targets"])]
    assert {source["uid"] for source in sources} == {"${datasource}"}
    assert len({target["refId"] for target in panel["targets"]}) == len(panel["targets"])


@EACH
def test_panel_without_data_names_what_the_shop_may_lack_and_has_no_colour(panel: Json) -> None:
    defaults = panel["fieldConfig"]["defaults"]
    needed = relations(target["expr"] for target in panel["targets"])
    assert not needed or len(needed) > 2 or ", or no " in defaults["noValue"]
    nothing = [each["options"]["result"] for each in defaults.get("mappings", ()) if each["type"] == "special"]
    said = [(each["text"], each["color"]) for each in nothing]
    assert said == ([(defaults["noValue"], GREY)] if panel["type"] == "stat" else [])


@EACH
def test_present_state_is_an_instant_query(panel: Json) -> None:
    # The last value of a range would show a number that is gone as if it were live.
    now = panel["type"] in NOW
    assert {(target["instant"], target["range"]) for target in panel["targets"]} == {(now, not now)}


@EACH
def test_colours_are_in_words_too(panel: Json) -> None:
    colours = [step["color"] for each in properties(panel, "thresholds") for step in each["steps"]]
    assert [each for each in colours if each != "green" and f"{each} " not in panel["description"]] == []


@EACH
def test_a_click_on_a_line_of_a_table_finds_the_name_there(panel: Json) -> None:
    orders = [each["options"] for each in panel.get("transformations", []) if each["id"] == "organize"]
    titles = {title for order in orders for title in order["renameByName"].values()}
    fields = {name for text in strings(panel) for name in re.findall(r"__data\.fields\.(\w+)", text)}
    assert fields <= titles


_COLUMN, _ROW, _TITLE = 66, 38, 40
"""Pixels of a column and of a row of the grid, on a screen 1600 wide, and the height of a panel's title."""


@EACH
def test_what_is_said_without_data_fits(panel: Json) -> None:
    """A number's fixed size is also that of the text; a letter is about half as wide as it is high."""
    size = panel.get("options", {}).get("text", {}).get("valueSize")
    if panel["type"] == "stat" and size:
        across = (panel["gridPos"]["w"] * _COLUMN - 24) / (size / 2)
        lines = len(textwrap.wrap(panel["fieldConfig"]["defaults"]["noValue"], int(across)))
        assert lines * size * 1.2 <= panel["gridPos"]["h"] * _ROW - _TITLE


@EACH
def test_a_row_without_a_label_has_an_empty_cell(panel: Json) -> None:
    """Otherwise, an alert about the whole shop would say in the column of its vendor that no alert is firing."""
    if panel["type"] == "table":
        keys = set(panel["transformations"][1]["options"]["renameByName"].values())
        numbers = {target["refId"] for target in panel["targets"]}
        said = {
            override["matcher"]["options"]: each["value"]
            for override in panel["fieldConfig"]["overrides"]
            for each in override["properties"]
            if each["id"] == "noValue"
        }
        assert said == dict.fromkeys(keys - numbers, "")
