"""Pivots queries: one statement with a column per known label value, instead of a row per value.

For three million orders of ten thousand vendors, by status and by currency, PostgreSQL scans the table once instead of
twice and returns a ninth of the rows (docs/decisions/0014-a-column-for-each-known-value.md). Rows with other label
values need an additional statement; the next refresh has columns for these values.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, and_, or_
from sqlalchemy.orm import Session
from sqlalchemy.sql.visitors import iterate

from exporter.contracts.failures import ContractError
from exporter.contracts.labels import label_of
from exporter.contracts.metrics import Measure, MetricsContext, Rows, definition_of
from exporter.fold.rows import Positions
from exporter.query.durations import Span
from exporter.query.pivoted_statement import PivotedStatement, Value
from exporter.query.statement import Query
from exporter.relations.of_session import session_for

DIALECTS = frozenset({"postgresql", "sqlite"})
"""Dialects that support it. MariaDB and MySQL have no FILTER, and group strings case-insensitively."""

MOST_VALUES = 10
"""Maximum number of values of a pivoted label, because each value is compared with every row of the table."""

MOST_ELEMENTS = 100
"""Maximum number of elements of a pivoted label's expression, because it is computed for each value and measure."""


class PivotedQueries:
    """Runs the queries of a provider, and remembers the label values that they return."""

    def __init__(self, queries: Iterable[Query]) -> None:
        self.queries = tuple(queries)
        self._known: dict[Query, tuple[Value, ...]] = {
            query: _declared(query)
            for query in self.queries
            if len(query.by) == 1 and _has_somebody(query) and _is_cheap(query)
        }
        self._small = True

    def answers(
        self, db: Session, context: MetricsContext, *filters: ColumnElement[bool], of: Iterable[Query] | None = None
    ) -> Iterator[Rows]:
        """Yield the rows of all queries, or only of the queries `of`; `filters` restrict the rows that are counted.

        The `Rows` must be read in the order in which they are yielded, because only after reading the rows of a
        pivoted statement is it known whether other label values exist. Otherwise reading raises ContractError.
        """
        groups: dict[tuple[int, ...], list[Query]] = {}
        for query in self.queries if of is None else of:
            asks_for_columns = query in self._known and _dialect(db, query) in DIALECTS
            if asks_for_columns and 0 < len(self._known[query]) <= MOST_VALUES:
                groups.setdefault(_what_is_read(query), []).append(query)
            elif asks_for_columns and not filters:
                answer = query.rows(db, context)
                yield replace(answer, rows=self._noted(query, answer.rows, ()))
            else:
                yield query.rows(db, context, *filters)
        for group in groups.values():
            yield from self._together(db, context, group, filters)

    def _together(
        self, db: Session, context: MetricsContext, group: Sequence[Query], filters: Sequence[ColumnElement[bool]]
    ) -> Iterator[Rows]:
        small = self._small and _dialect(db, group[0]) == "postgresql"
        statement = PivotedStatement({query: self._known[query] for query in group}, small=small)
        yield statement.rows(db, context, *filters)
        for query in group:
            yield query.answer(self._others(db, context, query, statement, filters), _asking_for_label(query))

    def _others(
        self,
        db: Session,
        context: MetricsContext,
        query: Query,
        statement: PivotedStatement,
        filters: Sequence[ColumnElement[bool]],
    ) -> Iterator[Sequence[Any]]:
        """Yield the rows whose label value has no column in the statement; nearly always there are none."""
        if not statement.finished:
            raise ContractError("the results of collect() must be read in order")
        self._small = self._small and not statement.refused
        counted = statement.counted(query)
        there = tuple(value for value, rows in counted.items() if rows or filters)
        self._known[query] = tuple(dict.fromkeys((*_declared(query), *there)))
        if sum(counted.values()) != statement.all_rows:
            answer = _of_others(query, tuple(counted)).rows(db, context, *filters)
            yield from self._noted(query, answer.rows, there)

    def _noted(self, query: Query, rows: Iterable[Sequence[Any]], there: Sequence[Value]) -> Iterator[Sequence[Any]]:
        """Yield the rows; afterwards, remember their label values and those in `there` as known."""
        found: dict[Any, None] = {}
        label = Positions(labels=1, numbers=0).of_labels.start
        for row in rows:
            value = row[label]
            found[value.rstrip(" ") if isinstance(value, str) else value] = None
            yield row
        # A label that is not a string fails the category when the rows are taken.
        new = (value for value in found if value is None or (isinstance(value, str) and label_of(value) == value))
        self._known[query] = tuple(dict.fromkeys((*_declared(query), *there, *new)))


def _dialect(db: Session, query: Query) -> str:
    return session_for(db, query.tables()).get_bind().dialect.name


def _has_somebody(query: Query) -> bool:
    return query.vendor is not None or query.platform is not None


def _is_cheap(query: Query) -> bool:
    (label,) = query.by.values()
    every = list(iterate(label))
    # The class of a duration is computed from times, which may be long expressions of a shop's SELECT.
    return len(every) <= MOST_ELEMENTS and not any(isinstance(each, Span) for each in every)


def _what_is_read(query: Query) -> tuple[int, ...]:
    """Return a key shared by queries that can run as one statement: same rows, same grouping columns."""
    # The ids of owners that are NULL in every row are the same object for all relations.
    read = (query.table, query.vendor, query.platform, query.where, query.from_, query.time_column, query.prefilter)
    return tuple(map(id, read))


def _declared(query: Query) -> tuple[Value, ...]:
    (label,) = query.by
    known = (value for each in query.definitions for value in each.labels.get(label, ()))
    return tuple(dict.fromkeys(query.maps.get(label) or known))


def _of_others(query: Query, known: Sequence[Value]) -> Query:
    """Return the query for rows whose label value is not among the known ones; omits values without that label."""
    (column,) = query.by.values()
    named = [value for value in known if value is not None]
    unnamed = column.not_in(named)  # true for NULL only if `named` is empty
    other = and_(unnamed, column.is_not(None)) if None in known else or_(unnamed, column.is_(None))
    return replace(
        query,
        values=_asking_for_label(query),
        prefilter=other if query.prefilter is None else and_(query.prefilter, other),
    )


def _asking_for_label(query: Query) -> dict[Measure, ColumnElement[Any]]:
    """Return the values of a query that have its label; the others are computed over all its rows."""
    (label,) = query.by
    return {measure: of for measure, of in query.values.items() if label in definition_of(measure).labels}
