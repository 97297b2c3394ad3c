"""What the exporter does with databases of other dialects than PostgreSQL, MariaDB, MySQL and SQLite.

Nothing is known about them except what SQLAlchemy and the driver's interface say (https://peps.python.org/pep-0249/):
a transaction is read-only if the database lets it be, and the time limit of a statement is kept by the exporter.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Timer
from typing import Any

from sqlalchemy import URL, Connection, Engine, NullPool, QueuePool, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from exporter.database.failures import mark

KNOWN = frozenset({"postgresql", "mysql", "mariadb", "sqlite"})
"""Dialects whose transactions, time limits, types and indexes the exporter knows."""

DUCKDB = "duckdb"

_READ_ONLY = "SET TRANSACTION READ ONLY"
"""Of the SQL standard; it is about the transaction that has just begun."""

_AGREED = "orion_read_only"
_SECONDS, _TIMER, _EXPIRED = "orion_seconds", "orion_timer", "orion_expired"


def pool_of(url: URL, connections: int, patience: float) -> dict[str, Any]:
    """Return the arguments of an engine about its connections; `patience` is in seconds.

    A file of DuckDB is closed after each refresh, because nobody can write to it while somebody else has it open.
    """
    name = url.get_backend_name()
    if name == DUCKDB:
        return {"poolclass": NullPool}
    level = {"isolation_level": "AUTOCOMMIT"} if name in KNOWN else {"poolclass": QueuePool, "pool_pre_ping": True}
    return {**level, "pool_size": connections, "max_overflow": connections, "pool_timeout": patience}


def opens_read_only(url: URL) -> bool:
    """Whether the driver opens the database without the right to write."""
    name = url.database or ""
    return url.get_backend_name() == DUCKDB and name not in {"", ":memory:"} and not name.startswith("md:")


def begin(connection: Connection, *, try_read_only: bool) -> bool:
    """Begin a transaction; return whether the database has agreed to keep it read-only."""
    if connection.dialect.name == DUCKDB:
        connection.exec_driver_sql("SET TimeZone = 'UTC'")
    if not try_read_only:
        if not connection.in_transaction():
            connection.begin()
        return False
    try:
        connection.exec_driver_sql(_READ_ONLY)
    except DBAPIError as error:
        if error.connection_invalidated:
            raise
        connection.rollback()
        connection.begin()
        return False
    connection.info[_AGREED] = True
    return True


@contextmanager
def apart(connection: Connection) -> Iterator[Connection]:
    """Yield a connection for a statement that may fail, which would end the transaction of most databases.

    It is the same one in a savepoint, or another one of a dialect that the exporter does not know: it may have none.
    """
    if connection.dialect.name in KNOWN:
        with connection.begin_nested():
            yield connection
    else:
        with connection.engine.connect() as other:
            yield other


@contextmanager
def savepoint(db: Session) -> Iterator[None]:
    """Run the block in a savepoint, so that a failed statement does not end the transaction.

    It is one of the connection, because one of the session would write what is pending in it. A dialect that the
    exporter does not know may have none; there, a new transaction begins after the failure.
    """
    if db.get_bind().dialect.name in KNOWN:
        with db.connection().begin_nested():
            yield
        return
    try:
        yield
    except DBAPIError:
        go_on(db)
        raise


def go_on(db: Session) -> None:
    """Let a session go on after a failure: roll back to its savepoint, or else begin a new read-only transaction.

    Raises sqlalchemy.exc.SQLAlchemyError, for example if the connection is lost.
    """
    db.rollback()
    if db.get_bind().dialect.name not in KNOWN and db.connection().info.get(_AGREED):
        db.connection().exec_driver_sql(_READ_ONLY)


class Deadlines:
    """Ends statements after the time that `allow` has given their connection.

    `cancel(driver, cursor)` ends a statement. The error that it raises then counts as a timeout.
    """

    def __init__(self, engine: Engine, cancel: Callable[[Any, Any], None]) -> None:
        self._cancel = cancel
        event.listen(engine, "before_cursor_execute", self._started)
        event.listen(engine, "after_cursor_execute", self._finished)
        event.listen(engine, "handle_error", self._failed)

    @staticmethod
    def allow(connection: Connection, seconds: float) -> None:
        """Set the maximum duration of each statement on this connection."""
        connection.info[_SECONDS] = seconds

    def _started(self, connection: Connection, cursor: Any, *_: object) -> None:
        info = connection.info
        if (seconds := info.get(_SECONDS)) is None:
            return
        info.pop(_EXPIRED, None)
        info[_TIMER] = timer = Timer(seconds, self._expired, [info, connection.connection.driver_connection, cursor])
        timer.daemon = True
        timer.start()

    def _expired(self, info: dict[str, Any], driver: Any, cursor: Any) -> None:
        info[_EXPIRED] = True
        with suppress(Exception):  # the statement has finished just now
            self._cancel(driver, cursor)

    def _finished(self, connection: Connection, *_: object) -> None:
        _stop(connection.info)

    def _failed(self, context: ExceptionContext) -> None:
        if context.connection is None or context.sqlalchemy_exception is None:
            return
        info = context.connection.info
        _stop(info)
        if info.pop(_EXPIRED, False):
            mark(context.sqlalchemy_exception, timed_out=True)


def _stop(info: dict[str, Any]) -> None:
    timer = info.pop(_TIMER, None)
    if timer is not None:
        timer.cancel()
