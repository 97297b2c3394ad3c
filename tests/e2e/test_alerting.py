"""From a row in the shop to somebody who is told: the exporter, Prometheus and Alertmanager with the shipped files.

The files are made faster by `grafana.faster`, as people do who try alerts: fifteen minutes become nine seconds.
"""

import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text

from exporter.alerts import ALERTS, EXPORTER
from exporter.demo.schema import alert_thresholds, inventory, orders
from grafana.faster import write
from tests.core.shops import add, two_platforms
from tests.databases import Database
from tests.e2e.conftest import COMMAND, get
from tests.e2e.receiver import Receiver, receiving
from tests.tools import free_port, process, tool

FACTOR = 100
PATIENCE_SECONDS = 60.0
QUIET_SECONDS = 25.0
"""Longer than the last good numbers are served, rules look back, and an alert outlives its cause, together."""
MAX_AGE = "6s"
LOW, OUT, DOWN = "OrionStockUnitsLow", "OrionOutOfStockShareHigh", "OrionDatabaseUnreachable"


@dataclass
class Stack:
    """Everything at work, and who is told."""

    shop: Engine
    file: Path
    receiver: Receiver
    prometheus: str

    def stock(self, vendor: int, quantity: int) -> None:
        """Set what a vendor has of each item."""
        with self.shop.begin() as connection:
            row = {"vendor": vendor, "quantity": quantity}
            connection.execute(text("UPDATE inventory SET quantity = :quantity WHERE vendor_id = :vendor"), row)

    def firing(self) -> set[tuple[str, str]]:
        """Return the alerts that Prometheus lets fire, by name and vendor."""
        alerts = json.loads(get(f"http://{self.prometheus}/api/v1/alerts")[1])["data"]["alerts"]
        firing = [alert["labels"] for alert in alerts if alert["state"] == "firing"]
        return {(labels["alertname"], labels.get("vendor", "")) for labels in firing}

    def story(self) -> str:
        """Return what was told, and what Prometheus thinks, for whoever reads that a test has failed."""
        alerts = get(f"http://{self.prometheus}/api/v1/alerts")[1]
        return f"told {self.receiver.told}; Prometheus has {alerts[:4000]}"


def within(stack: Stack, happened: Callable[[], object]) -> None:
    """Wait for other programs, which act when they like."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not happened():
        assert time.monotonic() < deadline, stack.story()
        time.sleep(0.1)


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    folder = tmp_path_factory.mktemp("alerting")
    file = folder / "shop.sqlite"
    engine = create_engine(f"sqlite:///{file}")
    database = Database("sqlite", f"sqlite:///{file}", engine)
    two_platforms(database)
    for vendor in (1, 2):
        item = {"vendor_id": vendor, "quantity": 50, "reserved_quantity": 0}
        add(database, inventory, [item] * 30)
        add(database, orders, [{"vendor_id": vendor, "platform_id": 2, "status": "pending", "currency": "EUR"}] * 3)
    add(database, alert_thresholds, [{"alert": LOW, "vendor_id": 2, "value": 400}])
    exporter, prometheus, alertmanager = (f"127.0.0.1:{free_port()}" for _ in range(3))
    settings = {"DATABASE_URL": database.url, "REFRESH_EVERY": "1s", "REFRESH_JITTER": "0s"}
    settings |= {
        f"PROVIDERS_{alert.category.upper()}_MAX_AGE": MAX_AGE for alert in ALERTS if alert.category != EXPORTER
    }
    with receiving() as receiver, ExitStack() as running:
        put = {"localhost:9797": exporter, "localhost:9093": alertmanager, "127.0.0.1:9099": receiver.address}
        write(folder, FACTOR, put)
        servers: list[tuple[str, list[str | Path], str]] = [
            ("exporter", [*COMMAND, "serve", f"--web.listen-address={exporter}"], f"{exporter}/readyz"),
            (
                "alertmanager",
                [
                    tool("prometheus-alertmanager"), f"--config.file={folder}/alertmanager.yml",
                    f"--storage.path={folder}/alertmanager", f"--web.listen-address={alertmanager}",
                    "--cluster.listen-address=",
                ],
                f"{alertmanager}/-/ready",
            ),
            (
                "prometheus",
                [
                    tool("prometheus"), f"--config.file={folder}/prometheus.yml", f"--storage.tsdb.path={folder}/data",
                    f"--web.listen-address={prometheus}", "--rules.alert.resend-delay=1s",
                ],
                f"{prometheus}/-/ready",
            ),
        ]  # fmt: skip
        for name, command, ready in servers:
            environment = {**os.environ, **{f"ORION_EXPORTER_{key}": value for key, value in settings.items()}}
            up = _answers(ready)
            running.enter_context(process(command, log=folder / f"{name}.log", up=up, env=environment))
        yield Stack(engine, file, receiver, prometheus)
    engine.dispose()


def _answers(address: str) -> Callable[[], bool]:
    return lambda: get(f"http://{address}")[0] == 200


def test_an_alert_comes_with_the_right_vendor_and_is_resolved_when_stock_is_refilled(stack: Stack) -> None:
    told = stack.receiver
    stack.stock(1, 0)
    within(stack, lambda: told.said("firing", LOW))
    (alert,) = told.said("firing", LOW)
    assert (alert.receiver, alert.labels["vendor"], alert.labels["platform"]) == ("stock", "acme", "main")
    assert (alert.labels["severity"], alert.labels["category"]) == ("warning", "inventory")
    assert "acme" in alert.annotations["summary"]
    assert alert.annotations["runbook_url"].endswith(f"/runbooks/{LOW}")
    assert get(alert.annotations["runbook_url"])[0] == 200
    stack.stock(1, 50)
    within(stack, lambda: told.said("resolved", LOW))
    assert {each.labels["vendor"] for each in told.said("firing", LOW) + told.said("resolved", LOW)} == {"acme"}


def test_a_vendor_s_own_threshold_holds_for_it_and_can_be_changed_while_all_runs(stack: Stack) -> None:
    told = stack.receiver
    stack.stock(2, 12)  # 360 units: less than the 400 of bolt, more than the 10 of everybody
    within(stack, lambda: [each for each in told.said("firing", LOW) if each.labels["vendor"] == "bolt"])
    with stack.shop.begin() as connection:
        connection.execute(text("UPDATE alert_thresholds SET value = 300"))
    within(stack, lambda: [each for each in told.said("resolved", LOW) if each.labels["vendor"] == "bolt"])


def test_when_the_database_goes_away_one_alert_says_so_and_nothing_is_resolved(stack: Stack) -> None:
    told = stack.receiver
    since = len(told.told)
    stack.stock(1, 0)
    within(stack, lambda: [each for each in told.told[since:] if (each.name, each.status) == (LOW, "firing")])
    before, fired = len(told.told), stack.firing()
    assert (LOW, "acme") in fired
    away = stack.file.with_suffix(".away")
    stack.file.rename(away)
    within(stack, lambda: told.said("firing", DOWN))
    time.sleep(QUIET_SECONDS)  # nothing happens, and that takes its time
    afterwards = told.told[before:]
    assert {each.receiver for each in afterwards if each.name == DOWN} == {"on-call"}
    assert [each for each in afterwards if each.status == "firing" and each.name != DOWN] == [], stack.story()

    away.rename(stack.file)
    within(stack, lambda: told.said("resolved", DOWN))
    resolved = {(each.name, each.labels.get("vendor", "")) for each in told.told[before:] if each.status == "resolved"}
    assert resolved & fired == set(), stack.story()
