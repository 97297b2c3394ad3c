"""Random histories of a hostile shop: what its applications write between two refreshes, repeatable from a seed."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Table, delete, func, insert, select, update

from exporter.demo.schema import METADATA, platform_modules, vendor_platforms, vendors
from tests.query.incremental.watching import FULL_EVERY, Watching
from tests.support.databases import Database
from tests.support.hostile_rows import TABLES, Dice, Row

WATCHED = tuple(METADATA.tables[name] for name in ("products", "inventory", "orders", "marketplace_products"))
_NEVER_CHANGED = ("id", "vendor_id", "platform_id")


class History:
    """A shop that is written to, and the exporter that watches it; the columns `kept` are written once."""

    def __init__(self, database: Database, watching: Watching, seed: int, *kept: str) -> None:
        self._kept = (*_NEVER_CHANGED, *kept)
        self._database = database
        self._watching = watching
        self._dice = Dice(seed)
        with database.engine.connect() as connection:
            self._dice.vendors = [*connection.scalars(select(vendors.c.id)).all(), 900_001, 999_999, None]
            self._dice.platforms = [*connection.scalars(select(vendor_platforms.c.platform_id).distinct()), 991, None]

    def step(self) -> str:
        """Let something happen; return its name."""
        steps: tuple[Callable[[], None], ...] = (
            self.insert,
            self.insert,
            self.update,
            self.update,
            self.update_twice_in_a_second,
            self.from_the_future,
            self.late_commit,
            self.rename,
            self.move,
            self.nothing,
            self.delete,
        )
        chosen = self._dice.choice(steps)
        self._watching.passes(self._dice.choice((0.3, 5.0, 30.0, 100.0)))
        chosen()
        return chosen.__name__

    def insert(self) -> None:
        """Write new rows, also of vendors and platforms that nobody knows."""
        with self._database.engine.begin() as connection:
            for _ in range(self._dice.randint(1, 5)):
                self._insert(connection, self._dice.choice(WATCHED), self._now())

    def update(self) -> None:
        """Write some rows again."""
        with self._database.engine.begin() as connection:
            for _ in range(self._dice.randint(1, 5)):
                self._update(connection, self._dice.choice(WATCHED), self._now())

    def update_twice_in_a_second(self) -> None:
        """Write a row before and after a refresh, with the same timestamp in the table."""
        table, at = self._dice.choice(WATCHED), self._watching.stamp.replace(microsecond=0)
        with self._database.engine.begin() as connection:
            row = self._update(connection, table, at)
        self._watching.refresh().passes(0.1)
        with self._database.engine.begin() as connection:
            self._update(connection, table, at, row)

    def from_the_future(self) -> None:
        """Write rows whose time is days ahead."""
        with self._database.engine.begin() as connection:
            self._insert(connection, self._dice.choice(WATCHED), self._now() + timedelta(days=3))

    def late_commit(self) -> None:
        """Write in a transaction that began before a refresh and ends after it, and lasts less than the overlap."""
        with self._database.engine.begin() as connection:
            table, at = self._dice.choice(WATCHED), self._now()
            self._insert(connection, table, at)
            self._update(connection, table, at)
            self._watching.passes(self._dice.choice((0.5, 50.0))).refresh()
            self._watching.passes(self._dice.choice((0.5, 5.0)))

    def delete(self) -> None:
        """Delete rows, and let pass what it takes until the next full refresh."""
        table = self._dice.choice(WATCHED)
        with self._database.engine.begin() as connection:
            connection.execute(delete(table).where(table.c.id % 7 == self._dice.randint(0, 6)))
        self._watching.passes(FULL_EVERY)

    def rename(self) -> None:
        """Give a vendor another code, or remove it."""
        vendor = self._dice.vendor()
        with self._database.engine.begin() as connection:
            if self._dice.chance(0.3):
                connection.execute(delete(vendors).where(vendors.c.id == vendor))
            else:
                code = f"renamed-{self._dice.randint(1, 9)}"
                connection.execute(update(vendors).where(vendors.c.id == vendor).values(code=code))

    def move(self) -> None:
        """End memberships, and switch modules."""
        platform = self._dice.platform()
        with self._database.engine.begin() as connection:
            of = vendor_platforms.c
            connection.execute(
                update(vendor_platforms).where(of.platform_id == platform).values(is_active=self._dice.flag())
            )
            switched = platform_modules.c.platform_id == platform
            connection.execute(update(platform_modules).where(switched).values(is_enabled=self._dice.flag()))

    def nothing(self) -> None:
        """Write nothing."""

    def _now(self) -> datetime:
        stamp = self._watching.stamp
        return stamp.replace(microsecond=0) if self._dice.chance(0.3) else stamp

    def _insert(self, connection: Connection, table: Table, at: datetime) -> None:
        number = (connection.scalar(select(func.max(table.c.id))) or 0) + 1
        connection.execute(insert(table), TABLES[table.name](self._dice, number) | {"updated_at": at})

    def _update(self, connection: Connection, table: Table, at: datetime, row: int | None = None) -> int | None:
        """Write a row again, which stays whose it is; return its id."""
        numbers = connection.scalars(select(table.c.id)).all()
        if not numbers:
            return None
        chosen = row or self._dice.choice(numbers)
        written: Row = TABLES[table.name](self._dice, chosen) | {"updated_at": at}
        values: dict[str, Any] = {name: value for name, value in written.items() if name not in self._kept}
        connection.execute(update(table).where(table.c.id == chosen).values(values))
        return chosen
