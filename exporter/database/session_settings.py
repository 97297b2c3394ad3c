"""Settings of a session of the database that change what a statement means or returns.

The exporter makes them on its own connections, and on an application's while it reads with that: the numbers must not
depend on who asks, or on the defaults of a server, a database or a role.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from sqlite3 import Connection as SQLiteConnection
from typing import Any

from sqlalchemy import Connection, event
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import Session, SessionTransaction

from exporter.database.lenient_text import lenient

_DUCKDB = "duckdb"

_HELD = "orion_settings_held"
"""Key of what is known about a connection: whether it has the exporter's settings already."""

_POSTGRESQL = {
    "TimeZone": "UTC",
    "DateStyle": "ISO, MDY",
    "IntervalStyle": "postgres",
    "extra_float_digits": "1",
    "bytea_output": "hex",
    "transform_null_equals": "off",
    "array_nulls": "on",
    "gin_fuzzy_search_limit": "0",
}

_STRICT = "STRICT_TRANS_TABLES"

# ANSI_QUOTES, PIPES_AS_CONCAT, EMPTY_STRING_IS_NULL or a limit of rows would lead to other numbers.
_MYSQL = {
    "sql_mode": f"'{_STRICT}'",
    "sql_select_limit": "18446744073709551615",
    "sql_auto_is_null": "0",
    "div_precision_increment": "4",
    "group_concat_max_len": "1048576",
    "default_week_format": "0",
    "lc_time_names": "'en_US'",
}

MYSQL_SESSION = ", ".join(f"{name} = {value}" for name, value in _MYSQL.items())
"""Assignments for a new connection of MariaDB or MySQL, before SQLAlchemy asks which quotes and escapes it uses."""


def postgresql_settings(dialect: Dialect) -> Mapping[str, str]:
    """Return the settings of a transaction of PostgreSQL, and their values."""
    # SQLAlchemy writes backslashes as the connection expected them when it was made.
    escapes = getattr(dialect, "_backslash_escapes", False)
    return {**_POSTGRESQL, "standard_conforming_strings": "off" if escapes else "on"}


def _mysql_settings(dialect: Dialect) -> Mapping[str, str]:
    """Return the settings of a session of MariaDB or MySQL that the exporter has not made."""
    made_with = {  # as above, and quotes, too
        "ANSI_QUOTES": getattr(dialect, "_server_ansiquotes", False),
        "NO_BACKSLASH_ESCAPES": not getattr(dialect, "_backslash_escapes", True),
    }
    modes = ",".join([_STRICT, *(mode for mode, is_on in made_with.items() if is_on)])
    return {**_MYSQL, "sql_mode": f"'{modes}'", "time_zone": "'+00:00'"}


def settle(session: Session) -> None:
    """Let a session have the exporter's settings in each transaction or savepoint of PostgreSQL that it begins.

    They are gone when it is rolled back.
    """
    dialect = session.get_bind().dialect
    if dialect.name != "postgresql":
        return
    calls = (f"set_config('{name}', '{value}', true)" for name, value in postgresql_settings(dialect).items())
    statement = f"SELECT {', '.join(calls)}"

    @event.listens_for(session, "after_begin")
    def begun(_session: Session, transaction: SessionTransaction, connection: Connection) -> None:
        if not transaction.nested:  # the outer one has them, and has begun first
            connection.exec_driver_sql(statement).close()


@contextmanager
def settled(connection: Connection) -> Iterator[None]:
    """Let a connection have the exporter's settings while the block runs, and then those that it had.

    They are restored after any error, unless the connection is lost. For PostgreSQL, see `settle`.
    """
    name = connection.dialect.name
    if connection.info.get(_HELD):
        yield
        return
    connection.info[_HELD] = True
    try:
        if name in {"mysql", "mariadb"}:
            with _assigned(connection, *_mysql_assignments(connection.dialect)):
                yield
        elif name == _DUCKDB:
            before = connection.exec_driver_sql("SELECT current_setting('TimeZone')").scalar_one()
            with _assigned(connection, "SET TimeZone = 'UTC'", f"SET TimeZone = '{before}'"):
                yield
        elif isinstance(driver := connection.connection.driver_connection, SQLiteConnection):
            with _decoding(driver):
                yield
        else:
            yield
    finally:
        if not connection.invalidated:
            connection.info.pop(_HELD, None)


@contextmanager
def _assigned(connection: Connection, first: str, last: str) -> Iterator[None]:
    connection.exec_driver_sql(first)
    try:
        yield
    finally:
        if not connection.invalidated:
            connection.exec_driver_sql(last)


def _mysql_assignments(dialect: Dialect) -> tuple[str, str]:
    """Return the statement that makes the settings, and the one that restores them.

    Variables of the user keep the values in between, which takes no statement. Either all assignments are made or none.
    """
    settings = _mysql_settings(dialect)
    # The character set decides with which collation texts are compared that are no columns. What the driver reads and
    # writes does not change.
    kept = {**dict.fromkeys(settings, ""), "collation_connection": ""}
    saved = [f"@orion_{name} = @@SESSION.{name}" for name in kept]
    made = [f"@@SESSION.{name} = {value}" for name, value in settings.items()]
    restored = [f"@@SESSION.{name} = @orion_{name}" for name in kept]
    forgotten = [f"@orion_{name} = NULL" for name in kept]
    first = ", ".join([*saved, *made, "@@SESSION.character_set_connection = utf8mb4"])
    return f"SET {first}", f"SET {', '.join([*restored, *forgotten])}"


@contextmanager
def _decoding(driver: SQLiteConnection) -> Iterator[None]:
    """Decode texts as the exporter does; the application's driver may fail, or return bytes."""
    before: Any = driver.text_factory
    lenient(driver)
    try:
        yield
    finally:
        driver.text_factory = before
