"""One database, read only: engines, and transactions that cannot write and cannot last.

Every read is one transaction at one moment, so that the numbers of a provider agree with each other. Limits are set
inside it (`SET LOCAL`), not at connecting, and nothing is prepared on the server, so that it works behind PgBouncer.
"""

import os
import socket
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import Thread
from typing import Any

from sqlalchemy import URL, Connection, create_engine, event, make_url
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import DBAPIError, NoSuchModuleError
from sqlalchemy.orm import Session

from exporter.connection import ConnectionTarget, SettingError
from exporter.encoding import lenient
from exporter.file import open_file, watch

_APPLICATION = "orion-exporter"
_CANCEL_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Limits:
    """How long things may take, in seconds; `idle` is how long a transaction may wait for its next statement."""

    statement: float = 30.0
    lock: float = 5.0
    connect: float = 5.0
    idle: float = 300.0


class Database:
    """The database of the application.

    `target` is asked for the address at every new connection, so that a rotated password is used as soon as it is
    there; `connections` is how many refreshes may run at once. Raises SettingError if the driver is not installed.
    """

    def __init__(
        self, target: Callable[[], ConnectionTarget], limits: Limits | None = None, connections: int = 2
    ) -> None:
        self._target = target
        self._limits = limits or Limits()
        self._active: dict[Connection, tuple[Any, str]] = {}
        url = url_of(target())
        # A query may hold a password, too.
        self.address = url.set(query={}).render_as_string(hide_password=True)
        """Where the database is, for logs and pages, without its password."""
        try:
            self._engine = create_engine(
                url,
                isolation_level="AUTOCOMMIT",
                hide_parameters=True,
                pool_size=connections,
                max_overflow=connections,
                pool_timeout=self._limits.connect,
            )
        except (ModuleNotFoundError, NoSuchModuleError):
            raise SettingError(("database",), f"the driver {url.drivername} is not installed{_hint(url)}") from None
        event.listen(self._engine, "do_connect", self._connect)
        if self.dialect == "sqlite":
            watch(self._engine, url.database or "")
        event.listen(self._engine, "before_cursor_execute", _count)

    @property
    def dialect(self) -> str:
        """The kind of database: sqlite, postgresql, mysql or mariadb."""
        return self._engine.dialect.name

    @contextmanager
    def read(self, owner: str = "", limits: Limits | None = None) -> Iterator[Session]:
        """Give a session in a read-only transaction at one moment; it is rolled back at the end.

        `owner` is what `cancel` may ask for; `limits` hold instead of the database's own. Raises
        sqlalchemy.exc.DBAPIError if the database cannot be reached.
        """
        connection = self._begun(owner, limits or self._limits)
        try:
            # In a savepoint: a provider that rolls back ends neither the transaction nor its limits.
            session = Session(bind=connection, autoflush=False, join_transaction_mode="create_savepoint")
            try:
                yield session
            except BaseException:
                with suppress(DBAPIError):  # MariaDB may have no savepoint left; what failed first is told
                    session.close()
                raise
            session.close()
        finally:
            self._end(connection)

    def _begun(self, owner: str, limits: Limits) -> Connection:
        """Return a connection in a transaction that has its limits; what runs on it can be cancelled.

        One that has died while nobody used it is replaced, once. A pool could look after it first, but nobody could
        cancel that, and in a network that swallows everything it would take for ever.
        """
        for again in (True, False):
            connection = self._engine.connect()
            connection.info["statements"] = 0
            self._active[connection] = (connection.connection.driver_connection, owner)
            try:
                for statement in _begin(connection, limits):
                    connection.exec_driver_sql(statement)
            except DBAPIError as error:
                self._end(connection)
                if not (again and error.connection_invalidated):
                    raise
            except BaseException:
                self._end(connection)
                raise
            else:
                return connection
        raise AssertionError  # the second time it returns or raises

    def _end(self, connection: Connection) -> None:
        self._active.pop(connection, None)
        connection.close()

    def cancel(self, owner: str | None = None) -> None:
        """End every statement that is running now, or those of an owner; their refreshes fail."""
        self._each(owner, self._cancel)

    def abandon(self, owner: str) -> None:
        """Cut the connections of an owner whose statements cannot be cancelled: the server does not answer."""
        self._each(owner, _cut)

    def _each(self, owner: str | None, do: Callable[[Any], None]) -> None:
        drivers = [driver for driver, of in list(self._active.values()) if owner in {None, of}]
        # Each on a thread of its own: the server may be what does not answer.
        threads = [Thread(target=_suppressed, args=(do, driver), daemon=True) for driver in drivers]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(2 * _CANCEL_SECONDS)

    def close(self) -> None:
        """Close the connections that are not in use."""
        self._engine.dispose()

    def _connect(self, dialect: Dialect, _record: object, _args: object, _parameters: object) -> Any:
        url = url_of(self._target())
        if dialect.name == "sqlite":
            return lenient(open_file(url.database or "", self._limits.lock))
        args, parameters = dialect.create_connect_args(url)
        return lenient(dialect.connect(*args, **{**_parameters_of(dialect, self._limits), **parameters}))

    def _cancel(self, driver: Any) -> None:
        if isinstance(driver, sqlite3.Connection):
            driver.interrupt()
        elif hasattr(driver, "cancel_safe"):
            driver.cancel_safe(timeout=_CANCEL_SECONDS)
        else:
            with self._engine.connect() as connection:
                connection.exec_driver_sql(f"KILL QUERY {int(driver.thread_id())}")


def _suppressed(do: Callable[[Any], None], driver: Any) -> None:
    with suppress(Exception):  # it has ended meanwhile, or cannot be reached
        do(driver)


def _cut(driver: Any) -> None:
    if isinstance(driver, sqlite3.Connection):
        driver.interrupt()
        return
    # psycopg gives the number of its socket, PyMySQL has the socket itself.
    number = (driver if hasattr(driver, "fileno") else vars(driver)["_sock"]).fileno()
    with socket.socket(fileno=os.dup(number)) as copy:
        copy.shutdown(socket.SHUT_RDWR)


def _hint(url: URL) -> str:
    if url.get_backend_name() == "mysql":
        return "; pip install 'orion-exporter[mysql]' brings mysql+pymysql"
    return "; postgresql, mysql and sqlite are known"


def url_of(target: ConnectionTarget) -> URL:
    """Return where a target is, as SQLAlchemy wants it, with the password."""
    if target.url is not None:
        return make_url(target.url)
    return URL.create(
        target.drivername,
        target.username,
        target.password,
        target.host,
        target.port,
        target.database,
        dict(target.query),
    )


def _parameters_of(dialect: Dialect, limits: Limits) -> Mapping[str, Any]:
    timeout = max(1, round(limits.connect))
    if dialect.name == "postgresql":
        return {
            "connect_timeout": timeout,
            "application_name": _APPLICATION,
            "prepare_threshold": None,
            "keepalives_idle": 30,
            "keepalives_interval": 10,
            "keepalives_count": 3,
            "tcp_user_timeout": round(limits.statement * 1000),
        }
    # A server that takes the connection and then says nothing is not what PyMySQL's own connect_timeout is about.
    patience = round(limits.idle) + timeout
    return {
        "connect_timeout": timeout,
        "charset": "utf8mb4",
        "program_name": _APPLICATION,
        "read_timeout": patience,
        "write_timeout": patience,
    }


def _begin(connection: Connection, limits: Limits) -> Iterator[str]:
    statement, lock = round(limits.statement * 1000), round(limits.lock * 1000)
    dialect: Any = connection.dialect
    if dialect.name == "postgresql":
        yield "BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"
        yield f"SET LOCAL statement_timeout = {statement}"
        yield f"SET LOCAL lock_timeout = {lock}"
        # Else a provider that hangs would keep PostgreSQL from cleaning up behind every other transaction.
        yield f"SET LOCAL idle_in_transaction_session_timeout = {round(limits.idle * 1000)}"
        yield "SET LOCAL TIME ZONE 'UTC'"
    elif dialect.name in {"mysql", "mariadb"}:
        maximum = (
            f"max_statement_time = {statement / 1000}" if dialect.is_mariadb else f"max_execution_time = {statement}"
        )
        wait = max(1, round(limits.lock))
        yield f"SET SESSION {maximum}, time_zone = '+00:00'"
        yield f"SET SESSION lock_wait_timeout = {wait}, innodb_lock_wait_timeout = {wait}"
        # For the session: MariaDB commits before it creates or drops anything, and what follows must not write either.
        yield "SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"
        yield "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY"
    else:
        yield "BEGIN"


def _count(connection: Connection, *_: object) -> None:
    connection.info["statements"] = connection.info.get("statements", 0) + 1
