"""A session of the exporter on a connection of an application, whose session and transaction it leaves as they were."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

from sqlalchemy import Connection, SingletonThreadPool, StaticPool
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from exporter.database.collations import forget_collations
from exporter.database.columns.types import forget_types
from exporter.database.dialects import KNOWN
from exporter.database.session_settings import settle, settled

_SUBJECT = "orion_subject"
_ABORTED = "25P02"
"""The SQLSTATE of PostgreSQL for statements that follow a failed one."""

_MYSQL_SNAPSHOT = ("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ", "START TRANSACTION WITH CONSISTENT SNAPSHOT")
_SNAPSHOT = {
    "postgresql": ("BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ",),
    "mysql": _MYSQL_SNAPSHOT,
    "mariadb": _MYSQL_SNAPSHOT,
}
"""The statements that begin a transaction on one snapshot. They are about that transaction only."""

_IN_TRANSACTION = 1
"""The flag of a connection in a transaction, in the status that servers of MariaDB and MySQL report."""


@contextmanager
def borrowed(db: Session | Connection, info: Mapping[Any, Any]) -> Iterator[Session]:
    """Yield a session that reads what `db` sees in its transaction; it has the `info` of `db`, and this.

    Objects of `db` are neither flushed nor expired, and nothing is committed: the session has no objects in common with
    `db`, and what it does is in a savepoint that is rolled back. If `db` has not begun a transaction in the database,
    one is begun and rolled back. With a dialect that the exporter does not know, and that may have no savepoints, the
    session reads with another connection, which does not see what `db` has written. In the meantime, the connection has
    the settings of the exporter's own, such as the time zone.
    """
    connection = db if isinstance(db, Connection) else db.connection()
    known = {**(db.info if isinstance(db, Session) else {}), **info}
    if connection.dialect.name in KNOWN:
        with (
            _begun(connection),
            _in_transaction(connection),
            settled(connection),
            _session(connection, known, "create_savepoint") as session,
        ):
            yield session
    elif isinstance(connection.engine.pool, SingletonThreadPool | StaticPool):  # which has no other connection
        with _begun(connection), settled(connection), _session(connection, known, "rollback_only") as session:
            yield session
    else:
        with (
            connection.engine.connect() as other,
            settled(other),
            _session(other, known, "control_fully") as session,
        ):
            yield session


class _ReadingSession(Session):
    """A session that keeps nothing: what a provider writes is rolled back at the end, even if it commits."""

    def commit(self) -> None:
        """Do nothing."""


@contextmanager
def _session(connection: Connection, info: Mapping[Any, Any], mode: Any) -> Iterator[Session]:
    session = _ReadingSession(bind=connection, autoflush=False, join_transaction_mode=mode, info=dict(info))
    settle(session)
    try:
        yield session
    finally:
        if not connection.invalidated:
            with suppress(DBAPIError):  # MariaDB may have dropped the savepoint
                session.close()


@contextmanager
def _begun(connection: Connection) -> Iterator[None]:
    """Begin SQLAlchemy's transaction if there is none, and roll it back. Any statement would begin one that stays."""
    if connection.in_transaction() or connection.dialect.name == "sqlite":  # of which the session is the first
        yield
        return
    connection.begin()
    try:
        yield
    finally:
        if connection.in_transaction():
            connection.rollback()


@contextmanager
def _in_transaction(connection: Connection) -> Iterator[None]:
    """Begin a transaction in the database if there is none, and none will be begun: savepoints and settings need one.

    SQLite would commit at the end of the outermost savepoint, or keep its lock. All statements of the transaction see
    the same snapshot, as those of the exporter do.
    """
    if not _is_outside(connection):
        yield
        return
    try:
        for statement in _SNAPSHOT.get(connection.dialect.name, ("BEGIN",)):
            connection.exec_driver_sql(statement)
        yield
    finally:
        if not connection.invalidated:
            with suppress(DBAPIError):
                connection.exec_driver_sql("ROLLBACK")


def _is_outside(connection: Connection) -> bool:
    """Whether no transaction has begun in the database, and savepoints do not begin one either."""
    if connection.in_nested_transaction():
        return False
    driver: Any = connection.connection.dbapi_connection
    if connection.dialect.name == "sqlite":  # without one of SQLAlchemy, the session begins one, which it ends
        return connection.in_transaction() and not getattr(driver, "in_transaction", True)
    autocommit = getattr(driver, "get_autocommit", None) or getattr(driver, "autocommit", False)
    return bool(autocommit() if callable(autocommit) else autocommit) and not _has_begun(driver)


def _has_begun(driver: Any) -> bool:
    """Whether the application has begun a transaction with a statement; of drivers that do not tell, it has not."""
    status = getattr(getattr(driver, "info", None), "transaction_status", None)  # of psycopg
    return bool(status) or bool(getattr(driver, "server_status", 0) & _IN_TRANSACTION)


def about(connection: Connection, subject: object) -> None:
    """Forget what is known about the tables of a connection, unless it was found out for the same `subject`.

    Applications with several shops may use one connection for all of them.
    """
    if connection.info.get(_SUBJECT) is not subject:
        forget_types(connection)
        forget_collations(connection)
        connection.info[_SUBJECT] = subject


def is_aborted(error: BaseException) -> bool:
    """Whether a statement failed only because an earlier one did, whose error was caught."""
    if not isinstance(error, DBAPIError):
        return False
    codes = (getattr(error.orig, name, None) for name in ("sqlstate", "pgcode"))
    return _ABORTED in codes
