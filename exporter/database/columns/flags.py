"""Reads flags of any type: booleans, bits, numbers, and texts such as Y and N."""

from typing import Any

from sqlalchemy import ColumnElement, Integer, Text, and_, case, cast, false, func, literal_column, true, type_coerce

from exporter.database.columns.texts import exact
from exporter.database.columns.types import Kind

YES = ("y", "yes", "t", "true", "1", "on", "\x01", "\\001")
"""Texts that mean true, in lower case; the last two are a byte, as text and as PostgreSQL writes it."""

NO = ("n", "no", "f", "false", "0", "off", "\\000")
"""Texts that mean false, in lower case."""

_AS_THEY_ARE = {"postgresql": {Kind.BOOLEAN}, "mysql": {Kind.INTEGER, Kind.NUMBER}}
_CERTAIN = {Kind.BOOLEAN, Kind.INTEGER, Kind.NUMBER, Kind.BITS}


def flag(family: str, kind: Kind, column: ColumnElement[Any]) -> ColumnElement[Any] | None:
    """Return a column as a condition that is true, false, or NULL if that cannot be judged; None for the bare column.

    A number is true unless it is 0.
    """
    if kind in _AS_THEY_ARE.get(family, {Kind.BOOLEAN} if family != "sqlite" else ()):
        return None
    number = type_coerce(column, Integer()) != literal_column("0")
    if kind in {Kind.INTEGER, Kind.NUMBER} or (kind is Kind.BITS and family == "mysql"):
        return number
    if kind is Kind.BITS and family == "postgresql":
        return func.strpos(cast(column, Text()), literal_column("'1'")) > literal_column("0")
    word = func.lower(exact(family, kind, column))
    zero = ("\x00",) if family in {"mysql", "sqlite"} else ()  # PostgreSQL has no such character
    words = [(word.in_(YES), true()), (word.in_((*NO, *zero)), false())]
    if kind is Kind.DYNAMIC:
        words.insert(0, (func.typeof(column).in_(("integer", "real")), number))
    return case(*words)


def unjudged(family: str, kind: Kind, column: ColumnElement[Any]) -> ColumnElement[bool] | None:
    """Return the condition for rows whose flag cannot be judged; None if there are none."""
    judged = None if kind in _CERTAIN else flag(family, kind, column)
    return None if judged is None else and_(type_coerce(column, Text()).is_not(None), judged.is_(None))
