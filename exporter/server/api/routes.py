"""The routes of the API, and the API as an application that others can mount."""

from collections.abc import Callable, Sequence

from starlette.applications import Starlette
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from exporter.server.access.scopes import EVERY_KIND, ScopedRoute
from exporter.server.api.endpoint import Endpoint
from exporter.server.api.gate import Gate
from exporter.server.api.listing import Listings
from exporter.server.api.moment import ApiSource
from exporter.server.api.operations import OPERATIONS, ROOT
from exporter.server.api.problems import Problem


def api_app(source: ApiSource) -> ASGIApp:
    """Return the API alone, for another application to mount below any path: `app.mount("/orion", api_app(source))`.

    It answers `/api/v1/...` below that path, without authentication: by default, every caller sees everything. To limit
    a caller, set the key `exporter.server.access.scopes.ACCESS` in the ASGI scope to an `Access`.
    """
    app = Starlette(routes=[*api_routes(source), Route("/{rest:path}", _Unknown())])
    app.router.redirect_slashes = False
    return app


def api_routes(source: ApiSource, is_scraped: Callable[[], bool] = lambda: False) -> Sequence[ScopedRoute]:
    """Return the routes of all operations, and one for unknown paths below the root of the API.

    While `is_scraped` says so, answers wait, for a moment at most.
    """
    listings, gate = Listings(), Gate(is_scraped)
    routes = [ScopedRoute(each.whole_path, Endpoint(each, source, listings, gate), each.access) for each in OPERATIONS]
    return [*routes, ScopedRoute(f"{ROOT}/{{rest:path}}", _Unknown(), EVERY_KIND)]


class _Unknown:
    """Answers 404 to every request."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        known = ", ".join(each.path.removeprefix("/") for each in OPERATIONS)
        response = Problem(404, f"no such path; {ROOT}/ has {known}").response()
        if scope["method"] == "HEAD":
            response.body = b""
        await response(scope, receive, send)
