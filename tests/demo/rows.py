from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import DateTime, Engine, create_engine, select

from exporter.demo.schema import METADATA
from exporter.demo.shop import Shop

NOW = datetime(2026, 3, 4, 10, 20, 30, 500_000, tzinfo=UTC)
PLANNED = {"ssl_expires_at", "due_at"}
"""Columns of times that may be in the future."""


def rows(engine: Engine) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table, by primary key."""
    with engine.connect() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))]
            for table in METADATA.sorted_tables
        }


def moments(engine: Engine) -> list[datetime]:
    """Return every time that is in the tables, but those that are planned."""
    columns = [c for t in METADATA.sorted_tables for c in t.c if isinstance(c.type, DateTime) and c.name not in PLANNED]
    with engine.connect() as connection:
        return [moment for c in columns for moment in connection.execute(select(c).where(c.is_not(None))).scalars()]


def naive(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None)


def digest(seed: int) -> str:
    """Return what a shop after its first day comes to, for comparing one interpreter with another."""
    engine = create_engine("sqlite://")
    Shop.create(engine, seed=seed, now=NOW, history=timedelta(days=1))
    found = sha256(repr(rows(engine)).encode()).hexdigest()
    engine.dispose()
    return found
