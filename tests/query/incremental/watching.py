"""An exporter that reads only what changed, over a shop whose clocks the test sets."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.orm import Session

from exporter.collection.provider import Provider
from exporter.contracts.clock import Clock
from exporter.exposition.store import Store
from exporter.query.incremental.policy import IncrementalPolicy
from exporter.refresh.refresher import Refresher
from tests.support.clock import FakeClock
from tests.support.random_shop import NOW
from tests.support.shop import Exporter, series_of

CATEGORIES = ("catalog", "inventory", "orders", "refunds", "shipments", "payouts", "marketplace")
"""The providers that can tell what changed."""

FULL_EVERY = 3600.0


class Watching(Exporter):
    """All clocks say the same: the exporter's own, and the database's. A full refresh takes `takes` seconds."""

    def __init__(
        self,
        url: str,
        *,
        share: float = 1.0,
        takes: float = 3.0,
        overlap: float = 60.0,
        changed_only: bool = True,
        large: int = 1_000,
        more: Iterable[Provider] = (),
        clock: FakeClock | None = None,
        now: datetime = NOW,
        file: Path | None = None,
        others: Mapping[str, str] | None = None,
    ) -> None:
        environ = {f"ORION_EXPORTER_PROVIDERS_{name.upper()}_OVERLAP": str(overlap) for name in CATEGORIES}
        switch = {f"ORION_EXPORTER_PROVIDERS_{name.upper()}_CHANGED_ONLY": "false" for name in CATEGORIES}
        super().__init__(url, now, environ if changed_only else switch, more, file=file, others=others)
        self.clock = clock or self.clock
        self.takes = takes
        self._begun = False
        self.without_time = False
        """Whether the database fails to return its time, which only a refresh of changes needs."""
        self.with_failure = False
        """Whether the statement that asks for the time fails in the database."""
        policy = IncrementalPolicy(share=share, large=large, clock=self._time_of)
        slow = Clock(self.clock.wall, self._monotonic)
        self.store = Store(self.store.states())
        self.refresher = Refresher(self.providers, self.databases, self.store, slow, policy)

    def _time_of(self, db: Session) -> datetime:
        if self.without_time:
            raise LookupError("the database has no clock")
        if self.with_failure:
            db.execute(text("SELECT now FROM nowhere"))
        return self.stamp + timedelta(seconds=self.takes)

    def _monotonic(self) -> float:
        """Whatever a refresh does after its beginning, it does `takes` seconds later."""
        begun, self._begun = self._begun, True
        return self.clock.monotonic() + (self.takes if begun else 0.0)

    @property
    def stamp(self) -> datetime:
        """What a write of now sets `updated_at` to."""
        return self.clock.now().replace(tzinfo=None)

    def refresh(self, *categories: str) -> "Watching":
        """Refresh these categories, or those that can tell what changed, and return self."""
        for category in categories or CATEGORIES:
            self._begun = False
            self.refresher.refresh(category)
        return self

    def changed_only(self, category: str = "orders") -> int:
        """Return how many refreshes have read only what changed."""
        return self.store[category].changed_only

    def passes(self, seconds: float) -> "Watching":
        """Let time pass, on all clocks."""
        self.clock.advance(seconds)
        return self


def pending(watching: Watching, vendor: str = "acme", platform: str = "main") -> float | None:
    """Return the pending orders that are exported for a vendor on a platform."""
    assert watching.failures() == {}
    labels = {"category": "orders", "status": "pending", "vendor": vendor, "platform": platform}
    return series_of(watching.text("orders")).get(("orion_orders", frozenset(labels.items())))


def refreshed(watching: Watching, after: float = 60.0) -> bool:
    """Refresh after some seconds; return whether only what changed was read."""
    before = watching.changed_only()
    return watching.passes(after).refresh("orders").changed_only() > before
