"""The API inside another application: it serves what its refreshes read, and ends with the application."""

import asyncio
import logging
from pathlib import Path
from typing import Any

import httpx
import pytest

from exporter.app.mounting import MountedApi
from tests.support import handmade
from tests.support.modules import MODULES


async def answer(orion: MountedApi, period: str = "") -> Any:
    """Return the numbers of the orders of vendor 1; None before they have been read."""
    async with httpx.AsyncClient(transport=httpx.ASGITransport(orion.app), base_url="http://localhost") as client:
        found = await client.get(f"/api/v1/statistics?vendor=1&category=orders{period}")
    return (found.json()["categories"] or [None])[0] if found.status_code == 200 else None


async def first_answer(orion: MountedApi) -> Any:
    """Return the numbers of the orders of vendor 1 when they have been read."""
    async with asyncio.timeout(30):
        while (found := await answer(orion)) is None:
            await asyncio.sleep(0.01)
    return found


def test_it_refreshes_while_it_runs(tmp_path: Path) -> None:
    others: dict[str, object] = {each: {"enabled": False} for each in MODULES if each not in {"tenancy", "orders"}}
    database = {"url": handmade.in_file(tmp_path / "shop.sqlite")}
    orion = MountedApi({"database": database, "providers": others})
    assert asyncio.run(answer(orion)) is None
    with orion.running():
        orders = asyncio.run(first_answer(orion))
        assert asyncio.run(answer(orion, "&from=2026-01-01")) is not None
    assert orion._live.periods._shop.databases.main.engine.pool.checkedin() == 0  # type: ignore[attr-defined]  # of this pool
    assert orders["totals"]["orders.total"] == 3
    assert asyncio.run(answer(orion)) == orders  # until it is too old


def test_a_wrong_configuration_is_reported_where_it_is() -> None:
    with pytest.raises(ValueError, match=r"^configuration: preset"):
        MountedApi({"preset": "vendura"})


def test_the_logging_of_the_application_is_left_alone(tmp_path: Path) -> None:
    orion = MountedApi({"database": {"url": handmade.in_file(tmp_path / "shop.sqlite")}})
    root, sql = logging.getLogger(), logging.getLogger("sqlalchemy")
    before = ([*root.handlers], root.level, sql.level)
    with orion.running():
        live = orion._live
        live._use(live.application.configuration, live.application.configuration)  # as if variants had been chosen
    assert ([*root.handlers], root.level, sql.level) == before
