"""Decides whether a refresh reads only changes, and whether its numbers are cached."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from sqlalchemy.orm import Session

from exporter.query.incremental.changes import clock_of

_MOST_RESTS = 15
"""Maximum number of refreshes without caching after change sets that were too large, because caching takes time."""


@dataclass(frozen=True, slots=True)
class IncrementalPolicy:
    """When to use changed-only refreshes; times in seconds.

    - `above`: minimum duration of a full refresh for its numbers to be cached.
    - `full_every`: maximum age of the last full refresh.
    - `overlap`: maximum duration of a writing transaction in the shop.
    - `share`: maximum share of rows to recompute; above it, the refresh is a full one.
    - `large`: vendors with more rows, and with more than 1/500 of all rows, are recomputed by month if an index
      supports it.
    - `clock`: returns the database's current time (UTC, naive).
    """

    above: float = 2.0
    full_every: float = 3600.0
    overlap: float = 300.0
    share: float = 0.1
    large: int = 1_000
    clock: Callable[[Session], datetime] = clock_of


class State(Enum):
    """What the next refresh will do."""

    FULL = "reads everything, and may cache the numbers"
    CACHED = "reads only changes"
    RESTING = "reads everything without caching, because recent change sets were too large"
    BARRED = "reads everything without caching, because a changed-only refresh failed"


class Eligibility:
    """Decides for one provider whether to use and to fill the cache. Times are in seconds of the monotonic clock."""

    def __init__(self, policy: IncrementalPolicy) -> None:
        self._policy = policy
        self._full_at = self._barred_until = float("-inf")
        self._misses = self._rests = 0

    def may_use(self, began: float) -> bool:
        """Whether a refresh that begins at `began` may use the cache; not if the last full one is too old."""
        return began - self._full_at < self._policy.full_every

    def may_keep(self, began: float, took: float) -> bool:
        """Whether to cache the numbers of a full refresh that took `took` seconds; each call ends one rest."""
        if self._rests:
            self._rests -= 1
            return False
        return took >= self._policy.above and began >= self._barred_until

    def state(self, now: float, *, cached: bool) -> State:
        """Return what a refresh at time `now` will do; `cached` is whether numbers are cached."""
        if cached and self.may_use(now):
            return State.CACHED
        if now < self._barred_until:
            return State.BARRED
        return State.RESTING if self._rests else State.FULL

    @property
    def missed_last(self) -> bool:
        """Whether the last change set was too large."""
        return self._misses > 0

    def read_all(self, began: float) -> None:
        """Record a full refresh."""
        self._full_at = began

    def hit(self) -> None:
        """Record that a change set was small enough."""
        self._misses = 0

    def missed(self) -> None:
        """Record that a change set was too large. The more often in a row, the more refreshes do not cache."""
        self._misses += 1
        self._rests = min(2 ** (self._misses - 1) - 1, _MOST_RESTS)

    def bar(self) -> None:
        """Allow only full refreshes until `full_every` has passed since the last full one."""
        self._barred_until = self._full_at + self._policy.full_every
