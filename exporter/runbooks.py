"""What to do when an alert fires: the runbooks that are shipped, and what one is."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from exporter.markup import safe_html

PREFIX = "runbook-"
"""How the slug of a page in the shop's content module begins; the alert's name follows."""

_PACKAGE = Path(__file__).parent
_FOLDERS = (_PACKAGE / "handbook", _PACKAGE.parent / "docs" / "runbooks")
_HEADING = re.compile(r"\s*#\s+(.+?)\s*#*\s*(?:\n|$)")
_DOCUMENT = re.compile(r"\]\(([A-Za-z0-9_]+)\.md\)")


@dataclass(frozen=True, slots=True)
class Runbook:
    """A runbook as it is shown: `html` is safe. `platform` is the label of the one whose page it is, "" if shipped."""

    title: str
    html: str
    platform: str = ""

    @classmethod
    def of(cls, title: str, text: str, platform: str = "") -> "Runbook":
        """Make one of Markdown or HTML; a heading that only repeats the title is left out."""
        heading = _HEADING.match(text)
        title = title or (heading[1] if heading else "")
        body = text[heading.end() :] if heading and heading[1] == title else text
        return cls(title, safe_html(_DOCUMENT.sub(r"](/runbooks/\1)", body)), platform)


Runbooks = Mapping[tuple[str, str], Runbook]
"""Runbooks of the shop's platforms, by alert and platform label."""


@cache
def shipped(alert: str) -> Runbook | None:
    """Return the runbook that comes with the exporter; None if there is none for an alert of this name."""
    for folder in _FOLDERS:
        path = folder / f"{alert}.md"
        if path.is_file():
            return Runbook.of("", path.read_text(encoding="utf-8"))
    return None
