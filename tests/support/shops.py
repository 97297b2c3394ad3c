"""A shop that is small enough to be counted in the head, and the way to add rows to it."""

from collections.abc import Iterable, Mapping
from itertools import count
from typing import Any

from sqlalchemy import Table, insert

from exporter.demo.schema import METADATA, platforms, vendor_platforms, vendors
from tests.support.databases import Database
from tests.support.random_shop import NOW

_IDS = count(1)


def two_platforms(database: Database) -> None:
    """Create the tables and two platforms, main and side: acme (1) is on both, at home on main; bolt (2) is on side."""
    METADATA.create_all(database.engine)
    add(database, platforms, [{"id": 1, "code": "main", "is_active": True}, {"id": 2, "code": "side"}])
    state = {"is_active": True, "is_verified": True}
    add(database, vendors, [{"id": 1, "code": "acme", **state}, {"id": 2, "code": "bolt", **state}])
    member = {"is_active": True, "is_primary": False}
    for vendor_id, platform_id in ((1, 2), (1, 1), (2, 2)):
        add(database, vendor_platforms, [{"vendor_id": vendor_id, "platform_id": platform_id, **member}])


def add(database: Database, table: Table, rows: Iterable[Mapping[str, Any]]) -> None:
    """Insert rows; an id and `updated_at` are given where the table has them and the row does not."""
    with database.engine.begin() as connection:
        for row in rows:
            given = {"id": next(_IDS), "updated_at": NOW.replace(tzinfo=None)} | dict(row)
            connection.execute(insert(table), {name: of for name, of in given.items() if name in table.columns})
