"""The status page, which shows the state of each provider in a browser."""

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response

from exporter.server.pages.html import page
from exporter.server.pages.status_rows import MEANING, Row, State, rows_of, utc
from exporter.server.source import Source

REFRESH_SECONDS = 30


class StatusPage:
    """The page at `/`, rendered on each request."""

    def __init__(self, source: Source, telemetry_path: str) -> None:
        self._source = source
        self._telemetry_path = telemetry_path

    async def show(self, _request: Request) -> Response:
        """Return the page with the current state."""
        rows = list(rows_of(self._source))
        return page(
            "status.html",
            database=self._source.database(),
            database_state=self._database_state(),
            meanings=MEANING,
            now=utc(self._source.clock.wall()),
            refresh=REFRESH_SECONDS,
            rows=rows,
            tally=_tally(rows),
            telemetry_path=self._telemetry_path,
            version=self._source.version,
        )

    def _database_state(self) -> tuple[State, str]:
        if self._source.store.database_up:
            return "ok", "reachable"
        tried = any(state.tried for state in self._source.store.states())
        return ("failing", "unreachable") if tried else ("waiting", "not tried yet")


def _tally(rows: Sequence[Row]) -> list[tuple[State, int]]:
    """Count the providers by state, without states that no provider is in."""
    counts = [(state, sum(row.state == state for row in rows)) for state in MEANING]
    return [(state, count) for state, count in counts if count]
