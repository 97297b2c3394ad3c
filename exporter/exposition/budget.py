"""The series budget, which limits the number of series of a category.

Keeping only the largest vendors would drop vendors without stock first, and series would come and go. Instead, all
series of vendors are dropped, and are restored only when the category is well below the limit.
"""

import logging
from collections.abc import Sequence

from exporter.exposition.snapshot import Family

logger = logging.getLogger(__name__)

BACK_BELOW = 0.9
"""Fraction of the limit below which the series of vendors are restored."""


class Budget:
    """The budget of one category: at most `limit` series (0: unlimited), with or without the series of vendors."""

    def __init__(self, category: str, limit: int, *, vendors: bool) -> None:
        self._category = category
        self._limit = limit
        self._vendors = vendors
        self.dropped = False
        """Whether only platform totals are exported because the limit was exceeded."""

    def allowed(self, families: Sequence[Family], *, full: bool) -> list[Family]:
        """Return the families to export. Dropped series are restored only by a `full` refresh."""
        small = [family for family in families if "vendor" not in family.axis.names]
        if not self._vendors:
            return small
        most = sum(len(family.axis.cells) * len(family.columns) for family in families)
        if not self._limit or (most <= self._limit and not self.dropped):
            return list(families)
        series = sum(map(len, families))
        if series > self._limit and not self.dropped:
            self.dropped = True
            logger.warning("series limit exceeded; exporting only platform totals", extra=self._fields(series))
        elif self.dropped and full and series < BACK_BELOW * self._limit:
            self.dropped = False
            logger.info("series below the limit; exporting vendors again", extra=self._fields(series))
        return small if self.dropped else list(families)

    def _fields(self, series: int) -> dict[str, object]:
        return {"category": self._category, "series": series, "max_series": self._limit}
