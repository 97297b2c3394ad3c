"""What the HTTP application shows, read anew by each request; nothing here can reach the database."""

from collections.abc import Callable, Collection, Hashable
from dataclasses import dataclass, field
from datetime import datetime

from exporter.contracts.clock import Clock
from exporter.exposition.rendering import END, Format, Segment
from exporter.exposition.shelf import Shelf
from exporter.exposition.store import Store
from exporter.exposition.telemetry import Telemetry

_KEPT_SEGMENTS = 8


@dataclass(frozen=True, slots=True)
class Source:
    """The store and what surrounds it.

    `next_refresh` maps a category to when it is due (aware, UTC; None: not at all). `database` gives the address of
    the database without its password, `shelf` the runbooks of this moment, `version` is the exporter's own.
    """

    store: Store
    telemetry: Telemetry
    clock: Clock
    next_refresh: Callable[[str], datetime | None]
    database: Callable[[], str]
    shelf: Callable[[], Shelf]
    version: str
    _segments: dict[Hashable, tuple[Hashable, Segment]] = field(default_factory=dict, init=False, repr=False)

    @property
    def categories(self) -> tuple[str, ...]:
        """The providers that can be asked for, in the order in which they are shown."""
        return tuple(state.category for state in self.store.states())

    @property
    def untried(self) -> tuple[str, ...]:
        """The providers that have not been tried once."""
        return tuple(state.category for state in self.store.states() if not state.tried)

    def segments(self, format_: Format, categories: Collection[str]) -> tuple[Segment, ...]:
        """Return a whole body: what is fresh of the categories, the exporter's own metrics, and the end mark.

        What was joined is kept until a state changes or grows too old; the exporter's own metrics, which take longer
        than all the rest, for a second at most.
        """
        generation, now = self.store.generation, self.clock.monotonic()
        states = self.store.states()
        fresh = tuple(state.category for state in states if state.category in categories and state.fresh(now))
        chosen = [segment for state in states if state.category in fresh for segment in state.rendered[format_]]
        shop = self._kept(("shop", format_, fresh), (generation,), lambda: Segment.merged(chosen))
        own = self._kept(("own", format_), (generation, int(now)), lambda: Segment.of(self.telemetry.render(format_)))
        return shop, own, END[format_]

    def _kept(self, name: Hashable, state: Hashable, make: Callable[[], Segment]) -> Segment:
        """Return what was made for this name if the state is still the same, else make it."""
        known = self._segments.get(name)
        if known is not None and known[0] == state:
            return known[1]
        if len(self._segments) >= _KEPT_SEGMENTS:
            self._segments.clear()
        segment = make()
        self._segments[name] = (state, segment)
        return segment
