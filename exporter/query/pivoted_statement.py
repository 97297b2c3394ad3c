"""A statement with a column per known label value."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Select, func
from sqlalchemy.exc import DataError
from sqlalchemy.orm import Session

from exporter.contracts.labels import label_of
from exporter.contracts.metrics import Measure, MetricsContext, Rows, labelled
from exporter.database.columns.adapting import are_integers
from exporter.database.dialects import savepoint
from exporter.database.fetching import FETCH_ROWS, fetch
from exporter.database.purpose import with_purpose
from exporter.fold.rows import PartedRows, Positions
from exporter.query.expressions import adds_up_large, in_integers, is_count, only
from exporter.query.statement import Query
from exporter.relations.of_session import session_for

Value = str | None
"""A label value as stored in the table; None is NULL."""


class PivotedStatement:
    """One statement for several queries on the same rows, with a column per query and known label value.

    `small` makes PostgreSQL add up INTEGER instead of BIGINT, which is exact and takes two thirds of the time. If a
    value overflows, the database raises an error; the statement then runs again with BIGINT, and `refused` is true.
    After all rows have been read, `finished` is true and `all_rows` is the number of counted rows of the table.
    """

    def __init__(self, known: Mapping[Query, Sequence[Value]], *, small: bool) -> None:
        self._small = small
        self.refused = self.finished = False
        self._known = known
        self._parts = {part: at for at, part in enumerate((query, value) for query in known for value in known[query])}
        self._sums = [0] * len(self._parts)
        self._columns: list[ColumnElement[Any]] = [func.count().filter(_is(*part)) for part in self._parts]
        self._measures: list[Measure] = []
        self._part_of: list[int | None] = []
        self._counted: list[bool] = []
        for query in known:
            for measure, expression in query.values.items():
                self._add(query, measure, expression)
        self.all_rows = 0

    def _add(self, query: Query, measure: Measure, expression: ColumnElement[Any]) -> None:
        fixed = labelled(measure)
        (label,) = query.by
        if label not in fixed.definition.labels:
            self._columns.append(expression)
            self._measures.append(fixed)
            self._part_of.append(None)
            self._counted.append(False)
            return
        counted = is_count(expression)
        for value in self._known[query]:
            if not counted:
                self._columns.append(only(expression, _is(query, value)))
            exported = label_of(query.maps.get(label, {}).get(value, value))
            self._measures.append(replace(fixed, labels=(*fixed.labels, (label, exported))))
            self._part_of.append(self._parts[query, value])
            self._counted.append(counted)

    def rows(self, db: Session, context: MetricsContext, *filters: ColumnElement[bool]) -> Rows:
        """Run the statement; label values are in the measures, not in the rows."""
        whole = replace(next(iter(self._known)), by={}, values={})
        feeds = dict.fromkeys(each for query in self._known for each in query.definitions)
        select = with_purpose(whole.select(*filters, *whole.period(context)), feeds)
        rows = self._summed(self._fetched(session_for(db, whole.tables()), select, context.now))
        return PartedRows(
            tuple(self._measures),
            by=(),
            rows=rows,
            has_vendor=whole.vendor is not None,
            has_platform=whole.platform is not None,
            row_set=whole.row_set,
            parts=tuple(self._part_of),
            counted=tuple(self._counted),
        )

    def counted(self, query: Query) -> dict[Value, int]:
        """Return the number of rows per known label value of a query."""
        return {value: self._sums[self._parts[query, value]] for value in self._known[query]}

    def _fetched(self, db: Session, select: Select[Any], now: datetime) -> Iterator[Sequence[Any]]:
        large = [each for each in self._columns if adds_up_large(each)]
        if self._small and large and are_integers(db.connection(), large):
            try:
                with savepoint(db):  # a failed statement would abort the whole transaction
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
        source, at = iter(rows), Positions(labels=0, numbers=0, parts=len(self._sums))
        while batch := list(islice(source, FETCH_ROWS)):
            yield from batch
            self.all_rows += sum(row[at.count] for row in batch)
            columns = zip(*(row[at.of_parts] for row in batch), strict=True)
            self._sums = [sofar + sum(column) for sofar, column in zip(self._sums, columns, strict=True)]
        self.finished = True


def _is(query: Query, value: Value) -> ColumnElement[bool]:
    (column,) = query.by.values()
    return column.is_(None) if value is None else column == value
