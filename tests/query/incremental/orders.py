"""A shop in which one vendor is a small part of the whole, and the orders that tests add to it."""

from datetime import datetime
from typing import Any

from sqlalchemy import Engine

from exporter.demo.schema import orders, vendor_platforms, vendors
from tests.support.databases import Database
from tests.support.shops import add, insert_rows, two_platforms


def fill(engine: Engine, count: int = 30) -> None:
    """Make vendors with the ids 1 to `count`; each has ten pending orders on main."""
    two_platforms(engine)
    numbers = range(3, count + 1)
    insert_rows(engine, vendors, [{"id": each, "code": f"v{each}", "is_active": True} for each in numbers])
    member = {"platform_id": 1, "is_active": True, "is_primary": True}
    insert_rows(engine, vendor_platforms, [{"vendor_id": each, **member} for each in numbers])
    order = {"platform_id": 1, "status": "pending", "currency": "EUR", "total_cents": 100}
    insert_rows(engine, orders, [{"vendor_id": 1 + each % count, **order} for each in range(10 * count)])


def order(database: Database, at: datetime | None, **values: Any) -> None:
    """Write an order of acme on main, pending unless `values` differ; `at` is when it was last changed."""
    given = {"vendor_id": 1, "platform_id": 1, "status": "pending", "updated_at": at}
    add(database, orders, [given | values])
