"""Reading: only, at one moment, no longer than allowed, and with the password of today."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlalchemy import make_url, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.orm import Session

from exporter.config.connection import ConnectionTarget
from exporter.database.engine import Database as Reader
from exporter.database.failures import failure_of
from exporter.database.limits import Limits
from tests.support.databases import Database, MakeDatabase

PATIENCE = 20.0
Read = Callable[[Callable[[], ConnectionTarget]], Reader]


def whole(url: str) -> ConnectionTarget:
    return ConnectionTarget(url.partition(":")[0], url=url)


@pytest.fixture
def reader_of() -> Iterator[Read]:
    """Return a function: a reader of what a function says, closed at the end."""
    with ExitStack() as opened:

        def make(target: Callable[[], ConnectionTarget]) -> Reader:
            made = Reader(target, Limits(statement=PATIENCE, lock=1.0, connect=2.0))
            opened.callback(made.close)
            return made

        yield make


@pytest.fixture
def reader(reader_of: Read, database: Database) -> Reader:
    """A reader of a database with a table of one row."""
    execute(database, "CREATE TABLE things (id integer)", "INSERT INTO things VALUES (1)")
    return reader_of(lambda: whole(database.url))


def execute(database: Database, *statements: str) -> None:
    with database.engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))


def things(reader: Reader) -> int:
    with reader.read() as db:
        return int(db.scalar(text("SELECT COUNT(*) FROM things")) or 0)


def test_a_file_that_takes_another_s_place_is_read_from_then_on(make_database: MakeDatabase, reader_of: Read) -> None:
    first, second = make_database("sqlite"), make_database("sqlite")
    execute(first, "CREATE TABLE things (id integer)", "INSERT INTO things VALUES (1)")
    execute(second, "CREATE TABLE things (id integer)", "INSERT INTO things VALUES (1), (2)")
    reader = reader_of(lambda: whole(first.url))
    assert things(reader) == 1
    place = Path(make_url(first.url).database or "")
    Path(make_url(second.url).database or "").rename(place)
    assert things(reader) == 2
    place.unlink()
    with pytest.raises(DBAPIError, match="unable to open"):
        things(reader)


@pytest.mark.parametrize(
    "statement",
    ["INSERT INTO things VALUES (2)", "UPDATE things SET id = 3", "DELETE FROM things", "DROP TABLE things"],
)
def test_nothing_can_be_written(reader: Reader, statement: str) -> None:
    with pytest.raises(DBAPIError), reader.read() as db:
        db.execute(text(statement))
    assert things(reader) == 1


def test_a_reading_is_of_one_moment(reader: Reader, database: Database) -> None:
    if database.dialect == "sqlite":  # its other kind of journal lets nobody write while somebody reads
        execute(database, "PRAGMA journal_mode=WAL")
    count = text("SELECT COUNT(*) FROM things")
    with reader.read() as db:
        assert db.scalar(count) == 1
        execute(database, "INSERT INTO things VALUES (2)")
        assert db.scalar(count) == 1
    assert things(reader) == 2


def test_a_reading_begins_anew_each_time(reader: Reader, database: Database) -> None:
    for number in range(2, 5):
        execute(database, f"INSERT INTO things VALUES ({number})")
        assert things(reader) == number


def test_a_connection_is_usable_after_a_statement_that_failed(reader: Reader) -> None:
    with pytest.raises(DBAPIError), reader.read() as db:
        db.execute(text("SELECT x FROM nowhere"))
    assert things(reader) == 1


SLOW = {
    "sqlite": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n",
    "postgresql": "SELECT pg_sleep(60)",
    "mariadb": "SELECT SLEEP(60) FROM things",
}


def test_cancel_ends_what_is_running(reader: Reader, database: Database) -> None:
    running, failures = Event(), []

    def run() -> None:
        try:
            with reader.read() as db:
                running.set()
                db.execute(text(SLOW[database.dialect])).all()
        except DBAPIError as error:
            failures.append(failure_of(error).reason)

    thread = Thread(target=run, daemon=True)
    thread.start()
    assert running.wait(PATIENCE)
    for _ in range(100):  # it may not have reached the server yet when it is cancelled for the first time
        reader.cancel()
        thread.join(0.05)
    assert failures == ["timeout"]
    assert things(reader) == 1


def test_cancel_ends_nothing_where_nothing_runs(reader: Reader) -> None:
    reader.cancel()
    assert things(reader) == 1


ODD = "p@ss:w/o?r#d%20 &'\"\\ü"


def role(database: Database, password: str) -> None:
    execute(database, "CREATE ROLE odd LOGIN", "GRANT SELECT ON things TO odd")
    change(database, password)


def change(database: Database, password: str) -> None:
    quoted = password.replace("'", "''").replace(":", "\\:")
    execute(database, f"ALTER ROLE odd PASSWORD '{quoted}'")


@pytest.fixture
def postgres(make_database: MakeDatabase) -> Iterator[Database]:
    database = make_database("postgresql")
    execute(database, "CREATE TABLE things (id integer)", "INSERT INTO things VALUES (1)")
    role(database, ODD)
    yield database
    execute(database, "DROP OWNED BY odd", "DROP ROLE odd")


def fields(database: Database, password: str) -> ConnectionTarget:
    url = make_url(database.url)
    return ConnectionTarget(url.drivername, "odd", password, url.host, url.port, url.database)


def test_a_password_may_hold_any_character(reader_of: Read, postgres: Database) -> None:
    assert things(reader_of(lambda: fields(postgres, ODD))) == 1


def test_a_new_password_is_used_from_the_next_connection_on(reader_of: Read, postgres: Database) -> None:
    current = [ODD]
    reader = reader_of(lambda: fields(postgres, current[0]))
    assert things(reader) == 1
    change(postgres, "rotated")
    assert things(reader) == 1, "a connection that is open stays"
    reader.close()
    with pytest.raises(DBAPIError):
        things(reader)
    current[0] = "rotated"
    assert things(reader) == 1


def test_no_secret_is_shown(reader_of: Read, postgres: Database) -> None:
    target = fields(postgres, "swordfish")
    reader = reader_of(lambda: target)
    with pytest.raises(DBAPIError) as caught:
        things(reader)
    shown = [
        str(caught.value),
        failure_of(caught.value).message,
        reader.address,
        repr(reader),
        repr(target),
        str(target),
    ]
    assert "swordfish" not in " ".join(shown)
    assert "odd:***@127.0.0.1" in reader.address


def test_values_of_a_statement_are_not_shown(reader: Reader) -> None:
    with pytest.raises(DBAPIError) as caught, reader.read() as db:
        db.execute(text("SELECT x FROM nowhere WHERE y = :secret"), {"secret": "swordfish"})
    assert "swordfish" not in str(caught.value) + failure_of(caught.value).message


@pytest.mark.parametrize("end", [Session.commit, Session.rollback, Session.close])
def test_a_provider_that_ends_the_transaction_cannot_write_either(
    reader: Reader, end: Callable[[Session], None]
) -> None:
    with reader.read() as db:
        db.scalar(text("SELECT id FROM things"))
        end(db)
        with pytest.raises(SQLAlchemyError):
            db.execute(text("INSERT INTO things VALUES (2)"))
    assert things(reader) == 1
