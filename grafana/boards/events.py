"""What happened when, as marks on every graph of a dashboard."""

from dataclasses import dataclass

from grafana_foundation_sdk.builders.dashboard import AnnotationQuery

from grafana.boards.frame import SOURCE
from grafana.boards.look import AMBER, BLUE, RED
from grafana.boards.promql import PLATFORM, VENDOR, firing, most


@dataclass(frozen=True, slots=True)
class Event:
    """A kind of event: its name, PromQL, colour, and the title and text of a mark, in which `{{label}}` is replaced.

    With `moment` the value is when it happened, in milliseconds; else it lasts while there is a value.
    """

    name: str
    expression: str
    colour: str
    title: str
    text: str = ""
    moment: bool = False
    shown: bool = True
    """Whether it is marked until somebody switches it off; else, once somebody switches it on."""

    def annotation(self) -> AnnotationQuery:
        """Return it as Grafana's."""
        made = AnnotationQuery().name(self.name).datasource(SOURCE).enable(self.shown).icon_color(self.colour)
        made.expr(self.expression).title_format(self.title).text_format(self.text).step("60s")
        return made.use_value_for_time(True) if self.moment else made


def alerts(*where: str, by: str = "alertname, severity") -> Event:
    """Return when alerts began to fire: a mark for each kind, since one for each vendor would hide the graphs.

    How long they fired would be a band; those of a bad day add up until nothing else is seen.
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
"""Completed imports, the last ones of each platform and marketplace; too many to be marked unasked."""

VENDOR_IMPORTS = Event(
    "Imports",
    f"{most('orion_import_last_success_timestamp_seconds', 'vendor, platform, marketplace', VENDOR)} * 1000",
    BLUE,
    "Import completed",
    "{{marketplace}} of {{vendor}}",
    moment=True,
)
"""Completed imports of the chosen vendor."""

STOCK_JUMPS = Event(
    "Stock jumps", firing("vendor", 'alertname="OrionStockJump"', VENDOR), AMBER, "Stock jumped", "{{vendor}}"
)
"""Vendors whose units in stock have changed by more than the limit within an hour."""

RELOADS = Event(
    "Reloads",
    f"{most('orion_exporter_config_last_reload_success_timestamp_seconds', '')} * 1000",
    BLUE,
    "Configuration was read",
    moment=True,
)
"""When the exporter has started or read its configuration again."""
