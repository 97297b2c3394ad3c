"""Several databases: one refresh reads from each in one transaction, and one that is down costs those who read it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlalchemy import Boolean, column, select, table, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from exporter.contracts.failures import ContractError
from exporter.database.failures import database_of, failure_of
from exporter.database.fetching import fetch
from exporter.database.limits import Limits
from exporter.database.sessions import opened, origins, session_of, statements_of
from exporter.directory.directory import statements
from tests.support import warehouse
from tests.support.databases import Database, Dialect, MakeDatabase
from tests.support.random_shop import NOW
from tests.support.seed import provider
from tests.support.shop import Exporter
from tests.support.shops import two_platforms
from tests.support.warehouse import Parcels

SEVEN = 'orion_parcels{category="parcels",platform="main",vendor="acme"} 7.0'
SLOW = {
    "postgresql": "SELECT pg_sleep(60)",
    "mariadb": "SELECT SLEEP(60)",
    "sqlite": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n",
}

Export = Callable[..., Exporter]


@pytest.fixture
def shop(make_database: MakeDatabase) -> Database:
    return make_database("postgresql", two_platforms)


@pytest.fixture
def second(make_database: MakeDatabase, dialect: Dialect) -> Database:
    return make_database(dialect, warehouse.build)


@pytest.fixture
def export(shop: Database) -> Iterator[Export]:
    """Return a function: an exporter of the shop and of a warehouse at this URL."""
    with ExitStack() as exporters:

        def make(url: str, reader: Parcels, **others: str) -> Exporter:
            more = [provider(reader)]
            exporter = Exporter(shop.url, NOW, more=more, others={"warehouse": url, **others})
            return exporters.enter_context(closing(exporter))

        yield make


def test_a_provider_reads_another_database(export: Export, second: Database) -> None:
    exporter = export(second.url, Parcels()).refresh()
    assert exporter.failures() == {}
    assert SEVEN in exporter.text("parcels")
    assert exporter.store.databases_up == {"main": True, "warehouse": True}


def test_what_nobody_reads_is_not_connected_to(export: Export) -> None:
    exporter = export("mysql+pymysql://127.0.0.1:1/gone", Parcels("main")).refresh("orders")
    assert exporter.failures() == {}
    assert exporter.store.databases_up == {"main": True}


def test_statements_count_in_all_databases(export: Export, second: Database) -> None:
    exporter = export(second.url, Parcels())
    with exporter.databases.read("one") as db:
        begun = statements_of(db)
        other = session_of(db, "warehouse")
        of_second = statements_of(db) - begun
        other.execute(text("SELECT 1"))
        assert statements_of(db) > begun + of_second
    assert of_second > 0
    alone = exporter.refresh("parcels").store["parcels"].report.statements
    assert alone > begun + of_second + len(list(statements()))


def test_the_other_transaction_is_read_only_too_and_ends(export: Export, second: Database) -> None:
    reader = Parcels()
    errors: list[str] = []
    reader.asking = lambda session: errors.append(warehouse.try_to_write(session))
    exporter = export(second.url, reader).refresh("parcels")
    assert errors[0]
    for each in exporter.databases.every.values():
        assert each._active == {}, "a connection was not given back"
    with second.engine.begin() as connection:
        assert connection.execute(text("SELECT count(*) FROM parcels")).scalar() == 1


def test_one_transaction_for_each_database(export: Export, second: Database) -> None:
    exporter = export(second.url, Parcels())
    with exporter.databases.read() as db:
        other = session_of(db, "warehouse")
        before = other.scalar(text("SELECT count(*) FROM parcels"))
        if second.dialect != "sqlite":  # a reader keeps writers of a rollback journal out
            with second.engine.begin() as connection:
                connection.execute(text("INSERT INTO parcels VALUES (1, 1)"))
        assert other.scalar(text("SELECT count(*) FROM parcels")) == before
        assert session_of(db, "warehouse") is session_of(other, "warehouse") is other
        assert session_of(other, "main") is session_of(db, "main") is db
        assert opened(db) == {"main": db, "warehouse": other}


def test_a_database_that_is_not_configured(export: Export, second: Database) -> None:
    exporter = export(second.url, Parcels("wharehouse")).refresh("parcels")
    said = 'contract: elsewhere/parcels.py: database "wharehouse" is not configured; configured: main, warehouse'
    assert exporter.failures() == {"parcels": said}
    assert exporter.store.databases_up == {"main": True}


def test_a_session_of_an_application_has_only_its_own_database(shop: Database) -> None:
    with Session(shop.engine) as db:
        assert session_of(db, "main") is db
        with pytest.raises(ContractError, match='database "warehouse" cannot be read with this session'):
            session_of(db, "warehouse")


def test_a_table_that_is_missing_there(export: Export, second: Database) -> None:
    with second.engine.begin() as connection:
        connection.execute(text("DROP TABLE parcels"))
    exporter = export(second.url, Parcels()).refresh("parcels", "orders")
    (said,) = exporter.failures().values()
    assert said.startswith("schema: database warehouse: ")
    assert exporter.store.databases_up == {"main": True, "warehouse": True}


def test_a_database_that_is_down_costs_those_who_read_it(export: Export) -> None:
    exporter = export("mysql+pymysql://127.0.0.1:1/gone", Parcels()).refresh()
    (said,) = exporter.failures().values()
    assert said.startswith("connection: elsewhere/parcels.py: database warehouse: Can't connect")
    assert said.endswith(
        "; check that the database server is running and the settings under databases.warehouse are correct"
    )
    assert exporter.store.databases_up == {"main": True, "warehouse": False}


def test_a_main_database_that_is_down_says_nothing_about_others(second: Database) -> None:
    more = [provider(Parcels())]
    with closing(Exporter("mysql+pymysql://127.0.0.1:1/gone", NOW, more=more, others={"warehouse": second.url})) as one:
        one.refresh("parcels")
        assert "the settings under database are correct" in one.failures()["parcels"]
        assert one.store.databases_up == {"main": False}


def test_cancel_reaches_every_database(export: Export, second: Database) -> None:
    reader, running = Parcels(), Event()

    def wait(session: Session) -> None:
        running.set()
        session.execute(text(SLOW[second.dialect]))

    reader.asking = wait
    exporter = export(second.url, reader)
    thread = Thread(target=exporter.refresh, args=("parcels",), daemon=True)
    thread.start()
    assert running.wait(20)
    while thread.is_alive():  # it may not have reached the server yet
        exporter.refresher.cancel("parcels")
        thread.join(0.1)
    (said,) = exporter.failures().values()
    assert said.startswith("timeout: elsewhere/parcels.py: database warehouse: ")
    assert "databases.warehouse.statement_timeout" in said
    assert exporter.store.databases_up == {"main": True, "warehouse": True}


def test_each_database_has_its_own_origin(export: Export, second: Database, tmp_path: Path) -> None:
    exporter, other = export(second.url, Parcels()), export(f"sqlite:///{tmp_path / 'a'}", Parcels("main"))
    with exporter.databases.read() as db:
        both, main = origins(db, {"warehouse"}), origins(db, ())
    with other.databases.read() as db:
        assert origins(db, {"main"}) == main != both


def test_flags_that_cannot_be_judged_are_counted_in_every_database(export: Export, second: Database) -> None:
    with second.engine.begin() as connection:
        connection.execute(text("CREATE TABLE depots (is_open VARCHAR(9))"))
        connection.execute(text("INSERT INTO depots VALUES ('maybe')"))
    depots = table("depots", column("is_open", Boolean))
    reader = Parcels()
    reader.asking = lambda session: list(fetch(session, select(depots.c.is_open))).clear()
    exporter = export(second.url, reader)
    for _ in range(2):
        report = exporter.refresh("parcels").store["parcels"].report
        assert report.rejected["flag"] == 1
        assert report.warnings[0].startswith("database warehouse: depots.is_open is neither true nor false in 1 rows")


@pytest.mark.parametrize("dialect", ["postgresql", "mariadb"])
def test_each_database_has_its_own_limits(export: Export, second: Database) -> None:
    exporter = export(second.url, Parcels())
    with exporter.databases.read(limits_of_others={"warehouse": Limits(statement=0.2)}) as db:
        assert db.scalar(text("SELECT 1 FROM pg_sleep(0.4)")) == 1, "the main database has its own"
        with pytest.raises(DBAPIError) as raised:
            session_of(db, "warehouse").scalar(text(SLOW[second.dialect]))
    assert (failure_of(raised.value).reason, database_of(raised.value)) == ("timeout", "warehouse")
