"""Questions about a period over HTTP, of a database that takes a minute, or that is not there."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import make_url

from exporter.server.api.questions import Questions
from exporter.server.app import create_app
from exporter.server.source import Source
from tests.app.period_shops import closed, live_of, slow_orders
from tests.faults.conftest import eventually
from tests.server.serving import Address, running
from tests.statistics.application import build
from tests.support.asleep import asleep
from tests.support.databases import Database, MakeDatabase

WEEK = "/api/v1/statistics?vendor=1&category=orders&from=2026-02-20"


@contextmanager
def serving(database: Database, seconds: float = 60.0, **settings: Any) -> Iterator[Address]:
    """Serve an exporter that has read vendors and platforms, but no orders."""
    live = live_of({"preset": "orion", "database": {"url": database.url}, **settings})
    application = live.application
    assert application.refresher.refresh("tenancy")
    ask = Questions(live.periods, seconds, application.clock).ask
    source = Source(
        live.store, live.telemetry, application.clock, live.next_refresh, dict, lambda: live.shelf, "1", ask=ask
    )
    with running(create_app(source)) as (address,):
        yield address
    closed(live)


def test_the_numbers_of_a_period(make_database: MakeDatabase) -> None:
    with serving(make_database("sqlite", build)) as address:
        answer = json.loads(address.ask(WEEK).text)
        (orders,) = answer["categories"]
        numbers = {each["flat_key"]: (each["value"], each["previous"]) for each in orders["values"]}
        assert numbers['orders.total{status="pending"}'] == (3, 0)
        assert address.ask(WEEK + "&to=2026-02-21").status == 200


def test_a_client_that_leaves_ends_the_statement_and_too_many_questions_get_429(make_database: MakeDatabase) -> None:
    database = make_database("postgresql", build)
    with serving(database, relations=slow_orders("postgresql")) as address:
        paths = [f"{WEEK}&to=2026-02-2{day}" for day in (3, 4, 5)]
        clients = [address.connect() for _ in paths]
        for client, path in zip(clients, paths, strict=True):
            client.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            eventually(lambda: asleep(database.engine) == 1)
        eventually(lambda: address.ask(f"{WEEK}&to=2026-02-26").status == 429)
        refused = address.ask(f"{WEEK}&to=2026-02-26")
        assert refused.headers["retry-after"] == "5"
        assert "wait for an answer before the next question" in json.loads(refused.text)["detail"]
        for client in clients:
            client.close()
        eventually(lambda: asleep(database.engine) == 0)
        assert address.ask(WEEK.replace("orders", "catalog")).status == 200


def test_the_deadline_is_a_504(make_database: MakeDatabase) -> None:
    database = make_database("postgresql", build)
    with serving(database, 0.2, relations=slow_orders("postgresql")) as address, ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(address.ask, [WEEK, f"{WEEK}&to=2026-02-23"]))
        assert [each.status for each in answers] == [504, 504]
        assert "no answer within 0.2 s" in json.loads(answers[0].text)["detail"]
        eventually(lambda: asleep(database.engine) == 0)


def test_a_database_that_cannot_be_read_is_a_503(make_database: MakeDatabase) -> None:
    database = make_database("sqlite", build)
    with serving(database) as address:
        Path(make_url(database.url).database or "").unlink()
        answer = address.ask(WEEK)
        assert (answer.status, answer.headers["retry-after"]) == (503, "5")
        assert "cannot be read at present (reason: connection)" in json.loads(answer.text)["detail"]
        assert address.ask("/api/v1/vendors").status == 200
