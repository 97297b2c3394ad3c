"""Reads texts exactly: no two different texts are equal, whatever the collation of their column is.

Blanks at the end do not count, which is the rule of SQL for CHAR, and of most collations of MariaDB and MySQL.
"""

from typing import Any

from sqlalchemy import (
    BinaryExpression,
    BindParameter,
    ColumnElement,
    String,
    Text,
    cast,
    collate,
    func,
    literal,
    type_coerce,
)
from sqlalchemy.dialects import mysql
from sqlalchemy.types import UserDefinedType

from exporter.database.columns.types import ColumnType, Kind


class _Blank(UserDefinedType[str]):
    """PostgreSQL's CHAR without a length, for which blanks at the end do not count.

    Comparing as CHAR costs nothing; with rtrim() a statement by status takes more than twice as long.
    """

    cache_ok = True
    render_bind_cast = True

    def get_col_spec(self, **_options: Any) -> str:
        """Return the name of the type."""
        return "bpchar"


class _Named(UserDefinedType[str]):
    """A type of PostgreSQL, by its name in SQL."""

    cache_ok = True
    render_bind_cast = True

    def __init__(self, name: str) -> None:
        self.name = name

    def get_col_spec(self, **_options: Any) -> str:
        """Return the name; a percent sign would begin a parameter of the driver."""
        return self.name.replace("%", "%%")


def exact(family: str, kind: Kind, column: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return a column of any type as a text that is compared character by character.

    In a condition it cannot use an index of the column.
    """
    if family == "postgresql":
        readable = func.encode(column, "escape") if kind is Kind.BYTES else column
        return collate(cast(readable, _Blank()), "C")
    if family == "mysql":
        return collate(cast(column, mysql.CHAR(charset="utf8mb4")), "utf8mb4_bin")
    return collate(func.rtrim(cast(column, Text())), "BINARY")


def compared(family: str, value: BindParameter[Any]) -> BindParameter[Any] | None:
    """Return a text to compare an exact column with; None if it may stay as it is."""
    if family != "postgresql" or not isinstance(value.type, String):
        return None
    typed = type_coerce(value, _Blank()).typed_expression
    return typed if isinstance(typed, BindParameter) else None


def by_index(family: str, type_: ColumnType, comparison: BinaryExpression[Any]) -> ColumnElement[bool] | None:
    """Return the condition on the bare column to add to the exact one, so that an index is used."""
    if family != "postgresql" or not isinstance(comparison.right, BindParameter):
        return comparison if type_.kind is not Kind.ENUM else None
    if type_.kind not in {Kind.ENUM, Kind.LOOSE_TEXT}:
        return None
    if not type_.name:
        return comparison
    given = comparison.right.value
    wanted = [given] if isinstance(given, str) else list(given or ())
    possible = [each for each in wanted if each in type_.values or type_.kind is Kind.LOOSE_TEXT]
    named = _Named(type_.name)
    return type_coerce(comparison.left, named).in_([literal(each, named) for each in possible])


def exact_already(family: str, kind: Kind) -> bool:
    """Whether comparing the bare column with a text is exact.

    Except for blanks at the end, for which PostgreSQL would have to read the whole table.
    """
    return family == "postgresql" and kind is Kind.TEXT
