"""The periods that a page can show."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time that ends now; without a length, it is all time."""

    name: str
    length: timedelta | None = None

    def begin(self, now: datetime) -> datetime | None:
        """Return when it begins; None for all time."""
        return now - self.length if self.length else None


PERIODS = {
    "24h": Period("24 hours", timedelta(hours=24)),
    "7d": Period("7 days", timedelta(days=7)),
    "30d": Period("30 days", timedelta(days=30)),
    "all": Period("All time"),
}
"""By the name in the address of a page. Numbers of all time have no trend, and only they include stock and teams."""
