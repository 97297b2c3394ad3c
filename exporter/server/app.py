"""The ASGI application: which path is answered by what."""

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.routing import Route
from starlette.types import ASGIApp

from exporter.server.access.guard import Guard
from exporter.server.access.protection import Protection
from exporter.server.answers import refusal
from exporter.server.pages.health import Health
from exporter.server.pages.lifecycle import Lifecycle, Reload
from exporter.server.pages.runbooks import RunbookPages
from exporter.server.pages.scrape import Scrape
from exporter.server.pages.status import StatusPage
from exporter.server.source import Source


def create_app(
    source: Source,
    *,
    telemetry_path: str = "/metrics",
    protection: Protection | None = None,
    reload: Reload | None = None,
) -> ASGIApp:
    """Return the application over `source`; metrics are at `telemetry_path`, which `check_path` has approved.

    Every path answers GET and HEAD, `/-/reload` POST and PUT. It starts nothing and needs no lifespan. `protection`
    says who is let in, `reload` what a request to reload does, if it may.
    """
    health, runbooks = Health(source), RunbookPages(source)
    routes = [
        Route("/", StatusPage(source, telemetry_path).show),
        Route("/healthz", health.alive),
        Route("/readyz", health.ready),
        Route("/runbooks", runbooks.listed),
        Route("/runbooks/{alert}", runbooks.show),
        Route("/-/reload", Lifecycle(reload).reload, methods=["POST", "PUT"]),
        Route(telemetry_path, Scrape(source), methods=["GET"]),
    ]
    app = Starlette(routes=routes, exception_handlers={HTTPException: refusal})
    # A redirect would be built from the Host header, which anyone may choose.
    app.router.redirect_slashes = False
    return Guard(app, protection, source.clock) if protection else app
