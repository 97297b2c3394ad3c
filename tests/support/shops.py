"""Shops for tests: one that is small enough to be counted in the head, one of the demo, and the way to add rows."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from itertools import count
from typing import Any

from sqlalchemy import Engine, Table, insert, text

from exporter.demo.schema import METADATA, platforms, vendor_platforms, vendors
from exporter.demo.shop import Shop
from tests.support.databases import Database
from tests.support.random_shop import NOW

_IDS = count(1)


def two_platforms(engine: Engine) -> None:
    """Create the tables and two platforms, main and side: acme (1) is on both, at home on main; bolt (2) is on side."""
    METADATA.create_all(engine)
    insert_rows(engine, platforms, [{"id": 1, "code": "main", "is_active": True}, {"id": 2, "code": "side"}])
    state = {"is_active": True, "is_verified": True}
    insert_rows(engine, vendors, [{"id": 1, "code": "acme", **state}, {"id": 2, "code": "bolt", **state}])
    member = {"is_active": True, "is_primary": False}
    for vendor_id, platform_id in ((1, 2), (1, 1), (2, 2)):
        insert_rows(engine, vendor_platforms, [{"vendor_id": vendor_id, "platform_id": platform_id, **member}])


def two_days(engine: Engine) -> None:
    """Create two days of the demo's shop."""
    Shop.create(engine, seed=5, now=NOW, speed=100, history=timedelta(days=2))


def without_keys(database: Database, *tables: Table) -> None:
    """Take the keys from tables, as in a shop that nothing keeps unique."""
    with database.engine.begin() as connection:
        for name in (table.name for table in tables):
            connection.execute(text(f"CREATE TABLE {name}_copy AS SELECT * FROM {name}"))
            connection.execute(text(f"DROP TABLE {name}"))
            connection.execute(text(f"ALTER TABLE {name}_copy RENAME TO {name}"))


def add(database: Database, table: Table, rows: Iterable[Mapping[str, Any]]) -> None:
    """Insert rows as `insert_rows` does."""
    insert_rows(database.engine, table, rows)


def insert_rows(engine: Engine, table: Table, rows: Iterable[Mapping[str, Any]]) -> None:
    """Insert rows; an id and `updated_at` are given where the table has them and the row does not."""
    with engine.begin() as connection:
        for row in rows:
            given = {"id": next(_IDS), "updated_at": NOW.replace(tzinfo=None)} | dict(row)
            connection.execute(insert(table), {name: of for name, of in given.items() if name in table.columns})
