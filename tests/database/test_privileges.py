"""The role of deploy/sql may do what it must and no more; and whatever a role may do, a refresh cannot write."""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, inspect, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from exporter.app.application import assemble
from exporter.app.check import check
from exporter.collection.installation import DIRECTORY_TABLES
from exporter.config.configuration import load
from exporter.contracts.metrics import MetricDefinition, MetricsContext, Rows
from tests.database.roles import NAME, apply, execute, granted, read_by_providers, role
from tests.query.incremental.watching import CATEGORIES, Watching
from tests.support.databases import Database, Dialect, MakeDatabase
from tests.support.modules import only
from tests.support.random_shop import NOW, fill
from tests.support.seed import provider
from tests.support.shop import Exporter
from tests.support.shops import two_platforms

SERVERS: tuple[Dialect, ...] = ("postgresql", "mariadb")
OWNERS = {
    table: category
    for category, tables in read_by_providers().items()
    for table in tables
    if table not in DIRECTORY_TABLES
}
"""A provider's own table -> the one category that reads it."""

DENIED = {"postgresql": "permission denied|must be owner", "mariadb": r"\((1142|1143|1044|1227), "}


@dataclass(frozen=True, slots=True)
class Shop:
    """A shop with its owner's engine, and the URL with which the exporter's role reads it."""

    database: Database
    url: str

    def exporter(self, *modules: str) -> Exporter:
        """Return an exporter that has refreshed these modules, or all, with the role."""
        with closing(Exporter(self.url, NOW, only(*modules) if modules else {})) as exporter:
            return exporter.refresh()


def problems(shop: Shop, *modules: str) -> dict[str, str]:
    """Return what `orion-exporter check` finds wrong with these modules, or all, by category."""
    environ = only(*modules) if modules else {}
    application = assemble(load(None, {**environ, "ORION_EXPORTER_DATABASE_URL": shop.url}))
    with closing(application.database):
        return {each.subject: each.message for each in check(application) if each.level == "problem"}


@pytest.fixture(params=SERVERS)
def shop(request: pytest.FixtureRequest, make_database: MakeDatabase, tmp_path: Path) -> Iterator[Shop]:
    """A random shop on each of the servers, and the role as the guide makes it."""
    database = make_database(request.param, fill, 1, rows=60)
    with role(database, tmp_path, thresholds=True) as url:
        yield Shop(database, url)


@pytest.fixture
def as_role(shop: Shop) -> Iterator[Engine]:
    """An engine of the role; its transactions may write as far as the role may."""
    options = "-c default_transaction_read_only=off"
    engine = create_engine(shop.url, connect_args={"options": options} if shop.database.dialect == "postgresql" else {})
    yield engine
    engine.dispose()


@pytest.mark.parametrize("dialect", SERVERS)
def test_the_file_grants_exactly_what_is_read(dialect: Dialect) -> None:
    needed: dict[str, set[str]] = {table: set(columns) for table, columns in DIRECTORY_TABLES.items()}
    for tables in read_by_providers().values():
        for table, columns in tables.items():
            needed.setdefault(table, set()).update(columns)
    assert {table: set(grant.columns) for table, grant in granted(dialect).items()} == needed
    assert {grant.grantee for grant in granted(dialect).values()} == {NAME[dialect]}


def test_the_role_reads_what_the_owner_reads(shop: Shop) -> None:
    exporter = shop.exporter()
    assert exporter.failures() == {}
    with closing(Exporter(shop.database.url, NOW)) as owner:
        assert exporter.text() == owner.refresh().text()
    assert "orion_orders{" in exporter.text("orders")


def test_the_role_may_read_only_what_has_changed(shop: Shop) -> None:
    with closing(Watching(shop.url)) as watching:
        watching.passes(100).refresh().passes(600).refresh()
        assert watching.failures() == {}
        assert {name: watching.changed_only(name) for name in CATEGORIES} == dict.fromkeys(CATEGORIES, 1)


def test_check_finds_no_problem(shop: Shop) -> None:
    application = assemble(load(None, {"ORION_EXPORTER_DATABASE_URL": shop.url}))
    with closing(application.database):
        findings = list(check(application))
    assert [each for each in findings if each.level == "problem"] == []
    assert len([each for each in findings if each.level == "ok"]) == 1 + len(application.providers)


def test_applied_again_it_takes_back_what_is_too_much(shop: Shop, as_role: Engine, tmp_path: Path) -> None:
    execute(shop.database, f"GRANT DELETE ON orders TO {NAME[shop.database.dialect]}")
    with as_role.connect() as connection:
        connection.execute(text("DELETE FROM orders WHERE 1 = 0"))
    as_role.dispose()
    apply(shop.database, tmp_path)
    with as_role.connect() as connection, pytest.raises(DBAPIError, match=DENIED[shop.database.dialect]):
        connection.execute(text("DELETE FROM orders WHERE 1 = 0"))
    assert shop.exporter().failures() == {}


FORBIDDEN = (
    "INSERT INTO orders (id, updated_at) VALUES (1, '2026-01-01')",
    "UPDATE products SET price_cents = 0",
    "DELETE FROM customers",
    "TRUNCATE TABLE inventory",
    "CREATE TABLE mine (id integer)",
    "CREATE VIEW mine AS SELECT id FROM orders",
    "CREATE ROLE mine",
    "DROP TABLE orders",
    "ALTER TABLE orders ADD COLUMN mine integer",
    "SELECT email FROM customers",
    "SELECT email FROM users",
    "SELECT body FROM content_pages",
    "SELECT * FROM orders",
)


def test_the_role_can_do_nothing_else(shop: Shop, as_role: Engine) -> None:
    for statement in FORBIDDEN:
        with as_role.connect() as connection, pytest.raises(DBAPIError, match=DENIED[shop.database.dialect]):
            connection.execute(text(statement))


def test_without_a_grant_only_its_provider_fails_and_names_the_table(shop: Shop) -> None:
    grantee = NAME[shop.database.dialect]
    tables = {category: table for table, category in OWNERS.items()}
    for (category, table), another in zip(tables.items(), [*tables][1:] + [*tables][:1], strict=True):
        privileges = granted(shop.database.dialect)[table].privileges
        execute(shop.database, f"REVOKE {privileges} ON {table} FROM {grantee}")
        failures = shop.exporter(category, another).failures()
        found = problems(shop, category, another)
        execute(shop.database, f"GRANT {privileges} ON {table} TO {grantee}")
        assert list(failures) == list(found) == [category], table
        for told in (failures[category].removeprefix("schema: "), found[category]):
            assert re.match(rf'table "{table}" cannot be read \(.*denied', told)
            assert told.endswith(f": create it, grant SELECT on it, or set providers.{category}.enabled to false")
    assert shop.exporter().failures() == {}


def test_without_any_grant_of_a_module_it_is_not_taken_for_one_that_is_not_installed(shop: Shop) -> None:
    grantee, grants = NAME[shop.database.dialect], granted(shop.database.dialect)
    for table in (name for name, category in OWNERS.items() if category == "marketplace"):
        execute(shop.database, f"REVOKE {grants[table].privileges} ON {table} FROM {grantee}")
    failures = shop.exporter().failures()
    assert list(failures) == list(problems(shop)) == ["marketplace"]
    for table in ("marketplace_import_jobs", "marketplace_products"):
        assert f'table "{table}" cannot be read (' in failures["marketplace"]


def test_a_view_that_may_not_read_its_tables_names_itself(shop: Shop) -> None:
    """One that reads with the privileges of its user, who has none on the tables."""
    name, mariadb = NAME[shop.database.dialect], shop.database.dialect == "mariadb"
    rename = "RENAME TABLE orders TO all_orders" if mariadb else "ALTER TABLE orders RENAME TO all_orders"
    as_who = ("SQL SECURITY INVOKER ", "") if mariadb else ("", " WITH (security_invoker = true)")
    view = f"CREATE {as_who[0]}VIEW orders{as_who[1]} AS SELECT * FROM all_orders"
    revoke = [] if mariadb else [f"REVOKE ALL ON all_orders FROM {name}"]
    columns = ", ".join(granted(shop.database.dialect)["orders"].columns)
    execute(shop.database, rename, view, *revoke, f"GRANT SELECT ({columns}) ON orders TO {name}")
    failures, found = shop.exporter().failures(), problems(shop)
    assert list(failures) == list(found) == ["orders"]
    assert failures["orders"].startswith('schema: table "orders" cannot be read (')
    assert "grant SELECT on it" in found["orders"]


def test_without_one_column_only_its_provider_fails_and_names_the_column(shop: Shop) -> None:
    execute(shop.database, f"REVOKE SELECT (total_cents) ON orders FROM {NAME[shop.database.dialect]}")
    failures = shop.exporter().failures()
    assert list(failures) == ["orders"]
    assert failures["orders"].startswith('schema: table "orders" has no readable column total_cents (read by ')
    assert problems(shop)["orders"].startswith('table "orders" has no readable column total_cents: ')


def test_without_the_directory_every_provider_fails_and_names_its_table(shop: Shop) -> None:
    grantee = NAME[shop.database.dialect]
    execute(shop.database, f"REVOKE {granted(shop.database.dialect)['vendors'].privileges} ON vendors FROM {grantee}")
    failures = shop.exporter().failures()
    assert failures.keys() == read_by_providers().keys()
    assert all(each.startswith('schema: table "vendors" cannot be read (') for each in failures.values())
    assert all(each.endswith("grant SELECT on it; all providers need it") for each in failures.values())
    assert problems(shop)["directory"].startswith('table "vendors" cannot be read (')


POINTS = MetricDefinition("loyalty.points", "points", "Points", "Points.")


class Meddling:
    """A provider from elsewhere that runs statements before it answers."""

    metrics_category = "loyalty"
    definitions = (POINTS,)

    def __init__(self, *steps: str | Callable[[Session], None]) -> None:
        self._steps = steps

    def collect(self, db: Session, _context: MetricsContext) -> Iterable[Rows]:
        for step in self._steps:
            if isinstance(step, str):
                db.execute(text(step))
            else:
                step(db)
        yield Rows((POINTS,), (), [(1, 1, 1, 1)])


UPDATE = "UPDATE platforms SET name = 'mine'"
CREATE = "CREATE TABLE mine (id integer)"
REFUSED = {"sqlite": "readonly database", "postgresql": "read-only transaction", "mariadb": "READ ONLY transaction"}


@pytest.mark.parametrize(
    "steps",
    [(UPDATE,), (CREATE,), (Session.commit, UPDATE), (Session.rollback, CREATE), (Session.commit, CREATE, UPDATE)],
    ids=["write", "create", "commit and write", "roll back and create", "commit, create and write"],
)
def test_the_database_refuses_a_provider_that_writes_with_a_role_that_may(
    small_shop: Database, steps: tuple[str | Callable[[Session], None], ...]
) -> None:
    with closing(Exporter(small_shop.url, NOW, only("orders"), [provider(Meddling(*steps))])) as exporter:
        failures = exporter.refresh().failures()
        assert list(failures) == ["loyalty"]
        assert failures["loyalty"].startswith("query: elsewhere/loyalty.py: ")
        assert REFUSED[small_shop.dialect] in failures["loyalty"]
        assert exporter.refresh("orders").store["orders"].failure is None, "the connection is as good as before"
    assert not inspect(small_shop.engine).has_table("mine")
    with small_shop.engine.connect() as connection:
        assert connection.scalars(text("SELECT name FROM platforms WHERE name = 'mine'")).all() == []


def test_a_transaction_cannot_be_made_to_write(make_database: MakeDatabase) -> None:
    database = make_database("postgresql", two_platforms)
    meddling = Meddling("SET TRANSACTION READ WRITE", UPDATE)
    with closing(Exporter(database.url, NOW, more=[provider(meddling)])) as exporter:
        assert "read-write mode" in exporter.refresh().failures()["loyalty"]


@pytest.fixture
def folder(make_database: MakeDatabase) -> tuple[Database, Path]:
    """A shop on SQLite, and the folder that its file is in."""
    database = make_database("sqlite", fill, 1, rows=60)
    return database, Path(str(database.engine.url.database)).parent


def contents(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Return every file's time of change and bytes."""
    return {path.name: (path.stat().st_mtime_ns, path.read_bytes()) for path in folder.iterdir()}


def test_sqlite_is_read_without_a_trace(folder: tuple[Database, Path]) -> None:
    database, path = folder
    before, seen = contents(path), set[str]()
    look = Meddling(lambda _db: seen.update(each.name for each in path.iterdir()))
    with ExitStack() as opened:
        exporter = opened.enter_context(closing(Exporter(database.url, NOW, more=[provider(look)])))
        assert exporter.refresh().failures() == {}
        write = opened.enter_context(closing(Exporter(database.url, NOW, more=[provider(Meddling(UPDATE))])))
        assert list(write.refresh().failures()) == ["loyalty"]
    assert seen == set(before), "no -journal and no -wal, not even while it reads"
    assert contents(path) == before
