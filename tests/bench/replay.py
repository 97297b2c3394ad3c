"""The exporter's own refresh over rows that are in memory: what it costs beside the database."""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from typing import Any
from unittest.mock import patch

from exporter.collection.provider import Provider
from exporter.collection.sources import source_of
from exporter.config.connection import ConnectionTarget
from exporter.config.effective import effective
from exporter.config.settings import Settings
from exporter.contracts.clock import Clock
from exporter.contracts.metrics import MetricsContext, Rows
from exporter.database.databases import Databases
from exporter.database.engine import Database
from exporter.directory.directory import Directory
from exporter.exposition.rendering import Renderer
from exporter.exposition.store import ProviderState, Store
from exporter.refresh.refresher import Refresher
from providers.orders import OrderMetricsProvider

CATEGORY = "orders"
_RENDER = Renderer.render

CALLS: dict[str, tuple[object, str, Callable[..., Any]]] = {
    "directory": (Directory, "read", Directory.read),
    # The rows are the same each time, and would not be rendered again.
    "render": (Renderer, "render", lambda _, snapshot: _RENDER(Renderer(), snapshot)),
}
"""What a refresh calls, by the name of the stage. Taking in the rows is the stage `frame`, what is left is `scopes`."""


class Replay:
    """A bulk provider that says what the orders' provider would, from the rows that `answers` gives."""

    metrics_category = CATEGORY
    definitions = OrderMetricsProvider().definitions

    def __init__(self, answers: Callable[[], Iterable[Rows]]) -> None:
        self._answers = answers
        self.seconds = 0.0

    def collect(self, _db: object, _context: MetricsContext) -> Iterator[Rows]:
        """Yield the answers, and note how long the taker is busy with them."""
        self.seconds = 0.0
        for rows in self._answers():
            began = time.perf_counter()
            yield rows
            self.seconds += time.perf_counter() - began


class Rehearsal:
    """A refresher of one replayed provider; the directory is read from the database at `url`."""

    def __init__(self, url: str, answers: Callable[[], Iterable[Rows]]) -> None:
        self._replay = Replay(answers)
        provider = Provider(
            CATEGORY, source_of(self._replay), "replay", replace(effective(Settings(), CATEGORY), max_series=0)
        )
        self.database = Database(lambda: ConnectionTarget(url.partition(":")[0], url=url))
        self.store = Store([ProviderState(CATEGORY, 3600.0, 36000.0)])
        self._refresher = Refresher([provider], Databases(self.database), self.store, Clock())

    def refresh(self) -> ProviderState:
        """Refresh once; return the state. Raises RuntimeError if the refresh fails."""
        self._refresher.refresh(CATEGORY)
        state = self.store[CATEGORY]
        if state.failure is not None:
            raise RuntimeError(state.failure.message)
        return state

    def stages(self) -> tuple[ProviderState, dict[str, float]]:
        """Refresh once; return the state and the seconds of each stage."""
        taken: dict[str, float] = {}
        with ExitStack() as patches:
            for name, (owner, attribute, function) in CALLS.items():
                patches.enter_context(patch.object(owner, attribute, _timed(function, taken, name)))
            with timed(taken, "refresh"):
                state = self.refresh()
        taken["frame"] = self._replay.seconds
        taken["scopes"] = taken["refresh"] - sum(taken[name] for name in (*CALLS, "frame"))
        return state, taken


def _timed(function: Callable[..., Any], taken: dict[str, float], name: str) -> Callable[..., Any]:
    def run(*arguments: Any, **named: Any) -> Any:
        with timed(taken, name):
            return function(*arguments, **named)

    return run


@contextmanager
def timed(taken: dict[str, float], name: str) -> Iterator[None]:
    """Note how many seconds the block takes."""
    began = time.perf_counter()
    yield
    taken[name] = time.perf_counter() - began
