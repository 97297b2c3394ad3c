"""The application: `uvicorn --factory acme_dashboard.app:create`."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from fastapi.staticfiles import StaticFiles
from sqlalchemy import create_engine
from starlette.exceptions import HTTPException

from acme_dashboard.access import Db
from acme_dashboard.over_http import OverHttp, client_of
from acme_dashboard.pages import page, router
from acme_dashboard.settings import Settings
from acme_dashboard.sources import InProcess, StatisticsSource
from exporter.statistics import StatsAggregator

_HEADERS = {
    "Cache-Control": "private, no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


def create(settings: Settings | None = None, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> FastAPI:
    """Create the application, by default with the settings of the environment; `clock` returns the time."""
    settings = Settings.of() if settings is None else settings
    app = FastAPI(title="Acme dashboards", docs_url=None, redoc_url=None, openapi_url=None, lifespan=_life)
    app.state.settings, app.state.clock = settings, clock
    app.state.engine = create_engine(settings.database_url)
    app.state.source, app.state.close = _source(settings)
    app.include_router(router)
    app.mount("/static", StaticFiles(directory=Path(__file__).parent / "static"), name="static")
    app.middleware("http")(_protect)
    app.add_exception_handler(HTTPException, _problem)
    app.add_exception_handler(RequestValidationError, _problem)
    return app


@asynccontextmanager
async def _life(app: FastAPI) -> AsyncIterator[None]:
    yield
    app.state.engine.dispose()
    app.state.close()


def _source(settings: Settings) -> tuple[Callable[[Db, datetime], StatisticsSource], Callable[[], None]]:
    """Return what makes the source of a request, and what closes it: the switch between library and service."""
    if settings.exporter_url:
        client = client_of(settings.exporter_url, settings.exporter_token)
        return lambda _db, now: OverHttp(client, now), client.close
    config = settings.exporter_config
    aggregator = StatsAggregator.from_configuration(config) if config else StatsAggregator()
    return lambda db, now: InProcess(aggregator, db, now), lambda: None


async def _protect(request: Request, answer: Callable[[Request], Awaitable[Response]]) -> Response:
    """Let pages load only the style sheet, and run no script, whatever a name in the shop contains."""
    response = await answer(request)
    response.headers.update(_HEADERS)
    return response


async def _problem(request: Request, error: Exception) -> Response:
    """Show an error as a page. An address that cannot be valid is that of no page."""
    status, detail = (
        (error.status_code, error.detail) if isinstance(error, HTTPException) else (404, "There is no such page.")
    )
    return page(request, "problem.html", {"detail": detail}, status)
