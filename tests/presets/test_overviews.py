"""The dashboards on the data of other people's shops: nothing is empty without a reason.

`ORION_PICTURES=1` also draws the overview of each shop for its page in the docs.
"""

import json
import os
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from grafana.modules import FACTS
from grafana.pictures.answers import page
from grafana.pictures.browser import build, draw
from grafana.pictures.history import Span, write_steps
from grafana.pictures.prometheus import prometheus
from grafana.pictures.records import record
from grafana.pictures.variables import Json
from grafana.servers import ask
from tests.grafana.promql import DASHBOARDS
from tests.presets.overviews import LENGTH, SEEN, STEP, lived
from tests.support.databases import SharedDatabase

pytestmark = pytest.mark.soak

PICTURES = Path(__file__).parents[2] / "docs" / "images" / "platforms"

WITHOUT_PICTURE = {"woocommerce", "woocommerce-wcfm", "woocommerce-posts", "django-oscar-sqlite"}
"""Shops that are not on the page of their platform: another one of the same preset is."""


@pytest.mark.parametrize("name", SEEN)
def test_nothing_is_empty_without_a_reason(
    name: str,
    shared_database: SharedDatabase,
    tmp_path_factory: pytest.TempPathFactory,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen = SEEN[name]
    blocks = tmp_path / "blocks"
    blocks.mkdir()
    url = seen.database(shared_database, tmp_path_factory).url
    write_steps(blocks, lived(seen, url, tmp_path, monkeypatch), scratch=tmp_path)
    record(blocks, Span(seen.now, LENGTH, STEP), scratch=tmp_path)
    with prometheus(blocks, log=tmp_path / "log", step=STEP) as answering:
        pages = [_page(answering, path, seen.now) for path in DASHBOARDS]
        there = _exported(answering, seen.now)
    if os.environ.get("ORION_PICTURES") and name not in WITHOUT_PICTURE:
        _keep(pages, seen.preset)
    (tmp_path / "pages.json").write_text(json.dumps(pages))
    assert [each for board in pages for each in _empty(board, there)] == []


def _page(url: str, path: Path, now: datetime) -> Json:
    return page(url, json.loads(path.read_text()), end=now.timestamp(), scrape=STEP.total_seconds(), chosen={})


def _exported(url: str, now: datetime) -> set[str]:
    found = ask(f"{url}/api/v1/query", query='count by (__name__) ({__name__=~"orion_.+"})', time=now.timestamp())
    return {each["metric"]["__name__"] for each in found["data"]["result"]}


def _keep(pages: list[Json], preset: str) -> None:
    build()
    PICTURES.mkdir(exist_ok=True)
    for each in pages:
        if each["title"].endswith("Overview"):
            draw(each, PICTURES / f"{preset}.png")


def _empty(board: Json, there: set[str]) -> Iterator[str]:
    """Yield the panels without data that say no more than that, although the shop exports a metric for them."""
    for each in board["panels"]:
        panel = each["panel"]
        if panel["type"] == "row" or any(answer["series"] for answer in each["answers"]):
            continue
        asked = {name for target in panel["targets"] for name in re.findall(r"\borion_\w+", target["expr"])}
        facts = {name for name in asked & there if re.sub("^orion_(platform_)?", "", name) in FACTS}
        facts -= {name for name in facts if "_alert_threshold" in name}
        said = panel["fieldConfig"]["defaults"]["noValue"]
        if facts and said.startswith("No data"):
            yield f"{board['title']}, {panel['title']}: {said}, but there is {', '.join(sorted(facts))}"
