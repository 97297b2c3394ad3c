"""What a supervisor asks: whether the process is alive, and whether every provider has been refreshed once."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from exporter.server.answers import SAFE, UNAUTHENTICATED, refuse
from exporter.server.source import Source


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
            unauthenticated = request.scope.get(UNAUTHENTICATED, False)
            whom = f"{len(untried)} providers" if unauthenticated else ", ".join(untried)
            return refuse(503, f"waiting for the first refresh of {whom}")
        return PlainTextResponse("ready\n", headers=SAFE)
