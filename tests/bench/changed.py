"""Refreshes of what changed, beside full ones."""

from dataclasses import dataclass
from pathlib import Path

from tests.bench import shop
from tests.bench.exporter import CHANGED_ONLY, exporting
from tests.bench.measure import Refresh, StatementLog
from tests.databases import Database

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


def measure(database: Database, folder: Path, log: StatementLog, plan: shop.Plan, times: int) -> Changed | str:
    """Change orders and refresh, `times` times, in an exporter that reads changes and in one that reads all."""
    if not CHANGED_ONLY:
        return "not built yet"
    full: list[Refresh] = []
    partial: list[Refresh] = []
    with (
        exporting(folder / "full", database.url, log, full=True) as reads_all,
        exporting(folder / "changed", database.url, log, full=False) as reads_changes,
    ):
        for _ in range(times):
            shop.touch(database.engine, plan, TOUCHED)
            partial.append(reads_changes.refresh())
            full.append(reads_all.refresh())
        different = len(reads_all.lines() ^ reads_changes.lines())
    return Changed(full, partial, different)
