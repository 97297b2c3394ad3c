"""Fixtures that every test may ask for: real servers, started when the first test needs them, and fresh databases."""

from collections.abc import Iterator
from contextlib import ExitStack, closing
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from tests.support import mariadb, postgres
from tests.support.clock import FakeClock
from tests.support.databases import DIALECTS, Database, Dialect, MakeDatabase, Server, in_file, on_server
from tests.support.random_shop import NOW
from tests.support.samples import With
from tests.support.seed import provider
from tests.support.shop import Exporter
from tests.support.shops import two_platforms


@pytest.fixture
def clock() -> FakeClock:
    """A clock that the test moves by hand."""
    return FakeClock()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Server]:
    """PostgreSQL 18 on loopback."""
    with postgres.running() as server:
        yield server


@pytest.fixture(scope="session")
def mariadb_server() -> Iterator[Server]:
    """MariaDB on loopback; skips where it is not installed."""
    with mariadb.running() as server:
        yield server


@pytest.fixture
def make_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[MakeDatabase]:
    """Return a function that makes a fresh database of a dialect; each is dropped when the test ends."""
    numbers = count(1)
    with ExitStack() as databases:

        def make(dialect: Dialect) -> Database:
            if dialect == "sqlite":
                return databases.enter_context(in_file(tmp_path / f"shop-{next(numbers)}.sqlite"))
            fixture = {"postgresql": "postgres_server", "mariadb": "mariadb_server"}[dialect]
            return databases.enter_context(on_server(request.getfixturevalue(fixture)))

        yield make


@pytest.fixture(params=DIALECTS)
def database(request: pytest.FixtureRequest, make_database: MakeDatabase) -> Database:
    """A fresh, empty database; the test runs once on each of the three."""
    return make_database(request.param)


@pytest.fixture
def small(make_database: MakeDatabase) -> Database:
    """Platforms main and side, vendors acme (on both) and bolt (on side), on SQLite."""
    database = make_database("sqlite")
    two_platforms(database)
    return database


@pytest.fixture
def exporter_with(small: Database) -> Iterator[With]:
    """Return a function: an exporter of the small shop with these implementations beside the built-in providers."""
    with ExitStack() as opened:

        def make(*implementations: Any) -> Exporter:
            exporter = Exporter(small.url, NOW, more=[provider(each) for each in implementations])
            return opened.enter_context(closing(exporter))

        yield make
