"""How long things may take, and the statements with which a read-only transaction begins."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Limits:
    """How long things may take, in seconds; `idle` is how long a transaction may wait for its next statement."""

    statement: float = 30.0
    lock: float = 5.0
    connect: float = 5.0
    idle: float = 300.0


def beginning(connection: Connection, limits: Limits) -> Iterator[str]:
    """Yield the statements that begin a read-only transaction at one moment, with these limits."""
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
