"""The pages. Each asks the source of its request, and shows whatever comes back."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, HTTPException, Query, Request
from fastapi.responses import RedirectResponse, Response
from fastapi.templating import Jinja2Templates
from sqlalchemy.orm import Session

from acme_dashboard import directory, formats
from acme_dashboard.access import CurrentUser, Db, Id, SignedIn, admin, visible_vendor
from acme_dashboard.cards import cards_of
from acme_dashboard.icons import icon
from acme_dashboard.models import Platform, Vendor
from acme_dashboard.periods import PERIODS, Period
from acme_dashboard.sources import Numbers, StatisticsSource, UnavailableError

_logger = logging.getLogger(__name__)
router = APIRouter(default_response_class=Response)
templates = Jinja2Templates(Path(__file__).parent / "templates")
templates.env.trim_blocks = templates.env.lstrip_blocks = True
templates.env.globals.update(icon=icon, number=formats.number, periods=PERIODS)
templates.env.filters["plain"] = formats.plain


@dataclass(frozen=True, slots=True)
class Question:
    """What every page of numbers is made from: the request, its session, its period, and who answers."""

    request: Request
    db: Session
    period: str
    now: datetime
    source: StatisticsSource

    def show(self, template: str, ask: Callable[[Period], Numbers], **more: object) -> Response:
        """Return a page with cards; without numbers, it has the rest."""
        try:
            numbers = ask(PERIODS[self.period])
        except UnavailableError as error:
            _logger.warning("no statistics: %s", error)
            return page(self.request, template, {"cards": None, "period": self.period, **more})
        cards = cards_of(numbers.statistics, self.now)
        shown = {"cards": cards, "as_of": numbers.as_of, "period": self.period, **more}
        return page(self.request, template, shown)


def question(request: Request, db: Db, period: Literal["24h", "7d", "30d", "all"] = "7d") -> Question:
    """Return what a request asks for. Time is in full minutes, as in the exporter's own API, so that both agree."""
    now = request.app.state.clock().replace(second=0, microsecond=0)
    return Question(request, db, period, now, request.app.state.source(db, now))


Asked = Annotated[Question, Depends(question)]
Admin = Annotated[SignedIn, Depends(admin)]


@router.get("/")
def home(request: Request, user: CurrentUser) -> Response:
    """Lead to the admin page, or to the page of the user's first vendor."""
    if user.is_admin:
        return RedirectResponse(path_to(request, "admin_page"), 303)
    if not user.vendor_ids:
        raise HTTPException(403, "You are in the team of no vendor.")
    return RedirectResponse(path_to(request, "vendor_page", vendor_id=user.vendor_ids[0]), 303)


@router.get("/admin")
def admin_page(
    asked: Asked,
    user: Admin,
    q: Annotated[str, Query(max_length=200)] = "",
    number: Annotated[int, Query(alias="page", ge=1, le=10_000)] = 1,
) -> Response:
    """Show the whole shop, its platforms, and its vendors with a search."""
    found = directory.find_vendors(asked.db, formats.plain(q, ""), number)
    platforms = directory.platforms(asked.db)
    return asked.show("admin.html", asked.source.installation, user=user, platforms=platforms, vendors=found, q=q)


@router.get("/platforms/{platform_id}")
def platform_page(platform_id: Id, asked: Asked, user: Admin) -> Response:
    """Show one platform."""
    platform = asked.db.get(Platform, platform_id)
    if platform is None:
        raise HTTPException(404, "There is no such platform.")
    return asked.show(
        "platform.html", lambda period: asked.source.platform(platform.id, period), user=user, platform=platform
    )


@router.get("/vendors/{vendor_id}")
def vendor_page(vendor: Annotated[Vendor, Depends(visible_vendor)], asked: Asked, user: CurrentUser) -> Response:
    """Show one vendor, to its team and to admins."""
    return asked.show("vendor.html", lambda period: asked.source.vendor(vendor.id, period), user=user, vendor=vendor)


def page(request: Request, template: str, shown: Mapping[str, object], status: int = 200) -> Response:
    """Render a template."""
    context = {**shown, "path_to": partial(path_to, request)}
    return templates.TemplateResponse(request, template, context, status_code=status)


def path_to(request: Request, name: str, **parameters: object) -> str:
    """Return the path of a page, below the prefix under which a proxy serves the application."""
    prefix: str = request.scope.get("root_path", "")
    return f"{prefix}{request.app.url_path_for(name, **parameters)}"
