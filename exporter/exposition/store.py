"""The current state of each provider. States are immutable: a refresh replaces the whole state.

A reader that took a state before it was replaced keeps a consistent one.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from threading import Lock

from exporter.config.connection import MAIN
from exporter.contracts.failures import Failure
from exporter.exposition.rendering import Rendered
from exporter.exposition.report import Report
from exporter.exposition.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class ProviderState:
    """The state of one provider: interval, maximum age and results so far. Times are in seconds.

    `has_numbers` is whether it has numbers of vendors, platforms or the installation, and not only thresholds.
    """

    category: str
    interval: float
    max_age: float
    series_limit: int = 0
    has_numbers: bool = True
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
    report: Report = field(default_factory=Report)
    rendered: Rendered = field(default_factory=dict)

    @property
    def last_success(self) -> float:
        """Unix time of the last successful refresh; 0 before the first."""
        return self.snapshot.taken_at if self.snapshot else 0.0

    def fresh(self, monotonic: float) -> bool:
        """Whether there is a snapshot that is at most `max_age` old."""
        return self.snapshot is not None and monotonic - self.snapshot.taken_at_monotonic <= self.max_age

    def succeeded(self, snapshot: Snapshot, report: Report, rendered: Rendered, duration: float) -> "ProviderState":
        """Return the state after a successful refresh."""
        changed_only = self.changed_only + report.changed_only
        state = self._refreshed(duration, up=True)
        return replace(state, changed_only=changed_only, snapshot=snapshot, report=report, rendered=rendered)

    def failed(self, failure: Failure, duration: float) -> "ProviderState":
        """Return the state after a failed refresh: the last snapshot stays until it is too old."""
        failures = {**self.failures, failure.reason: self.failures.get(failure.reason, 0) + 1}
        return replace(self._refreshed(duration, up=False), failures=failures, failure=failure)

    def skip(self) -> "ProviderState":
        """Return the state after a refresh was skipped because the previous one was still running."""
        return replace(self, skipped=self.skipped + 1)

    def hung(self, failure: Failure) -> "ProviderState":
        """Return the state while a refresh is still running after its timeout."""
        failures = {**self.failures, failure.reason: self.failures.get(failure.reason, 0) + 1}
        return replace(self, tried=True, up=False, failures=failures, failure=failure)

    def idle(self, duration: float) -> "ProviderState":
        """Return the state of a provider whose module is not installed."""
        return replace(self._refreshed(duration, up=False), installed=False)

    def _refreshed(self, duration: float, *, up: bool) -> "ProviderState":
        refreshes = self.refreshes + 1
        return replace(self, installed=True, tried=True, up=up, refreshes=refreshes, duration=duration, failure=None)


@dataclass(frozen=True, slots=True)
class Reload:
    """The last reload of the configuration: whether it succeeded, and the Unix time of the last successful one."""

    succeeded: bool = True
    at: float = 0.0


@dataclass(frozen=True, slots=True)
class PresetInfo:
    """The preset in use: its name, a digest of its text, and its variants, separated by commas; "" without one."""

    name: str = ""
    revision: str = ""
    variants: str = ""


class Store:
    """The states of all providers, in display order, and the states of the database and the configuration.

    `loaded_at` is the Unix time at which the configuration was loaded. States are changed through a `writer`.
    """

    def __init__(self, states: Iterable[ProviderState], loaded_at: float = 0.0) -> None:
        self._states = {state.category: state for state in states}
        self._lock = Lock()
        self._writer: StateWriter | None = None
        self.databases_up: Mapping[str, bool] = {MAIN: False}
        """Whether the last attempt to reach a database succeeded, by name; none of another one before the first."""
        self.reload = Reload(at=loaded_at)
        self.preset = PresetInfo()
        self.generation = 0
        """Incremented with every change, so that results derived from the states can be cached until then."""

    @property
    def database_up(self) -> bool:
        """Whether the last attempt to reach the main database succeeded."""
        return self.databases_up[MAIN]

    def __getitem__(self, category: str) -> ProviderState:
        return self._states[category]

    def states(self) -> tuple[ProviderState, ...]:
        """Return all states."""
        return tuple(self._states.values())

    def writer(self) -> "StateWriter":
        """Return a writer. The first one may write until another one takes over; see `adopt`."""
        writer = StateWriter(self)
        self._writer = self._writer or writer
        return writer

    def adopt(self, states: Iterable[ProviderState], writer: "StateWriter", databases: Iterable[str] = ()) -> None:
        """Replace all states; from now on, only `writer` can change them.

        What is known about the main database stays, and about the other `databases`.
        """
        adopted = {state.category: state for state in states}
        kept = {MAIN, *databases}
        with self._lock:
            self._states, self._writer = adopted, writer
            self.databases_up = {name: up for name, up in self.databases_up.items() if name in kept}
            self.generation += 1

    def reloaded(self, reload: Reload) -> None:
        """Record a reload of the configuration."""
        with self._lock:
            self.reload = reload
            self.generation += 1

    def write(
        self, writer: "StateWriter", category: str, change: Callable[[ProviderState], ProviderState]
    ) -> ProviderState | None:
        """Apply `change` to a state and return the previous one; None, without a change, if the writer was replaced."""
        with self._lock:
            if writer is not self._writer:
                return None
            before = self._states[category]
            self._states = {**self._states, category: change(before)}
            self.generation += 1
        return before

    def reached(self, writer: "StateWriter", databases: Mapping[str, bool]) -> None:
        """Record which databases could be reached, unless the writer was replaced."""
        with self._lock:
            if writer is self._writer:
                self.databases_up = {**self.databases_up, **databases}


class StateWriter:
    """Changes states in a store until another writer takes over; after that, changes are ignored."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def change(self, category: str, change: Callable[[ProviderState], ProviderState]) -> ProviderState | None:
        """Apply `change` to a state and return the previous one; None, without a change, if the writer was replaced."""
        return self._store.write(self, category, change)

    def database_up(self, *, up: bool, name: str = MAIN) -> None:
        """Record whether a database could be reached."""
        self._store.reached(self, {name: up})

    def has_snapshot(self, category: str) -> bool:
        """Return whether a category has ever been refreshed successfully."""
        return any(each.snapshot is not None for each in self._store.states() if each.category == category)
