"""The series budget: how much of a category is exported.

Keeping the largest vendors would drop those first that are out of stock, and make series come and go. So the whole
vendor scope is dropped, and it comes back only once the category is clearly smaller again.
"""

import logging
from collections.abc import Sequence

from exporter.exposition.snapshot import Family

logger = logging.getLogger(__name__)

BACK_BELOW = 0.9
"""The part of the limit below which the vendor scope comes back."""


class Budget:
    """What one category may export: `limit` series (0: any number), and whether vendors are in it at all."""

    def __init__(self, category: str, limit: int, *, vendors: bool) -> None:
        self._category = category
        self._limit = limit
        self._vendors = vendors
        self.dropped = False
        """Whether only the platform scope is exported since the limit was passed."""

    def allowed(self, families: Sequence[Family], *, full: bool) -> list[Family]:
        """Return the families that are exported. What was dropped comes back with a `full` refresh only."""
        small = [family for family in families if "vendor" not in family.axis.names]
        if not self._vendors:
            return small
        most = sum(len(family.axis.cells) * len(family.columns) for family in families)
        if not self._limit or (most <= self._limit and not self.dropped):
            return list(families)
        series = sum(map(len, families))
        if series > self._limit and not self.dropped:
            self.dropped = True
            logger.warning("too many series: only platforms are exported", extra=self._said(series))
        elif self.dropped and full and series < BACK_BELOW * self._limit:
            self.dropped = False
            logger.info("vendors are exported again", extra=self._said(series))
        return small if self.dropped else list(families)

    def _said(self, series: int) -> dict[str, object]:
        return {"category": self._category, "series": series, "max_series": self._limit}
