"""What people read about alerts: the page of all, and a runbook for each."""

import re
from pathlib import Path

DOCS = Path(__file__).parents[3] / "docs"
OVERVIEW = DOCS / "ALERTS.md"
RUNBOOKS = {path.stem: path for path in sorted((DOCS / "runbooks").glob("*.md"))}


def blocks(text: str, language: str) -> list[str]:
    """Return the code blocks of a language in a Markdown text."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
