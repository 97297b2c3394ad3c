"""Reads the numbers that an application asks for: those of a period together with those of the period before it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import case, literal_column
from sqlalchemy.orm import Session

from exporter.contracts.metrics import MetricsContext
from exporter.database.fetching import naive
from exporter.fold.frame import Frame
from exporter.fold.intake import take
from exporter.query.future import Filters, corrected
from exporter.query.statement import Query

Own = Callable[[Iterable[Sequence[Any]]], Iterable[Sequence[Any]]]

_PERIOD = "__period"
"""The name of the column of the period; no label begins like this."""

_AT = 2
"""Where the column of the period is in a row: after the ids of vendor and platform."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The numbers of a period, or of all rows, and those of the period before; None if there is none."""

    frame: Frame
    previous: Frame | None = None


def has_period(context: MetricsContext) -> bool:
    """Whether the context limits the numbers to a period."""
    return context.date_from is not None or context.date_to is not None


def period_before(context: MetricsContext) -> MetricsContext | None:
    """Return the context of the period of equal length before; None if this one has no begin, or no length.

    A period without an end ends now. Before the year 1, where no time can be, there is no period either.
    """
    if context.date_from is None:
        return None
    begin, end = naive(context.date_from), naive(context.date_to or context.now)
    if not begin < end or end - begin > begin - datetime.min:  # noqa: DTZ901 - naive times are in UTC
        return None
    return replace(context, date_from=begin - (end - begin), date_to=begin)


def read(queries: Mapping[Query, Filters], db: Session, context: MetricsContext, own: Own = iter) -> Answer:
    """Return the numbers of these queries, each with its filters and in one statement; `own` selects the rows to use.

    If the context has a period, each query must have a `time_column`.
    """
    before = period_before(context)
    frame, previous = Frame(), Frame()
    for query, filters in queries.items():
        if before is None:
            rows = query.rows(db, context, *filters)
            take(frame, replace(rows, rows=own(rows.rows)))
        else:
            both = _by_period(query, context, before)
            rows = both.rows(db, replace(context, date_from=before.date_from), *filters)
            for into, part in zip((frame, previous), _parts(own(rows.rows)), strict=True):
                take(into, replace(rows, by=tuple(query.by), rows=part))
    now = corrected(frame, queries, db, context)
    return Answer(now) if before is None else Answer(now, corrected(previous, queries, db, before))


def _by_period(query: Query, context: MetricsContext, before: MetricsContext) -> Query:
    """Return the query grouped by whether a row is of the period (1) or of the one before it (0)."""
    (is_later,) = query.period(replace(context, date_from=before.date_to, date_to=None))
    by = {_PERIOD: case((is_later, literal_column("1")), else_=literal_column("0")), **query.by}
    both = replace(query, by=by)
    # They read the same tables, and to find these out takes longer than some statements.
    both._tables.update({name: {*columns} for name, columns in query.tables().items()})  # noqa: SLF001
    return both


def _parts(rows: Iterable[Sequence[Any]]) -> tuple[list[Sequence[Any]], list[Sequence[Any]]]:
    """Return the rows of the period and those of the one before, without the column of the period."""
    current, earlier = list[Sequence[Any]](), list[Sequence[Any]]()
    for row in rows:
        (current if row[_AT] == 1 else earlier).append((*row[:_AT], *row[_AT + 1 :]))
    return current, earlier
