"""Databases of dialects that the exporter does not know: DuckDB, and PostgreSQL under another name."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from exporter.app.application import assemble
from exporter.app.check import check
from exporter.app.findings import Finding
from exporter.config.configuration import load
from exporter.config.connection import ConnectionTarget
from exporter.database.catalog.reading import relation_of
from exporter.database.engine import Database as Reader
from exporter.database.failures import failure_of
from exporter.database.interrupting import cancel, cut
from exporter.database.limits import Limits
from tests.support import elsewhere, handmade
from tests.support.databases import MakeDatabase
from tests.support.shop import Exporter

SLOW = {
    "duckdb": "SELECT count(*) FROM range(100000000) a, range(1000000000) b WHERE a.range * b.range % 7 = 3",
    elsewhere.OTHER: "SELECT pg_sleep(60)",
}
THRESHOLDS = {
    "ORION_EXPORTER_THRESHOLDS": "[{alert: OrionStockUnitsLow, value: 7}, {alert: OrionNoOrders, value: off}]"
}
ACME = "install the package with the SQLAlchemy dialect acme, or use postgresql, mariadb, mysql, sqlite"
WRITING = (
    "UPDATE orders SET total_cents = 0",
    "CREATE TABLE things (id INTEGER)",
    "DELETE FROM orders",
)


@pytest.fixture(scope="module")
def _duckdb(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("duckdb") / "shop.duckdb"
    elsewhere.duckdb_file(file)
    return file


@pytest.fixture
def duckdb(_duckdb: Path, tmp_path: Path) -> Path:
    """A file of the test's own."""
    return Path(shutil.copy(_duckdb, tmp_path / "shop.duckdb"))


@pytest.fixture(params=["duckdb", elsewhere.OTHER])
def url(request: pytest.FixtureRequest, make_database: MakeDatabase) -> str:
    """The shop in a database of another dialect."""
    if request.param == "duckdb":
        return f"duckdb:///{request.getfixturevalue('duckdb')}"
    return elsewhere.other(make_database("postgresql", elsewhere.build).url)


Read = Callable[..., Reader]


@pytest.fixture
def reading() -> Iterator[Read]:
    """Return a function: a reader of the database at a URL, with these limits."""
    with ExitStack() as readers:

        def make(url: str, **limits: float) -> Reader:
            target = ConnectionTarget(url.partition(":")[0], url=url)
            return readers.enter_context(closing(Reader(lambda: target, Limits(**limits))))

        yield make


def exposition(url: str) -> str:
    with closing(Exporter(url, handmade.NOW, THRESHOLDS, alerts=True)) as exporter:
        exporter.refresh()
        assert exporter.failures() == {}
        assert {each.category: each.report.warnings for each in exporter.store.states() if each.report.warnings} == {}
        return exporter.text()


def test_the_numbers_are_those_of_sqlite(url: str, tmp_path: Path) -> None:
    assert exposition(url) == exposition(handmade.in_file(tmp_path / "shop.sqlite"))


def test_a_refresh_always_reads_all_rows(url: str) -> None:
    policy = {"ORION_EXPORTER_PROVIDERS_ORDERS_CHANGED_ONLY_ABOVE": "0s"}
    with closing(Exporter(url, handmade.NOW, policy)) as exporter:
        for _ in range(3):
            exporter.refresh("orders")
            exporter.clock.advance(10)
        assert (exporter.store["orders"].refreshes, exporter.store["orders"].changed_only) == (3, 0)


@pytest.mark.parametrize("statement", WRITING)
def test_nothing_can_be_written(reading: Read, url: str, statement: str) -> None:
    reader = reading(url)
    before = exposition(url)
    with reader.read() as db, pytest.raises(DBAPIError):
        db.execute(text(statement))
    assert reader.read_only
    assert exposition(url) == before


def test_a_reading_is_of_one_transaction(reading: Read, url: str) -> None:
    reader = reading(url)
    for _ in range(2):
        with reader.read() as db:
            assert db.scalar(text("SELECT count(*) FROM orders")) == 6
            assert db.connection().in_transaction()
    with reader.read() as db, pytest.raises(DBAPIError):
        db.execute(text("SELECT nothing FROM orders"))
    with reader.read() as db:
        assert db.scalar(text("SELECT count(*) FROM orders")) == 6


def test_a_statement_has_a_deadline(reading: Read, url: str) -> None:
    reader = reading(url, statement=0.3)
    with pytest.raises(DBAPIError) as raised, reader.read() as db:
        db.execute(text(SLOW[reader.dialect])).all()
    assert failure_of(raised.value).reason == "timeout"
    with reader.read() as db:
        assert db.scalar(text("SELECT count(*) FROM orders")) == 6


@pytest.mark.parametrize("do", ["cancel", "abandon"])
def test_a_statement_is_ended_for_its_owner(reading: Read, url: str, do: str) -> None:
    reader, running, reasons = reading(url), Event(), list[str]()

    def run() -> None:
        try:
            with reader.read("orders") as db:
                running.set()
                db.execute(text(SLOW[reader.dialect])).all()
        except DBAPIError as error:
            reasons.append(failure_of(error).reason)

    thread = Thread(target=run, daemon=True)
    thread.start()
    assert running.wait(20)
    while thread.is_alive():
        reader.cancel("cms")
        getattr(reader, do)("orders")
        thread.join(0.1)
    assert reasons[0] in {"timeout", "connection"}


@pytest.mark.parametrize(
    "statement", ["SELECT nothing FROM orders", "SELECT * FROM nothing", "SELECT id FROM nothing WHERE id = 1"]
)
def test_what_is_missing_is_a_failure_of_the_schema(reading: Read, url: str, statement: str) -> None:
    with pytest.raises(DBAPIError) as raised, reading(url).read() as db:
        db.execute(text(statement))
    assert failure_of(raised.value).reason == "schema"


def test_a_table_that_is_missing_is_named(duckdb: Path) -> None:
    written(duckdb, "DROP TABLE content_pages")
    with closing(Exporter(f"duckdb:///{duckdb}", handmade.NOW, alerts=True).refresh()) as exporter:
        (said,) = exporter.failures().values()
        assert said.startswith('schema: table "content_pages" does not exist (read by providers/cms.py)')


def test_infinite_times(duckdb: Path) -> None:
    written(duckdb, "UPDATE orders SET created_at = 'infinity' WHERE id = 1")
    written(duckdb, "UPDATE orders SET created_at = '-infinity' WHERE id = 2")
    with closing(Exporter(f"duckdb:///{duckdb}", handmade.NOW)) as exporter:
        exporter.refresh("orders")
        assert exporter.failures() == {}
        assert exporter.store["orders"].report.rejected["future"] == 1


def test_a_file_that_somebody_writes_to_is_not_reachable(reading: Read, duckdb: Path) -> None:
    reader = reading(f"duckdb:///{duckdb}")
    with opened_elsewhere(duckdb), pytest.raises(DBAPIError) as raised, reader.read():
        pass
    assert failure_of(raised.value).reason == "connection"
    with reader.read() as db:
        assert db.scalar(text("SELECT count(*) FROM orders")) == 6
    with opened_elsewhere(duckdb):
        assert True, "the reader does not keep it open"


def test_no_index_is_known(reading: Read, url: str) -> None:
    with reading(url).read() as db:
        assert relation_of(db.connection(), "orders") is None


def test_check_has_no_problem_and_no_hint(url: str) -> None:
    found = checked(url)
    assert {each.level for each in found} == {"ok"}
    assert any(each.message.endswith("is reachable, read-only") for each in found)


def test_check_judges_types(duckdb: Path) -> None:
    written(duckdb, "ALTER TABLE orders ALTER total_cents TYPE VARCHAR")
    (problem,) = (each.message for each in checked(f"duckdb:///{duckdb}") if each.level == "problem")
    assert problem == "orders.total_cents has the type VARCHAR; it must be a number"


@pytest.mark.parametrize(
    ("drivername", "message"),
    [
        ("oracle", "driver oracle is not installed; run pip install 'oracledb'"),
        ("mssql", "driver mssql is not installed; run pip install 'pyodbc'"),
        ("snowflake", "driver snowflake is not installed; run pip install 'snowflake-sqlalchemy'"),
        ("postgre", 'driver postgre is not installed; did you mean "postgresql"?'),
        ("acme", f"driver acme is not installed; {ACME}"),
    ],
)
def test_a_driver_that_is_missing(drivername: str, message: str) -> None:
    configuration = load(None, {"ORION_EXPORTER_DATABASES_WAREHOUSE_URL": f"{drivername}://h/n"} | _MAIN)
    with pytest.raises(ValueError, match="WAREHOUSE_URL") as raised:
        assemble(configuration)
    assert (
        str(raised.value).removeprefix("ORION_EXPORTER_DATABASES_WAREHOUSE_URL: ") == f"databases.warehouse: {message}"
    )


_MAIN = {"ORION_EXPORTER_DATABASE_URL": "sqlite:///shop.sqlite"}


class Closable:
    """A driver's connection that has nothing but `close`."""

    def __init__(self) -> None:
        self.calls: list[str] = []

    def close(self) -> None:
        self.calls.append("close")


class Cancellable(Closable):
    """One that has `cancel`, too, as a cursor may."""

    def cancel(self) -> None:
        self.calls.append("cancel")


def test_what_a_driver_offers_decides_how_a_statement_ends(reading: Read, url: str) -> None:
    engine = reading(url)._engine
    connection, cursor, other, last = Closable(), Cancellable(), Cancellable(), Closable()
    cancel(engine, connection, cursor)
    cancel(engine, other, Cancellable())
    cancel(engine, last, Closable())
    cut(connection)
    assert [each.calls for each in (connection, cursor, other, last)] == [["close"], ["cancel"], ["cancel"], ["close"]]


def checked(url: str) -> list[Finding]:
    """Return what `check` finds in the database at a URL."""
    application = assemble(load(None, {"ORION_EXPORTER_DATABASE_URL": url}))
    with closing(application.databases):
        return list(check(application))


def written(file: Path, statement: str) -> None:
    """Execute a statement that writes."""
    subprocess.run([sys.executable, "-c", _WRITE, str(file), statement], check=True)


@contextmanager
def opened_elsewhere(file: Path) -> Iterator[None]:
    """Keep the file open for writing in another process."""
    command = [sys.executable, "-c", _WRITE + "; print(flush=True); input()", str(file), "SELECT 1"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"\n"
        yield
        process.communicate(b"\n")


_WRITE = "import duckdb, sys; connection = duckdb.connect(sys.argv[1]); connection.execute(sys.argv[2])"
