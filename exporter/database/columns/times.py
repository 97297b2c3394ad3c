"""Compares times: a zero date is no time, and SQLite compares the texts in which it stores times."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    BinaryExpression,
    BindParameter,
    ColumnElement,
    DateTime,
    Dialect,
    String,
    and_,
    func,
    literal_column,
    or_,
    type_coerce,
)
from sqlalchemy.sql.elements import Grouping
from sqlalchemy.sql.operators import ge, is_, is_not, lt
from sqlalchemy.types import TypeDecorator

FIRST = "'0001-01-02'"
"""The first moment. Some applications write 0001-01-01 for "not known"; as text, it is less with and without a time."""

_FIRST: ColumnElement[Any] = literal_column(FIRST)


class _Shortest(TypeDecorator[datetime]):
    """A time as the shortest text that may be stored for it: without a fraction of a second if that is 0."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> str | None:
        """Return the text."""
        return value if value is None else value.isoformat(" ", "microseconds" if value.microsecond else "seconds")


def at_or_after(family: str, comparison: BinaryExpression[Any]) -> ColumnElement[bool] | None:
    """Return another `>=` or `<` of a column and a time, which SQLite compares as texts; None for others.

    SQLAlchemy binds 12:00:00.000000, which is more than 12:00:00, as which the time may be stored.
    """
    bound = comparison.right
    if family != "sqlite" or not isinstance(bound, BindParameter) or not isinstance(bound.type, DateTime):
        return None
    if comparison.operator not in {ge, lt}:
        return None
    shortest = type_coerce(bound, _Shortest())
    return comparison.left >= shortest if comparison.operator is ge else comparison.left < shortest


def presence(family: str, test: BinaryExpression[Any]) -> ColumnElement[bool] | None:
    """Return the condition for `IS NULL` or `IS NOT NULL` of a time: a zero date or minus infinity is none."""
    if family not in {"postgresql", "mysql", "sqlite"}:
        return None
    time = test.left
    whole = func.to_days(time) if family == "mysql" else time  # the month or the day may be 0, too
    if test.operator is is_not:
        return and_(time > _FIRST, whole.is_not(None))
    # In parentheses, because it is put into other conditions.
    return Grouping(or_(whole.is_(None), time <= _FIRST)) if test.operator is is_ else None
