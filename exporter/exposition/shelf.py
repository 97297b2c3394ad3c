"""The runbooks to serve: shipped ones, and those of the shop, which each refresh replaces."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

SLUG_PREFIX = "runbook-"
"""Prefix of the slug of a runbook in the shop's content module; the name of the alert follows."""


@dataclass(frozen=True, slots=True)
class Runbook:
    """A rendered runbook: `html` is sanitised, `platform` is the label of its platform, or "" if it is shipped.

    `notice` tells the reader what is missing; "" if nothing is.
    """

    title: str
    html: str
    platform: str = ""
    notice: str = ""


@dataclass(frozen=True, slots=True)
class RunbookPage:
    """A runbook as it is stored, in Markdown or HTML. `problem` is why it is left out, or "".

    An empty `title` is that of the first heading; `platform` is "" if the runbook is shipped.
    """

    title: str
    text: str
    platform: str
    problem: str = ""


RunbookPages = Mapping[tuple[str, str], RunbookPage]
"""Runbooks of platforms, by alert name and platform label."""


def _none(_alert: str) -> RunbookPage | None:
    return None


def _not_rendered(page: RunbookPage) -> Runbook:
    raise NotImplementedError(page.title)


class Shelf:
    """The runbooks of shipped alerts, and those of the shop.

    `alerts` maps the name of each shipped alert to its category; `shipped` returns the runbook of a shipped alert.
    `render` renders a runbook, which takes seconds at most, and must not run on the event loop.
    """

    def __init__(
        self,
        alerts: Mapping[str, str] = MappingProxyType({}),
        shipped: Callable[[str], RunbookPage | None] = _none,
        render: Callable[[RunbookPage], Runbook] = _not_rendered,
    ) -> None:
        self.alerts = alerts
        self.render = render
        self._shipped = shipped
        self.pages: RunbookPages = MappingProxyType({})
        """The runbooks of the shop's platforms."""

    def replace(self, pages: RunbookPages) -> None:
        """Replace all pages of the shop atomically."""
        self.pages = MappingProxyType(dict(pages))

    def shipped(self, alert: str) -> RunbookPage | None:
        """Return the shipped runbook of an alert; None if there is no shipped alert with this name."""
        # The name becomes a file name, so only known names are passed on.
        return self._shipped(alert) if alert in self.alerts else None
