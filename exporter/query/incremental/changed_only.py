"""Refreshes what changed: the numbers of the vendors whose rows were written since the last refresh, the rest is kept.

Exact for rows whose time of change is set by every write, that stay with their vendor, and are not deleted; anything
else is wrong until the next full refresh (docs/decisions/0011-refresh-what-changed.md).
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from exporter.contracts.metrics import MetricsContext
from exporter.fold.frame import Frame
from exporter.query.incremental.cache import CachedFrame, ChangeSet, rows_by_vendor
from exporter.query.incremental.changes import (
    Watch,
    can_be_watched,
    clock_of,
    finds_months,
    settled,
    watched,
    written_since,
)
from exporter.query.incremental.months import Months, can_be_parted
from exporter.query.pivot import PivotedQueries
from exporter.query.statement import Query

_FIRST_LOOK = 100_000
"""At most so many rows are noted after a full refresh; those beyond are taken for changed, which costs only time."""

_MOST_RESTS = 15
"""After looks that found too much each time, at most so many refreshes go without one: what is kept costs as well."""

_PARTS = 500
"""A vendor is large if it has more than this part of all rows, so that few are: their months are held in memory."""


@dataclass(frozen=True, slots=True)
class IncrementalPolicy:
    """When reading only what changed is worth it, and what it may rely on; times in seconds.

    `above` is what a full refresh must have taken, `full_every` how long kept numbers are trusted, `overlap` how long
    a transaction may last that writes, `share` the part of the rows up to which vendors are recomputed one by one.
    Vendors with more rows than `large`, and than a five-hundredth of all, are recomputed by month, where an index finds
    those. `clock` asks the database for its time (UTC, naive).
    """

    above: float = 2.0
    full_every: float = 3600.0
    overlap: float = 300.0
    share: float = 0.1
    large: int = 1_000
    clock: Callable[[Session], datetime] = clock_of


class ChangedOnly:
    """What is kept of one provider's numbers from refresh to refresh, and the rule when it is used."""

    def __init__(self, pivoted: PivotedQueries, policy: IncrementalPolicy, monotonic: Callable[[], float]) -> None:
        self._pivoted = pivoted
        self._policy = policy
        self._monotonic = monotonic
        self._watched = watched(pivoted.queries)
        self._usable: dict[Watch, list[Query]] | None = None
        self._parted: set[Watch] = set()
        self._kept: CachedFrame | None = None
        self._full_at = self._not_before = float("-inf")
        self._tried = self._too_much = False
        self._in_vain = self._rest = 0

    def update(self, db: Session, context: MetricsContext, began: float) -> Frame | None:
        """Return the numbers of now, from those of the last refresh and what has changed; None if all must be read.

        `began` is a monotonic time before the transaction.
        """
        kept, self._kept, self._tried = self._kept, None, False  # a frame that is half updated is not used again
        if kept is None or began - self._full_at >= self._policy.full_every:
            return None
        self._tried = True
        clock = self._moment(db, began)
        looks = self._look(db, kept) if clock >= kept.clock else None
        if looks is None:
            self._tried, self._too_much = False, True
            self._in_vain += 1
            self._rest = min(2 ** (self._in_vain - 1) - 1, _MOST_RESTS)
            return None
        self._in_vain = 0
        kept.renew(db, context, self._pivoted, looks)
        usable = self._usable or {}
        seen = {watch: settled(looks[queries[0]].changes, clock) for watch, queries in usable.items()}
        self._kept = replace(kept, clock=clock, seen=seen)
        return kept.frame

    def keep(self, db: Session, context: MetricsContext, frame: Frame, began: float) -> None:
        """Keep the numbers of a full refresh, if it took long enough; asked in its own transaction."""
        self._kept, self._full_at = None, began
        if self._rest:
            self._rest -= 1
            return
        if self._monotonic() - began < self._policy.above or began < self._not_before or not self._find(db):
            return
        clock = self._moment(db, began)
        since = self._since(clock)
        seen = {w: settled(written_since(db, w, since, _FIRST_LOOK), clock) for w in self._usable or ()}
        # After a look that found too much, the next one may find that again: months would be read for nothing.
        months = {} if self._too_much else self._months(db, context, frame)
        self._too_much = False
        self._kept = CachedFrame(frame, clock, seen, months)

    def forget(self, reason: str = "") -> None:
        """Read all next time. After a failure for this `reason` that all would not have met, keep to that for long."""
        self._kept = None
        if reason == "schema":
            self._usable = None
        if self._tried and reason not in {"", "connection"}:
            self._not_before = self._full_at + self._policy.full_every
        self._tried = False

    def _find(self, db: Session) -> bool:
        if self._usable is None:
            self._usable = {watch: of for watch, of in self._watched.items() if can_be_watched(db, watch)}
            self._parted = {watch for watch in self._usable if finds_months(db, watch)}
        return bool(self._usable)

    def _moment(self, db: Session, began: float) -> datetime:
        """Return the database's time of a moment that is not after what the transaction sees."""
        clock = self._policy.clock(db)
        return clock - timedelta(seconds=self._monotonic() - began)

    def _since(self, clock: datetime) -> datetime:
        return clock - timedelta(seconds=self._policy.overlap)

    def _months(self, db: Session, context: MetricsContext, frame: Frame) -> dict[Query, Months]:
        """Read the numbers of large vendors month by month, where that is possible."""
        found: dict[Query, Months] = {}
        for watch, queries in (self._usable or {}).items():
            rows = rows_by_vendor(frame, queries[0])
            least = max(self._policy.large, rows.total() // _PARTS)
            large = {vendor for vendor, of in rows.items() if of > least}
            if large and watch in self._parted and all(map(can_be_parted, queries)):
                found |= {query: Months(query) for query in queries}
                for query in queries:
                    found[query].fill(db, context, large)
        return found

    def _look(self, db: Session, kept: CachedFrame) -> dict[Query, ChangeSet] | None:
        """Return what changed for each query; None where it is too much for reading just that to pay."""
        found: dict[Query, ChangeSet] = {}
        for watch, queries in (self._usable or {}).items():
            look = kept.look(db, watch, queries[0], self._since(kept.clock), self._policy.share)
            if look is None:
                return None
            found |= dict.fromkeys(queries, look)
        return found
