"""The runbook pages, to which notifications link. Runbooks of a platform take precedence over shipped ones."""

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from exporter.exposition.shelf import SLUG_PREFIX, Runbook, Runbooks, Shelf
from exporter.server.answers import refuse
from exporter.server.pages.html import page
from exporter.server.source import Source


@dataclass(frozen=True, slots=True)
class Listed:
    """An alert in the list: its name, its category, and the platforms with their own runbook for it."""

    name: str
    category: str
    platforms: tuple[str, ...]


class RunbookPages:
    """`/runbooks` and `/runbooks/<Alert>`; `?platform=` selects the runbook of a platform."""

    def __init__(self, source: Source) -> None:
        self._source = source

    async def listed(self, _request: Request) -> Response:
        """Return the list of alerts."""
        shelf = self._source.shelf()
        own, categories = shelf.pages, shelf.alerts
        names = [*categories, *sorted({name for name, _ in own} - set(categories))]
        rows = [Listed(name, categories.get(name, ""), _platforms(own, name)) for name in names]
        return page("runbooks.html", rows=rows, version=self._source.version)

    async def show(self, request: Request) -> Response:
        """Return one runbook, or 404 with the slug of the page to publish."""
        alert = request.path_params["alert"].removesuffix(".md")
        shelf = self._source.shelf()
        platforms = _platforms(shelf.pages, alert)
        wanted = request.query_params.get("platform", "")
        runbook = _chosen(shelf, alert, [wanted] if wanted in platforms else platforms)
        if runbook is None:
            remedy = f"publish a default page {SLUG_PREFIX}{alert} in the shop's content module, or see /runbooks"
            return refuse(404, f"no runbook for this alert; {remedy}")
        others = [each for each in platforms if each != runbook.platform]
        return page("runbook.html", alert=alert, runbook=runbook, others=others, version=self._source.version)


def _platforms(own: Runbooks, alert: str) -> tuple[str, ...]:
    return tuple(platform for name, platform in own if name == alert)


def _chosen(shelf: Shelf, alert: str, platforms: Sequence[str]) -> Runbook | None:
    return shelf.pages[alert, platforms[0]] if platforms else shelf.shipped(alert)
