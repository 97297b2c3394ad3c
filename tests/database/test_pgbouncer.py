"""Behind PgBouncer in transaction mode everything is as without it, and nothing is left behind for others."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

import psycopg
import pytest
from sqlalchemy import URL, make_url, text
from sqlalchemy.exc import DBAPIError

from exporter.config.connection import ConnectionTarget
from exporter.database.engine import Database as Reader
from exporter.database.failures import failure_of
from exporter.database.limits import Limits
from tests.relations.mini import CONFIGURATION, file_in, mini
from tests.support import pgbouncer
from tests.support.databases import Database, MakeDatabase, Server, SharedDatabase
from tests.support.random_shop import NOW, fill
from tests.support.shop import Exporter
from tests.support.shops import two_platforms

PATIENCE = 20.0


@pytest.fixture(scope="module")
def pooler(postgres_server: Server) -> Iterator[URL]:
    """PgBouncer before the server of the tests; one connection to it serves every client."""
    with pgbouncer.before(postgres_server) as url:
        yield url


@dataclass(frozen=True, slots=True)
class Shop:
    """A database, and the URL that reaches it through PgBouncer."""

    database: Database
    url: str

    def reader(self, **limits: float) -> Reader:
        """Return a reader through PgBouncer."""
        return Reader(lambda: ConnectionTarget("postgresql", url=self.url), Limits(**limits))

    def exporter(self, **orders: str) -> Exporter:
        """Return an exporter through PgBouncer, with these settings of the provider of orders."""
        return Exporter(
            self.url, NOW, {f"ORION_EXPORTER_PROVIDERS_ORDERS_{name}": value for name, value in orders.items()}
        )


def behind(pooler: URL, database: Database) -> Shop:
    url = pooler.set(database=make_url(database.url).database)
    return Shop(database, url.render_as_string(hide_password=False))


@pytest.fixture
def shop(pooler: URL, make_database: MakeDatabase) -> Shop:
    """The shop of `two_platforms` behind PgBouncer, the test's own."""
    return behind(pooler, make_database("postgresql", two_platforms))


def test_refreshes_give_the_same_bytes_as_without_it(pooler: URL, shared_database: SharedDatabase) -> None:
    shop = behind(pooler, shared_database("postgresql", fill, 3))
    with closing(shop.exporter()) as pooled, closing(Exporter(shop.database.url, NOW)) as direct:
        for _ in range(3):
            assert pooled.refresh().failures() == {}
            assert pooled.text() == direct.refresh().text()
        assert "orion_orders{" in pooled.text("orders")


def only(exporter: Exporter) -> str:
    """Return the message of orders, the one category that failed."""
    failures = exporter.refresh().failures()
    assert list(failures) == ["orders"]
    return failures["orders"]


def test_a_lock_is_not_waited_for_for_ever(shop: Shop) -> None:
    with shop.database.engine.connect() as other, closing(shop.exporter(LOCK_TIMEOUT="200ms")) as exporter:
        other.execute(text("LOCK TABLE orders IN ACCESS EXCLUSIVE MODE"))
        assert only(exporter).startswith("timeout: providers/orders.py: canceling statement due to lock timeout")
        other.rollback()
        assert exporter.refresh("orders").failures() == {}


def test_a_slow_statement_is_ended_by_the_server(shop: Shop) -> None:
    with shop.database.engine.begin() as connection:
        connection.execute(text("ALTER TABLE orders RENAME TO kept"))
        connection.execute(text("CREATE VIEW orders AS SELECT kept.* FROM kept, pg_sleep(60)"))
    with closing(shop.exporter(STATEMENT_TIMEOUT="200ms")) as exporter:
        said = only(exporter)
    assert said.startswith("timeout: providers/orders.py: canceling statement due to statement timeout")


def test_nothing_can_be_written(shop: Shop) -> None:
    with closing(shop.reader()) as reader:
        with pytest.raises(DBAPIError, match="read-only transaction"), reader.read() as db:
            db.execute(text("DELETE FROM vendors"))
        with reader.read() as db:
            assert db.scalar(text("SELECT COUNT(*) FROM vendors")) == 2


def test_cancel_ends_what_is_running(shop: Shop) -> None:
    running, failures = Event(), list[str]()
    with closing(shop.reader(statement=PATIENCE)) as reader:

        def run() -> None:
            try:
                with reader.read() as db:
                    running.set()
                    db.execute(text("SELECT pg_sleep(60)"))
            except DBAPIError as error:
                failures.append(failure_of(error).reason)

        thread = Thread(target=run, daemon=True)
        thread.start()
        assert running.wait(PATIENCE)
        for _ in range(100):  # it may not have reached the server yet when it is cancelled for the first time
            reader.cancel()
            thread.join(0.05)
    assert failures == ["timeout"]


def test_nothing_is_prepared_on_the_server(shop: Shop) -> None:
    with closing(shop.reader()) as reader, reader.read() as db:
        for _ in range(20):  # psycopg would prepare what it is given for the sixth time
            assert db.scalar(text("SELECT COUNT(*) FROM pg_prepared_statements")) == 0


Session = tuple[int, dict[str, str]]


def session_of(url: str) -> Session:
    """Return the server's process and every setting of the session that a plain client gets; nothing is prepared."""
    with psycopg.connect(make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)) as client:
        process = client.execute("SELECT pg_backend_pid()").fetchone()
        settings = client.execute("SELECT name, setting FROM pg_settings WHERE name <> 'application_name'").fetchall()
        left = client.execute(
            "SELECT (SELECT COUNT(*) FROM pg_prepared_statements) + (SELECT COUNT(*) FROM pg_cursors WHERE name <> '')"
        ).fetchone()
    assert process is not None
    assert left == (0,)
    return process[0], dict(settings)


def works(reader: Reader) -> None:
    with reader.read() as db:
        db.execute(text("SELECT 1"))


def fails(reader: Reader) -> None:
    with pytest.raises(DBAPIError), reader.read() as db:
        db.execute(text("SELECT * FROM nowhere"))


def commits(reader: Reader) -> None:
    with reader.read() as db:
        db.execute(text("SELECT 1"))
        db.commit()


@pytest.mark.parametrize("use", [works, fails, commits])
def test_no_state_of_the_session_is_left_behind(shop: Shop, use: Callable[[Reader], None]) -> None:
    with closing(shop.reader(statement=7.0, lock=3.0)) as reader:
        with reader.read() as db:
            process = db.scalar(text("SELECT pg_backend_pid()"))
            limits = [db.scalar(text(f"SHOW {name}")) for name in ("statement_timeout", "lock_timeout", "timezone")]
        assert limits == ["7s", "3s", "UTC"], "else there is nothing that could be left behind"
        for _ in range(3):
            use(reader)
        _, fresh = session_of(shop.database.url)
        assert session_of(shop.url) == (process, fresh)


def test_nothing_that_a_relation_locks_stays_locked(pooler: URL, make_database: MakeDatabase, tmp_path: Path) -> None:
    shop = behind(pooler, make_database("postgresql", mini))
    sql = "SELECT on_sale AS is_active FROM goods WHERE pg_try_advisory_lock(no)"
    file = file_in(tmp_path, CONFIGURATION.replace("SELECT no AS id, on_sale AS is_active FROM goods", sql))
    with closing(Exporter(shop.url, NOW, file=file)) as exporter, shop.database.engine.connect() as other:
        assert exporter.refresh("catalog").failures() == {}
        assert other.scalar(text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'")) == 0
