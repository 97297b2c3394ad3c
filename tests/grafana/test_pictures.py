"""The pictures of the dashboards: queries as Grafana makes them of macros and variables, and the data of the page."""

import json
from pathlib import Path

import pytest

from grafana.pictures.__main__ import main
from grafana.pictures.answers import WIDTH, regions
from grafana.pictures.intervals import Range, seconds, spoken
from grafana.pictures.variables import interpolate
from tests.grafana.promql import DASHBOARDS
from tests.packaging import ROOT

FOLDER = ROOT / "grafana" / "pictures"
HOUR = 3600.0


def test_durations_are_read_and_said_as_grafana_does() -> None:
    assert [seconds(text) for text in ("30s", "1h30m", "7d", "")] == [30, 5400, 604800, 0]
    assert [spoken(text) for text in ("now-6h", "now-1d", "now-7d")] == ["Last 6 hours", "Last 1 day", "Last 7 days"]


@pytest.mark.parametrize(
    ("hours", "points", "least", "step"), [(6, 800, 0, 30), (24, 800, 0, 120), (1, 800, 0, 30), (24, 800, 600, 600)]
)
def test_a_step_is_a_nice_number_and_no_shorter_than_a_scrape(
    hours: float, points: float, least: float, step: float
) -> None:
    assert Range(0, hours * HOUR, 30).step(points, least) == step


def test_a_rate_spans_four_scrapes_at_least() -> None:
    macros = Range(0, 6 * HOUR, 30).macros(30)
    assert (macros["__interval"], macros["__rate_interval"], macros["__range"]) == ("30s", "120s", "21600s")
    assert Range(0, 6 * HOUR, 30).macros(600)["__rate_interval"] == "630s"


def test_variables_are_replaced_in_every_spelling_and_others_are_left() -> None:
    values = {"vendor": "(a|b)", "__range": "60s"}
    assert interpolate('x{v=~"$vendor",w=~"${vendor:regex}"}[$__range] $other', values) == (
        'x{v=~"(a|b)",w=~"(a|b)"}[60s] $other'
    )


def test_what_lasts_is_one_region_and_a_gap_parts_it() -> None:
    assert list(regions([0, 30, 60, 120, 150, 300], 30)) == [(0, 60), (120, 150), (300, 300)]
    assert list(regions([], 30)) == []


def test_the_lock_names_no_registry_and_pins_every_package() -> None:
    lock = json.loads((FOLDER / "package-lock.json").read_text())
    packages = {name: each for name, each in lock["packages"].items() if name}
    assert len(packages) > 100
    assert [name for name, each in packages.items() if "resolved" in each or not each["integrity"]] == []
    wanted = json.loads((FOLDER / "package.json").read_text())
    versions = {**wanted["dependencies"], **wanted["devDependencies"]}
    assert {name: packages[f"node_modules/{name}"]["version"] for name in versions} == versions


def test_what_npm_installs_and_builds_is_neither_committed_nor_copied_into_the_image() -> None:
    assert {"node_modules/", "build/"} <= set((ROOT / ".gitignore").read_text().split())
    assert (ROOT / ".dockerignore").read_text().splitlines()[1] == "*"
    assert "!grafana" not in (ROOT / ".dockerignore").read_text()


def test_the_glue_is_small() -> None:
    lines = {
        path.name: len(path.read_text().splitlines()) for path in FOLDER.iterdir() if path.suffix in {".ts", ".tsx"}
    }
    assert {name: count for name, count in lines.items() if count > 200} == {}


@pytest.mark.parametrize("path", DASHBOARDS, ids=lambda path: path.stem)
def test_each_dashboard_has_its_picture_and_it_is_no_burden(path: Path) -> None:
    picture = (ROOT / "docs" / "images" / f"{path.stem}.png").read_bytes()
    assert picture.startswith(b"\x89PNG")
    assert int.from_bytes(picture[16:20]) == WIDTH
    assert len(picture) < 400_000


def test_a_folder_that_is_not_one_is_told_before_any_work(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "taken"
    file.touch()
    assert main(["--out", str(file / "inside")]) == 1
    assert str(file) in capsys.readouterr().err
