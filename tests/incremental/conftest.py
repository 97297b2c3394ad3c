"""A shop in which one vendor is a small part of the whole, and an exporter that watches it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from typing import Any

import pytest

from exporter.demo.schema import orders, vendor_platforms, vendors
from tests.core.shops import add, two_platforms
from tests.databases import Database, MakeDatabase
from tests.incremental.watching import Watching

Watch = Callable[..., Watching]


def fill(database: Database, count: int = 30) -> None:
    """Make vendors with the ids 1 to `count`; each has ten pending orders on main."""
    two_platforms(database)
    numbers = range(3, count + 1)
    add(database, vendors, [{"id": each, "code": f"v{each}", "is_active": True} for each in numbers])
    member = {"platform_id": 1, "is_active": True, "is_primary": True}
    add(database, vendor_platforms, [{"vendor_id": each, **member} for each in numbers])
    order = {"platform_id": 1, "status": "pending", "currency": "EUR", "total_cents": 100}
    add(database, orders, [{"vendor_id": 1 + each % count, **order} for each in range(10 * count)])


@pytest.fixture
def shop(make_database: MakeDatabase) -> Database:
    """The shop on SQLite."""
    database = make_database("sqlite")
    fill(database)
    return database


@pytest.fixture
def watch() -> Iterator[Watch]:
    """Return a function: an exporter that watches a database and has refreshed twice, long after the last write."""
    with ExitStack() as opened:

        def make(database: Database, **options: Any) -> Watching:
            watching = opened.enter_context(closing(Watching(database.url, **options)))
            return watching.passes(100).refresh().passes(600).refresh()

        yield make
