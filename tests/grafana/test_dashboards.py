"""The dashboards: valid, laid out without overlap, and asking only for what exists."""

from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.grafana.promql import DASHBOARDS, EXPORTED, GRAFANA, dashboard, queries, rules, unfolded, unknown_metrics

PANELS = [panel for path in DASHBOARDS for panel in dashboard(path)["panels"]]
SHOWN = [panel for panel in PANELS if panel["type"] != "row"]
RECORDS = {rule["record"] for rule in rules() if "record" in rule}


def cells(panel: dict[str, Any]) -> set[tuple[int, int]]:
    """Return the (column, line) cells of the grid that a panel covers."""
    at = panel["gridPos"]
    return {(x, y) for x in range(at["x"], at["x"] + at["w"]) for y in range(at["y"], at["y"] + at["h"])}


@pytest.mark.parametrize("path", DASHBOARDS, ids=lambda path: path.stem)
def test_dashboard_is_named_after_its_file_and_cannot_be_edited(path: Path) -> None:
    board = dashboard(path)
    assert (board["uid"], board["schemaVersion"], board["editable"]) == (path.stem, 39, False)
    assert [variable["name"] for variable in board["templating"]["list"]] == ["datasource", "platform", "vendor"]


@pytest.mark.parametrize("path", DASHBOARDS, ids=lambda path: path.stem)
def test_panels_have_ids_of_their_own_and_fill_the_grid_without_overlap(path: Path) -> None:
    panels = dashboard(path)["panels"]
    assert len({panel["id"] for panel in panels}) == len(panels)
    assert not [(a["title"], b["title"]) for a, b in combinations(panels, 2) if cells(a) & cells(b)]
    covered = set().union(*map(cells, panels))
    assert covered == {(x, y) for x in range(24) for y in range(max(y for _, y in covered) + 1)}


@pytest.mark.parametrize("panel", SHOWN, ids=lambda panel: panel["title"])
def test_panel_says_what_it_shows_and_when_there_is_nothing(panel: dict[str, Any]) -> None:
    defaults = panel["fieldConfig"]["defaults"]
    assert all((panel["title"], panel["description"], defaults["unit"], panel["targets"]))
    assert defaults["noValue"] in {"no data", "not scraped"}
    sources = [panel["datasource"], *(target["datasource"] for target in panel["targets"])]
    assert {source["uid"] for source in sources} == {"${datasource}"}


@pytest.mark.parametrize("panel", SHOWN, ids=lambda panel: panel["title"])
def test_panel_asks_for_known_metrics_once_for_all_instances(panel: dict[str, Any]) -> None:
    assert unknown_metrics(queries(panel), EXPORTED | RECORDS) == set()
    assert [name for query in queries(panel) for name in unfolded(query)] == []


@pytest.mark.parametrize("panel", [panel for panel in SHOWN if panel["type"] != "timeseries"], ids=lambda p: p["title"])
def test_present_state_is_an_instant_query(panel: dict[str, Any]) -> None:
    # The last value of a range would show a number that is gone as if it were live.
    assert {(target["instant"], target["range"]) for target in panel["targets"]} == {(True, False)}


def test_variables_ask_for_known_metrics() -> None:
    asked = [v["definition"] for path in DASHBOARDS for v in dashboard(path)["templating"]["list"] if "definition" in v]
    assert len(asked) == 2
    assert unknown_metrics(asked, EXPORTED) == set()


def test_money_is_never_added_across_currencies() -> None:
    asked = [query for panel in SHOWN for query in queries(panel) if "revenue" in query or "order_value" in query]
    assert asked
    assert [query for query in asked if not query.startswith("sum by (currency)")] == []


def test_provisioning_finds_the_data_source_and_the_dashboards() -> None:
    source, _ = yaml.safe_load((GRAFANA / "provisioning/datasources/orion.yml").read_text())["datasources"]
    (provider,) = yaml.safe_load((GRAFANA / "provisioning/dashboards/orion.yml").read_text())["providers"]
    assert (source["type"], source["isDefault"]) == ("prometheus", True)
    assert (provider["type"], provider["allowUiUpdates"]) == ("file", False)
