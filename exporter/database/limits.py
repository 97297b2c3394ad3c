"""Time limits, and the statements that begin a read-only transaction with them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from exporter.database.session_settings import MYSQL_SESSION, postgresql_settings


@dataclass(frozen=True, slots=True)
class Limits:
    """Time limits in seconds; `idle` is the maximum time between two statements of a transaction."""

    statement: float = 30.0
    lock: float = 5.0
    connect: float = 5.0
    idle: float = 300.0


def beginning(connection: Connection, limits: Limits) -> Iterator[str]:
    """Yield the statements that begin a read-only transaction on one snapshot, with these limits."""
    statement, lock = round(limits.statement * 1000), round(limits.lock * 1000)
    dialect: Any = connection.dialect
    if dialect.name == "postgresql":
        yield "BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"
        yield f"SET LOCAL statement_timeout = {statement}; SET LOCAL lock_timeout = {lock}"  # in one round trip
        # Otherwise a provider that hangs would keep VACUUM from removing dead rows.
        yield f"SET LOCAL idle_in_transaction_session_timeout = {round(limits.idle * 1000)}"
        yield "; ".join(f"SET LOCAL {name} = '{value}'" for name, value in postgresql_settings(dialect).items())
    elif dialect.name in {"mysql", "mariadb"}:
        maximum = (
            f"max_statement_time = {statement / 1000}" if dialect.is_mariadb else f"max_execution_time = {statement}"
        )
        wait = max(1, round(limits.lock))
        yield f"SET SESSION {maximum}, time_zone = '+00:00', {MYSQL_SESSION}"
        yield f"SET SESSION lock_wait_timeout = {wait}, innodb_lock_wait_timeout = {wait}"
        # For the session: DDL commits implicitly in MariaDB, and statements after the commit must not write either.
        yield "SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"
        yield "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY"
    else:
        yield "BEGIN"
