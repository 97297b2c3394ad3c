"""Runbooks as they are written, Markdown or HTML, and as they are shown; and those that are shipped."""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import exporter
from exporter.alerting.markup import safe_html
from exporter.contracts.alerts import Alert
from exporter.exposition.shelf import Runbook, Shelf

# An installed package has a copy of the documents, a checkout the documents themselves.
_PACKAGE = Path(exporter.__path__[0])
_FOLDERS = (_PACKAGE / "handbook", _PACKAGE.parent / "docs" / "runbooks")
_HEADING = re.compile(r"\s*#\s+(.+?)\s*#*\s*(?:\n|$)")
_DOCUMENT = re.compile(r"\]\(([A-Za-z0-9_]+)\.md\)")


def rendered(title: str, text: str, platform: str = "") -> Runbook:
    """Return a runbook written in Markdown or HTML; a heading that only repeats the title is left out."""
    heading = _HEADING.match(text)
    title = title or (heading[1] if heading else "")
    body = text[heading.end() :] if heading and heading[1] == title else text
    return Runbook(title, safe_html(_DOCUMENT.sub(r"](/runbooks/\1)", body)), platform)


@cache
def shipped(alert: str) -> Runbook | None:
    """Return the runbook that comes with the exporter; None if there is none for an alert of this name."""
    for folder in _FOLDERS:
        path = folder / f"{alert}.md"
        if path.is_file():
            return rendered("", path.read_text(encoding="utf-8"))
    return None


def shelf_of(alerts: Iterable[Alert]) -> Shelf:
    """Return a shelf with the shipped runbooks of these alerts, and none of the shop yet."""
    return Shelf({alert.name: alert.category for alert in alerts}, shipped)
