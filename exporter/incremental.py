"""Refreshes what changed: the numbers of the vendors whose rows were written since the last refresh, the rest is kept.

Exact for rows whose time of change is set by every write, that stay with their vendor, and are not deleted; anything
else is wrong until the next full refresh (docs/decisions/0011-refresh-what-changed.md).
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from exporter.changes import Change, Watch, can_be_watched, clock_of, of_vendors, settled, watched, written_since
from exporter.contracts.metrics import MetricsContext
from exporter.frame import Frame, Kind
from exporter.intake import take
from exporter.query import Query

_FIRST_LOOK = 100_000
"""At most so many rows are noted after a full refresh; those beyond are taken for changed, which costs only time."""


@dataclass(frozen=True, slots=True)
class Terms:
    """When reading only what changed is worth it, and what it may rely on; times in seconds.

    `above` is what a full refresh must have taken, `full_every` how long kept numbers are trusted, `overlap` how long
    a transaction may last that writes, `share` the part of the rows up to which vendors are recomputed one by one.
    `clock` asks the database for its time (UTC, naive).
    """

    above: float = 2.0
    full_every: float = 3600.0
    overlap: float = 300.0
    share: float = 0.1
    clock: Callable[[Session], datetime] = clock_of


@dataclass(frozen=True, slots=True)
class _Kept:
    """The numbers of a refresh, and what tells its changes from older ones: its moment and the rows seen until then."""

    frame: Frame
    clock: datetime
    seen: Mapping[Watch, Mapping[Hashable, datetime]]


@dataclass(frozen=True, slots=True)
class _Look:
    """What a look at one table found: what was written lately, whose numbers that touches, and where they are."""

    changes: Sequence[Change]
    vendors: set[Any] = field(default_factory=set)
    positions: Sequence[int] = ()


class ChangedOnly:
    """What is kept of one provider's numbers from refresh to refresh, and the rule when it is used."""

    def __init__(self, queries: Iterable[Query], terms: Terms, monotonic: Callable[[], float]) -> None:
        self._queries = tuple(queries)
        self._terms = terms
        self._monotonic = monotonic
        self._watched = watched(self._queries)
        self._usable: dict[Watch, list[Query]] | None = None
        self._kept: _Kept | None = None
        self._full_at = self._not_before = float("-inf")
        self._tried = False

    def update(self, db: Session, context: MetricsContext, began: float) -> Frame | None:
        """Return the numbers of now, from those of the last refresh and what has changed; None if all must be read.

        `began` is a monotonic time before the transaction.
        """
        kept, self._kept, self._tried = self._kept, None, False  # a frame that is half updated is not used again
        if kept is None or began - self._full_at >= self._terms.full_every:
            return None
        self._tried = True
        clock = self._moment(db, began)
        looks = self._look(db, kept) if clock >= kept.clock else None
        if looks is None:
            self._tried = False
            return None
        self._renew(db, context, kept.frame, looks)
        seen = {watch: settled(look.changes, clock) for watch, look in looks.items()}
        self._kept = _Kept(kept.frame, clock, seen)
        return kept.frame

    def keep(self, db: Session, frame: Frame, began: float) -> None:
        """Keep the numbers of a full refresh, if it took long enough; asked in its own transaction."""
        self._kept, self._full_at = None, began
        if self._monotonic() - began < self._terms.above or began < self._not_before or not self._find(db):
            return
        clock = self._moment(db, began)
        since = self._since(clock)
        seen = {w: settled(written_since(db, w, since, _FIRST_LOOK), clock) for w in self._usable or ()}
        self._kept = _Kept(frame, clock, seen)

    def forget(self, reason: str = "") -> None:
        """Read all next time. After a failure for this `reason` that all would not have met, keep to that for long."""
        self._kept = None
        if reason == "schema":
            self._usable = None
        if self._tried and reason not in {"", "connection"}:
            self._not_before = self._full_at + self._terms.full_every
        self._tried = False

    def _find(self, db: Session) -> bool:
        if self._usable is None:
            self._usable = {watch: of for watch, of in self._watched.items() if can_be_watched(db, watch)}
        return bool(self._usable)

    def _moment(self, db: Session, began: float) -> datetime:
        """Return the database's time of a moment that is not after what the transaction sees."""
        clock = self._terms.clock(db)
        return clock - timedelta(seconds=self._monotonic() - began)

    def _since(self, clock: datetime) -> datetime:
        return clock - timedelta(seconds=self._terms.overlap)

    def _look(self, db: Session, kept: _Kept) -> dict[Watch, _Look] | None:
        """Return what changed in each table; None where it is too much for reading it to pay."""
        found: dict[Watch, _Look] = {}
        for watch, queries in (self._usable or {}).items():
            seen = kept.seen.get(watch, {})
            counts = kept.frame.sources.get(_source(queries[0]), {})
            most = self._terms.share * sum(counts.values())
            limit = int(most) + len(seen) + 1_000
            changes = written_since(db, watch, self._since(kept.clock), limit)
            vendors = {each.vendor for each in changes if seen.get(each.row) != each.at}
            positions = [position for (vendor, _), position in kept.frame.index.items() if vendor in vendors]
            if len(changes) >= limit or sum(counts.get(position, 0) for position in positions) > most:
                return None
            found[watch] = _Look(changes, vendors, positions)
        return found

    def _renew(self, db: Session, context: MetricsContext, frame: Frame, looks: Mapping[Watch, _Look]) -> None:
        """Recompute the vendors that were looked at, and whole queries that do not tell what changed."""
        usable = {query: looks[watch] for watch, queries in (self._usable or {}).items() for query in queries}
        for query in self._queries:
            _clear(frame, query, usable.get(query), {_source(each) for each in usable})
        dialect = db.get_bind().dialect.name
        for query in self._queries:
            look = usable.get(query)
            if look is None:
                take(frame, query.rows(db, context))
            elif look.vendors and query.vendor is not None:
                take(frame, query.rows(db, context, of_vendors(dialect, query.vendor, look.vendors)))


def _source(query: Query) -> tuple[str, Kind]:
    return query.counted, Kind(query.vendor is not None, query.platform is not None)


def _clear(frame: Frame, query: Query, look: _Look | None, kept: set[tuple[str, Kind]]) -> None:
    """Take out what a query is going to give anew; `kept` are the row counts that are not all counted anew."""
    source = _source(query)
    if look is None:
        for definition in query.definitions:
            frame.drop(definition)
        if source not in kept:
            frame.sources.pop(source, None)
        return
    for definition in query.definitions:
        frame.clear(definition, look.positions)
    for position in look.positions:
        frame.sources.get(source, {}).pop(position, None)
