"""What the HTTP application shows, read anew by each request; nothing here can reach the database."""

from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from datetime import datetime

from exporter.clock import Clock
from exporter.exposition import END, Format, Segment
from exporter.store import Store
from exporter.telemetry import Telemetry


@dataclass(frozen=True, slots=True)
class Source:
    """The store and what surrounds it.

    `next_refresh` maps a category to when it is due (aware, UTC; None: not at all). `database` is the address of the
    database without its password, `version` the exporter's own.
    """

    store: Store
    telemetry: Telemetry
    clock: Clock
    next_refresh: Callable[[str], datetime | None]
    database: str
    version: str

    @property
    def categories(self) -> tuple[str, ...]:
        """The providers that can be asked for, in the order in which they are shown."""
        return tuple(state.category for state in self.store.states())

    @property
    def untried(self) -> tuple[str, ...]:
        """The providers that have not been tried once."""
        return tuple(state.category for state in self.store.states() if not state.tried)

    def segments(self, format_: Format, categories: Container[str]) -> Iterator[Segment]:
        """Yield a whole body: what is fresh of the categories, the exporter's own metrics, and the end mark."""
        now = self.clock.monotonic()
        for state in self.store.states():
            if state.category in categories and state.fresh(now):
                yield from state.rendered[format_]
        yield Segment.of(self.telemetry.render(format_))
        yield END[format_]
