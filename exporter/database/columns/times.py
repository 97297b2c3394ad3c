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
from sqlalchemy.sql.operators import is_, is_not
from sqlalchemy.types import TypeDecorator

_FIRST: ColumnElement[Any] = literal_column("'0001-01-02'")  # see exporter/query/moments.py


class _Shortest(TypeDecorator[datetime]):
    """A time as the shortest text, because 12:00:00 is less than 12:00:00.000000, as which it may be stored."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> str | None:
        """Return the text; without a fraction if there is none."""
        return value if value is None else value.isoformat(" ", "microseconds" if value.microsecond else "seconds")


def bound(family: str, value: BindParameter[Any]) -> BindParameter[Any] | None:
    """Return a time to compare a column with; None if it may stay as it is."""
    if family != "sqlite" or not isinstance(value.type, DateTime):
        return None
    typed = type_coerce(value, _Shortest()).typed_expression
    return typed if isinstance(typed, BindParameter) else None


def presence(family: str, test: BinaryExpression[Any]) -> ColumnElement[bool] | None:
    """Return the condition for `IS NULL` or `IS NOT NULL` of a time: a zero date or minus infinity is none."""
    time = test.left
    whole = func.to_days(time) if family == "mysql" else time  # the month or the day may be 0, too
    if test.operator is is_not:
        return and_(time > _FIRST, whole.is_not(None))
    return or_(whole.is_(None), time <= _FIRST) if test.operator is is_ else None
