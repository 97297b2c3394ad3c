"""Generates the tables of alerts, metrics and settings in the documents."""

import re
from pathlib import Path

from exporter.app.catalogue import as_markdown
from exporter.contracts.alerts import Alert
from grafana.modules import ALERTS, PROVIDERS
from grafana.settings_table import table

_PERIODS = {86400: "d", 3600: "h", 60: "m", 1: "s"}


def documents(root: Path) -> dict[str, str]:
    """Return each document with a generated part by its path below `root`.

    Raises ValueError if a document has no place for that part.
    """
    return {
        "docs/ALERTS.md": _with(root, "docs/ALERTS.md", "alerts", table_of_alerts()),
        "docs/CONFIGURATION.md": _with(root, "docs/CONFIGURATION.md", "settings", table()),
        "docs/METRICS.md": as_markdown(PROVIDERS),
    }


def table_of_alerts() -> str:
    """Return the table of all alerts as Markdown."""
    rows = ["| alert | category | default | severity | after | team |", "|---|---|---|---|---|---|"]
    for alert in ALERTS.values():
        link = f"[{alert.name}](runbooks/{alert.name}.md)"
        cells = (link, alert.category, threshold(alert), alert.severity, alert.for_, alert.team)
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows)


def threshold(alert: Alert) -> str:
    """Return an alert's default threshold as shown to users, or ""."""
    if alert.default is None:
        return ""
    side = "below" if alert.below else "above"
    if alert.unit == "s":
        size, letter = next((size, letter) for size, letter in _PERIODS.items() if alert.default % size == 0)
        return f"{side} {alert.default / size:g} {letter}"
    if alert.unit == "1" and alert.default <= 1:
        return f"{side} {alert.default * 100:g} %"
    return f"{side} {alert.default:g}"


def _with(root: Path, name: str, part: str, text: str) -> str:
    place = re.compile(rf"(<!-- {part}: begin[^\n]*-->\n).*(<!-- {part}: end -->\n)", re.DOTALL)
    written, places = place.subn(
        lambda found: f"{found[1]}\n{text.rstrip()}\n\n{found[2]}", (root / name).read_text("utf-8")
    )
    if places != 1:
        raise ValueError(f"{name} has {places} places for the {part}")
    return written
