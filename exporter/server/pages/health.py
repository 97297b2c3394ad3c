"""Liveness and readiness probes."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from exporter.server.answers import SAFE, UNAUTHENTICATED, refuse
from exporter.server.source import Source


class Health:
    """`/healthz` and `/readyz`: whether the process is alive, and whether each provider has finished a refresh."""

    def __init__(self, source: Source) -> None:
        self._source = source

    async def alive(self, _request: Request) -> Response:
        """Return 200, independent of the database, which a restart of the exporter would not fix."""
        return PlainTextResponse("ok\n", headers=SAFE)

    async def ready(self, request: Request) -> Response:
        """Return 503 with the pending providers until the first refresh of each has finished or failed; then 200."""
        untried = self._source.untried
        if untried:
            unauthenticated = request.scope.get(UNAUTHENTICATED, False)
            whom = f"{len(untried)} providers" if unauthenticated else ", ".join(untried)
            return refuse(503, f"waiting for the first refresh of {whom}; try again soon")
        return PlainTextResponse("ready\n", headers=SAFE)
