"""Looks at every scrape of an exporter while its shop changes and something breaks, and holds it to three promises.

No category ever has a gap; what is served of each is, to the last series, what the tables contained at one moment while
that snapshot was taken; and once the fault is over everything is refreshed again, without a restart.
"""

import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from threading import Event, Lock, Thread

from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.exc import DBAPIError

from tests.e2e.conftest import get
from tests.faults.conftest import eventually
from tests.support.handmade import NOW
from tests.support.shop import Series, series_of
from tests.support.truth import expected

OWN = "orion_exporter_"
EVERY_SECONDS = 0.25
CLOCK_SECONDS = 0.05
"""How far the moments that the two processes write down may be apart from what they mean."""

Samples = dict[str, dict[Series, float]]
"""By category."""

WATCHED = ("tenancy", "customers", "catalog", "orders", "carts", "jobs")
"""The modules of the exporter that is watched. Each more takes seconds to time out while the server is away."""

THRESHOLDS = "orion_alert_threshold"
"""Prefix of the metrics whose label `category` is that of an alert, not of the provider."""

# One version after the other, each a transaction that changes what every category says, of those watched or not.
_CHANGES = (
    "INSERT INTO users (id, role, is_active) VALUES (:id, 'vendor', true)",
    "INSERT INTO customers (id, vendor_id, platform_id, is_active, created_at) VALUES (:id, :vendor, 1, true, :at)",
    "INSERT INTO content_pages (id, platform_id, vendor_id, is_published) VALUES (:id, 1, :vendor, true)",
    "INSERT INTO products (id, vendor_id, is_active, price_cents, updated_at) VALUES (:id, :vendor, true, 1, :at)",
    "INSERT INTO inventory (id, vendor_id, quantity, reserved_quantity, updated_at) VALUES (:id, :vendor, 7, 1, :at)",
    """INSERT INTO orders (id, vendor_id, platform_id, status, total_cents, currency, created_at, updated_at)
       VALUES (:id, :vendor, 1, 'pending', :id, 'EUR', :at, :at)""",
    "INSERT INTO marketplace_products (id, vendor_id, marketplace, updated_at) VALUES (:id, :vendor, 'ebay', :at)",
    """INSERT INTO carts (id, platform_id, value_cents, currency, created_at, updated_at)
       VALUES (:id, 1, :id, 'EUR', :now, :now)""",
    """INSERT INTO payments (id, platform_id, method, status, amount_cents, currency, created_at, paid_at, updated_at)
       VALUES (:id, 1, 'card', 'paid', :id, 'EUR', :at, :at, :at)""",
    """INSERT INTO refunds (id, vendor_id, platform_id, status, amount_cents, currency, created_at, updated_at)
       VALUES (:id, :vendor, 1, 'paid', :id, 'EUR', :at, :at)""",
    """INSERT INTO shipments (id, vendor_id, platform_id, status, ready_at, shipped_at, updated_at)
       VALUES (:id, :vendor, 1, 'shipped', :at, :at, :at)""",
    """INSERT INTO payouts (id, vendor_id, status, amount_cents, currency, due_at, updated_at)
       VALUES (:id, :vendor, 'paid', :id, 'EUR', :at, :at)""",
    "INSERT INTO jobs (id, queue, status, due_at, finished_at) VALUES (:id, 'mail', 'completed', :at, :at)",
)


@dataclass(frozen=True, slots=True)
class Version:
    """What the tables contain since a moment between two times (wall clock, seconds)."""

    after: float
    before: float
    truth: Samples


@dataclass(frozen=True, slots=True)
class Scrape:
    """What one scrape says: of the shop by category, and of the exporter itself."""

    shop: Samples
    own: dict[Series, float]

    def told(self, name: str, category: str) -> float:
        """Return one of the exporter's own numbers; of the failures, all reasons together."""
        wanted = ("category", category)
        return sum(value for (found, labels), value in self.own.items() if found == OWN + name and wanted in labels)


class Witness:
    """Changes the shop and scrapes, both in separate threads, until `close`."""

    def __init__(self, address: str, url: str) -> None:
        self._metrics = f"http://{address}/metrics"
        self._engine: Engine = create_engine(url, pool_pre_ping=True)
        self._over, self._changing = Event(), Lock()
        self._versions: list[Version] = []
        self._last: Scrape | None = None
        self.scrapes = 0
        self.wrong: list[str] = []
        """What was wrong with scrapes: a gap, or what was true at no moment of its snapshot."""
        self._change()
        self._threads = [Thread(target=each, daemon=True) for each in (self._live, self._look)]
        for thread in self._threads:
            thread.start()

    @property
    def changes(self) -> int:
        """How often the shop has changed so far."""
        return len(self._versions)

    def close(self) -> None:
        """End both threads."""
        self._over.set()
        for thread in self._threads:
            thread.join(10)
        self._engine.dispose()

    @contextmanager
    def still(self) -> Iterator[Engine]:
        """Let nothing change in the block, and give an engine for what the tables' owner may do."""
        with self._changing:
            yield self._engine

    @contextmanager
    def through(self, *categories: str) -> Iterator[Callable[[], set[str]]]:
        """Hold the exporter to its promises through the fault that the block makes, and until everything has recovered.

        `categories` are those that may fail, all if there is none; each other one is refreshed on in the block and
        never fails. What is given returns which have failed so far.
        """
        before = self.scrape()

        def failed() -> set[str]:
            now = self.scrape()
            name = "refresh_failures_total"
            return {each for each in WATCHED if now.told(name, each) > before.told(name, each)}

        yield failed
        others = set(WATCHED) - set(categories) if categories else set()
        eventually(lambda: self._refreshed(before, others))
        self._recovered()
        assert failed() <= (set(categories) or set(WATCHED))
        wrong, self.wrong = self.wrong, []
        assert not wrong, f"{len(wrong)} times: {wrong[0]}"

    def scrape(self) -> Scrape:
        """Scrape once, without looking whether it is true."""
        status, body = get(self._metrics)
        assert status == 200
        shop: Samples = defaultdict(dict)
        own = {}
        for series, value in series_of(body).items():
            if series[0].startswith(OWN):
                own[series] = value
            elif series[0].startswith("orion_") and not series[0].startswith(THRESHOLDS):
                shop[dict(series[1])["category"]][series] = value
        return Scrape(shop, own)

    def _recovered(self) -> None:
        """Wait until every category has succeeded with what was written after this call, with no help from outside."""
        with suppress(DBAPIError):
            self._change()
        since = time.time()

        def well() -> bool:
            now = self.scrape()
            fresh = all(now.told("last_success_timestamp_seconds", each) > since for each in WATCHED)
            return fresh and all(now.told("provider_up", each) == 1 for each in WATCHED)

        eventually(well)

    def _refreshed(self, before: Scrape, categories: Collection[str]) -> bool:
        now, name = self.scrape(), "last_success_timestamp_seconds"
        return all(now.told(name, each) > before.told(name, each) for each in categories)

    def _live(self) -> None:
        while not self._over.wait(EVERY_SECONDS):
            with suppress(DBAPIError):  # the server is away; what it holds is read again when it is back
                self._change()

    def _change(self) -> None:
        with self._changing, self._engine.connect() as connection:
            self._read(connection)  # a commit whose answer was lost has come about, or it has not
            began = time.time()
            number = 1000 + len(self._versions)
            row = {
                "id": number,
                "vendor": 1 + number % 2,
                "at": NOW.replace(tzinfo=None) + timedelta(0, number),
                "now": datetime.now(UTC),
            }
            for statement in _CHANGES:
                connection.execute(text(statement), row)
            truth = _truth(connection)
            connection.commit()
            self._versions.append(Version(began, time.time(), truth))

    def _read(self, connection: Connection) -> None:
        truth = _truth(connection)
        if not self._versions or truth != self._versions[-1].truth:
            # It may have come about at any time since the last one that is known.
            self._versions.append(Version(self._versions[-1].after if self._versions else 0.0, time.time(), truth))

    def _look(self) -> None:
        while not self._over.wait(0.02):
            now = self.scrape()
            for category in WATCHED:
                if not self.true(now, category, self._last):
                    self.wrong.append(self._complaint(now, category))
            self._last, self.scrapes = now, self.scrapes + 1

    def true(self, now: Scrape, category: str, last: Scrape | None = None) -> bool:
        """Return whether a category matches the tables at a moment of its snapshot; `last` is the one before."""
        name = "last_success_timestamp_seconds"
        began = now.told(name, category)
        # While it fails, how long the last good one took is no longer told.
        took = now.told("refresh_duration_seconds", category) if now.told("provider_up", category) else 5.0
        ended = began + took
        if last is not None:  # its numbers may be swapped in between those of the shop and the exporter's own
            began = last.told(name, category)
        return any(now.shop[category] == each for each in self._truths(category, began, ended))

    def _truths(self, category: str, began: float, ended: float) -> Iterator[dict[Series, float]]:
        """Yield what was true of a category at any moment between two."""
        versions = list(self._versions)
        for version, following in zip(versions, [*versions[1:], None], strict=True):
            replaced = following.before if following else float("inf")
            if version.after <= ended + CLOCK_SECONDS and replaced >= began - CLOCK_SECONDS:
                yield version.truth[category]

    def _complaint(self, now: Scrape, category: str) -> str:
        found, wanted = now.shop[category], self._versions[-1].truth[category]
        odd = sorted(f"{name} {dict(labels)}" for name, labels in found.keys() ^ wanted.keys())
        other = sorted(
            f"{series[0]}: {found[series]}, now {wanted[series]}"
            for series in found.keys() & wanted.keys()
            if found[series] != wanted[series]
        )
        return f"scrape {self.scrapes}, {category}: {len(found)} series; there or not: {odd[:3]}; values: {other[:3]}"


def _truth(connection: Connection) -> Samples:
    found: Samples = defaultdict(dict)
    for series, value in expected(connection, datetime.now(UTC)).items():
        found[dict(series[1])["category"]][series] = value
    return found
