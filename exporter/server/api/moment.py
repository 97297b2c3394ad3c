"""The states of the store at one moment, as the API sees them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Protocol

from exporter.contracts.clock import Clock
from exporter.exposition.facts import Facts
from exporter.exposition.snapshot import Snapshot
from exporter.exposition.store import ProviderState, Store
from exporter.server.api.asking import Ask
from exporter.server.api.models import Reason
from exporter.server.api.problems import Problem


class ApiSource(Protocol):
    """What the API is made of; `exporter.server.source.Source` is one."""

    @property
    def store(self) -> Store:
        """The states of all categories."""

    @property
    def clock(self) -> Clock:
        """The clock."""

    @property
    def version(self) -> str:
        """The version of the exporter."""

    @property
    def ask(self) -> Ask | None:
        """Answers questions about a period; None if they are refused."""


@dataclass(frozen=True, slots=True)
class Moment:
    """All states, and the generation of the store, which was read before them."""

    generation: int
    states: Sequence[ProviderState]
    monotonic: float
    now: datetime

    @classmethod
    def of(cls, source: ApiSource) -> "Moment":
        """Return the present moment."""
        generation = source.store.generation
        return cls(generation, source.store.states(), source.clock.monotonic(), source.clock.now())

    @property
    def categories(self) -> tuple[str, ...]:
        """All categories."""
        return tuple(each.category for each in self.states)

    @property
    def fresh(self) -> tuple[str, ...]:
        """The categories that are fresh."""
        return tuple(each.category for each in self.states if each.fresh(self.monotonic))

    def newest(self) -> tuple[ProviderState, Facts]:
        """Return the state whose directory is the newest. Raises Problem 503 before the first refresh."""
        known = [
            (each.snapshot.taken_at_monotonic, at, each, each.snapshot.facts)
            for at, each in enumerate(self.states)
            if each.snapshot is not None and each.snapshot.facts is not None
        ]
        if not known:
            detail = "nothing has been read from the database yet; see /readyz and the status page"
            raise Problem(503, detail, headers={"Retry-After": "5"})
        *_, state, facts = max(known, key=lambda each: each[:2])
        return state, facts

    def missing(self, state: ProviderState) -> Reason | None:
        """Return why there are no numbers of a category; None if there are some."""
        if state.fresh(self.monotonic):
            return None
        if state.snapshot is not None:
            return "stale"
        return "failed" if state.failure is not None else "waiting"


@lru_cache(256)
def when(timestamp: float) -> str:
    """Return a Unix time in the format of RFC 3339, in UTC."""
    return datetime.fromtimestamp(timestamp, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def dated(snapshot: Snapshot, max_age: float) -> dict[str, str]:
    """Return when a snapshot was read, and when it becomes stale."""
    return {"collected_at": when(snapshot.taken_at), "stale_at": when(snapshot.taken_at + max_age)}
