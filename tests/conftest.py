"""Fixtures that every test may ask for: real servers, started when the first test needs them, and fresh databases."""

import gc
from collections.abc import Callable, Hashable, Iterator
from contextlib import ExitStack, closing
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from exporter.testing.demo_shop import DemoShop, DemoShops
from exporter.testing.subject import Subject
from tests.support import mariadb, postgres
from tests.support.clock import FakeClock
from tests.support.contract import Examine
from tests.support.databases import DIALECTS, Database, Dialect, MakeDatabase, Server, SharedDatabase
from tests.support.modules import only
from tests.support.random_shop import NOW
from tests.support.samples import With
from tests.support.seed import provider
from tests.support.shop import Exporter
from tests.support.shops import two_platforms
from tests.support.templates import FileTemplates, Recipe, ServerTemplates, Templates

Build = Callable[..., object]

# No example may fail for the time that it takes on a slow machine.
settings.register_profile("orion", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("orion")


def pytest_collection_finish() -> None:
    """Spare the garbage collector what stays to the end, such as thousands of tests: it takes a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 10, 10)  # each test compiles statements, which are garbage soon


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


@pytest.fixture(scope="session")
def sqlite_templates(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Templates]:
    """The shops on SQLite."""
    with closing(FileTemplates(tmp_path_factory.mktemp("shops"))) as templates:
        yield templates


@pytest.fixture(scope="session")
def postgresql_templates(postgres_server: Server) -> Iterator[Templates]:
    """The shops on PostgreSQL."""
    with closing(ServerTemplates(postgres_server)) as templates:
        yield templates


@pytest.fixture(scope="session")
def mariadb_templates(mariadb_server: Server) -> Iterator[Templates]:
    """The shops on MariaDB."""
    with closing(ServerTemplates(mariadb_server)) as templates:
        yield templates


@pytest.fixture
def make_database(request: pytest.FixtureRequest) -> Iterator[MakeDatabase]:
    """Return a function that makes databases of the test's own, which it may write to: empty ones, or copies."""
    with ExitStack() as databases:

        def make(dialect: Dialect, build: Build | None = None, *arguments: Hashable, **options: Hashable) -> Database:
            templates: Templates = request.getfixturevalue(f"{dialect}_templates")
            recipe = Recipe(build, arguments, tuple(options.items())) if build else None
            return databases.enter_context(templates.copied(recipe))

        yield make


@pytest.fixture
def shared_database(request: pytest.FixtureRequest) -> SharedDatabase:
    """Return a function that finds databases that all tests share and only read."""

    def share(dialect: Dialect, build: Build, *arguments: Hashable, **options: Hashable) -> Database:
        templates: Templates = request.getfixturevalue(f"{dialect}_templates")
        return templates.shared(Recipe(build, arguments, tuple(options.items())))

    return share


@pytest.fixture
def small(make_database: MakeDatabase) -> Database:
    """Platforms main and side, vendors acme (on both) and bolt (on side), on SQLite; the test's own."""
    return make_database("sqlite", two_platforms)


@pytest.fixture
def exporter_with(small: Database) -> Iterator[With]:
    """Return a function: an exporter of the small shop with these implementations beside tenancy and orders."""
    with ExitStack() as opened:

        def make(*implementations: Any) -> Exporter:
            more = [provider(each) for each in implementations]
            exporter = Exporter(small.url, NOW, only("tenancy", "orders"), more=more)
            return opened.enter_context(closing(exporter))

        yield make


@pytest.fixture(params=DIALECTS)
def dialect(request: pytest.FixtureRequest) -> Dialect:
    """The kind of database; the test runs once on each of the three."""
    chosen: Dialect = request.param
    return chosen


@pytest.fixture
def database(dialect: Dialect, make_database: MakeDatabase) -> Database:
    """An empty database of the test's own, on each of the three."""
    return make_database(dialect)


@pytest.fixture
def small_shop(dialect: Dialect, make_database: MakeDatabase) -> Database:
    """A copy of the shop of `two_platforms`, the test's own, on each of the three."""
    return make_database(dialect, two_platforms)


@pytest.fixture(scope="session")
def demo_shop(_orion_shops: DemoShops) -> Iterator[DemoShop]:
    """The demo shop of the test kit, only to be read."""
    with _orion_shops.copy() as shop:
        yield shop


@pytest.fixture
def examine(_orion_shops: DemoShops, demo_shop: DemoShop) -> Iterator[Examine]:
    """Return a function that puts a provider on the demo shop, for the contract suite."""
    with ExitStack() as opened:

        def put(loaded: Any) -> Subject:
            return opened.enter_context(closing(Subject(loaded, demo_shop.url, demo_shop.now, _orion_shops)))

        yield put
