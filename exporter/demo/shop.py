"""The demo shop: a deterministic simulation."""

from datetime import datetime, timedelta
from math import isfinite
from typing import Self

from sqlalchemy import Engine

from exporter.demo import schema
from exporter.demo.archive import KEPT
from exporter.demo.carts import Carts
from exporter.demo.content import Content
from exporter.demo.customers import Customers
from exporter.demo.imports import Imports
from exporter.demo.jobs import Jobs
from exporter.demo.oncall import OnCall
from exporter.demo.payments import Payments
from exporter.demo.payouts import Payouts
from exporter.demo.refunds import Refunds
from exporter.demo.scenarios import SCENARIOS, Parts
from exporter.demo.shipments import Shipments
from exporter.demo.stock import Stock
from exporter.demo.team import Team
from exporter.demo.tenants import found
from exporter.demo.trade import ORDERS_PER_DAY, Fulfilment, Trade
from exporter.demo.world import World


class Shop:
    """A shop with three platforms and 25 vendors. Its rows depend only on the seed and the times it is advanced to.

    Use `create`. Not thread-safe: one thread advances the shop, others read the database.
    """

    def __init__(self, engine: Engine, world: World, *, speed: float, history: timedelta) -> None:
        self._engine = engine
        self._world = world
        self._speed = speed
        self._wall = world.now
        sellers = found(world, history=history.total_seconds())
        # Each part schedules its first events, which schedule further ones.
        Team(world, sellers)
        Content(world, sellers)
        OnCall(world, sellers)
        imports = Imports(world, sellers, history=history.total_seconds())
        self.stock = Stock(world, sellers, orders_per_day=ORDERS_PER_DAY)
        Carts(world)
        fulfilment = Fulfilment(Payments(world), Shipments(world), Refunds(world), Payouts(world, sellers))
        trade = Trade(world, sellers, self.stock, Customers(world, sellers), fulfilment)
        self._parts = Parts(sellers, self.stock, imports, trade, fulfilment.payments, Jobs(world))

    @classmethod
    def create(
        cls, engine: Engine, *, seed: int, now: datetime, speed: float = 1.0, history: timedelta = timedelta(days=30)
    ) -> Self:
        """Create the tables, and fill them with a simulated `history` that ends at `now` (timezone-aware).

        The history is simulated at speed 1, everything after it at `speed`. The tables must be empty or missing. Raises
        ValueError for a naive `now`, a `speed` that is not positive or a negative `history`, and the database's errors.
        """
        if not (isfinite(speed) and speed > 0):
            raise ValueError(f"speed must be greater than 0, not {speed}")
        if history < timedelta():
            raise ValueError(f"history must not be negative, not {history}")
        wall = _wall(now)
        shop = cls(engine, World(seed, wall - history.total_seconds()), speed=speed, history=history)
        shop._live_until(wall, speed=1.0)
        shop._write(create=True)
        return shop

    def play(self, scenario: str) -> None:
        """Start one of `SCENARIOS`; the next `advance` writes it. Raises KeyError for an unknown name."""
        SCENARIOS[scenario](self._parts)

    def advance(self, now: datetime) -> None:
        """Simulate the time from the last call to `now` (timezone-aware), and write it in one transaction.

        Has no effect if `now` is not later than the last time. If the database fails, its error is raised, and the next
        call writes all pending changes. After a long pause (a suspended machine), at most 60 days are simulated, after
        which orders and jobs are deleted anyway.
        """
        wall = _wall(now)
        if wall <= self._wall:
            return
        self._live_until(wall, speed=min(self._speed, KEPT / (wall - self._wall)))
        self._write()

    def _live_until(self, wall: float, *, speed: float) -> None:
        clock = self._world.clock
        clock.set_pace(speed, wall=self._wall)
        self._world.live_until(clock.simulated(wall))
        self._wall = wall

    def _write(self, *, create: bool = False) -> None:
        with self._engine.begin() as connection:
            if create:  # in the same transaction, where the database can: nobody sees tables without rows
                schema.METADATA.create_all(connection)
            self._world.changes.write(connection)
        self._world.changes.forget()


def _wall(moment: datetime) -> float:
    """Return a timezone-aware time as Unix time."""
    if moment.tzinfo is None:
        raise ValueError(f"time must be timezone-aware: {moment.isoformat()}")
    return moment.timestamp()
