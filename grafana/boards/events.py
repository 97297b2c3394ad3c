"""Annotations: events shown on every graph of a dashboard."""

from dataclasses import dataclass

from grafana_foundation_sdk.builders.dashboard import AnnotationQuery

from grafana.boards.frame import SOURCE
from grafana.boards.look import AMBER, BLUE, RED
from grafana.boards.promql import PLATFORM, VENDOR, firing, most


@dataclass(frozen=True, slots=True)
class Event:
    """A kind of event: name, PromQL, colour, and the title and text of an annotation, with `{{label}}` placeholders.

    With `moment`, the value is the time of the event in milliseconds; otherwise the event lasts while there is a value.
    """

    name: str
    expression: str
    colour: str
    title: str
    text: str = ""
    moment: bool = False
    shown: bool = True
    """Whether it is enabled by default."""

    def annotation(self) -> AnnotationQuery:
        """Return the annotation for Grafana."""
        made = AnnotationQuery().name(self.name).datasource(SOURCE).enable(self.shown).icon_color(self.colour)
        made.expr(self.expression).title_format(self.title).text_format(self.text).step("60s")
        return made.use_value_for_time(True) if self.moment else made


def alerts(*where: str, by: str = "alertname, severity") -> Event:
    """Return when alerts started firing: one annotation per alert name, because one per vendor would hide the graphs.

    The time they were firing would be a region; on a bad day, regions would cover everything.
    """
    text = " ".join(f"{{{{{label}}}}}" for label in by.split(", ")[1:])
    began = f"{firing(by, *where)} unless {firing(by, *where, at='5m')}"
    return Event("Alerts", began, RED, "{{alertname}} began", text)


IMPORTS = Event(
    "Imports",
    f"{most('orion_platform_import_last_success_timestamp_seconds', 'platform, marketplace', PLATFORM)} * 1000",
    BLUE,
    "Import completed",
    "{{marketplace}} on {{platform}}",
    moment=True,
    shown=False,
)
"""The last completed import of each platform and marketplace; hidden by default, because there are many."""

VENDOR_IMPORTS = Event(
    "Imports",
    f"{most('orion_import_last_success_timestamp_seconds', 'vendor, platform, marketplace', VENDOR)} * 1000",
    BLUE,
    "Import completed",
    "{{marketplace}} of {{vendor}}",
    moment=True,
)
"""Completed imports of the selected vendor."""

STOCK_JUMPS = Event(
    "Stock jumps", firing("vendor", 'alertname="OrionStockJump"', VENDOR), AMBER, "Stock jumped", "{{vendor}}"
)
"""Vendors whose units in stock changed by more than the limit within an hour."""

RELOADS = Event(
    "Reloads",
    f"{most('orion_exporter_config_last_reload_success_timestamp_seconds', '')} * 1000",
    BLUE,
    "Configuration was read",
    moment=True,
)
"""Starts of the exporter, and configuration reloads."""
