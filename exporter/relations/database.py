"""A database whose statements read the relations of a shop."""

from collections.abc import Callable
from contextlib import closing
from typing import Any

from sqlalchemy import Connection, event
from sqlalchemy.pool import ConnectionPoolEntry, PoolResetState

from exporter.config.connection import MAIN, ConnectionTarget
from exporter.contracts.clock import Clock
from exporter.database.engine import Database
from exporter.database.limits import Limits
from exporter.relations.of_session import RELATIONS
from exporter.relations.relations import Relations
from exporter.relations.substitution import install


def database_of(
    target: Callable[[], ConnectionTarget],
    relations: Relations,
    limits: Limits | None = None,
    connections: int = 2,
    clock: Clock | None = None,
    *,
    name: str = MAIN,
) -> Database:
    """Return a database as `Database` describes it, with these relations. Raises SettingError."""
    database = Database(target, limits, connections, clock, name=name, info={RELATIONS: relations})
    if not relations.are_tables:
        install(database.engine, relations, name)
        if database.dialect == "postgresql":
            event.listen(database.engine, "rollback", _end)
        elif database.dialect in {"mysql", "mariadb"}:
            event.listen(database.engine, "reset", _release)
    return database


def _end(connection: Connection) -> None:
    """End the transaction of a connection and release its locks, which may outlive a transaction; else close it.

    This is one message, because behind PgBouncer another one might reach another server connection. Whatever else a
    SELECT has set ends with the transaction.
    """
    try:
        with closing(connection.connection.cursor()) as cursor:
            cursor.execute("ROLLBACK; SELECT pg_advisory_unlock_all()")
    except Exception:  # noqa: BLE001 - each driver raises its own
        connection.invalidate()


def _release(driver: Any, record: ConnectionPoolEntry, state: PoolResetState) -> None:
    """Release the locks of a connection that goes back to the pool, which outlive its transaction; else close it.

    All variables that matter are set when the next transaction begins.
    """
    if state.terminate_only:
        return
    try:
        with closing(driver.cursor()) as cursor:
            cursor.execute("DO RELEASE_ALL_LOCKS()")
    except Exception:  # noqa: BLE001 - see above
        record.invalidate()
