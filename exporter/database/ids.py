"""Ids of any type in SQL: integers of any size, decimals, text, UUIDs and bytes.

Providers need not know the type of an id column: a parameter takes the type of the column that it is compared with, so
that the column's index is used.
"""

import re
from collections.abc import Callable, Collection
from decimal import Decimal
from math import inf
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, ColumnElement, any_, bindparam, func, type_coerce
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import UserDefinedType

_NUMBERS = (int, Decimal, float)
_HARMLESS = re.compile(r"[A-Za-z0-9_.-]*")
_MOST_BITS_SQLITE = 63
_LITERALS = {"sqlite", "mysql", "mariadb"}


def text_of(id_: Any) -> str:
    """Return an id as people read it: bytes in hexadecimal, decimals without an exponent, CHAR(n) without padding."""
    if isinstance(id_, bytes):
        return id_.hex()
    return f"{id_:f}" if isinstance(id_, Decimal) else str(id_).rstrip(" ")


class AnyId(UserDefinedType[Any]):
    """The type of an id column, whatever the database calls it.

    >>> from sqlalchemy import column, table
    >>> orders = table("orders", column("id", AnyId), column("vendor_id", AnyId))
    """

    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], Any]:
        """Return a function that converts an id to what the driver sends without a type; the column's type decides."""
        return _sqlite if dialect.name == "sqlite" else _plain

    def literal_processor(self, dialect: Dialect) -> Callable[[Any], str]:
        """Return a function that writes an id into a statement."""
        return lambda value: _literal(_plain(value), dialect.name)


def as_id(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return a column as one of ids, whatever type it is declared to have."""
    return column if isinstance(column.type, AnyId) else type_coerce(column, AnyId())


def same(column: ColumnElement[Any], id_: Any) -> ColumnElement[bool]:
    """Return the condition that a column has this id.

    MariaDB and MySQL compare text with numbers as floats: '5x' would equal 5, and 'x' would equal 0. Therefore they
    compare the id both as a number and as text; the index is still used.
    """
    typed = as_id(column)
    as_number = isinstance(id_, _NUMBERS)
    also = typed == text_of(id_) if as_number else type_coerce(func.concat(column), AnyId()) == id_
    return _same(typed == id_, also)


def among(dialect: str, column: ColumnElement[Any], ids: Collection[Any]) -> ColumnElement[bool]:
    """Return the condition that a column has one of these ids, which must have been read from this column.

    PostgreSQL gets them as a single parameter, an array in text form, whose type is that of the column. Dialects whose
    literals are not known get a parameter for each.
    """
    typed = as_id(column)
    if dialect == "postgresql":
        return typed == any_(bindparam("ids", _array(ids), type_=AnyId(), unique=True))
    # Literals, because SQLite supports only about 30,000 parameters.
    literal = dialect in _LITERALS
    return typed.in_(
        bindparam("ids", list(ids), type_=AnyId(), unique=True, expanding=True, literal_execute=literal),
    )


def _plain(value: Any) -> Any:
    """Return what every driver knows. PostgreSQL takes text without a type for any type, also for UUID and CHAR."""
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, Decimal) and value.is_finite() and value == value.to_integral_value():
        return int(value)
    return bytes(value) if isinstance(value, bytearray | memoryview) else value


def _sqlite(value: Any) -> Any:
    value = _plain(value)
    if not isinstance(value, Decimal) and not (isinstance(value, int) and value.bit_length() > _MOST_BITS_SQLITE):
        return value
    try:
        return float(value)  # as SQLite itself stores such numbers
    except OverflowError:
        return inf


def _array(ids: Collection[Any]) -> str:
    return f"{{{','.join(map(_element, ids))}}}"


def _element(id_: Any) -> str:
    if isinstance(id_, str | bytes):
        text = f"\\x{id_.hex()}" if isinstance(id_, bytes) else id_
        escaped = text.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"'
    return text_of(id_)


def _literal(value: Any, dialect: str) -> str:
    if isinstance(value, bytes):
        return f"X'{value.hex()}'"
    if not isinstance(value, str):
        return text_of(value)
    if _HARMLESS.fullmatch(value):
        return f"'{value}'"
    code = value.encode("utf-8", "replace").hex()  # whatever is in it, and whatever sql_mode makes of it
    return f"_utf8mb4 X'{code}'" if dialect in {"mysql", "mariadb"} else f"CAST(X'{code}' AS TEXT)"


class _same(FunctionElement[bool]):  # noqa: N801 - it is used like a function
    """An id compared by its own type, and as text or number."""

    type = Boolean()
    inherit_cache = True
    name = "same"

    def self_group(self, against: Any = None) -> Any:  # noqa: ARG002 - SQLAlchemy passes it
        """Return self: it is a condition already, and compared with true (`= 1`) it would not use an index."""
        return self


@compiles(_same)
def _compare(element: _same, compiler: SQLCompiler, **options: Any) -> str:
    compared, _ = element.clauses
    return compiler.process(compared, **options)


@compiles(_same, "mysql")
@compiles(_same, "mariadb")
def _compare_mysql(element: _same, compiler: SQLCompiler, **options: Any) -> str:
    compared, also = (compiler.process(each, **options) for each in element.clauses)
    return f"({compared} AND {also})"
