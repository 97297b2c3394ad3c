"""The data that the HTTP application serves, read on each request. It has no access to the database."""

from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from exporter.contracts.clock import Clock
from exporter.exposition.rendering import END, Format, Segment, gathered
from exporter.exposition.shelf import Shelf
from exporter.exposition.slices import Part, cut
from exporter.exposition.store import Store
from exporter.exposition.telemetry import Telemetry
from exporter.server.api.asking import Ask

_CACHED_SEGMENTS = 8
_CACHED_PARTS = 256
"""Segments of single vendors and platforms; more would be made for Prometheus servers that scrape the same one."""


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
    _segments: "_Known" = field(default_factory=dict, init=False, repr=False)
    _parts: "_Known" = field(default_factory=dict, init=False, repr=False)

    @property
    def categories(self) -> tuple[str, ...]:
        """The categories of all providers, in display order."""
        return tuple(state.category for state in self.store.states())

    @property
    def untried(self) -> tuple[str, ...]:
        """The categories whose first refresh has not finished."""
        return tuple(state.category for state in self.store.states() if not state.tried)

    def segments(self, format_: Format, categories: Collection[str], part: Part | None = None) -> tuple[Segment, ...]:
        """Return the segments of a body: fresh categories, the exporter's own metrics, and the end-of-body marker.

        With a part, only what concerns it. The segments of the categories are cached until a state changes or becomes
        stale. The exporter's own metrics, the most expensive part, are cached for at most one second.
        """
        generation, now = self.store.generation, self.clock.monotonic()
        fresh = [each for each in self.store.states() if each.category in categories and each.fresh(now)]
        name = (format_, tuple(state.category for state in fresh))

        def whole() -> tuple[Segment, ...]:
            return tuple(gathered(segment for state in fresh for segment in state.rendered[format_]))

        def cut_out() -> tuple[Segment, ...]:
            texts = (cut(each.snapshot, part, format_) for each in fresh if part and each.snapshot)
            return (Segment.of("".join(texts).encode()),)

        def own() -> tuple[Segment, ...]:
            return (Segment.of((self.telemetry.health if part else self.telemetry).render(format_)),)

        if part is None:
            shop = _cached(self._segments, name, generation, whole)
        else:
            shop = _cached(self._parts, (*name, part), generation, cut_out, _CACHED_PARTS)
        ours = _cached(self._segments, ("own", format_, part is None), (generation, int(now)), own)
        return *shop, *ours, END[format_]


_Known = dict[Hashable, tuple[Hashable, tuple[Segment, ...]]]
"""Segments by name, with the state that they were made for."""


def _cached(
    known: _Known,
    name: Hashable,
    state: Hashable,
    make: Callable[[], tuple[Segment, ...]],
    most: int = _CACHED_SEGMENTS,
) -> tuple[Segment, ...]:
    """Return the known segments of this name if they were made for the same state, else make them."""
    found = known.get(name)
    if found is not None and found[0] == state:
        return found[1]
    if len(known) >= most:
        known.clear()
    segments = make()
    known[name] = (state, segments)
    return segments
