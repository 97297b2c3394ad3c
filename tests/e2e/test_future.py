"""An order dated 2099: the exporter, Prometheus and the shipped rules still notice a vendor without new orders."""

import json
import os
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from exporter.contracts.clock import Clock
from exporter.demo.schema import orders
from grafana.faster import write
from tests.e2e.conftest import COMMAND, get
from tests.support.shops import insert_rows, two_platforms
from tests.support.tools import free_port, process, tool

FACTOR = 1_000
PATIENCE_SECONDS = 60.0
WEEK = timedelta(days=7)
RECORDED = (
    'vendor_platform:orion_order_last_created_timestamp_seconds:max{{vendor="{}",platform="side",category="orders"}}'
)
"""What the rules have recorded about a vendor."""

LAST = {"acme": timedelta(days=3), "bolt": timedelta(minutes=5)}
"""How long ago the last order of each vendor was; each also has one dated 2099."""


def shop(file: Path, now: datetime) -> None:
    """Make a shop of two vendors on side."""
    engine = create_engine(f"sqlite:///{file}")
    two_platforms(engine)
    for vendor, age in zip((1, 2), LAST.values(), strict=True):
        order = {"vendor_id": vendor, "platform_id": 2, "status": "delivered", "currency": "EUR", "total_cents": 100}
        moments = [now - age, now - WEEK, now.replace(year=2099)]
        insert_rows(engine, orders, [{**order, "created_at": each.replace(tzinfo=None)} for each in moments])
    engine.dispose()


def history(folder: Path, now: datetime) -> None:
    """Write what Prometheus has recorded at this time a week ago: the last orders were an hour old."""
    minutes = [now - WEEK + timedelta(minutes=minute) for minute in range(-10, 30)]
    lines = [
        f"{RECORDED.format(vendor)} {(at - timedelta(hours=1)).timestamp():.0f} {at.timestamp():.0f}\n"
        for vendor in LAST
        for at in minutes
    ]
    text = folder / "history.om"
    text.write_text("".join([*lines, "# EOF\n"]), encoding="utf-8")
    command = [str(tool("promtool")), "tsdb", "create-blocks-from", "openmetrics", str(text), str(folder / "data")]
    subprocess.run(command, check=True, capture_output=True)


@pytest.fixture
def prometheus(tmp_path: Path) -> Iterator[str]:
    """The address of Prometheus with the shipped rules, which scrapes an exporter of that shop."""
    now, file = Clock().now(), tmp_path / "shop.sqlite"
    shop(file, now)
    history(tmp_path, now)
    exporter, address = (f"127.0.0.1:{free_port()}" for _ in range(2))
    write(tmp_path, FACTOR, {"localhost:9797": exporter})
    settings = {"DATABASE_URL": f"sqlite:///{file}", "REFRESH_EVERY": "1s", "REFRESH_JITTER": "0s"}
    environment = os.environ | {f"ORION_EXPORTER_{key}": value for key, value in settings.items()}
    servers: dict[str, list[str | Path]] = {
        f"{exporter}/readyz": [*COMMAND, "serve", f"--web.listen-address={exporter}"],
        f"{address}/-/ready": [
            tool("prometheus"),
            f"--config.file={tmp_path}/prometheus.yml",
            f"--storage.tsdb.path={tmp_path}/data",
            f"--web.listen-address={address}",
        ],
    }
    with ExitStack() as running:
        for number, (ready, command) in enumerate(servers.items()):
            up = _answers(ready)
            running.enter_context(process(command, log=tmp_path / f"{number}.log", up=up, env=environment))
        yield address


def _answers(address: str) -> Callable[[], bool]:
    return lambda: get(f"http://{address}")[0] == 200


def firing(prometheus: str) -> set[tuple[str, str]]:
    """Return the alerts that fire, by name and by the vendor or the reason that they are about."""
    alerts = json.loads(get(f"http://{prometheus}/api/v1/alerts")[1])["data"]["alerts"]
    labels = [alert["labels"] for alert in alerts if alert["state"] == "firing"]
    return {(each["alertname"], each.get("vendor", each.get("reason", ""))) for each in labels}


def test_a_vendor_whose_last_real_order_is_old_is_noticed(prometheus: str) -> None:
    wanted = {("OrionNoOrders", "acme"), ("OrionSamplesRejected", "future")}
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not wanted <= (found := firing(prometheus)):
        assert time.monotonic() < deadline, found
        time.sleep(0.1)
    assert ("OrionNoOrders", "bolt") not in found
