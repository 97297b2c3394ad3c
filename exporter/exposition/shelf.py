"""The runbooks to serve: shipped ones, and those of the shop, which each refresh replaces."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

SLUG_PREFIX = "runbook-"
"""Prefix of the slug of a runbook in the shop's content module; the name of the alert follows."""


@dataclass(frozen=True, slots=True)
class Runbook:
    """A rendered runbook: `html` is sanitised, `platform` is the label of its platform, or "" if it is shipped."""

    title: str
    html: str
    platform: str = ""


Runbooks = Mapping[tuple[str, str], Runbook]
"""Runbooks of platforms, by alert name and platform label."""


def _none(_alert: str) -> Runbook | None:
    return None


class Shelf:
    """The runbooks of shipped alerts, and those of the shop.

    `alerts` maps the name of each shipped alert to its category; `shipped` returns the runbook of a shipped alert.
    """

    def __init__(
        self, alerts: Mapping[str, str] = MappingProxyType({}), shipped: Callable[[str], Runbook | None] = _none
    ) -> None:
        self.alerts = alerts
        self._shipped = shipped
        self.pages: Runbooks = MappingProxyType({})
        """The runbooks of the shop's platforms."""

    def replace(self, pages: Runbooks) -> None:
        """Replace all pages of the shop atomically."""
        self.pages = MappingProxyType(dict(pages))

    def shipped(self, alert: str) -> Runbook | None:
        """Return the shipped runbook of an alert; None if there is no shipped alert with this name."""
        # The name becomes a file name, so only known names are passed on.
        return self._shipped(alert) if alert in self.alerts else None
