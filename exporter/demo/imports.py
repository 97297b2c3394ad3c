"""Imports from marketplaces to the staging area: most finish in minutes, some fail, and one gets stuck repeatedly."""

from collections import deque
from dataclasses import dataclass
from random import Random
from typing import Any

from exporter.demo import schema
from exporter.demo.archive import Archive
from exporter.demo.names import MARKETPLACES
from exporter.demo.tenants import Seller
from exporter.demo.world import DAY, HOUR, MINUTE, World, chance

# Rank of a vendor by size, from 0, whose first import gets stuck again and again.
_FRAGILE = 17
_JAM_EVERY = 2.4 * DAY
_FAILED = 0.06
_WITH_ERRORS = 0.15
_REPEATED = 15 * MINUTE


@dataclass(slots=True)
class Feed:
    """The recurring import of one vendor from one marketplace.

    `every` is the interval in simulated seconds; `listings` are the ids of staged products, oldest first. The
    next job gets stuck if `is_jammed` is set.
    """

    vendor: int
    marketplace: str
    every: float
    listings: deque[int]
    is_jammed: bool = False


class Imports:
    """Runs all feeds; each has one job at a time, and waits for a job that is stuck. `history` is in seconds."""

    def __init__(self, world: World, sellers: list[Seller], *, history: float) -> None:
        self._world = world
        self._rng = world.random("imports")
        self._archive = Archive(world, schema.marketplace_import_jobs)
        feeds = [self._feeds(seller) for seller in sellers]
        # The shop starts with an import that has been stuck for hours: a job of the last day.
        fragile, *_ = feeds[_FRAGILE] or [self._open(sellers[_FRAGILE], MARKETPLACES[0])]
        fragile.every = 6 * HOUR
        world.after(max(0.0, history - self._rng.uniform(0.5, 0.9) * DAY), self._jam, fragile)

    def stick(self, vendor: int) -> None:
        """Add an import of a vendor that started three hours ago (wall-clock time) and never finishes."""
        started = self._world.stamp(3 * HOUR)
        job = self._world.changes.add(
            schema.marketplace_import_jobs,
            vendor_id=vendor,
            marketplace=MARKETPLACES[0],
            status="running",
            imported_count=0,
            updated_count=0,
            error_count=0,
            created_at=started,
            started_at=started,
            completed_at=None,
        )
        self._archive.note(job)

    def _jam(self, feed: Feed) -> None:
        feed.is_jammed = True
        self._world.after(_JAM_EVERY, self._jam, feed)

    def _feeds(self, seller: Seller) -> list[Feed]:
        return [self._open(seller, marketplace) for marketplace in _marketplaces(self._rng)]

    def _open(self, seller: Seller, marketplace: str) -> Feed:
        every = self._rng.choice((6, 8, 12, 24)) * HOUR
        feed = Feed(seller.id, marketplace, every, deque())
        for _ in range(10 + int(300 * seller.share) + self._rng.randrange(60)):
            self._list(feed, self._rng.uniform(0, 80) * DAY)
        # A platform that disabled the module keeps its existing rows.
        if seller.imports and seller.closed_at is None:
            self._world.after(self._rng.uniform(0, every), self._start, feed)
        return feed

    def _list(self, feed: Feed, ago: float) -> None:
        listing = self._world.changes.add(
            schema.marketplace_products,
            vendor_id=feed.vendor,
            marketplace=feed.marketplace,
            is_published=chance(self._rng, 0.7),
            created_at=self._world.stamp(ago),
            updated_at=self._world.stamp(ago * self._rng.random()),
        )
        feed.listings.append(listing)

    def _start(self, feed: Feed) -> None:
        job = self._world.changes.add(
            schema.marketplace_import_jobs,
            vendor_id=feed.vendor,
            marketplace=feed.marketplace,
            status="pending",
            imported_count=0,
            updated_count=0,
            error_count=0,
            created_at=self._world.stamp(),
            started_at=None,
            completed_at=None,
        )
        self._archive.note(job)
        self._world.after(self._rng.uniform(0.5, 8) * MINUTE, self._run, feed, job)

    def _run(self, feed: Feed, job: int) -> None:
        self._world.changes.change(
            schema.marketplace_import_jobs, job, status="running", started_at=self._world.stamp()
        )
        if feed.is_jammed:
            feed.is_jammed = False
            # Long enough for an alert, and too short for a second one about imports that do not succeed.
            self._world.after(self._rng.uniform(1.4, 1.6) * DAY, self._fail, feed, job, 1)
        elif chance(self._rng, _FAILED):
            errors = self._rng.randint(1, 12)
            self._world.after(self._rng.uniform(0.5, 10) * MINUTE, self._fail, feed, job, errors)
        else:
            self._world.after(self._rng.uniform(4, 45) * MINUTE, self._complete, feed, job)

    def _complete(self, feed: Feed, job: int) -> None:
        fresh = self._rng.randrange(6)
        for _ in range(fresh):
            self._list(feed, 0)
            # The oldest staged product has moved to the catalog.
            self._world.changes.remove(schema.marketplace_products, feed.listings.popleft())
        touched = self._rng.randrange(3, 20)
        for _ in range(touched):
            self._world.changes.change(
                schema.marketplace_products,
                self._rng.choice(feed.listings),
                is_published=chance(self._rng, 0.7),
                updated_at=self._world.stamp(),
            )
        errors = self._rng.randint(1, 6) if chance(self._rng, _WITH_ERRORS) else 0
        self._end(
            feed, job, feed.every, status="completed", imported_count=fresh, updated_count=touched, error_count=errors
        )

    def _fail(self, feed: Feed, job: int, errors: int) -> None:
        # A failed import is soon repeated, mostly with success.
        self._end(feed, job, _REPEATED, status="failed", error_count=errors)

    def _end(self, feed: Feed, job: int, wait: float, **columns: Any) -> None:
        table = schema.marketplace_import_jobs
        self._world.changes.change(table, job, completed_at=self._world.stamp(), **columns)
        self._world.after(wait * self._rng.uniform(0.9, 1.1), self._start, feed)


def _marketplaces(rng: Random) -> list[str]:
    # Marketplaces are sorted by popularity.
    return [name for position, name in enumerate(MARKETPLACES) if chance(rng, 0.75 / (position + 1))]
