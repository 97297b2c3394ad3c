"""Renders runbooks, which are written in Markdown or HTML, and loads the shipped ones."""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import exporter
from exporter.alerting.markup import safe_html
from exporter.contracts.alerts import Alert
from exporter.exposition.shelf import Runbook, Shelf

# The first folder exists in an installed package, the second in a checkout.
_PACKAGE = Path(exporter.__path__[0])
_FOLDERS = (_PACKAGE / "handbook", _PACKAGE.parent / "docs" / "runbooks")
_HEADING = re.compile(r"\s*#\s+(.+?)\s*#*\s*(?:\n|$)")
_DOCUMENT = re.compile(r"\]\(([A-Za-z0-9_]+)\.md\)")


def rendered(title: str, text: str, platform: str = "") -> Runbook:
    """Render a runbook. An empty title is taken from the first heading; a heading that equals the title is omitted."""
    heading = _HEADING.match(text)
    title = title or (heading[1] if heading else "")
    body = text[heading.end() :] if heading and heading[1] == title else text
    return Runbook(title, safe_html(_DOCUMENT.sub(r"](\1)", body)), platform)


@cache
def shipped(alert: str) -> Runbook | None:
    """Return the shipped runbook of an alert; None if there is none."""
    for folder in _FOLDERS:
        path = folder / f"{alert}.md"
        if path.is_file():
            return rendered("", path.read_text(encoding="utf-8"))
    return None


def shelf_of(alerts: Iterable[Alert]) -> Shelf:
    """Return a shelf with the shipped runbooks of these alerts."""
    return Shelf({alert.name: alert.category for alert in alerts}, shipped)
