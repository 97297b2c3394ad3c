"""The status page: how each provider fares, for a person with a browser and nothing else."""

from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from exporter.server.pages import SAFE
from exporter.server.rows import MEANING, Row, State, rows_of, utc
from exporter.server.source import Source

REFRESH_SECONDS = 30

_ENVIRONMENT = Environment(
    loader=PackageLoader("exporter.server"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_PAGE = _ENVIRONMENT.get_template("status.html")
_STYLE = _ENVIRONMENT.get_template("status.css").render()
_DIGEST = b64encode(sha256(_STYLE.encode()).digest()).decode()

# Of all content only the page's own style is allowed, by its digest.
_HEADERS = SAFE | {"Content-Security-Policy": f"{SAFE['Content-Security-Policy']}; style-src 'sha256-{_DIGEST}'"}


class StatusPage:
    """The page at `/`, made anew by each request."""

    def __init__(self, source: Source, telemetry_path: str) -> None:
        self._source = source
        self._telemetry_path = telemetry_path

    async def show(self, _request: Request) -> Response:
        """Return the page as of now."""
        rows = list(rows_of(self._source))
        html = _PAGE.render(
            database=self._source.database(),
            database_state=self._database_state(),
            meanings=MEANING,
            now=utc(self._source.clock.wall()),
            refresh=REFRESH_SECONDS,
            rows=rows,
            style=_STYLE,
            tally=_tally(rows),
            telemetry_path=self._telemetry_path,
            version=self._source.version,
        )
        return HTMLResponse(html, headers=_HEADERS)

    def _database_state(self) -> tuple[State, str]:
        if self._source.store.database_up:
            return "ok", "reached"
        tried = any(state.tried for state in self._source.store.states())
        return ("failing", "not reached") if tried else ("waiting", "not tried yet")


def _tally(rows: Sequence[Row]) -> list[tuple[State, int]]:
    """Count the states; those that no provider is in are left out."""
    counts = [(state, sum(row.state == state for row in rows)) for state in MEANING]
    return [(state, count) for state, count in counts if count]
