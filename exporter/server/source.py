"""The data that the HTTP application serves, read on each request. It has no access to the database."""

from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from exporter.contracts.clock import Clock
from exporter.exposition.rendering import END, Format, Segment
from exporter.exposition.shelf import Shelf
from exporter.exposition.store import Store
from exporter.exposition.telemetry import Telemetry
from exporter.server.api.asking import Ask

_CACHED_SEGMENTS = 8


@dataclass(frozen=True, slots=True)
class Source:
    """The store, the telemetry, and further data of the running exporter.

    `next_refresh` returns when a category is due (timezone-aware, UTC; None: not scheduled), `databases` the URL of
    each database without secrets, by name, and `shelf` the current runbooks. `version` is that of the exporter.
    `confidential` returns the words that only clients with credentials may see. `ask` answers questions about a period
    (None: they are refused).
    """

    store: Store
    telemetry: Telemetry
    clock: Clock
    next_refresh: Callable[[str], datetime | None]
    databases: Callable[[], Mapping[str, str]]
    shelf: Callable[[], Shelf]
    version: str
    confidential: Callable[[], Collection[str]] = tuple
    ask: Ask | None = None
    _segments: dict[Hashable, tuple[Hashable, Segment]] = field(default_factory=dict, init=False, repr=False)

    @property
    def categories(self) -> tuple[str, ...]:
        """The categories of all providers, in display order."""
        return tuple(state.category for state in self.store.states())

    @property
    def untried(self) -> tuple[str, ...]:
        """The categories whose first refresh has not finished."""
        return tuple(state.category for state in self.store.states() if not state.tried)

    def segments(self, format_: Format, categories: Collection[str]) -> tuple[Segment, ...]:
        """Return the segments of a body: fresh categories, the exporter's own metrics, and the end-of-body marker.

        The joined categories are cached until a state changes or becomes stale. The exporter's own metrics, the most
        expensive part, are cached for at most one second.
        """
        generation, now = self.store.generation, self.clock.monotonic()
        states = self.store.states()
        fresh = tuple(state.category for state in states if state.category in categories and state.fresh(now))
        chosen = [segment for state in states if state.category in fresh for segment in state.rendered[format_]]
        shop = self._cached(("shop", format_, fresh), (generation,), lambda: Segment.merged(chosen))
        own = self._cached(("own", format_), (generation, int(now)), lambda: Segment.of(self.telemetry.render(format_)))
        return shop, own, END[format_]

    def _cached(self, name: Hashable, state: Hashable, make: Callable[[], Segment]) -> Segment:
        """Return the cached segment of this name if it was made for the same state, else make it."""
        known = self._segments.get(name)
        if known is not None and known[0] == state:
            return known[1]
        if len(self._segments) >= _CACHED_SEGMENTS:
            self._segments.clear()
        segment = make()
        self._segments[name] = (state, segment)
        return segment
