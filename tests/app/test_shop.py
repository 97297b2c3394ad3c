"""`orion-exporter shop`: another process reads the database that it keeps alive."""

import os
import sys
from pathlib import Path

from sqlalchemy import create_engine, text

from tests.app.conftest import Run
from tests.support.shop import series_of
from tests.support.tools import end, process


def holds_orders(url: str) -> bool:
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            return bool(connection.execute(text("SELECT count(*) FROM orders")).scalar_one())
    except Exception:  # noqa: BLE001 - there are no tables yet
        return False
    finally:
        engine.dispose()


def test_an_exporter_reads_what_it_keeps_alive_and_it_ends_when_told(run: Run, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'shop.sqlite'}"
    command = [sys.executable, "-m", "exporter", "shop", "--speed=600"]
    environment = {**os.environ, "ORION_EXPORTER_DATABASE_URL": url}
    with process(command, log=tmp_path / "log", up=lambda: holds_orders(url), env=environment) as shop:
        found = series_of(run("once", DATABASE_URL=url).stdout)
        assert found["orion_exporter_provider_up", frozenset({("category", "orders")})] == 1
        assert end(shop) == 0
    assert "demo shop started" in (tmp_path / "log").read_text()


def test_a_shop_of_someone_else_is_refused_with_what_to_do(run: Run, shop: str) -> None:
    result = run("shop", DATABASE_URL=shop)
    assert result.returncode == 2
    assert "orion-exporter: ORION_EXPORTER_DATABASE_URL: database: " in result.stderr
    assert "CREATE DATABASE demo" in result.stderr


def test_without_a_database_it_says_so(run: Run) -> None:
    result = run("shop")
    assert (result.returncode, "no database configured" in result.stderr) == (2, True)


def test_a_speed_that_makes_no_sense_is_refused(run: Run, shop: str) -> None:
    result = run("shop", "--speed=0", DATABASE_URL=shop)
    assert (result.returncode, "--speed" in result.stderr) == (2, True)
