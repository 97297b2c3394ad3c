"""From a row to a notification: the demo's shop, exporter, Prometheus and Alertmanager with the shipped files.

The files are made faster by `grafana.faster`, as people do who try alerts: fifteen minutes become nine seconds.
"""

import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from sqlalchemy import Engine, create_engine, text

from exporter.alerting.catalogue import EXPORTER
from exporter.contracts.clock import Clock
from exporter.demo.shop import Shop
from grafana.faster import write
from tests.e2e.conftest import COMMAND, get
from tests.e2e.receiver import Receiver, Told, receiving
from tests.support.alerts import ALERTS
from tests.support.tools import ALERTMANAGER, free_port, process, tool

FACTOR = 100
PATIENCE_SECONDS = 60.0
QUIET_SECONDS = 25.0
"""Longer than the last good numbers are served, rules look back, and an alert outlives its cause, together."""
MAX_AGE = "6s"
LOW, OUT, DOWN = "OrionStockUnitsLow", "OrionOutOfStockShareHigh", "OrionDatabaseUnreachable"


class Vendor(NamedTuple):
    """A vendor of the shop, and its home platform."""

    id: int
    code: str
    home: str


@dataclass
class Stack:
    """All running servers, and the receivers of alerts."""

    shop: Engine
    file: Path
    receiver: Receiver
    prometheus: str
    acme: Vendor
    bolt: Vendor

    def write(self, statement: str, **values: object) -> None:
        """Run a statement in the shop."""
        with self.shop.begin() as connection:
            connection.execute(text(statement), values)

    def stock(self, vendor: Vendor, quantity: int) -> None:
        """Set what a vendor has of each item."""
        statement = "UPDATE inventory SET quantity = :quantity, reserved_quantity = 0 WHERE vendor_id = :vendor"
        self.write(statement, quantity=quantity, vendor=vendor.id)

    def told(self, status: str, vendor: Vendor, since: int = 0) -> list[Told]:
        """Return the notifications about a vendor's low stock, from a point on."""
        said = self.receiver.told[since:]
        return [e for e in said if (e.name, e.status, e.labels.get("vendor")) == (LOW, status, vendor.code)]

    def firing(self) -> set[tuple[str, str]]:
        """Return the alerts that Prometheus lets fire, by name and vendor."""
        alerts = json.loads(get(f"http://{self.prometheus}/api/v1/alerts")[1])["data"]["alerts"]
        firing = [alert["labels"] for alert in alerts if alert["state"] == "firing"]
        return {(labels["alertname"], labels.get("vendor", "")) for labels in firing}

    def story(self) -> str:
        """Return the notifications, and the state of Prometheus, for the message of a failed test."""
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
    Shop.create(engine, seed=1, now=Clock().now(), history=timedelta(days=2))
    acme, bolt = vendors(engine)
    exporter, prometheus, alertmanager = (f"127.0.0.1:{free_port()}" for _ in range(3))
    settings = {"DATABASE_URL": f"sqlite:///{file}", "REFRESH_EVERY": "1s", "REFRESH_JITTER": "0s"}
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
                    tool(*ALERTMANAGER),
                    f"--config.file={folder}/alertmanager.yml",
                    f"--storage.path={folder}/alertmanager",
                    f"--web.listen-address={alertmanager}",
                    "--cluster.listen-address=",
                ],
                f"{alertmanager}/-/ready",
            ),
            (
                "prometheus",
                [
                    tool("prometheus"),
                    f"--config.file={folder}/prometheus.yml",
                    f"--storage.tsdb.path={folder}/data",
                    f"--web.listen-address={prometheus}",
                    "--rules.alert.resend-delay=1s",
                ],
                f"{prometheus}/-/ready",
            ),
        ]
        for name, command, ready in servers:
            environment = {**os.environ, **{f"ORION_EXPORTER_{key}": value for key, value in settings.items()}}
            up = _answers(ready)
            running.enter_context(process(command, log=folder / f"{name}.log", up=up, env=environment))
        yield Stack(engine, file, receiver, prometheus, acme, bolt)
    engine.dispose()


def _answers(address: str) -> Callable[[], bool]:
    return lambda: get(f"http://{address}")[0] == 200


def vendors(engine: Engine) -> list[Vendor]:
    """Return two active vendors who are on one platform, and of whose stock nobody says anything special."""
    statement = text(
        "SELECT v.id, v.code, min(p.code) FROM vendors v JOIN vendor_platforms m ON m.vendor_id = v.id"
        " JOIN platforms p ON p.id = m.platform_id WHERE v.is_active AND v.is_verified"
        " AND v.id NOT IN (SELECT vendor_id FROM alert_thresholds WHERE vendor_id IS NOT NULL)"
        " GROUP BY v.id, v.code HAVING count(*) = 1 ORDER BY v.id LIMIT 2"
    )
    with engine.connect() as connection:
        return [Vendor(*row) for row in connection.execute(statement)]


def test_an_alert_comes_with_the_right_vendor_and_is_resolved_when_stock_is_refilled(stack: Stack) -> None:
    acme = stack.acme
    stack.stock(acme, 0)
    within(stack, lambda: stack.told("firing", acme))
    alert = stack.told("firing", acme)[0]
    assert (alert.receiver, alert.labels["platform"]) == ("stock", acme.home)
    assert (alert.labels["severity"], alert.labels["category"]) == ("warning", "inventory")
    assert acme.code in alert.annotations["summary"]
    assert alert.annotations["runbook_url"].endswith(f"/runbooks/{LOW}")
    assert get(alert.annotations["runbook_url"])[0] == 200
    stack.stock(acme, 50)
    within(stack, lambda: stack.told("resolved", acme))
    assert {each.labels["vendor"] for each in stack.receiver.said("firing", LOW)} == {acme.code}


def test_a_vendor_s_own_threshold_holds_for_it_and_can_be_changed_while_all_runs(stack: Stack) -> None:
    bolt = stack.bolt
    row = "INSERT INTO alert_thresholds (id, alert, vendor_id, value) VALUES (99, :alert, :vendor, 1000000)"
    stack.write(row, alert=LOW, vendor=bolt.id)
    within(stack, lambda: stack.told("firing", bolt))
    stack.write("UPDATE alert_thresholds SET value = 1 WHERE id = 99")
    within(stack, lambda: stack.told("resolved", bolt))


def test_when_the_database_goes_away_one_alert_says_so_and_nothing_is_resolved(stack: Stack) -> None:
    told = stack.receiver
    since = len(told.told)
    stack.stock(stack.acme, 0)
    within(stack, lambda: stack.told("firing", stack.acme, since))
    time.sleep(QUIET_SECONDS)  # the demo's shop has problems that are reported, too
    fired = stack.firing()
    assert (LOW, stack.acme.code) in fired
    away = stack.file.with_suffix(".away")
    stack.file.rename(away)
    within(stack, lambda: told.said("firing", DOWN))
    since = len(told.told)
    time.sleep(QUIET_SECONDS)  # nothing happens, and that takes its time
    afterwards = told.told[since:]
    assert {each.receiver for each in told.said("firing", DOWN)} == {"on-call"}
    assert [each for each in afterwards if each.status == "firing" and each.name != DOWN] == [], stack.story()

    away.rename(stack.file)
    within(stack, lambda: told.said("resolved", DOWN))
    resolved = {(each.name, each.labels.get("vendor", "")) for each in told.told[since:] if each.status == "resolved"}
    assert resolved & fired == set(), stack.story()
