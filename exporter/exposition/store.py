"""What is known of each provider now; a refresh swaps a whole new state in.

Nothing is updated in place: whoever read a state before the swap keeps a consistent one.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from threading import Lock

from exporter.contracts.failures import Failure
from exporter.exposition.rendering import Rendered
from exporter.exposition.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class ProviderState:
    """One provider: its contract with time, and what has happened to it so far. Times are in seconds."""

    category: str
    interval: float
    max_age: float
    series_limit: int = 0
    installed: bool = True
    tried: bool = False
    up: bool = False
    refreshes: int = 0
    changed_only: int = 0
    skipped: int = 0
    failures: Mapping[str, int] = field(default_factory=dict)
    duration: float = 0.0
    failure: Failure | None = None
    snapshot: Snapshot | None = None
    rendered: Rendered = field(default_factory=dict)

    @property
    def last_success(self) -> float:
        """When the last good snapshot was taken, in seconds since the epoch; 0 before the first."""
        return self.snapshot.taken_at if self.snapshot else 0.0

    def fresh(self, monotonic: float) -> bool:
        """Whether there is a snapshot that is not older than the freshness contract allows."""
        return self.snapshot is not None and monotonic - self.snapshot.taken_at_monotonic <= self.max_age

    def succeeded(self, snapshot: Snapshot, rendered: Rendered, duration: float) -> "ProviderState":
        """Return the state after a good refresh."""
        changed_only = self.changed_only + snapshot.changed_only
        state = self._refreshed(duration, up=True)
        return replace(state, changed_only=changed_only, snapshot=snapshot, rendered=rendered)

    def failed(self, failure: Failure, duration: float) -> "ProviderState":
        """Return the state after a bad refresh: the last good snapshot stays until it is too old."""
        failures = {**self.failures, failure.reason: self.failures.get(failure.reason, 0) + 1}
        return replace(self._refreshed(duration, up=False), failures=failures, failure=failure)

    def skip(self) -> "ProviderState":
        """Return the state after a refresh that was due while the last one was still running."""
        return replace(self, skipped=self.skipped + 1)

    def hung(self, failure: Failure) -> "ProviderState":
        """Return the state while a refresh goes on that ought to have ended."""
        failures = {**self.failures, failure.reason: self.failures.get(failure.reason, 0) + 1}
        return replace(self, tried=True, up=False, failures=failures, failure=failure)

    def idle(self, duration: float) -> "ProviderState":
        """Return the state of a provider whose module is not installed."""
        return replace(self._refreshed(duration, up=False), installed=False)

    def _refreshed(self, duration: float, *, up: bool) -> "ProviderState":
        refreshes = self.refreshes + 1
        return replace(self, installed=True, tried=True, up=up, refreshes=refreshes, duration=duration, failure=None)


class Store:
    """The states of all providers, in the order in which they are shown."""

    def __init__(self, states: Iterable[ProviderState]) -> None:
        self._states = {state.category: state for state in states}
        self._lock = Lock()
        self.database_up = False
        self.generation = 0
        """Grows with every change of a state, so that what was made of the states can be kept until then."""

    def __getitem__(self, category: str) -> ProviderState:
        return self._states[category]

    def states(self) -> tuple[ProviderState, ...]:
        """Return every state."""
        return tuple(self._states.values())

    def change(self, category: str, change: Callable[[ProviderState], ProviderState]) -> ProviderState:
        """Put what `change` makes of the state of a category in its place, and return the state from before.

        Nobody else changes it meanwhile.
        """
        with self._lock:
            before = self._states[category]
            self._states = {**self._states, category: change(before)}
            self.generation += 1
        return before

    def adopt(self, states: Iterable[ProviderState]) -> None:
        """Hold these states and no others from now on."""
        adopted = {state.category: state for state in states}
        with self._lock:
            self._states = adopted
            self.generation += 1

    def renew(self) -> None:
        """Let what was made of the states be made anew: something else that is shown with them has changed."""
        with self._lock:
            self.generation += 1
