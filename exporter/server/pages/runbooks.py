"""The runbook pages, to which notifications link. Runbooks of a platform take precedence over shipped ones."""

import asyncio
import re
from collections import OrderedDict
from dataclasses import dataclass, replace

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from exporter.exposition.shelf import SLUG_PREFIX, Runbook, RunbookPage, Shelf
from exporter.exposition.shelf import RunbookPages as PagesOfTheShop
from exporter.server.answers import refuse
from exporter.server.fields import TooManyParametersError, parameters_of
from exporter.server.pages.html import page
from exporter.server.source import Source

_ALERT = re.compile(r"[A-Za-z_][A-Za-z0-9_]{,127}")

_RENDERED = 32
"""Number of runbooks that are kept rendered."""


@dataclass(frozen=True, slots=True)
class Listed:
    """An alert in the list: its name, its category, and the platforms with their own runbook for it."""

    name: str
    category: str
    platforms: tuple[str, ...]


class RunbookPages:
    """`/runbooks` and `/runbooks/<Alert>`; `?platform=` selects the runbook of a platform.

    A runbook is rendered when it is first requested, one at a time. What failed is tried again.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        self._turn = asyncio.Lock()
        self._rendered: OrderedDict[RunbookPage, Runbook] = OrderedDict()

    async def listed(self, _request: Request) -> Response:
        """Return the list of alerts."""
        shelf = self._source.shelf()
        own, categories = shelf.pages, shelf.alerts
        names = [*categories, *sorted({name for name, _ in own} - set(categories))]
        rows = [Listed(name, categories.get(name, ""), _platforms(own, name)) for name in names]
        return page("runbooks.html", rows=rows, version=self._source.version)

    async def show(self, request: Request) -> Response:
        """Return one runbook; 404 with the slug of the page to publish, or 400 to an invalid query string."""
        alert = request.path_params["alert"].removesuffix(".md")
        shelf = self._source.shelf()
        platforms = _platforms(shelf.pages, alert)
        try:
            wanted = dict(parameters_of(request.scope["query_string"])).get("platform", "")
        except TooManyParametersError as error:
            return refuse(400, str(error))
        chosen = wanted if wanted in platforms else next(iter(platforms), None)
        runbook = await (self._shipped(shelf, alert) if chosen is None else self._of_the_shop(shelf, alert, chosen))
        if runbook is None:
            if not _ALERT.fullmatch(alert):
                return refuse(404, "no alert has such a name; see /runbooks for those that have a runbook")
            remedy = f"publish a default page {SLUG_PREFIX}{alert} in the shop's content module, or see /runbooks"
            return refuse(404, f"no runbook for this alert; {remedy}")
        others = [each for each in platforms if each != chosen]
        return page("runbook.html", alert=alert, runbook=runbook, others=others, version=self._source.version)

    async def _shipped(self, shelf: Shelf, alert: str) -> Runbook | None:
        """Return the shipped runbook of an alert; None if there is none."""
        given = shelf.shipped(alert)
        return None if given is None else await self._made(shelf, given)

    async def _of_the_shop(self, shelf: Shelf, alert: str, platform: str) -> Runbook:
        """Return the runbook of a platform; if it is left out, the shipped one with a notice."""
        given = shelf.pages[alert, platform]
        if not given.problem:
            return await self._made(shelf, given)
        shipped = await self._shipped(shelf, alert) or Runbook(given.title, "", platform)
        notice = f"The runbook of platform {platform} is left out, because it {given.problem}; shorten it."
        return replace(shipped, notice=notice)

    async def _made(self, shelf: Shelf, given: RunbookPage) -> Runbook:
        """Return a rendered runbook."""
        async with self._turn:
            runbook = self._rendered.get(given)
            if runbook is None:
                runbook = await run_in_threadpool(shelf.render, given)
            if not runbook.notice:
                self._rendered[given] = runbook
            if len(self._rendered) > _RENDERED:
                self._rendered.popitem(last=False)
        return runbook


def _platforms(own: PagesOfTheShop, alert: str) -> tuple[str, ...]:
    return tuple(platform for name, platform in own if name == alert)
