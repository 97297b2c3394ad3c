"""The status page, which shows the state of each provider in a browser."""

from collections.abc import Callable, Iterator, Sequence

from starlette.requests import Request
from starlette.responses import Response

from exporter.config.connection import MAIN
from exporter.server.api.operations import ROOT
from exporter.server.pages.discretion import discreet
from exporter.server.pages.html import page
from exporter.server.pages.status_rows import MEANING, Row, State, rows_of, utc
from exporter.server.source import Source

REFRESH_SECONDS = 30


class StatusPage:
    """The page at `/`, rendered on each request.

    While `public` returns True, because no credentials are required, it omits paths and values of options.
    """

    def __init__(self, source: Source, telemetry_path: str, public: Callable[[], bool]) -> None:
        self._source = source
        self._telemetry_path = telemetry_path
        self._public = public

    async def show(self, _request: Request) -> Response:
        """Return the page with the current state."""
        shown = self._shown()
        rows = list(rows_of(self._source, shown))
        return page(
            "status.html",
            api=ROOT.removeprefix("/"),
            databases=list(self._databases(shown)),
            meanings=MEANING,
            now=utc(self._source.clock.wall()),
            refresh=REFRESH_SECONDS,
            rows=rows,
            tally=_tally(rows),
            telemetry_path=self._telemetry_path,
            telemetry_link=self._telemetry_path.removeprefix("/"),
            version=self._source.version,
        )

    def _shown(self) -> Callable[[str], str]:
        """Return what makes a text fit for those who may see the page now."""
        confidential = self._source.confidential()
        return (lambda text: discreet(text, confidential)) if self._public() else str

    def _databases(self, shown: Callable[[str], str]) -> Iterator[tuple[str, str, tuple[State, str]]]:
        """Yield a heading, the address and the state of each database."""
        for name, address in self._source.databases().items():
            yield "Database" if name == MAIN else f"Database {name}", shown(address), self._state(name)

    def _state(self, database: str) -> tuple[State, str]:
        store = self._source.store
        if store.databases_up.get(database):
            return "ok", "reachable"
        # The main database is down from the beginning, so that its metric is there.
        tried = database in store.databases_up and any(state.tried for state in store.states())
        return ("failing", "unreachable") if tried else ("waiting", "not tried yet")


def _tally(rows: Sequence[Row]) -> list[tuple[State, int]]:
    """Count the providers by state, without states that no provider is in."""
    counts = [(state, sum(row.state == state for row in rows)) for state in MEANING]
    return [(state, count) for state, count in counts if count]
