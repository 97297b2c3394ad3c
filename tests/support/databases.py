"""A fresh, empty, real database for a test: SQLite, PostgreSQL or MariaDB."""

import secrets
import sqlite3
import time
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol, get_args

from pymysql.constants import CLIENT
from sqlalchemy import URL, Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError

Dialect = Literal["sqlite", "postgresql", "mariadb"]
DIALECTS: tuple[Dialect, ...] = get_args(Dialect)


@dataclass(frozen=True, slots=True)
class Database:
    """A database: its dialect, its URL with the password in it, and an engine."""

    dialect: Dialect
    url: str
    engine: Engine


@dataclass(frozen=True, slots=True)
class Server:
    """A running database server: its administrator's URL, the statement that drops a database, and its socket."""

    dialect: Dialect
    url: URL
    drop: str
    socket: Path
    log: Path
    password: str = field(default="", repr=False)


class MakeDatabase(Protocol):
    """The fixture `make_database`."""

    def __call__(
        self, dialect: Dialect, build: Callable[..., object] | None = None, *arguments: Hashable, **options: Hashable
    ) -> Database:
        """Return a database of the test's own, which it may write to; it is dropped when the test ends.

        It is empty, or a copy of what `build(engine, *arguments, **options)` makes in an empty one. That is called
        once for equal arguments, so it must make the same each time.
        """


class SharedDatabase(Protocol):
    """The fixture `shared_database`."""

    def __call__(
        self, dialect: Dialect, build: Callable[..., object], *arguments: Hashable, **options: Hashable
    ) -> Database:
        """Return a database that all tests share and only read, with what `build` makes; its engine cannot write."""


@contextmanager
def on_server(server: Server) -> Iterator[Database]:
    """Create an empty database, and drop it at the end."""
    with administrator(server) as engine, created(server, engine) as database:
        yield database


@contextmanager
def administrator(server: Server) -> Iterator[Engine]:
    """Give an engine that may create databases, without transactions."""
    # Several statements in one call copy a database of MariaDB in a tenth of the time.
    options = {"client_flag": CLIENT.MULTI_STATEMENTS} if server.dialect == "mariadb" else {}
    engine = create_engine(server.url, isolation_level="AUTOCOMMIT", connect_args=options)
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def created(server: Server, administrator: Engine, template: str | None = None) -> Iterator[Database]:
    """Create a database, empty or a copy of `template`, and drop it with whatever is still connected to it.

    Nobody may be connected to a template.
    """
    name = f"shop_{secrets.token_hex(6)}"
    url = server.url.set(database=name)
    try:
        _create(administrator, server.dialect, name, template)
        with _engine(url) as engine:
            yield Database(server.dialect, url.render_as_string(hide_password=False), engine)
    finally:
        _disconnect(administrator, server.dialect, name)
        _execute(administrator, server.drop.format(name=name))


def _create(administrator: Engine, dialect: Dialect, name: str, template: str | None) -> None:
    if template is None or dialect == "mariadb":
        _execute(administrator, f"CREATE DATABASE {name}")
    else:
        _execute(administrator, f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
    if template is not None and dialect == "mariadb":
        _copy_tables(administrator, template, name)


def _copy_tables(administrator: Engine, source: str, target: str) -> None:
    """Copy tables with their indexes and rows: MariaDB has no templates.

    Without a strict mode, the values of generated columns are ignored, which are generated again.
    """
    with administrator.connect() as connection:
        tables = connection.exec_driver_sql(f"SHOW TABLES FROM {source}").scalars().all()
        cursor = connection.connection.cursor()
        cursor.execute("; ".join(
            f"CREATE TABLE {target}.`{table}` LIKE {source}.`{table}`;"
            f"SET STATEMENT sql_mode = '' FOR INSERT INTO {target}.`{table}` SELECT * FROM {source}.`{table}`"
            for table in tables
        ))  # fmt: skip
        while cursor.nextset():  # raises the error of a failed statement
            pass
        cursor.close()


@contextmanager
def in_file(path: Path, image: bytes = b"") -> Iterator[Database]:
    """Create an SQLite database in the file `path`, empty or with these contents."""
    path.write_bytes(image)
    url = URL.create("sqlite", database=str(path))
    with _engine(url) as engine:
        # Nothing outlives a test, so nothing has to reach the disk.
        event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous = OFF"))
        yield Database("sqlite", url.render_as_string(), engine)


def image(build: Callable[[Engine], object]) -> bytes:
    """Return the contents of the SQLite file that `build` fills."""
    engine = create_engine("sqlite://")
    try:
        build(engine)
        with engine.connect() as connection:
            driver: sqlite3.Connection = connection.connection.dbapi_connection  # type: ignore[assignment]  # of SQLite
            return driver.serialize()
    finally:
        engine.dispose()


@contextmanager
def _engine(url: URL) -> Iterator[Engine]:
    engine = create_engine(url)
    try:
        yield engine
    finally:
        engine.dispose()


def _execute(engine: Engine, statement: str) -> None:
    with engine.connect() as connection:
        connection.execute(text(statement))


_CONNECTED: dict[Dialect, str] = {
    "postgresql": "SELECT pg_terminate_backend(pid), pid FROM pg_stat_activity WHERE datname = :name",
    "mariadb": "SELECT id, id FROM information_schema.processlist WHERE db = :name",
}


def _disconnect(administrator: Engine, dialect: Dialect, name: str) -> None:
    """End every connection to a database.

    MariaDB would wait for a transaction that a failed test left open, and PostgreSQL for a tenth of a second if a
    connection that was closed just now has not gone.
    """
    with administrator.connect() as connection:
        for _ in range(1000):
            numbers = connection.execute(text(_CONNECTED[dialect]), {"name": name}).all()
            if not numbers:
                return
            for _, number in numbers:
                # A connection that has just been closed may be gone before it can be killed.
                with suppress(DBAPIError):
                    if dialect == "mariadb":
                        connection.exec_driver_sql(f"KILL CONNECTION {int(number)}")
            time.sleep(0.002)
