"""Caches the numbers of a provider between refreshes, and updates those that changed."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from exporter.contracts.metrics import MetricsContext
from exporter.directory.attribution import OwnedBy
from exporter.fold.frame import Frame
from exporter.fold.intake import take
from exporter.fold.rows import VENDOR
from exporter.query.incremental.changes import Change, Watch, of_vendors, written_since
from exporter.query.incremental.months import Cell, Months, month_of
from exporter.query.pivot import PivotedQueries
from exporter.query.statement import Query
from exporter.relations.of_session import session_for

_MORE_ROWS = 1_000
"""Number of rows of a table that can be written between two refreshes, regardless of the share of all rows."""


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """The changes in one table: recently written rows, and the vendors and months to recompute.

    `positions` are the positions in the frame of all vendors with changes.
    """

    changes: Sequence[Change]
    vendors: set[Any]
    cells: set[Cell]
    positions: Sequence[int]


@dataclass(frozen=True, slots=True)
class CachedFrame:
    """The numbers of a refresh, and what is needed to update them.

    - `clock`: the database's time of the refresh (UTC, naive).
    - `seen`: recently written rows that the numbers already include, with the time of their last write.
    - `months`: the numbers of large vendors by month.
    """

    frame: Frame
    clock: datetime
    seen: Mapping[Watch, Mapping[Hashable, datetime]]
    months: Mapping[Query, Months]

    def changes(self, db: Session, watch: Watch, query: Query, since: datetime, share: float) -> ChangeSet | None:
        """Return the rows written at or after `since`, and what to recompute.

        None if that is more than the `share` of the query's rows, from 0 to 1.
        """
        seen, rows, months = self.seen.get(watch, {}), rows_by_vendor(self.frame, query), self.months.get(query)
        most = share * rows.total()
        limit = int(most) + len(seen) + _MORE_ROWS
        changes = written_since(db, watch, since, limit)
        news = [each for each in changes if each.at is None or seen.get(each.row) != each.at]
        cells = {(each.vendor, month_of(each.made)) for each in news if months and each.vendor in months}
        touched = {each.vendor for each in news}
        vendors = touched - {vendor for vendor, _ in cells}
        cost = sum(rows[vendor] for vendor in vendors) + (sum(map(months.count, cells)) if months else 0)
        if len(changes) >= limit or cost > most:
            return None
        return ChangeSet(
            changes, vendors, cells, [at for (vendor, _), at in self.frame.index.items() if vendor in touched]
        )

    def renew(
        self, db: Session, context: MetricsContext, pivoted: PivotedQueries, changes: Mapping[Query, ChangeSet]
    ) -> None:
        """Recompute what changed for the queries in `changes`, and all numbers of the other queries."""
        counted = {source_of(query) for query in changes}
        rest = [query for query in pivoted.queries if query not in changes]
        for query in rest:
            self._drop(query, counted)
        for query, change_set in changes.items():
            self._clear(query, change_set.positions)
        for rows in pivoted.answers(db, context, of=rest):
            take(self.frame, rows)
        for change_set in {id(change_set): change_set for change_set in changes.values()}.values():
            self._take(db, context, pivoted, [query for query in changes if changes[query] is change_set], change_set)

    def _take(
        self,
        db: Session,
        context: MetricsContext,
        pivoted: PivotedQueries,
        queries: Sequence[Query],
        change_set: ChangeSet,
    ) -> None:
        vendor = queries[0].vendor
        if change_set.vendors and vendor is not None:
            dialect = session_for(db, queries[0].tables()).get_bind().dialect.name
            among = of_vendors(dialect, vendor, change_set.vendors)
            for rows in pivoted.answers(db, context, among, of=queries):
                take(self.frame, replace(rows, rows=_of_these(rows.rows, change_set.vendors)))
        for query in queries if change_set.cells else ():
            months = self.months[query]
            months.renew(db, context, change_set.cells)
            take(self.frame, months.answer({vendor for vendor, _ in change_set.cells}))

    def _drop(self, query: Query, counted: set[tuple[str, OwnedBy]]) -> None:
        for definition in query.definitions:
            self.frame.drop(definition)
        if source_of(query) not in counted:  # else it is needed for vendors that are not recomputed
            self.frame.row_counts.pop(source_of(query), None)

    def _clear(self, query: Query, positions: Sequence[int]) -> None:
        for definition in query.definitions:
            self.frame.clear(definition, positions)
        counts = self.frame.row_counts.get(source_of(query), {})
        for position in positions:
            counts.pop(position, None)


def source_of(query: Query) -> tuple[str, OwnedBy]:
    """Return the key of a query in `Frame.row_counts`."""
    return query.row_set, query.owned_by


def rows_by_vendor(frame: Frame, query: Query) -> Counter[Any]:
    """Return the number of rows of each vendor when they were last counted."""
    vendors, rows = [vendor for vendor, _ in frame.index], defaultdict[Any, int](int)
    for position, count in frame.row_counts.get(source_of(query), {}).items():
        rows[vendors[position]] += count
    return Counter(rows)


def _of_these(rows: Iterable[Sequence[Any]], vendors: set[Any]) -> Iterable[Sequence[Any]]:
    """Return the rows of these vendors: the filter of MariaDB and MySQL also selects other spellings of their ids."""
    if not any(isinstance(vendor, str) for vendor in vendors):
        return rows
    return (row for row in rows if row[VENDOR] in vendors)
