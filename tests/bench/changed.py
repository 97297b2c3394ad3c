"""Refreshes of what changed, beside full ones."""

from dataclasses import dataclass
from pathlib import Path

from tests.bench import shop
from tests.bench.exporter import CHANGED_ONLY, exporting
from tests.bench.measure import Refresh, StatementLog
from tests.support.databases import Database

TOUCHED = 200
"""Orders that change between two refreshes."""


@dataclass(frozen=True, slots=True)
class Changed:
    """Refreshes of what changed, each beside a full one, after `TOUCHED` orders were changed.

    `different` is how many samples the two exporters did not agree on at the end.
    """

    full: list[Refresh]
    partial: list[Refresh]
    different: int


WEEK = 7


def measure(
    database: Database, folder: Path, log: StatementLog, plan: shop.Plan, times: int, *, days: int = shop.DAYS
) -> Changed | str:
    """Change orders and refresh, `times` times, in an exporter that reads changes and in one that reads all.

    The orders are drawn from those of the last `days`. The two take turns in being first: it meets what was just
    written.
    """
    if not CHANGED_ONLY:
        return "not built yet"
    full: list[Refresh] = []
    partial: list[Refresh] = []
    with (
        exporting(folder / f"full-{days}", database.url, log, full=True) as reads_all,
        exporting(folder / f"changed-{days}", database.url, log, full=False) as reads_changes,
    ):
        for turn in range(times + times % 2):
            shop.touch(database.engine, plan, TOUCHED, days)
            both = [(reads_changes, partial), (reads_all, full)]
            for exporter, refreshes in both if turn % 2 else reversed(both):
                refreshes.append(exporter.refresh())
        different = len(reads_all.lines() ^ reads_changes.lines())
    return Changed(full, partial, different)
