"""The lifecycle endpoint, which reloads the configuration."""

from collections.abc import Callable, Sequence

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from exporter.server.answers import SAFE, refuse

Reload = Callable[[], Sequence[str]]
"""Reloads the configuration; returns the problems, in which case the previous configuration stays in effect."""

_HIDDEN = "configuration reload failed; see the exporter's log, or run `orion-exporter check`"


class Lifecycle:
    """`POST /-/reload`, as in Prometheus, if it is enabled.

    https://prometheus.io/docs/prometheus/latest/management_api/#reload
    """

    def __init__(self, reload: Reload | None, public: Callable[[], bool]) -> None:
        """`reload` is None if the endpoint is disabled; `public` returns whether no credentials are required."""
        self._reload = reload
        self._public = public

    async def reload(self, request: Request) -> Response:
        """Return 200 if the configuration was reloaded, 500 if not, and 403 if it is not allowed.

        Only clients with credentials see the problems, because these contain paths and values of settings.
        """
        if self._reload is None:
            return refuse(403, "lifecycle API is not enabled; start with --web.enable-lifecycle, or send SIGHUP")
        if _is_from_a_page(request):  # credentials do not help: a browser adds them by itself
            return refuse(403, "requests from web pages are not allowed; use another client, or send SIGHUP")
        problems = await run_in_threadpool(self._reload)
        if problems:
            return refuse(500, _HIDDEN if self._public() else "; ".join(problems))
        return PlainTextResponse("reloaded\n", headers=SAFE)


def _is_from_a_page(request: Request) -> bool:
    """Whether a browser sent the request for a page, which may be of another site.

    https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header
    """
    sites = {site.strip().lower() for site in request.headers.getlist("sec-fetch-site")}
    return "origin" in request.headers or not sites <= {"none", "same-origin"}
