"""A module whose tables are dropped is in neither the library nor the HTTP API; every other number stays the same."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

from exporter.collection.installation import own_tables
from exporter.contracts.metrics import MetricsContext
from exporter.server.api.asking import Answer, Gone, Question
from exporter.statistics import StatsAggregator
from tests.app.period_shops import closed, live_of
from tests.server.api.shops import Client, asking
from tests.server.serving import Scene
from tests.support import handmade
from tests.support.clock import FakeClock
from tests.support.modules import MODULES
from tests.support.shop import Exporter

TABLES = {each.category: own_tables(each) for each in Exporter("sqlite:///none", handmade.NOW).providers}
REMOVABLE = [each for each in MODULES if each != "tenancy"]  # which knows the vendors and platforms
SUBJECTS: tuple[dict[str, str], ...] = ({}, {"platform": "1"}, {"vendor": "1"})
Said = tuple[dict[str, Any], list[dict[str, Any]]]
PERIODS: tuple[dict[str, str], ...] = ({}, {"from_": "2026-01-30", "to": "2026-03-01"})


@contextmanager
def shop(path: Path, without: str | None = None) -> Iterator[str]:
    """Write the handmade shop without the tables of a module into a file, and yield its URL."""
    url = handmade.in_file(path)
    engine = create_engine(url)
    with engine.begin() as connection:
        for table in TABLES.get(without or "", ()):
            connection.execute(text(f"DROP TABLE {table}"))
    engine.dispose()
    yield url


def library(url: str) -> dict[str, Any]:
    """Return the values of vendor 1 from the library, by category; nothing fails."""
    engine = create_engine(url)
    with Session(engine) as db:
        said = StatsAggregator().vendor_statistics(db, 1, MetricsContext(handmade.NOW))
    engine.dispose()
    assert said.failures == {}
    return {category: values for category, values in said.values.items() if values}


@contextmanager
def api(url: str) -> Iterator[Client]:
    """Yield a client of an exporter that has refreshed each category once."""
    live = live_of({"database": {"url": url}})

    async def ask(question: Question, caller: str, _gone: Gone) -> Answer:
        return live.periods.read(question, caller)

    for each in live.application.providers:
        live.application.refresher.refresh(each.category)
    yield Client(asking(Scene(live.store.states(), FakeClock(handmade.NOW)), ask))
    closed(live)


def over_http(url: str) -> list[dict[str, Any]]:
    """Return the answers of the API about each subject and period, by category; nothing is missing."""
    with api(url) as client:
        answers = [client.json("/statistics", **subject, **period) for subject in SUBJECTS for period in PERIODS]
    assert [each["missing"] for each in answers] == [[]] * len(answers)
    return [{each["category"]: each for each in answer["categories"]} for answer in answers]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Said:
    """The answers of the library and of the API about the whole shop."""
    with shop(tmp_path_factory.mktemp("whole") / "shop.sqlite") as url:
        return library(url), over_http(url)


@pytest.mark.parametrize(
    "removed", [pytest.param(each, marks=() if each == "orders" else pytest.mark.soak) for each in REMOVABLE]
)
def test_a_module_without_its_tables_is_not_there(removed: str, whole: Said, tmp_path: Path) -> None:
    in_process, answers = whole
    with shop(tmp_path / "rest.sqlite", removed) as url:
        assert library(url) == {name: said for name, said in in_process.items() if name != removed}
        assert over_http(url) == [{name: said for name, said in of.items() if name != removed} for of in answers]
        with api(url) as client:
            asked = [client.json("/statistics", category=removed, **period) for period in PERIODS]
    assert removed in answers[0]
    assert [(each["categories"], each["missing"]) for each in asked] == [([], [])] * len(PERIODS)
