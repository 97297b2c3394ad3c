"""One statement with a column for each known value of a label, instead of one with a row for each.

Three million orders of ten thousand vendors, by status and by currency: PostgreSQL reads the table once instead of
twice and sends a ninth of the rows (docs/decisions/0014-a-column-for-each-known-value.md). Values that nobody knows
cost another statement over the rows that have them, and are known to the next refresh.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_
from sqlalchemy.exc import DataError
from sqlalchemy.orm import Session

from exporter.contracts.labels import label_of
from exporter.contracts.metrics import Labelled, Measure, MetricsContext, Rows, definition_of
from exporter.database.fetching import FETCH_ROWS, fetch
from exporter.query.expressions import adds_up_large, in_integers, only
from exporter.query.statement import Query

DIALECTS = frozenset({"postgresql", "sqlite"})
"""Where it is done: MariaDB and MySQL have no FILTER, and take texts for one label that differ in their case."""

MOST_VALUES = 10
"""With more values than this a label has rows: each value is compared with for every row of the table."""

Value = str | None
"""A value of a label as the table has it."""


class PivotedQueries:
    """Answers the queries of one provider for everybody, and keeps in mind which values their labels have."""

    def __init__(self, queries: Iterable[Query]) -> None:
        self.queries = tuple(queries)
        self._known: dict[Query, tuple[Value, ...]] = {
            query: _declared(query) for query in self.queries if len(query.by) == 1 and _has_somebody(query)
        }
        self._small = True

    def answers(
        self, db: Session, context: MetricsContext, *filters: ColumnElement[bool], of: Iterable[Query] | None = None
    ) -> Iterator[Rows]:
        """Yield the answers, each to be read before the next is asked for: to all queries, or to those `of` them.

        With `filters` they are about some of the rows.
        """
        groups: dict[tuple[int, ...], list[Query]] = {}
        for query in self.queries if of is None else of:
            asks_for_columns = query in self._known and db.get_bind().dialect.name in DIALECTS
            if asks_for_columns and 0 < len(self._known[query]) <= MOST_VALUES:
                groups.setdefault(_what_is_read(query), []).append(query)
            elif asks_for_columns and not filters:
                yield self._noting(query, query.rows(db, context))
            else:
                yield query.rows(db, context, *filters)
        for group in groups.values():
            yield from self._together(db, context, group, filters)

    def _together(
        self, db: Session, context: MetricsContext, group: Sequence[Query], filters: Sequence[ColumnElement[bool]]
    ) -> Iterator[Rows]:
        small = self._small and db.get_bind().dialect.name == "postgresql"
        statement = _Statement({query: self._known[query] for query in group}, small=small)
        yield statement.rows(db, context, *filters)
        self._small = self._small and not statement.refused
        for query in group:
            counted = statement.counted(query)
            there = tuple(value for value, rows in counted.items() if rows or filters)
            self._known[query] = tuple(dict.fromkeys((*_declared(query), *there)))
            if sum(counted.values()) != statement.all_rows:
                yield self._noting(query, _of_others(query, tuple(counted)).rows(db, context, *filters), there)

    def _noting(self, query: Query, answer: Rows, there: Sequence[Value] = ()) -> Rows:
        """Return the answer; once it has been read, its values and those that are there as well are the known ones."""
        return replace(answer, rows=self._noted(query, answer.rows, there))

    def _noted(self, query: Query, rows: Iterable[Sequence[Any]], there: Sequence[Value]) -> Iterator[Sequence[Any]]:
        found: dict[Any, None] = {}
        for row in rows:
            found[row[2]] = None
            yield row
        new = (value for value in found if value is None or (isinstance(value, str) and label_of(value) == value))
        self._known[query] = tuple(dict.fromkeys((*_declared(query), *there, *new)))


class _Statement:
    """One statement for queries that read the same rows, with a column for each of these values of their labels.

    `small` has PostgreSQL add up numbers of four bytes: exact, and in two thirds of the time of eight. Where one is
    larger the database refuses; then the statement is run again as it was, and `refused` is true. Once the rows have
    been read, `all_rows` is how many rows of the application they stand for.
    """

    def __init__(self, known: Mapping[Query, Sequence[Value]], *, small: bool) -> None:
        self._small = small
        self.refused = False
        self._known = known
        self._parts = {part: at for at, part in enumerate((query, value) for query in known for value in known[query])}
        self._sums = [0] * len(self._parts)
        self._columns: list[ColumnElement[Any]] = [func.count().filter(_is(*part)) for part in self._parts]
        self._measures: list[Measure] = []
        self._part_of: list[int | None] = []
        for query in known:
            for measure, expression in query.values.items():
                self._add(query, measure, expression)
        self.all_rows = 0

    def _add(self, query: Query, measure: Measure, expression: ColumnElement[Any]) -> None:
        labelled = measure if isinstance(measure, Labelled) else Labelled(measure)
        (label,) = query.by
        if label not in labelled.definition.labels:
            self._columns.append(expression)
            self._measures.append(labelled)
            self._part_of.append(None)
            return
        for value in self._known[query]:
            self._columns.append(only(expression, _is(query, value)))
            self._measures.append(replace(labelled, labels=(*labelled.labels, (label, label_of(value)))))
            self._part_of.append(self._parts[query, value])

    def rows(self, db: Session, context: MetricsContext, *filters: ColumnElement[bool]) -> Rows:
        """Run it; no label of the answer is a column."""
        whole = replace(next(iter(self._known)), by={}, values={})
        select = whole.select(*filters, *whole.period(context))
        rows = self._summed(self._fetched(db, select, context.now))
        return Rows(
            tuple(self._measures),
            by=(),
            rows=rows,
            has_vendor=whole.vendor is not None,
            has_platform=whole.platform is not None,
            row_set=whole.row_set,
            parts=tuple(self._part_of),
        )

    def counted(self, query: Query) -> dict[Value, int]:
        """Return how many rows each known value of a query's label has."""
        return {value: self._sums[self._parts[query, value]] for value in self._known[query]}

    def _fetched(self, db: Session, select: Select[Any], now: datetime) -> Iterator[Sequence[Any]]:
        if self._small and any(map(adds_up_large, self._columns)):
            try:
                with db.begin_nested():  # a failed statement would end the whole transaction
                    rows = fetch(db, select.add_columns(*map(in_integers, self._columns)), now)
                    first = next(rows, None)
            except DataError:
                self.refused = True
            else:
                if first is not None:
                    yield first
                    yield from rows
                return
        yield from fetch(db, select.add_columns(*self._columns), now)

    def _summed(self, rows: Iterable[Sequence[Any]]) -> Iterator[Sequence[Any]]:
        source, end = iter(rows), 3 + len(self._sums)
        while batch := list(islice(source, FETCH_ROWS)):
            yield from batch
            self.all_rows += sum(row[2] for row in batch)
            columns = zip(*(row[3:end] for row in batch), strict=True)
            self._sums = [sofar + sum(column) for sofar, column in zip(self._sums, columns, strict=True)]


def _has_somebody(query: Query) -> bool:
    return query.vendor is not None or query.platform is not None


def _what_is_read(query: Query) -> tuple[int, ...]:
    """Tell queries apart that read other rows, or ask for other people; those with a label and no other may be one."""
    return tuple(map(id, (query.vendor, query.platform, query.where, query.from_, query.time_column, query.prefilter)))


def _declared(query: Query) -> tuple[Value, ...]:
    (label,) = query.by
    return tuple(dict.fromkeys(value for each in query.definitions for value in each.labels.get(label, ())))


def _is(query: Query, value: Value) -> ColumnElement[bool]:
    (column,) = query.by.values()
    return column.is_(None) if value is None else column == value


def _of_others(query: Query, known: Sequence[Value]) -> Query:
    """Return the query for the rows whose label has no known value, without the numbers that do not ask for it."""
    ((label, column),) = query.by.items()
    named = [value for value in known if value is not None]
    unnamed = column.not_in(named)  # true for NULL if nothing is named, and not otherwise
    other = and_(unnamed, column.is_not(None)) if None in known else or_(unnamed, column.is_(None))
    values = {measure: of for measure, of in query.values.items() if label in definition_of(measure).labels}
    return replace(query, values=values, prefilter=other if query.prefilter is None else and_(query.prefilter, other))
