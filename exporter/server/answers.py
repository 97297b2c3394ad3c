"""Health, refusals, and the headers of everything that is not a scrape."""

from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from exporter.server.source import Source

SAFE = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


STRANGER = "orion.stranger"
"""True in the scope of a request of a client that was asked for nothing, though others are."""


def refuse(status: int, message: str, headers: Mapping[str, str] | None = None) -> Response:
    """Return a refusal that says why, as a line of text."""
    return PlainTextResponse(message + "\n", status, headers=SAFE | dict(headers or {}))


async def refusal(_request: Request, error: Exception) -> Response:
    """Answer for an unknown path or a method that is not allowed."""
    if not isinstance(error, HTTPException):
        raise error
    return refuse(error.status_code, error.detail, error.headers)


class Health:
    """What a supervisor asks: is the process alive, and has each provider had its first refresh?"""

    def __init__(self, source: Source) -> None:
        self._source = source

    async def alive(self, _request: Request) -> Response:
        """Return 200, whatever the database does: a restart would not mend it."""
        return PlainTextResponse("ok\n", headers=SAFE)

    async def ready(self, request: Request) -> Response:
        """Return 200 once each enabled provider has been tried, well or not; until then 503, which names the rest."""
        untried = self._source.untried
        if untried:
            stranger = request.scope.get(STRANGER, False)
            whom = f"{len(untried)} providers" if stranger else ", ".join(untried)
            return refuse(503, f"waiting for the first refresh of {whom}")

        return PlainTextResponse("ready\n", headers=SAFE)
