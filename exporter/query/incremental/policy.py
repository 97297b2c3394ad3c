"""Whether a refresh may read only what has changed, and whether keeping numbers for that is worth it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from sqlalchemy.orm import Session

from exporter.query.incremental.changes import clock_of

_MOST_RESTS = 15
"""After change sets that were too large each time, at most this many refreshes keep nothing: keeping costs, too."""


@dataclass(frozen=True, slots=True)
class IncrementalPolicy:
    """When a changed-only refresh is worth it, and what it may rely on; times in seconds.

    `above` is what a full refresh must have taken, `full_every` how long kept numbers are trusted, `overlap` how long
    a transaction that writes may last, `share` the part of the rows up to which vendors are recomputed one by one.
    Vendors with more rows than `large`, and than a five-hundredth of all, are recomputed by month, where an index finds
    those. `clock` asks the database for its time (UTC, without a zone).
    """

    above: float = 2.0
    full_every: float = 3600.0
    overlap: float = 300.0
    share: float = 0.1
    large: int = 1_000
    clock: Callable[[Session], datetime] = clock_of


class State(Enum):
    """What the next refresh does."""

    FULL = "it reads everything, and may keep the numbers"
    CACHED = "it reads what has changed"
    RESTING = "it reads everything and keeps nothing: lately too much had changed each time"
    BARRED = "it reads everything and keeps nothing: a changed-only refresh failed where a full one would not have"


class Eligibility:
    """Answers "may I?" for one provider; it holds no numbers. Moments are those of the monotonic clock."""

    def __init__(self, policy: IncrementalPolicy) -> None:
        self._policy = policy
        self._full_at = self._barred_until = float("-inf")
        self._misses = self._rests = 0

    def may_use(self, began: float) -> bool:
        """Whether a refresh that begins now may rely on numbers kept since the last full one."""
        return began - self._full_at < self._policy.full_every

    def may_keep(self, began: float, took: float) -> bool:
        """Whether the numbers of a full refresh are worth keeping; each refusal counts as a rest that is over."""
        if self._rests:
            self._rests -= 1
            return False
        return took >= self._policy.above and began >= self._barred_until

    def state(self, now: float, *, cached: bool) -> State:
        """Return what the next refresh does if it begins now."""
        if cached and self.may_use(now):
            return State.CACHED
        if now < self._barred_until:
            return State.BARRED
        return State.RESTING if self._rests else State.FULL

    @property
    def missed_last(self) -> bool:
        """Whether too much had changed the last time."""
        return self._misses > 0

    def read_all(self, began: float) -> None:
        """Note a full refresh."""
        self._full_at = began

    def hit(self) -> None:
        """Note that a change set was small enough."""
        self._misses = 0

    def missed(self) -> None:
        """Note that too much had changed: the more often in a row, the longer nothing is kept."""
        self._misses += 1
        self._rests = min(2 ** (self._misses - 1) - 1, _MOST_RESTS)

    def bar(self) -> None:
        """Allow nothing but full refreshes until `full_every` has passed since the last one."""
        self._barred_until = self._full_at + self._policy.full_every
