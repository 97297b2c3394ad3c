"""Portable SQL expressions for the numbers, labels and times of a query.

Conditional aggregates use CASE, because MariaDB has no FILTER. Finished sums are cast to floats: as integers they would
be clamped or fail beyond 64 bits, and PostgreSQL's NUMERIC takes twice as long to read. Times are whole seconds since
the Unix epoch, computed in SQL.
"""

from datetime import timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnClause,
    ColumnElement,
    DateTime,
    Integer,
    Numeric,
    String,
    and_,
    bindparam,
    case,
    cast,
    func,
    null,
)
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.sql.visitors import iterate, replacement_traverse

from exporter.database.fetching import AGO
from exporter.query.moments import epoch, is_moment, moment, past_epoch
from exporter.query.sums import addend, in_float

Number = ColumnElement[Any]
Condition = ColumnElement[bool]

_AGGREGATES = {"count", "sum", "min", "max"}


def count(where: Condition | None = None) -> Number:
    """Return the number of rows, or of those that match `where`; 0 if there are none."""
    return func.count() if where is None else func.count(case((where, 1)))


def total(column: ColumnElement[Any], where: Condition | None = None) -> Number:
    """Return the sum of an integer column over all rows, or over those that match `where`, in the column's unit.

    It is a float, because a sum can exceed 64 bits. Rows that do not match count as 0. If all values are NULL, the sum
    is NULL and no sample is exported (docs/decisions/0008-null-and-unknown.md).
    """
    counted = column if where is None else case((where, column), else_=0)
    return in_float(func.sum(addend(counted)))


def earliest(column: ColumnElement[Any], where: Condition | None = None, *, past: bool = False) -> Number:
    """Return the earliest time in a column, over all rows or those that match `where`, in whole seconds of Unix time.

    It is NULL, and no sample is exported, if there is none; a zero date is none. Times without a time zone are in UTC.
    With `past`, it is the begin of an age, and times after the context's `now` are omitted and counted.
    """
    seconds = past_epoch if past else epoch
    return seconds(func.min(moment(column) if where is None else case((and_(where, is_moment(column)), column))))


def latest(column: ColumnElement[Any], where: Condition | None = None) -> Number:
    """Return the latest time in a column, over all rows or those that match `where`, in whole seconds of Unix time.

    It is NULL, and no sample is exported, if there is none; a zero date is none. Times after the context's `now` are
    omitted and counted. Times without a time zone are in UTC.
    """
    return epoch(func.max(column if where is None else case((where, column))))


def either(flag: ColumnElement[Any], yes: str, no: str) -> ColumnElement[str | None]:
    """Return a label value for a Boolean column: `yes` if true, `no` if false; NULL becomes `unknown`.

    >>> from sqlalchemy import Boolean, column
    >>> state = either(column("is_active", Boolean), "active", "inactive")
    """
    return case((flag.is_(True), yes), (flag.is_(False), no), else_=null().cast(String))


def ago(period: timedelta) -> ColumnElement[Any]:
    """Return the time `period` (whole seconds) before the context's `now`, to compare a column with.

    It is computed when the query runs. A query that uses it reads all its rows at every refresh.

    >>> from sqlalchemy import column
    >>> recent = column("created_at", DateTime) > ago(timedelta(days=30))
    """
    return bindparam(f"{AGO}{int(period.total_seconds())}", type_=DateTime())


def only(expression: Number, condition: Condition) -> Number:
    """Return the expression with each aggregate restricted to rows that match; not supported by MariaDB."""

    def narrowed(element: Any, **_options: Any) -> Any:
        return element.filter(condition) if _function(element) in _AGGREGATES else None

    found: Number = replacement_traverse(expression, {}, narrowed)
    return found


def in_integers(expression: Number) -> Number:
    """Return the expression with values of BIGINT sums cast to INTEGER, or an error of PostgreSQL if one is too large.

    This is faster, because PostgreSQL adds up BIGINT values in a 128-bit state.
    """

    def smaller(element: Any, **_options: Any) -> Any:
        if not _is_large_sum(element):
            return None
        (added,) = element.clauses
        return func.sum(cast(added, Integer))

    found: Number = replacement_traverse(expression, {}, smaller)
    return found


def adds_up_large(expression: Number) -> bool:
    """Whether the expression contains a sum of BIGINT values."""
    return any(map(_is_large_sum, iterate(expression)))


def is_count(expression: Number) -> bool:
    """Whether the expression is the number of all rows, count(*)."""
    if not isinstance(expression, FunctionElement) or _function(expression) != "count":
        return False
    return [each.name for each in expression.clauses if isinstance(each, ColumnClause) and each.is_literal] == ["*"]


def _is_large_sum(element: Any) -> bool:
    if _function(element) != "sum" or not all(isinstance(each.type, BigInteger) for each in element.clauses):
        return False
    # An expression keeps its type where amounts in major units are put in the place of those in minor units.
    return not any(isinstance(each, ColumnClause) and isinstance(each.type, Numeric) for each in iterate(element))


def _function(element: Any) -> str:
    return str(element.name) if isinstance(element, FunctionElement) else ""
