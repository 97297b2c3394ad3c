"""Scenarios: each is the cause of an alert, in ordinary rows."""

import time
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from exporter.cli import main
from exporter.contracts.clock import Clock
from exporter.demo import life
from exporter.demo.life import embedded_shop
from exporter.demo.scenarios import DATABASE_DOWN, SCENARIOS
from exporter.demo.shop import Shop
from tests.demo.rows import NOW
from tests.support.shop import Exporter, series_of

LATER = NOW + timedelta(seconds=60)
DAY = 86_400.0

Numbers = dict[str, dict[str, float]]


def numbers(url: str) -> Numbers:
    """Return, by metric, the number of each vendor: the sum, or the earliest of moments."""
    found: Numbers = {}
    with closing(Exporter(url, LATER)) as exporter:
        text = exporter.refresh("orders", "inventory", "marketplace").text()
    for (name, labels), value in series_of(text).items():
        vendor = dict(labels).get("vendor")
        if vendor is not None:
            of = found.setdefault(name, {})
            of[vendor] = min(of.get(vendor, value), value) if "timestamp" in name else of.get(vendor, 0) + value
    return found


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Numbers]:
    """Return a function that gives the numbers of a shop in which a scenario has begun a minute ago; "" is none."""
    known: dict[str, Numbers] = {}

    def play(scenario: str) -> Numbers:
        if scenario not in known:
            url = f"sqlite:///{tmp_path_factory.mktemp('played') / 'shop.sqlite'}"
            engine = create_engine(url)
            shop = Shop.create(engine, seed=1, now=NOW, speed=600, history=timedelta(days=3))
            if scenario:
                shop.play(scenario)
            shop.advance(LATER)
            engine.dispose()
            known[scenario] = numbers(url)
        return known[scenario]

    return play


def worst(found: dict[str, float], usual: dict[str, float]) -> float:
    """Return by how much the number of the vendor who differs most is above the usual one."""
    return max(value - usual.get(vendor, 0) for vendor, value in found.items())


def test_more_is_sold_than_there_is(played: Callable[[str], Numbers]) -> None:
    metric = "orion_stock_oversold_items"
    assert worst(played("oversold")[metric], played("")[metric]) >= 5


def test_orders_stall(played: Callable[[str], Numbers]) -> None:
    oldest = played("stalled-orders")["orion_order_oldest_open_timestamp_seconds"]
    assert sum(LATER.timestamp() - moment > 4 * DAY for moment in oldest.values()) == 1
    usual = played("")["orion_order_oldest_open_timestamp_seconds"]
    assert all(LATER.timestamp() - moment < 3 * DAY for moment in usual.values())


def test_an_import_is_stuck(played: Callable[[str], Numbers]) -> None:
    running = played("import-stuck")["orion_import_oldest_running_timestamp_seconds"]
    usual = played("")["orion_import_oldest_running_timestamp_seconds"]
    stuck = {vendor for vendor, moment in running.items() if LATER.timestamp() - moment > 2.9 * 3600}
    assert len(stuck - {vendor for vendor, moment in usual.items() if LATER.timestamp() - moment > 2.9 * 3600}) == 1


def test_what_is_ordered_is_worth_less(played: Callable[[str], Numbers]) -> None:
    def gained(scenario: str) -> float:
        return sum(played(scenario)["orion_orders"].values())

    assert gained("value-drop") < gained("") - 100


def test_the_database_goes_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(life, "DOWN_AFTER", 0.5)
    shop = embedded_shop(
        seed=1, speed=1, now=Clock().now, folder=tmp_path, history=timedelta(), scenario="database-down"
    )
    with shop as url, closing(Exporter(url, NOW)) as exporter:
        assert exporter.refresh("orders").failures() == {}
        for _ in range(100):
            if exporter.refresh("orders").failures():
                break
            time.sleep(0.1)
        assert exporter.failures()["orders"].startswith("connection: ")
        assert not exporter.store.database_up


def test_the_command_line_knows_them(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["demo", "--help"])
    scenarios = (*SCENARIOS, DATABASE_DOWN)
    assert f"--scenario {{{','.join(scenarios)}}}" in capsys.readouterr().out.replace("\n", " ").replace("  ", " ")
