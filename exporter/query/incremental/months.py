"""The numbers of large vendors by month, so that a change requires reading only one month of their rows.

The months are folded into one number by the `fold` of the metric definition.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Integer, and_, cast, extract, literal_column, not_, or_
from sqlalchemy.orm import Session

from exporter.contracts.metrics import MetricsContext, Rows, definition_of
from exporter.fold.frame import FOLDS
from exporter.fold.rows import VENDOR, Positions
from exporter.query.incremental.changes import of_vendors
from exporter.query.moments import is_moment, is_readable, readable
from exporter.query.statement import Query
from exporter.relations.of_session import session_for

Cell = tuple[Any, int | None]
"""A vendor and a month. The month is 12 * year + 0 to 11; None if the time column is NULL or cannot be read."""

_LAST_MONTH = 9999 * 12 + 11

_MONTH = "__month"
"""The name of the column of the month; no label begins like this."""

_Row = Sequence[Any]


def month_of(moment: datetime | None) -> int | None:
    """Return the month of a time, as in `Cell`."""
    return None if moment is None else moment.year * 12 + moment.month - 1


class Months:
    """The rows of one query for some vendors, by month; the query must have `vendor` and `time_column`."""

    def __init__(self, query: Query) -> None:
        self._query = query
        self._time_column: ColumnElement[Any] = query.time_column  # type: ignore[assignment]  # see above
        time = readable(self._time_column)
        month = cast(extract("year", time) * 12 + extract("month", time) - 1, Integer)
        self._by_month = replace(query, by={**query.by, _MONTH: month})
        self._at = Positions(labels=len(query.by), numbers=len(query.values))
        self._parted_at = Positions(labels=len(query.by) + 1, numbers=len(query.values))
        self._rows: dict[Any, dict[int | None, list[_Row]]] = {}

    def __contains__(self, vendor: Any) -> bool:
        return vendor in self._rows

    def count(self, cell: Cell) -> int:
        """Return the number of rows of the shop in a cell when it was last read."""
        vendor, month = cell
        return sum(row[self._parted_at.count] for row in self._rows.get(vendor, {}).get(month, ()))

    def fill(self, db: Session, context: MetricsContext, vendors: set[Any]) -> None:
        """Read all months of these vendors."""
        self._rows |= {vendor: {} for vendor in vendors}
        self._read(db, context, of_vendors(_dialect(db, self._query), self._vendor, vendors))

    def renew(self, db: Session, context: MetricsContext, cells: Collection[Cell]) -> None:
        """Read these cells again; their vendors must have been read by `fill`."""
        vendors = defaultdict[int | None, set[Any]](set)
        for vendor, month in cells:
            self._rows[vendor].pop(month, None)
            vendors[month].add(vendor)
        dialect = _dialect(db, self._query)
        wanted = [and_(of_vendors(dialect, self._vendor, of), self._within(month)) for month, of in vendors.items()]
        self._read(db, context, or_(*wanted))

    def answer(self, vendors: Collection[Any]) -> Rows:
        """Return the rows of the query for these vendors, with the months folded."""
        return self._query.answer(row for vendor in vendors for row in self._folded(vendor))

    @property
    def _vendor(self) -> ColumnElement[Any]:
        return self._query.vendor  # type: ignore[return-value]  # a query without one has no months

    def _month(self, row: _Row) -> int | None:
        month: int | None = row[self._parted_at.of_labels][-1]
        return month

    def _within(self, month: int | None) -> ColumnElement[bool]:
        time = self._time_column
        if month is None:
            return or_(time.is_(None), not_(is_readable(time)))
        before_next = is_readable(time) if month == _LAST_MONTH else time < _begin(month + 1)
        # In SQLite, a text that is no date may be between two dates.
        return and_(time >= _begin(month), before_next, is_moment(time))

    def _read(self, db: Session, context: MetricsContext, which: ColumnElement[bool]) -> None:
        for row in self._by_month.rows(db, context, which).rows:
            self._rows[row[VENDOR]].setdefault(self._month(row), []).append(row)

    def _folded(self, vendor: Any) -> Iterator[_Row]:
        """Yield the rows of a vendor, with the months folded into one row per platform and label set."""
        who, count, of_numbers = self._at.count, self._parted_at.count, self._parted_at.of_numbers
        folds = [FOLDS[definition_of(measure).fold] for measure in self._query.values]
        whole: dict[tuple[Any, ...], list[Any]] = {}
        for row in (row for rows in self._rows[vendor].values() for row in rows):
            numbers = whole.setdefault(tuple(row[:who]), [0, *(None for _ in folds)])
            numbers[0] += row[count]
            for i, (fold, number) in enumerate(zip(folds, row[of_numbers], strict=True), start=1):
                if number is not None:  # as SQL folds: NULL is ignored, and the result is NULL only if all parts are
                    sofar = numbers[i]
                    numbers[i] = number if sofar is None else fold(sofar, number)
        for owner, numbers in whole.items():
            yield (*owner, *numbers)


def can_be_parted(query: Query) -> bool:
    """Whether the numbers of a query can be computed by month: it has a `time_column`, and no info metrics."""
    return query.time_column is not None and all(definition.fold for definition in query.definitions)


def _begin(month: int) -> ColumnElement[Any]:
    # As a day, because SQLite compares texts, and 00:00:00 is less than 00:00:00.000000.
    return literal_column(f"'{month // 12:04}-{month % 12 + 1:02}-01'")


def _dialect(db: Session, query: Query) -> str:
    return session_for(db, query.tables()).get_bind().dialect.name
