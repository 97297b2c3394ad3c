"""The rows of a shop's tables as its driver returns them, read without the exporter and without SQLAlchemy's types."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pymysql.constants import FIELD_TYPE
from sqlalchemy import Connection, DateTime, Table

_BIT = {"mysql": {FIELD_TYPE.BIT}, "mariadb": {FIELD_TYPE.BIT}, "postgresql": {1560, 1562}}
"""How drivers name the type BIT in a cursor's description."""


def rows(connection: Connection, table: Table) -> Sequence[Mapping[str, Any]]:
    """Return every row of a table: raw values by the names of its columns; the bits of a BIT are a number."""
    result = connection.exec_driver_sql(f"SELECT {', '.join(_columns(connection, table))} FROM {table.name}")
    assert result.cursor is not None
    bit = _BIT.get(connection.dialect.name, set())
    of = [_bits if each[1] in bit else None for each in result.cursor.description]
    names = [column.name for column in table.columns]
    return [dict(zip(names, map(_converted, of, row), strict=True)) for row in result]


def _columns(connection: Connection, table: Table) -> Sequence[str]:
    # psycopg raises for moments that a datetime cannot hold.
    as_text = connection.dialect.name == "postgresql"
    return [
        f"{each.name}::text" if as_text and isinstance(each.type, DateTime) else each.name for each in table.columns
    ]


def _converted(of: Callable[[Any], Any] | None, value: Any) -> Any:
    return value if of is None or value is None else of(value)


def _bits(value: Any) -> int:
    return int(value, 2) if isinstance(value, str) else int.from_bytes(value, "big")
