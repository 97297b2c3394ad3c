"""What to do when an alert fires: the page that the link in a notification leads to.

A platform's own page comes before the one that is shipped. Both were ready before anybody asked.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from exporter.alerts import ALERTS
from exporter.runbooks import PREFIX, Runbook, Runbooks, shipped
from exporter.server.html import page
from exporter.server.pages import refuse
from exporter.server.source import Source


@dataclass(frozen=True, slots=True)
class Listed:
    """An alert in the list: its name, its category, and the platforms that have a page of their own for it."""

    name: str
    category: str
    platforms: tuple[str, ...]


class RunbookPages:
    """`/runbooks` and `/runbooks/<Alert>`; `?platform=` chooses among the platforms that have a page of their own."""

    def __init__(self, source: Source) -> None:
        self._source = source

    async def listed(self, _request: Request) -> Response:
        """Return the list of alerts."""
        own = self._own()
        categories = {alert.name: alert.category for alert in ALERTS}
        names = [*categories, *sorted({name for name, _ in own} - set(categories))]
        rows = [Listed(name, categories.get(name, ""), _platforms(own, name)) for name in names]
        return page("runbooks.html", rows=rows, version=self._source.version)

    async def show(self, request: Request) -> Response:
        """Return one runbook; 404 says which page would be shown here."""
        alert = request.path_params["alert"].removesuffix(".md")
        own = self._own()
        platforms = _platforms(own, alert)
        wanted = request.query_params.get("platform", "")
        runbook = _chosen(own, alert, [wanted] if wanted in platforms else platforms)
        if runbook is None:
            whence = f"publish a default page {PREFIX}{alert} in the shop's content module, or see /runbooks"
            return refuse(404, f"there is no runbook for this alert: {whence}")
        others = [each for each in platforms if each != runbook.platform]
        return page("runbook.html", alert=alert, runbook=runbook, others=others, version=self._source.version)

    def _own(self) -> Runbooks:
        """Return the pages of the shop's platforms, as the last good refresh found them."""
        snapshots = (state.snapshot for state in self._source.store.states())
        return next((each.runbooks for each in snapshots if each is not None and each.runbooks), {})


def _platforms(own: Runbooks, alert: str) -> tuple[str, ...]:
    return tuple(platform for name, platform in own if name == alert)


def _chosen(own: Runbooks, alert: str, platforms: Sequence[str]) -> Runbook | None:
    known = {each.name for each in ALERTS}  # no other name may become the name of a file
    return own[alert, platforms[0]] if platforms else shipped(alert) if alert in known else None
