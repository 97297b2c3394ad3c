"""Multiplies the rows of a shop with INSERT ... SELECT over its own tables."""

import re
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from logging import getLogger

from sqlalchemy import Connection, Engine

from tests.bench.platforms.platform import FOLDER, Platform
from tests.support.other_shops.rows import blanks

logger = getLogger("bench")

_NUMBER = re.compile(r"\{\{orders(?: \* (\d+))?(?: / (\d+))?\}\}")
_INSERTS = re.compile(r'^INSERT (?:IGNORE )?INTO [`"]?(\w+)', re.MULTILINE)
_SESSION = {
    # As the shops themselves do: columns without a default are left out, and rows point to each other.
    "mariadb": ("SET SESSION sql_mode = ''", "SET unique_checks = 0", "SET foreign_key_checks = 0"),
    "postgresql": ("SET session_replication_role = replica", "SET maintenance_work_mem = '256MB'"),
}
_KEYS = {
    "mariadb": """SELECT CONCAT('DROP KEY `', index_name, '`'), CONCAT('ADD KEY `', index_name, '` (', GROUP_CONCAT(
        CONCAT('`', column_name, '`', COALESCE(CONCAT('(', sub_part, ')'), '')) ORDER BY seq_in_index), ')')
        FROM information_schema.statistics WHERE table_schema = DATABASE() AND table_name = '{table}'
        AND non_unique = 1 AND index_type = 'BTREE' GROUP BY index_name""",
    "postgresql": """SELECT format('DROP INDEX %%I', indexname), indexdef FROM pg_indexes
        WHERE schemaname = 'public' AND tablename = '{table}' AND indexdef NOT LIKE 'CREATE UNIQUE%%'""",
}


def written(text: str, orders: int) -> list[str]:
    """Return the statements in a text, with numbers for `{{orders}}`, `{{orders * 5 / 4}}` and the like."""

    def number(found: re.Match[str]) -> str:
        return str(orders * int(found[1] or 1) // int(found[2] or 1))

    return [_NUMBER.sub(number, each).strip() for each in text.split(";\n") if each.strip()]


def fill(engine: Engine, name: str, platform: Platform, orders: int) -> None:
    """Make the small shop in an empty database, and multiply its rows to about so many orders."""
    platform.load(engine)
    multiply(engine, written((FOLDER / f"{name}.sql").read_text(encoding="utf-8"), orders))


def multiply(engine: Engine, statements: Iterable[str]) -> None:
    """Execute statements that insert many rows, and let the database know its new tables."""
    every = list(statements)
    tables = list(dict.fromkeys(table for each in every for table in _INSERTS.findall(each)))
    dialect = "postgresql" if engine.dialect.name == "postgresql" else "mariadb"
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for each in _SESSION[dialect]:
            connection.exec_driver_sql(each)
        if dialect == "postgresql":
            _with_defaults(connection, tables)
        first = next((at for at, each in enumerate(every) if _INSERTS.search(each)), 0)
        for each in every[:first]:  # make the platform's indexes, where the small shop has none
            _execute(connection, each)
        with _without_keys(connection, dialect, tables):
            for each in every[first:]:
                _execute(connection, each)
        for table in tables if dialect == "mariadb" else ():
            _execute(connection, f"ANALYZE TABLE `{table}`")
        if dialect == "postgresql":
            _execute(connection, "VACUUM ANALYZE")


def _with_defaults(connection: Connection, tables: Iterable[str]) -> None:
    """Give columns that must not be NULL a default, as `sql_mode = ''` does in MariaDB."""
    for table in tables:
        for column, blank in blanks(connection, table).items():
            connection.exec_driver_sql(f'ALTER TABLE "{table}" ALTER COLUMN "{column}" SET DEFAULT {blank}')


@contextmanager
def _without_keys(connection: Connection, dialect: str, tables: Iterable[str]) -> Iterator[None]:
    """Make the keys of tables that are not unique when their rows are there: it is many times as fast."""
    again: list[str] = []
    for table in tables:
        keys = connection.exec_driver_sql(_KEYS[dialect].format(table=table)).all()
        if dialect == "postgresql":
            for drop, definition in keys:
                connection.exec_driver_sql(drop)
                again.append(definition)
        elif keys:
            connection.exec_driver_sql(f"ALTER TABLE `{table}` {', '.join(drop for drop, _ in keys)}")
            again.append(f"ALTER TABLE `{table}` {', '.join(add for _, add in keys)}")
    yield
    for statement in again:
        _execute(connection, statement)


def _execute(connection: Connection, statement: str) -> None:
    began = time.monotonic()
    connection.exec_driver_sql(statement.replace("%", "%%"))
    logger.info("%5.1f s  %s", time.monotonic() - began, " ".join(statement.split())[:100])
