"""Changed-only refreshes: recompute vendors whose rows were written since the last refresh, and keep the others.

The result is exact if every write sets `updated_at`, and rows are neither deleted nor moved to another vendor. Other
changes are detected by the next full refresh (docs/decisions/0011-refresh-what-changed.md).
"""

from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from exporter.contracts.metrics import MetricsContext
from exporter.database.dialects import savepoint
from exporter.database.failures import failure_of
from exporter.fold.frame import Frame
from exporter.query.incremental.cache import CachedFrame, ChangeSet, rows_by_vendor
from exporter.query.incremental.changes import Watch, settled, watched, written_since
from exporter.query.incremental.months import Months, can_be_parted
from exporter.query.incremental.policy import Eligibility, IncrementalPolicy, State
from exporter.query.incremental.prerequisites import can_be_watched, finds_months
from exporter.query.pivot import PivotedQueries
from exporter.query.statement import Query
from exporter.relations.of_session import session_for

_FIRST_LOOK = 100_000
"""Maximum number of rows recorded as seen after a full refresh; others are recomputed unnecessarily, but correctly."""

_PARTS = 500
"""A vendor can be large only if it has more than 1/500 of all rows, which limits the months kept in memory."""


@dataclass(frozen=True, slots=True)
class Refreshed:
    """The numbers of a refresh, and whether only changes were read."""

    frame: Frame
    changed_only: bool


class ChangedOnly:
    """Reads the numbers of one provider, and caches what the next refresh can reuse."""

    def __init__(self, pivoted: PivotedQueries, policy: IncrementalPolicy, monotonic: Callable[[], float]) -> None:
        self._pivoted = pivoted
        self._policy = policy
        self._monotonic = monotonic
        self._eligibility = Eligibility(policy)
        self._watched = watched(pivoted.queries)
        self._usable: dict[Watch, list[Query]] | None = None
        self._parted: set[Watch] = set()
        self._cached: CachedFrame | None = None
        self._used_cache = False

    @property
    def state(self) -> State:
        """What the next refresh will do."""
        return self._eligibility.state(self._monotonic(), cached=self._cached is not None)

    def read(self, db: Session, context: MetricsContext, began: float, read_all: Callable[[], Frame]) -> Refreshed:
        """Return the current numbers, by updating the cache if possible, else by calling `read_all`.

        `began` is the monotonic time, in seconds, before the transaction began. The cache is discarded if anything is
        raised, because it may be partially updated.
        """
        cached, self._cached = self._cached, None
        self._used_cache = cached is not None and self._eligibility.may_use(began)
        try:
            if cached is not None and self._used_cache:
                self._cached = self._updated(db, context, began, cached)
                if self._cached is not None:
                    return Refreshed(self._cached.frame, changed_only=True)
            self._used_cache = False
            frame = read_all()
        except BaseException as error:
            self.discard(failure_of(error).reason)
            raise
        self._eligibility.read_all(began)
        self._keep_or_bar(db, context, frame, began)
        return Refreshed(frame, changed_only=False)

    def discard(self, reason: str = "") -> None:
        """Discard the cache; `reason` is the reason of the failure if the refresh failed, else "".

        If an incremental refresh failed for a reason that a full one might not, stay with full refreshes until
        `full_every` has passed.
        """
        self._cached = None
        if reason == "schema":
            self._usable = None
        if self._used_cache and reason not in {"", "connection"}:
            self._eligibility.bar()
        self._used_cache = False

    def forget(self) -> None:
        """Discard the cache and what was found out about the tables: the database is now another one."""
        self.discard()
        self._usable = None

    def _updated(self, db: Session, context: MetricsContext, began: float, cached: CachedFrame) -> CachedFrame | None:
        """Return the updated cache; None if too much has changed for an update to be worthwhile."""
        clock = self._now(db, began)
        changes = self._changes(db, cached) if clock >= cached.clock else None
        if changes is None:
            self._eligibility.missed()
            return None
        self._eligibility.hit()
        cached.renew(db, context, self._pivoted, changes)
        usable = self._usable or {}
        until = self._now(db)
        seen = {watch: settled(changes[queries[0]].changes, clock, until) for watch, queries in usable.items()}
        return replace(cached, clock=clock, seen=seen)

    def _keep_or_bar(self, db: Session, context: MetricsContext, frame: Frame, began: float) -> None:
        """Cache the numbers if that is worthwhile; if it fails, the refresh goes on, and the next ones are full."""
        if not self._eligibility.may_keep(began, self._monotonic() - began):
            return
        try:
            with ExitStack() as savepoints:
                for session in {db, *(session_for(db, [each.table]) for each in self._watched)}:
                    savepoints.enter_context(savepoint(session))
                self._keep(db, context, frame, began)
        except Exception as error:  # noqa: BLE001 - a failure boundary
            self._cached = None
            self._eligibility.bar()
            why = f"what changed cannot be read ({failure_of(error).reason}), so everything is read for a while"
            frame.warnings.setdefault("changed-only", why)

    def _keep(self, db: Session, context: MetricsContext, frame: Frame, began: float) -> None:
        """Cache the numbers of a full refresh if changes can be found; runs in its transaction."""
        if not self._find(db):
            return
        clock = self._now(db, began)
        since = self._since(clock)
        until = self._now(db)
        seen = {w: settled(written_since(db, w, since, _FIRST_LOOK), clock, until) for w in self._usable or ()}
        # After a miss, the next change set is probably too large again, and reading months would be wasted.
        months = {} if self._eligibility.missed_last else self._months(db, context, frame)
        self._cached = CachedFrame(frame, clock, seen, months)

    def _find(self, db: Session) -> bool:
        if self._usable is None:
            found = {watch: of for watch, of in self._watched.items() if can_be_watched(db, watch, of)}
            session = self._session(db, found)  # the times of changes are compared with the clock of one database
            self._usable = {each: of for each, of in found.items() if session_for(db, [each.table]) is session}
            self._parted = {watch for watch in self._usable if finds_months(db, watch)}
        return bool(self._usable)

    @staticmethod
    def _session(db: Session, watches: Iterable[Watch]) -> Session:
        return next((session_for(db, [each.table]) for each in watches), db)

    def _now(self, db: Session, began: float | None = None) -> datetime:
        """Return the present time of the database; with `began`, one that is not later than the state that is seen."""
        clock = self._policy.clock(self._session(db, self._usable or ()))
        return clock if began is None else clock - timedelta(seconds=self._monotonic() - began)

    def _since(self, clock: datetime) -> datetime:
        return clock - timedelta(seconds=self._policy.overlap)

    def _months(self, db: Session, context: MetricsContext, frame: Frame) -> dict[Query, Months]:
        """Read the numbers of large vendors by month, for queries that support it."""
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

    def _changes(self, db: Session, cached: CachedFrame) -> dict[Query, ChangeSet] | None:
        """Return the changes by query; None if too much has changed for an update to be worthwhile."""
        found: dict[Query, ChangeSet] = {}
        for watch, queries in (self._usable or {}).items():
            since = self._since(cached.clock)
            changes = cached.changes(db, watch, queries[0], since, self._policy.share)
            if changes is None:
                return None
            found |= dict.fromkeys(queries, changes)
        return found
