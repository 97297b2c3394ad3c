"""The dashboards as Grafana reads them: made by the code that is here, laid out well, and leading somewhere."""

import re
from itertools import combinations

import pytest
import yaml

from grafana.boards.board import SCHEMA
from tests.grafana.asking import Json, strings
from tests.grafana.promql import DASHBOARDS, GRAFANA, dashboard

BOARDS = {path.stem: dashboard(path) for path in DASHBOARDS}
UIDS = [
    "orion-overview",
    "orion-vendor",
    "orion-platforms",
    "orion-orders",
    "orion-fulfilment",
    "orion-payments",
    "orion-revenue",
    "orion-inventory",
    "orion-imports",
    "orion-jobs",
    "orion-health",
]
EACH = pytest.mark.parametrize("board", BOARDS.values(), ids=BOARDS)

_VARIABLE = re.compile(r"\$\{?([a-z]\w*)")
_BUILT_IN = {"__data", "__field", "__url_time_range", "__rate_interval"}


def variables(board: Json) -> dict[str, Json]:
    return {variable["name"]: variable for variable in board["templating"]["list"]}


def rows(board: Json) -> list[list[Json]]:
    """Return the panels that are seen together: the page with its rows shut, and each collapsed row opened."""
    opened = [[panel, *panel["panels"]] for panel in board["panels"] if panel.get("panels")]
    return [board["panels"], *opened]


def cells(panel: Json) -> set[tuple[int, int]]:
    """Return the (column, line) cells of the grid that a panel covers."""
    at = {"x": 0, "y": 0, **panel["gridPos"]}
    return {(x, y) for x in range(at["x"], at["x"] + at["w"]) for y in range(at["y"], at["y"] + at["h"])}


@EACH
def test_dashboard_is_what_it_is_for_good(board: Json) -> None:
    assert board["uid"] in UIDS
    assert (board["schemaVersion"], board["editable"], board["graphTooltip"]) == (SCHEMA, False, 1)
    assert (board["refresh"], board["timezone"]) == ("1m", "browser")
    assert "orion" in board["tags"]
    assert board["description"].endswith((".", "?"))


def test_every_dashboard_is_there_once_and_named_after_its_file() -> None:
    assert sorted(BOARDS) == sorted(UIDS)
    assert {uid: board["uid"] for uid, board in BOARDS.items()} == {uid: uid for uid in BOARDS}
    assert len({board["title"] for board in BOARDS.values()}) == len(BOARDS)


@EACH
def test_each_leads_to_all_others_with_the_same_choices(board: Json) -> None:
    (link,) = board["links"]
    assert (link["type"], link["tags"], link["includeVars"], link["keepTime"]) == ("dashboards", ["orion"], True, True)


@EACH
def test_what_can_be_chosen_narrows_what_follows(board: Json) -> None:
    found = variables(board)
    order = [name for name in ("datasource", "job", "platform", "vendor", "currency") if name in found]
    assert list(found) == order
    assert found["datasource"]["type"] == "datasource"
    assert found["datasource"]["query"] == "prometheus"
    for name in order[1:]:
        one = board["uid"] == "orion-vendor" and name == "vendor"
        expected = (
            {"multi": False, "includeAll": False} if one else {"multi": True, "includeAll": True, "allValue": ".*"}
        )
        assert found[name].items() >= {**expected, "type": "query", "refresh": 2}.items()
        assert found[name]["datasource"]["uid"] == "${datasource}"
        assert ('job=~"$job"' in found[name]["definition"]) == (name != "job")
        assert ('platform=~"$platform"' in found[name]["definition"]) == (name in {"vendor", "currency"})


@EACH
def test_no_variable_is_used_that_is_not_declared(board: Json) -> None:
    used = {name for text in strings(board) for name in _VARIABLE.findall(text)}
    used -= {name for link in strings(board) if link.startswith("/d/") for name in re.findall(r"var-(\w+)=", link)}
    assert used - set(variables(board)) - _BUILT_IN == set()


@EACH
def test_panels_have_ids_of_their_own_and_fill_the_grid_without_overlap(board: Json) -> None:
    every = [panel["id"] for row in board["panels"] for panel in (row, *row.get("panels", []))]
    assert len(set(every)) == len(every)
    for panels in rows(board):
        assert not [(a["title"], b["title"]) for a, b in combinations(panels, 2) if cells(a) & cells(b)]
        covered = set().union(*map(cells, panels))
        first, last = min(y for _, y in covered), max(y for _, y in covered)
        assert covered == {(x, y) for x in range(24) for y in range(first, last + 1)}


@EACH
def test_its_top_row_says_how_old_the_data_is(board: Json) -> None:
    top = [panel["title"] for panel in board["panels"] if panel["gridPos"].get("y", 0) == 0]
    assert "Data age" in top
    assert len(top) >= 4


@EACH
def test_what_happened_is_marked_on_its_graphs(board: Json) -> None:
    marks = {mark["name"]: mark for mark in board["annotations"]["list"]}
    assert "ALERTS{" in marks["Alerts"]["expr"]
    assert {mark["datasource"]["uid"] for mark in marks.values()} == {"${datasource}"}


def test_links_lead_somewhere_and_take_along_only_what_is_known_there() -> None:
    links = [(board, text) for board in BOARDS.values() for text in strings(board) if text.startswith("/d/")]
    assert len(links) > 50
    for board, link in links:
        match = re.fullmatch(r"/d/([\w-]+)\?(.*)", link)
        assert match, link
        uid, parameters = match.groups()
        there, here = variables(BOARDS[uid]), variables(board)
        kept = re.findall(r"\$\{(\w+):queryparam\}", parameters)
        given = re.findall(r"var-(\w+)=\$\{__(?:data\.fields|field\.labels)\.\w+(?::\w+)?\}", parameters)
        assert set(kept) <= set(there) & set(here), link
        assert set(given) <= set(there), link
        assert {"datasource", "job"} <= set(kept), link
        assert "${__url_time_range}" in parameters.split("&"), link


def test_provisioning_finds_the_data_source_and_the_dashboards() -> None:
    source, _ = yaml.safe_load((GRAFANA / "provisioning/datasources/orion.yml").read_text())["datasources"]
    (provider,) = yaml.safe_load((GRAFANA / "provisioning/dashboards/orion.yml").read_text())["providers"]
    assert (source["type"], source["isDefault"]) == ("prometheus", True)
    assert (provider["type"], provider["allowUiUpdates"]) == ("file", False)
