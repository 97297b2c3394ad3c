"""Reads texts exactly: no two different texts are equal, whatever the collation of their column is.

Blanks at the end do not count, which is the rule of SQL for CHAR, and of most collations of MariaDB and MySQL.
"""

from math import isfinite
from typing import Any

from sqlalchemy import (
    BinaryExpression,
    BindParameter,
    ColumnElement,
    String,
    Text,
    case,
    cast,
    collate,
    func,
    literal,
    type_coerce,
)
from sqlalchemy.dialects import mysql
from sqlalchemy.types import UserDefinedType

from exporter.database.columns.types import ColumnType, Kind

_FAMILIES = {"postgresql", "mysql", "sqlite"}

_LONGEST = 4000
"""Maximum length of a text that is not one in a database of another dialect; some require one, and take no more."""

_BLANKS = 32
"""Number of blanks at the end that a condition with an index takes into account."""

# The bytes of UTF-8 in hexadecimal: https://www.rfc-editor.org/rfc/rfc3629#section-4
_REST = "[89ab][0-9a-f]"
_UTF_8 = (
    f"^(0[1-9a-f]|[1-7][0-9a-f]|(c[2-9a-f]|d[0-9a-f]){_REST}|e0[ab][0-9a-f]{_REST}|e[1-9a-cef]({_REST}){{2}}"
    f"|ed[89][0-9a-f]{_REST}|f0[9ab][0-9a-f]({_REST}){{2}}|f[1-3]({_REST}){{3}}|f48[0-9a-f]({_REST}){{2}})*$"
)


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

    In a condition it cannot use an index of the column. In dialects that the exporter does not know, texts are compared
    by the collation of their column.
    """
    if family == "postgresql":
        return collate(cast(_decoded(column) if kind is Kind.BYTES else column, _Blank()), "C")
    if family == "mysql":
        return collate(cast(column, mysql.CHAR(charset="utf8mb4")), "utf8mb4_bin")
    if family == "sqlite":
        return collate(func.rtrim(cast(column, Text())), "BINARY")
    return func.rtrim(column if kind is Kind.TEXT else cast(column, String(_LONGEST)))


def compared(family: str, value: BindParameter[Any]) -> BindParameter[Any] | None:
    """Return a text to compare an exact column with; None if it may stay as it is."""
    if family != "postgresql" or not isinstance(value.type, String):
        return None
    typed = type_coerce(value, _Blank()).typed_expression
    return typed if isinstance(typed, BindParameter) else None


def by_index(family: str, type_: ColumnType, comparison: BinaryExpression[Any]) -> ColumnElement[bool] | None:
    """Return the condition on the bare column to add to the exact one, so that an index is used.

    None if there is none, or if nothing is known about the indexes of the dialect.
    """
    if family not in _FAMILIES:
        return None
    bound = comparison.right.value if isinstance(comparison.right, BindParameter) else None
    texts = {bound} if isinstance(bound, str) else set(bound or ())
    if family == "postgresql" and type_.kind is Kind.ENUM:
        named = _Named(type_.name)
        known = [literal(each, named) for each in type_.values if each.rstrip(" ") in texts]
        return type_coerce(comparison.left, named).in_(known)
    if not texts or (family == "postgresql" and type_.kind not in {Kind.TEXT, Kind.LOOSE_TEXT}):
        return None
    padded: list[Any] = [each + blanks * " " for each in sorted(texts) for blanks in range(_BLANKS + 1)]
    if family == "sqlite":  # where the number 1 that an expression returns does not equal '1'
        padded += [number for each in sorted(texts) if (number := _number(each)) is not None]
    if not type_.name:
        return comparison.left.in_(padded)
    named = _Named(type_.name)
    return type_coerce(comparison.left, named).in_([literal(each, named) for each in padded])


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if isfinite(number) else None


def exact_already(family: str, kind: Kind) -> bool:
    """Whether the condition of `by_index` is exact."""
    return family == "postgresql" and kind is Kind.TEXT


def _decoded(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return bytes as UTF-8, or with escapes where they are not: decoding would fail the whole statement."""
    valid = func.encode(column, "hex").regexp_match(_UTF_8)
    return case((valid, func.convert_from(column, "UTF8")), else_=func.encode(column, "escape"))
