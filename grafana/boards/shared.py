"""Panels and links that several dashboards use."""

from grafana_foundation_sdk.models.dashboard import Panel

from grafana.boards.frame import NO_DATA, Ask, Link
from grafana.boards.look import COUNT, NONE, SECONDS, SEVERITY, STATE, UP, Steps
from grafana.boards.panels import stat_panel
from grafana.boards.promql import age, alerts_firing, chosen, firing, most, severities, share
from grafana.boards.tables import Column, table_panel
from grafana.modules import present

_KEEP = "${datasource:queryparam}&${job:queryparam}&${platform:queryparam}&${__url_time_range}"
MAX_AGE = 600.0
"""The default max_age in seconds, after which data is no longer exported."""

OUT = share(chosen("stock_items", "", 'level="out"'), chosen("stock_items"))
LOW = share(chosen("stock_items", "", 'level="low"'), chosen("stock_items"))
"""Shares of stock items that are out or low."""

SHARED = " Stock and products have no platform: if platforms are selected, a vendor on two of them counts for both."
"""What a sum over platforms means for metrics without a platform."""


NO_VENDOR = " They have no vendor: all of the selected platforms are shown, whatever vendors are selected."
"""What a choice of vendors means for metrics without vendors."""


def without(column: str, relation: str, said: str = NO_DATA) -> str:
    """Return the text of an empty panel: `said`, unless the shop's relation lacks a column."""
    return f"{said}, or no column {column} of {relation}"


def to_vendor(field: str = "Vendor") -> Link:
    """Return the link to the vendor in a field of a table row."""
    return Link("Open this vendor", f"/d/orion-vendor?{_KEEP}&var-vendor=${{__data.fields.{field}}}")


def to_platform(field: str = "Platform") -> Link:
    """Return the link to the overview of the platform in a field of a table row."""
    keep = _KEEP.replace("${platform:queryparam}", f"var-platform=${{__data.fields.{field}}}")
    return Link("Open this platform", f"/d/orion-overview?{keep}")


def series_platform() -> Link:
    """Return the link to the overview of the platform of a series."""
    keep = _KEEP.replace("${platform:queryparam}", "var-platform=${__field.labels.platform}")
    return Link("Open this platform", f"/d/orion-overview?{keep}")


def to_board(name: str, title: str, *, vendor: bool = True) -> Link:
    """Return the link to another dashboard with the same selection."""
    return Link(title, f"/d/orion-{name}?{_KEEP}" + ("&${vendor:queryparam}" if vendor else ""))


def freshness(number: int, *categories: str, width: int = 4) -> Panel:
    """Return the age of the oldest data on the dashboard."""
    categories = present(*categories)
    which = f'category=~"{"|".join(categories)}"' if categories else 'category!=""'
    seen = most("orion_exporter_last_success_timestamp_seconds", "category", which)
    return stat_panel(
        number,
        "Data age",
        Ask(f"max({age(f'({seen} > 0)')})"),
        unit=SECONDS,
        width=width,
        decimals=0,
        steps=Steps(amber=MAX_AGE / 2, red=MAX_AGE),
        none="Nothing was read",
        link=Link("Exporter health", "/d/orion-health?" + _KEEP_JOB),
        about="The age of the oldest numbers here: the time since the last good refresh of "
        f"{', '.join(categories) or 'every category'}. Older ones are dropped, not shown as if they were live. "
        "If it grows, look at Exporter health.",
    )


_KEEP_JOB = "${datasource:queryparam}&${job:queryparam}&${__url_time_range}"


def exporter_up(number: int, width: int = 4) -> Panel:
    """Return whether Prometheus can scrape an exporter."""
    return stat_panel(
        number,
        "Exporter",
        Ask(most("up", "")),
        unit=STATE,
        words=UP,
        width=width,
        none="Not scraped",
        link=Link("Exporter health", "/d/orion-health?" + _KEEP_JOB),
        about="Up if Prometheus can scrape at least one exporter. While it is down, there is no current data, "
        "and only OrionExporterDown can fire.",
    )


def firing_now(number: int, *where: str, title: str = "Alerts firing", bad: bool = False, width: int = 4) -> Panel:
    """Return the number of firing alerts for the selection; red from one if `bad`, otherwise amber."""
    steps = Steps(red=1) if bad else Steps(amber=1)
    return stat_panel(
        number,
        title,
        Ask(alerts_firing(*where)),
        unit=COUNT,
        words=NONE,
        steps=steps,
        width=width,
        none="Rules not evaluated",
        about="Alerts that are firing for the selection above. Alertmanager links each alert to its runbook. "
        "Shows none only if Prometheus evaluates the rules.",
    )


def alert_table(number: int, *where: str, width: int = 24, height: int = 9, of_vendors: bool = True) -> Panel:
    """Return the firing alerts, one row each, sorted by severity; with `of_vendors`, including their vendors."""
    keys = {"alertname": "Alert", **({"vendor": "Vendor"} if of_vendors else {}), "platform": "Platform"}
    return table_panel(
        number,
        "Alerts firing",
        keys,
        _severity(", ".join(keys), *where),
        width=width,
        height=height,
        none=_CALM,
        then={"Alert": False},
        links={"Vendor": [to_vendor()]} if of_vendors else {},
        about="Alerts that are firing for the selection above; see their runbooks for what to do. An alert "
        "without vendor and platform is about the whole shop or the exporter."
        + (" Click a vendor for its dashboard." if of_vendors else ""),
    )


def alert_kinds(number: int, *where: str, width: int = 8, height: int = 9) -> Panel:
    """Return the number of firing alerts by name, sorted by severity."""
    several = f"count by (alertname) ({firing('alertname, vendor, platform, category', *where)})"
    return table_panel(
        number,
        "Alerts firing by name",
        {"alertname": "Alert"},
        Column("Firing", several, COUNT, width=80),
        _severity("alertname", *where),
        width=width,
        height=height,
        sort="Severity",
        then={"Firing": True},
        none=_CALM,
        about="Number of firing alerts by name, for the selection above. Many alerts with the same name "
        "usually have one cause; the table next to it lists the vendors and platforms.",
    )


_CALM = "No alert is firing, or rules are not evaluated"


def _severity(by: str, *where: str) -> Column:
    return Column("Severity", severities(by, *where), STATE, words=SEVERITY, width=110)


LIMIT = Steps(amber=0.8, red=1)
"""Colours of a share of a threshold; the alert fires from 1."""
