"""Fixtures that every test may ask for: real servers, started when the first test needs them, and fresh databases."""

from collections.abc import Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.clock import FakeClock
from tests.databases import DIALECTS, Database, Dialect, MakeDatabase, Server, in_file, on_server
from tests.infrastructure import mariadb, postgres

# No example may fail for the time that it takes on a slow machine.
settings.register_profile("orion", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("orion")


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
