"""What people read about alerts: the table of all, and a runbook for each."""

import re
from pathlib import Path

from exporter.contracts.alerts import Alert
from tests.grafana.rules.rulefiles import ALERT_RULES
from tests.support.alerts import ALERTS

DOCS = Path(__file__).parents[3] / "docs"
OVERVIEW = DOCS / "ALERTS.md"
RUNBOOKS = {path.stem: path for path in sorted((DOCS / "runbooks").glob("*.md"))}
_GENERATED = re.compile(r"(?<=<!-- alerts: begin\.)([^\n]*-->\n).*?(?=<!-- alerts: end -->)", re.DOTALL)
_PERIODS = {86400: "d", 3600: "h"}


def threshold(alert: Alert) -> str:
    """Return what an alert's default is, as people say it."""
    if alert.default is None:
        return ""
    side = "below" if alert.below else "above"
    if alert.unit == "s":
        size, letter = next((size, letter) for size, letter in _PERIODS.items() if alert.default % size == 0)
        return f"{side} {alert.default / size:g} {letter}"
    return (
        f"{side} {alert.default:g}" if alert.unit != "1" or alert.default > 1 else f"{side} {alert.default * 100:g} %"
    )


def table() -> str:
    """Return the table of all alerts as Markdown."""
    rows = ["| alert | category | default | severity | after |", "|---|---|---|---|---|"]
    for alert in ALERTS:
        rule = ALERT_RULES[alert.name]
        link = f"[{alert.name}](runbooks/{alert.name}.md)"
        rows.append(
            f"| {link} | {alert.category} | {threshold(alert)} | {rule['labels']['severity']} | {rule['for']} |"
        )
    return "\n".join(rows) + "\n"


def with_table(text: str) -> str:
    """Return the overview with the table as it should be; ValueError if it has no place for it."""
    written, places = _GENERATED.subn(lambda match: f"{match.group(1)}\n{table()}\n", text)
    if places != 1:
        raise ValueError("docs/ALERTS.md has no place for the table")
    return written


def blocks(text: str, language: str) -> list[str]:
    """Return the code blocks of a language in a Markdown text."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
