"""Times in SQL: which of them are moments, and their Unix time.

A zero date (`0000-00-00`, `2026-00-00`), a time before the year 1 and an empty text are no moments: they stand for "not
known". PostgreSQL's `infinity` and years beyond 9999 are later than any moment; no driver can read them.
"""

from typing import Any

from sqlalchemy import BigInteger, Boolean, ColumnElement, Date, DateTime, and_, case
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.sql.visitors import iterate, replacement_traverse

from exporter.database.columns.times import FIRST

BEYOND = 253_402_300_800
"""Unix time of the year 10000, which stands for all times from then on."""

# Literals without a type take that of the column, so its index can be used.
_FIRST_SECONDS = -62_135_510_400
"""Unix time of the first moment."""

_SECONDS_BEFORE_1970 = 62_167_219_200
"""What TO_SECONDS returns for 1970-01-01."""

_LAST = "'9999-12-31 23:59:59.999999'"


def moment(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return a column of times in which everything that is no moment, such as a zero date, is NULL.

    >>> from sqlalchemy import column
    >>> completed_at = moment(column("completed_at", DateTime))
    """
    return case((is_moment(column), column))


def readable(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return a column of times in which everything that a driver cannot read, such as `infinity`, is NULL.

    >>> from sqlalchemy import column
    >>> updated_at = readable(column("updated_at", DateTime))
    """
    return case((is_readable(column), column))


class is_moment(FunctionElement[bool]):  # noqa: N801 - it is used like func.max
    """Whether a time is a moment, or later than any."""

    type = Boolean()
    inherit_cache = True
    name = "is_moment"


@compiles(is_moment)
def _is_moment(element: is_moment, compiler: SQLCompiler, **options: Any) -> str:
    return f"({compiler.process(element.clauses, **options)} > {FIRST})"


@compiles(is_moment, "mysql")
@compiles(is_moment, "mariadb")
def _is_moment_mysql(element: is_moment, compiler: SQLCompiler, **options: Any) -> str:
    time = compiler.process(element.clauses, **options)
    return f"({time} > {FIRST} AND TO_DAYS({time}) IS NOT NULL)"  # NULL if the month or the day is 0


@compiles(is_moment, "sqlite")
def _is_moment_sqlite(element: is_moment, compiler: SQLCompiler, **options: Any) -> str:
    time = compiler.process(element.clauses, **options)
    return f"({time} > {FIRST} AND {_exists_sqlite(time)})"


class is_readable(FunctionElement[bool]):  # noqa: N801 - see above
    """Whether every driver can read a time: moments up to the year 9999."""

    type = Boolean()
    inherit_cache = True
    name = "is_readable"


@compiles(is_readable)
def _is_readable(element: is_readable, compiler: SQLCompiler, **options: Any) -> str:
    (time,) = element.clauses
    return f"({compiler.process(is_moment(time), **options)} AND {compiler.process(time, **options)} <= {_LAST})"


@compiles(is_readable, "sqlite")
def _is_readable_sqlite(element: is_readable, compiler: SQLCompiler, **options: Any) -> str:
    (time,) = element.clauses
    text = compiler.process(time, **options)  # may have something behind the time that is none of it
    return f"({compiler.process(is_moment(time), **options)} AND strftime('%s', {text}) IS NOT NULL)"


class epoch(FunctionElement[int]):  # noqa: N801 - it is used like func.max
    """Converts a time to whole seconds of Unix time. Times without a time zone are in UTC, as in the whole shop.

    What is no moment is NULL, and what is later than any is BEYOND.
    """

    type = BigInteger()
    inherit_cache = True
    name = "epoch"


class past_epoch(epoch):  # noqa: N801 - see above
    """An `epoch` that is the begin of an age, so it cannot be in the future."""

    inherit_cache = True


@compiles(epoch)
@compiles(past_epoch)
def _epoch(element: epoch, compiler: SQLCompiler, **options: Any) -> str:
    time = compiler.process(element.clauses, **options)
    seconds = f"CAST(FLOOR(EXTRACT(EPOCH FROM {time})) AS BIGINT)"
    # Infinity is NULL, or more than any number.
    return f"CASE WHEN {time} > {FIRST} THEN CASE WHEN {seconds} < {BEYOND} THEN {seconds} ELSE {BEYOND} END END"


@compiles(epoch, "postgresql")
@compiles(past_epoch, "postgresql")
def _epoch_postgresql(element: epoch, compiler: SQLCompiler, **options: Any) -> str:
    time = compiler.process(element.clauses, **options)
    # PostgreSQL computes an aggregate that is there twice only once. Its LEAST ignores NULL.
    seconds = f"CAST(FLOOR(LEAST(EXTRACT(EPOCH FROM {time}), {BEYOND})) AS BIGINT)"
    return f"CASE WHEN {time} > {FIRST} THEN {seconds} END"


@compiles(epoch, "mysql")
@compiles(epoch, "mariadb")
@compiles(past_epoch, "mysql")
@compiles(past_epoch, "mariadb")
def _epoch_mysql(element: epoch, compiler: SQLCompiler, **options: Any) -> str:
    # UNIX_TIMESTAMP interprets a DATETIME in the session's time zone, and does not support times before 1970.
    (time,) = element.clauses
    if is_extreme(time):  # numbers are compared faster than times, and zero dates are NULL among them
        (of,) = time.clauses
        seconds = f"{time.name}(TO_SECONDS({compiler.process(of, **options)}))"
    else:
        seconds = f"TO_SECONDS({compiler.process(time, **options)})"
    # Named only once, because MariaDB computes an aggregate as often as it is there.
    return f"NULLIF(GREATEST({seconds} - {_SECONDS_BEFORE_1970}, {_FIRST_SECONDS}), {_FIRST_SECONDS})"


@compiles(epoch, "sqlite")
@compiles(past_epoch, "sqlite")
def _epoch_sqlite(element: epoch, compiler: SQLCompiler, **options: Any) -> str:
    # Truncated to seconds, because strftime rounds 59.9999 up.
    time = compiler.process(element.clauses, **options)
    seconds = f"CAST(strftime('%s', substr({time}, 1, 19)) AS INTEGER)"
    # A text that is no date may hide moments before it, as a time beyond all others does.
    return f"CASE WHEN {time} > {FIRST} THEN CASE WHEN {_exists_sqlite(time)} THEN {seconds} ELSE {BEYOND} END END"


def _exists_sqlite(time: str) -> str:
    # A modifier, even of nothing, makes a date like 2026-02-30 another one.
    return f"ifnull(strftime('%Y-%m-%d', substr({time}, 1, 19), '+0 days') = substr({time}, 1, 10), 0)"


def is_extreme(element: Any, *names: str) -> bool:
    """Whether an expression is the maximum or minimum of a group, or only one of these `names`."""
    return isinstance(element, FunctionElement) and element.name in (names or ("max", "min"))


def newest(expression: ColumnElement[Any]) -> list[Any]:
    """Return the aggregates in an expression that a row dated in the future may determine."""
    return [each for each in iterate(expression) if _may_be_newest(each, expression)]


def until(expression: ColumnElement[Any], end: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return the expression with the aggregates of `newest` restricted to moments up to `end`."""

    def narrowed(element: Any, **_options: Any) -> Any:
        if not _may_be_newest(element, expression):
            return None
        (time,) = element.clauses
        return type(element)(case((and_(is_moment(time), time <= end), time)))

    found: ColumnElement[Any] = replacement_traverse(expression, {}, narrowed)
    return found


def _may_be_newest(element: Any, expression: ColumnElement[Any]) -> bool:
    names = ("max", "min") if isinstance(expression, past_epoch) else ("max",)
    if not is_extreme(element, *names):
        return False
    # What `latest` is called with is a time, whatever its type.
    return isinstance(expression, epoch) or isinstance(element.type, (Date, DateTime))
