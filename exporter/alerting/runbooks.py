"""Loads the shipped runbooks, and puts them on a shelf."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import exporter
from exporter.alerting.rendering import render
from exporter.contracts.alerts import Alert
from exporter.exposition.shelf import RunbookPage, Shelf

# The first folder exists in an installed package, the second in a checkout.
_PACKAGE = Path(exporter.__path__[0])
_FOLDERS = (_PACKAGE / "handbook", _PACKAGE.parent / "docs" / "runbooks")


@cache
def shipped(alert: str) -> RunbookPage | None:
    """Return the shipped runbook of an alert; None if there is none."""
    for folder in _FOLDERS:
        path = folder / f"{alert}.md"
        if path.is_file():
            return RunbookPage("", path.read_text(encoding="utf-8"), "")
    return None


def shelf_of(alerts: Iterable[Alert]) -> Shelf:
    """Return a shelf with the shipped runbooks of these alerts, to which those of the shop can be added."""
    return Shelf({alert.name: alert.category for alert in alerts}, shipped, render)
