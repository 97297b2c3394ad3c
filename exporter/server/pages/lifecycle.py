"""What may be asked of the process itself: to read its configuration anew."""

from collections.abc import Callable, Sequence

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from exporter.server.answers import SAFE, refuse

Reload = Callable[[], Sequence[str]]
"""Reads the configuration anew and returns the problems; with problems, all goes on as before."""


class Lifecycle:
    """`POST /-/reload`, as Prometheus has it: only where it was switched on."""

    def __init__(self, reload: Reload | None) -> None:
        """Take what reloads; None where it is switched off."""
        self._reload = reload

    async def reload(self, request: Request) -> Response:
        """Answer 200 once the new configuration holds, 500 with what is wrong with it, 403 where it is not allowed."""
        if self._reload is None:
            return refuse(403, "reloading over HTTP is switched off; start with --web.enable-lifecycle, or send SIGHUP")
        if "origin" in request.headers:  # a page of some other site, in the browser of somebody who may
            return refuse(403, "a web page may not reload: send the request without an Origin header, or send SIGHUP")
        problems = await run_in_threadpool(self._reload)
        if problems:
            return refuse(500, "\n".join(problems))
        return PlainTextResponse("reloaded\n", headers=SAFE)
