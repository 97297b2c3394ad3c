"""Durations in SQL: the time between two moments of a row, and limits that put rows into classes.

A time of a relation may be a long expression of a shop's SELECT, which databases compute wherever it is named. So these
name what they are made from as few times as the dialect allows.
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, DateTime, String, and_, case, literal_column
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from exporter.query.moments import epoch, is_readable

_LONGER = "later"


def seconds_between(begin: ColumnElement[DateTime], end: ColumnElement[DateTime]) -> ColumnElement[int]:
    """Return the whole seconds from one time to a later one; 0 if it is earlier, NULL if one of them is no moment."""
    return _between(begin, end)


def spans(limits: Iterable[timedelta]) -> tuple[str, ...]:
    """Return the names of limits, shortest first, and `later`: `1d`, `12h`, `90s`."""
    return (*map(_name, sorted(limits)), _LONGER)


def span(seconds: ColumnElement[int], limits: Iterable[timedelta]) -> ColumnElement[str]:
    """Return the name of the first limit that a duration does not exceed, or `later`."""
    # Literals, so that the database sees the same expression in SELECT and GROUP BY.
    every = sorted(limits)
    longest = (literal_column(str(int(each.total_seconds())), BigInteger()) for each in every)
    names = (literal_column(f"'{each}'", String()) for each in spans(every))
    return Span(seconds, *longest, *names)


def _name(limit: timedelta) -> str:
    seconds, units = int(limit.total_seconds()), {86_400: "d", 3_600: "h", 60: "m"}
    return next((f"{seconds // size}{unit}" for size, unit in units.items() if seconds % size == 0), f"{seconds}s")


class _between(FunctionElement[int]):  # noqa: N801 - it is used like func.max
    """The arguments are two times."""

    type = BigInteger()
    inherit_cache = True
    name = "seconds_between"


@compiles(_between)
def _seconds(element: _between, compiler: SQLCompiler, **options: Any) -> str:
    begin, end = element.clauses
    both = and_(is_readable(begin), is_readable(end))
    return compiler.process(
        case((and_(both, end <= begin), literal_column("0")), (both, epoch(end) - epoch(begin))), **options
    )


@compiles(_between, "postgresql")
def _seconds_postgresql(element: _between, compiler: SQLCompiler, **options: Any) -> str:
    begin, end = element.clauses
    first, last = (f"FLOOR(EXTRACT(EPOCH FROM {compiler.process(each, **options)}))" for each in (begin, end))
    both = compiler.process(and_(is_readable(begin), is_readable(end)), **options)
    return f"CASE WHEN {both} THEN CAST(GREATEST({last} - {first}, 0) AS BIGINT) END"


@compiles(_between, "sqlite")
def _seconds_sqlite(element: _between, compiler: SQLCompiler, **options: Any) -> str:
    # `max` of NULL and 0 is NULL.
    begin, end = (
        f"CASE WHEN {compiler.process(is_readable(each), **options)}"
        f" THEN CAST(strftime('%s', substr({compiler.process(each, **options)}, 1, 19)) AS INTEGER) END"
        for each in element.clauses
    )
    return f"max({end} - {begin}, 0)"


@compiles(_between, "mysql")
@compiles(_between, "mariadb")
def _seconds_mysql(element: _between, compiler: SQLCompiler, **options: Any) -> str:
    begin, end = (compiler.process(epoch(each), **options) for each in element.clauses)
    # It has no times that cannot be read, and GREATEST of NULL is NULL.
    return f"GREATEST({end} - {begin}, 0)"


class Span(FunctionElement[str]):
    """The arguments are a duration in seconds, limits in seconds, and a name for each and for what is longer."""

    type = String()
    inherit_cache = True
    name = "span"


def _parts(element: Span, compiler: SQLCompiler, **options: Any) -> tuple[str, list[str], list[str]]:
    seconds, *others = (compiler.process(each, **options) for each in element.clauses)
    return seconds, others[: len(others) // 2], others[len(others) // 2 :]


@compiles(Span)
def _class(element: Span, compiler: SQLCompiler, **options: Any) -> str:
    seconds, limits, names = _parts(element, compiler, **options)
    cases = " ".join(f"WHEN {seconds} <= {limit} THEN {name}" for limit, name in zip(limits, names, strict=False))
    return f"CASE {cases} ELSE {names[-1]} END"


@compiles(Span, "postgresql")
def _class_postgresql(element: Span, compiler: SQLCompiler, **options: Any) -> str:
    seconds, limits, names = _parts(element, compiler, **options)
    above = ", ".join(f"CAST({limit} + 1 AS BIGINT)" for limit in limits)
    return f"(ARRAY[{', '.join(names)}])[width_bucket({seconds}, ARRAY[{above}]) + 1]"


@compiles(Span, "mysql")
@compiles(Span, "mariadb")
def _class_mysql(element: Span, compiler: SQLCompiler, **options: Any) -> str:
    seconds, limits, names = _parts(element, compiler, **options)
    above = ", ".join(f"{limit} + 1" for limit in limits)
    return f"ELT(INTERVAL({seconds}, {above}) + 1, {', '.join(names)})"
