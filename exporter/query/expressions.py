"""Portable SQL expressions for the numbers, labels and times of a query.

Conditional aggregates use CASE, because MariaDB has no FILTER. Finished sums are cast to floats: as integers they would
be clamped or fail beyond 64 bits, and PostgreSQL's NUMERIC takes twice as long to read. Times are whole seconds since
the Unix epoch, computed in SQL.
"""

from datetime import timedelta
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, DateTime, Double, Integer, String, bindparam, case, cast, func, null
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.sql.visitors import iterate, replacement_traverse

from exporter.database.fetching import AGO

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


def earliest(column: ColumnElement[Any], where: Condition | None = None) -> Number:
    """Return the earliest time in a column, over all rows or those that match `where`, in whole seconds of Unix time.

    It is NULL, and no sample is exported, if there is none. Times without a time zone are in UTC.
    """
    return epoch(func.min(column if where is None else case((where, column))))


def latest(column: ColumnElement[Any], where: Condition | None = None) -> Number:
    """Return the latest time in a column, over all rows or those that match `where`, in whole seconds of Unix time.

    It is NULL, and no sample is exported, if there is none. Times without a time zone are in UTC.
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


def _is_large_sum(element: Any) -> bool:
    return _function(element) == "sum" and all(isinstance(each.type, BigInteger) for each in element.clauses)


def _function(element: Any) -> str:
    return str(element.name) if isinstance(element, FunctionElement) else ""


class addend(FunctionElement[Any]):  # noqa: N801 - it is used like func.abs
    """A number to add up. SQLite adds floats, because its sum of integers fails beyond 64 bits."""

    inherit_cache = True
    name = "addend"

    def __init__(self, number: ColumnElement[Any]) -> None:
        super().__init__(number)
        self.type = number.type


@compiles(addend)
def _addend(element: addend, compiler: SQLCompiler, **options: Any) -> str:
    return compiler.process(element.clauses, **options)


@compiles(addend, "sqlite")
def _addend_sqlite(element: addend, compiler: SQLCompiler, **options: Any) -> str:
    return f"{compiler.process(element.clauses.self_group(), **options)} * 1.0"


class in_float(FunctionElement[float]):  # noqa: N801 - it is used like func.abs
    """Converts a finished sum, which is exact, to a float."""

    type = Double()
    inherit_cache = True
    name = "in_float"


@compiles(in_float)
def _in_float(element: in_float, compiler: SQLCompiler, **options: Any) -> str:
    return compiler.process(element.clauses, **options)


@compiles(in_float, "postgresql")
def _in_float_postgresql(element: in_float, compiler: SQLCompiler, **options: Any) -> str:
    return f"CAST({compiler.process(element.clauses, **options)} AS DOUBLE PRECISION)"


@compiles(in_float, "mysql")
@compiles(in_float, "mariadb")
def _in_float_mysql(element: in_float, compiler: SQLCompiler, **options: Any) -> str:
    # MySQL before 8.0.17 cannot cast to DOUBLE.
    return f"{compiler.process(element.clauses, **options)} + 0E0"


class epoch(FunctionElement[int]):  # noqa: N801 - it is used like func.max
    """Converts a time to whole seconds of Unix time. Times without a time zone are in UTC, as in the whole shop."""

    type = BigInteger()
    inherit_cache = True
    name = "epoch"


@compiles(epoch)
def _epoch(element: epoch, compiler: SQLCompiler, **options: Any) -> str:
    return f"EPOCH({compiler.process(element.clauses, **options)})"  # only for display; not valid on any database


@compiles(epoch, "postgresql")
def _epoch_postgresql(element: epoch, compiler: SQLCompiler, **options: Any) -> str:
    return f"CAST(FLOOR(EXTRACT(EPOCH FROM {compiler.process(element.clauses, **options)})) AS BIGINT)"


@compiles(epoch, "mysql")
@compiles(epoch, "mariadb")
def _epoch_mysql(element: epoch, compiler: SQLCompiler, **options: Any) -> str:
    # UNIX_TIMESTAMP interprets a DATETIME in the session's time zone, and does not support times before 1970.
    return f"TIMESTAMPDIFF(SECOND, '1970-01-01', {compiler.process(element.clauses, **options)})"


@compiles(epoch, "sqlite")
def _epoch_sqlite(element: epoch, compiler: SQLCompiler, **options: Any) -> str:
    # Truncated to seconds, because strftime rounds 59.9999 up.
    return f"CAST(strftime('%s', substr({compiler.process(element.clauses, **options)}, 1, 19)) AS INTEGER)"
