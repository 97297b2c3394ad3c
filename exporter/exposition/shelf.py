"""The shelf of runbooks: pages ready to be shown, filled at a refresh and read at a request."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

SLUG_PREFIX = "runbook-"
"""How the slug of a page in the shop's content module begins; the alert's name follows."""


@dataclass(frozen=True, slots=True)
class Runbook:
    """A runbook as it is shown: `html` is safe, `platform` the label of its platform, "" if shipped."""

    title: str
    html: str
    platform: str = ""


Runbooks = Mapping[tuple[str, str], Runbook]
"""Runbooks of the shop's platforms, by alert and platform label."""


def _none(_alert: str) -> Runbook | None:
    return None


class Shelf:
    """The runbooks of shipped alerts, and those of the shop, which a refresh replaces as a whole.

    `alerts` maps the name of each shipped alert to its category; `shipped` returns the runbook of one of them.
    """

    def __init__(
        self, alerts: Mapping[str, str] = MappingProxyType({}), shipped: Callable[[str], Runbook | None] = _none
    ) -> None:
        self.alerts = alerts
        self._shipped = shipped
        self.pages: Runbooks = MappingProxyType({})
        """The shop's own."""

    def replace(self, pages: Runbooks) -> None:
        """Put these pages of the shop in the place of all earlier ones; a reader sees the old ones or the new ones."""
        self.pages = MappingProxyType(dict(pages))

    def shipped(self, alert: str) -> Runbook | None:
        """Return the runbook that comes with the exporter; None if no alert of this name is shipped."""
        # No other name may become the name of a file.
        return self._shipped(alert) if alert in self.alerts else None
