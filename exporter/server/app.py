"""The ASGI application and its routes."""

from collections.abc import Callable, Sequence

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp

from exporter.server.access.guard import Guard
from exporter.server.access.hosts import AllowedHosts, HostCheck
from exporter.server.access.protection import Protection
from exporter.server.access.scopes import EVERY_KIND, ScopedRoute
from exporter.server.answers import refusal
from exporter.server.api.routes import api_routes
from exporter.server.pages.health import Health
from exporter.server.pages.lifecycle import Lifecycle, Reload
from exporter.server.pages.runbooks import RunbookPages
from exporter.server.pages.scrape import Scrape
from exporter.server.pages.status import StatusPage
from exporter.server.progress import Progress
from exporter.server.source import Source

_HOSTS = AllowedHosts()


def create_app(
    source: Source,
    *,
    telemetry_path: str = "/metrics",
    protection: Protection | None = None,
    reload: Reload | None = None,
    hosts: AllowedHosts = _HOSTS,
) -> ASGIApp:
    """Return the application; `telemetry_path` must be valid according to `check_path`.

    All paths accept GET and HEAD, except `/-/reload`, which accepts POST and PUT. The lifespan protocol is not used.
    `protection` provides authentication and rate limit (None: unrestricted); `reload` is called by `/-/reload` (None:
    not allowed). `hosts` applies while no credentials are required.
    """

    def public() -> bool:
        return protection is None or protection.clients == "anyone"

    routes = routes_of(source, telemetry_path, reload, public)
    app = Starlette(routes=routes, exception_handlers={HTTPException: refusal, Exception: refusal})
    # A redirect would contain the Host header, which clients control.
    app.router.redirect_slashes = False
    checked = HostCheck(app, hosts, public)
    return Guard(checked, protection, source.clock) if protection else checked


def routes_of(
    source: Source, telemetry_path: str, reload: Reload | None, public: Callable[[], bool]
) -> Sequence[ScopedRoute]:
    """Return the routes of the application, for the parameters of `create_app`."""
    health, runbooks, progress = Health(source), RunbookPages(source), Progress()
    return [
        ScopedRoute("/", StatusPage(source, telemetry_path, public).show),
        ScopedRoute("/healthz", health.alive, EVERY_KIND),
        ScopedRoute("/readyz", health.ready, EVERY_KIND),
        ScopedRoute("/runbooks", runbooks.listed),
        ScopedRoute("/runbooks/{alert}", runbooks.show),
        ScopedRoute("/-/reload", Lifecycle(reload, public).reload, methods=["POST", "PUT"]),
        ScopedRoute(telemetry_path, Scrape(source, progress), EVERY_KIND, ["GET"]),
        *api_routes(source, progress.is_made),
    ]
