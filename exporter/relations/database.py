"""A database whose statements read the relations of a shop."""

from collections.abc import Callable
from contextlib import closing
from functools import partial
from typing import Any

from sqlalchemy import event
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
        if statement := _RELEASING.get(database.dialect):
            event.listen(database.engine, "reset", partial(_release, statement))
    return database


_RELEASING = {
    "postgresql": "SELECT pg_advisory_unlock_all()",
    "mariadb": "DO RELEASE_ALL_LOCKS()",
    "mysql": "DO RELEASE_ALL_LOCKS()",
}
"""Releases what a SELECT of the configuration may have locked: such locks outlive the transaction."""


def _release(statement: str, driver: Any, record: ConnectionPoolEntry, state: PoolResetState) -> None:
    """End the transaction of a connection that goes back to the pool, and release its locks; else close it."""
    if state.terminate_only:
        return
    try:
        driver.rollback()
        with closing(driver.cursor()) as cursor:
            cursor.execute(statement)
    except Exception:  # noqa: BLE001 - each driver raises its own
        record.invalidate()
