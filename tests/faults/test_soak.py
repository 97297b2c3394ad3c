"""A refresh each second in a shop that changes, scraped all the time: never a false number, and nothing grows."""

import os
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from random import Random
from statistics import median
from threading import Event, Thread

import pytest
from sqlalchemy import Engine, text

from tests.e2e.conftest import COMMAND, get
from tests.support import handmade
from tests.support.databases import Database, MakeDatabase
from tests.support.shop import series_of
from tests.support.tools import free_port, process

FEW, MANY = 8, 500
"""How many refreshes there are, one each second where the machine keeps up."""

CENTS = 700
CALM_BYTES = 6_000_000
"""By how much the memory of a process that grows by nothing may differ from one minute to another."""


@contextmanager
def changing(engine: Engine) -> Iterator[None]:
    """Insert, change and delete orders in transactions beside the block. Each order is worth the same."""
    over = Event()

    def live() -> None:
        dice, number = Random(1), 1_000_000  # noqa: S311 - no secret
        while not over.is_set():
            with engine.begin() as connection:
                for _ in range(dice.randint(1, 20)):
                    number += 1
                    connection.execute(
                        text(
                            "INSERT INTO orders (id, vendor_id, platform_id, status, total_cents, currency, created_at,"
                            " updated_at) VALUES (:id, :vendor, 1, 'pending', :cents, 'EUR', now(), now())"
                        ),
                        {"id": number, "vendor": dice.randint(1, 3), "cents": CENTS},
                    )
                status = dice.choice(["shipped", "delivered", "processing"])
                changed = "UPDATE orders SET status = :status, updated_at = now() WHERE id % 7 = :rest"
                connection.execute(text(changed), {"status": status, "rest": dice.randint(0, 6)})
                connection.execute(text("DELETE FROM orders WHERE id < :id - 400"), {"id": number})
            over.wait(0.02)

    thread = Thread(target=live)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def false(body: str) -> list[str]:
    """Return what cannot be true of any moment of the shop."""
    sums = Counter[str]()
    waiting = 0.0
    for (name, labels), value in series_of(body).items():
        sums[name] += value  # type: ignore[assignment]  # a counter of floats
        waiting += value if name == "orion_orders" and dict(labels)["status"] in {"pending", "processing"} else 0
    orders = sums["orion_orders"]
    wanted = {
        "orion_platform_orders": orders,
        "orion_order_value": orders * CENTS / 100,
        "orion_platform_order_value": orders * CENTS / 100,
        "orion_orders_open": waiting,
        "orion_platform_orders_open": waiting,
    }
    return [f"{name} is {sums[name]}, not {value}" for name, value in wanted.items() if sums[name] != value]


@dataclass(frozen=True, slots=True)
class Use:
    """What a process holds: bytes, threads, files, and connections to the database."""

    memory: int
    threads: int
    files: int
    connections: int

    @classmethod
    def usual(cls, found: Sequence["Use"]) -> "Use":
        """Return the median of each."""
        return cls(*(int(median(getattr(each, field.name) for each in found)) for field in fields(cls)))

    def __str__(self) -> str:
        return f"{self.memory / 1e6:.1f} MB, {self.threads} threads, {self.files} files, {self.connections} connections"


def use(pid: int, engine: Engine) -> Use:
    status = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines())
    with engine.connect() as connection:
        asked = text(
            "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'orion-exporter' "
            "AND datname = current_database()"
        )
        connections = int(connection.execute(asked).scalar_one())
    files = len(list(Path(f"/proc/{pid}/fd").iterdir()))
    return Use(int(status["VmRSS"].split()[0]) * 1024, int(status["Threads"]), files, connections)


def soak(database: Database, folder: Path, refreshes: int) -> list[Use]:
    """Run on the handmade shop for that many refreshes, and as many scrapes at least; return what was held at each.

    Every scrape is looked at.
    """
    with database.engine.begin() as connection:
        connection.execute(text("DELETE FROM orders"))
    address = f"127.0.0.1:{free_port()}"
    environment = {**os.environ, "ORION_EXPORTER_DATABASE_URL": database.url, "ORION_EXPORTER_REFRESH_EVERY": "1s"}
    command = [*COMMAND, "serve", f"--web.listen-address={address}"]
    found, refreshed = list[Use](), 0.0
    metrics = f"http://{address}/metrics"
    ready = f"http://{address}/readyz"
    with (
        changing(database.engine),
        process(command, log=folder / "log", env=environment, up=lambda: get(ready)[0] == 200) as server,
    ):
        while len(found) < refreshes or refreshed < refreshes:
            for page in (f"{metrics}?collect[]=orders", metrics):
                status, body = get(page)
                assert status == 200
                assert false(body) == []
            found.append(use(server.pid, database.engine))
            told = series_of(body)
            refreshed = told["orion_exporter_refreshes_total", frozenset({("category", "orders")})]
            time.sleep(0.2)
    assert sum(value for (name, _), value in told.items() if name == "orion_exporter_refresh_failures_total") == 0
    return found


def test_a_short_life_is_true_and_holds_no_more_than_it_must(make_database: MakeDatabase, tmp_path: Path) -> None:
    found = soak(make_database("postgresql", handmade.build), tmp_path, FEW)
    assert max(each.connections for each in found) <= 4
    later = found[len(found) // 2 :]
    assert max(each.files for each in later) - min(each.files for each in later) <= 6
    assert max(each.threads for each in later) <= 16


@pytest.mark.soak
def test_ten_minutes_do_not_make_it_grow(
    make_database: MakeDatabase, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = soak(make_database("postgresql", handmade.build), tmp_path, MANY)
    part = len(found) // 5
    early, late = Use.usual(found[part : 2 * part]), Use.usual(found[-part:])
    with capsys.disabled():
        print(f"\n{2 * len(found)} scrapes; in minutes 3 and 4 {early}; at the end {late}")  # noqa: T201
    for what in ("threads", "files", "connections"):
        assert getattr(late, what) <= getattr(early, what), what
    assert late.memory - early.memory < CALM_BYTES
