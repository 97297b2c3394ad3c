"""The ASGI application and its routes."""

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.routing import Route
from starlette.types import ASGIApp

from exporter.server.access.guard import Guard
from exporter.server.access.hosts import AllowedHosts, HostCheck
from exporter.server.access.protection import Protection
from exporter.server.answers import refusal
from exporter.server.api.routes import api_routes
from exporter.server.pages.health import Health
from exporter.server.pages.lifecycle import Lifecycle, Reload
from exporter.server.pages.runbooks import RunbookPages
from exporter.server.pages.scrape import Scrape
from exporter.server.pages.status import StatusPage
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
        return protection is None or protection.config.clients == "anyone"

    health, runbooks = Health(source), RunbookPages(source)
    routes = [
        Route("/", StatusPage(source, telemetry_path, public).show),
        Route("/healthz", health.alive),
        Route("/readyz", health.ready),
        Route("/runbooks", runbooks.listed),
        Route("/runbooks/{alert}", runbooks.show),
        Route("/-/reload", Lifecycle(reload).reload, methods=["POST", "PUT"]),
        Route(telemetry_path, Scrape(source), methods=["GET"]),
        *api_routes(source),
    ]
    app = Starlette(routes=routes, exception_handlers={HTTPException: refusal})
    # A redirect would contain the Host header, which clients control.
    app.router.redirect_slashes = False
    checked = HostCheck(app, hosts, public)
    return Guard(checked, protection, source.clock) if protection else checked
