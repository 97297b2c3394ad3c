"""What people read about alerts: the page of all, and a runbook for each."""

from pathlib import Path

DOCS = Path(__file__).parents[3] / "docs"
OVERVIEW = DOCS / "ALERTS.md"
RUNBOOKS = {path.stem: path for path in sorted((DOCS / "runbooks").glob("*.md"))}
