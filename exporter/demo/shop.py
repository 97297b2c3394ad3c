"""The demo shop: founded from a seed, then alive."""

from datetime import datetime, timedelta
from math import isfinite
from typing import Self

from sqlalchemy import Engine

from exporter.demo import schema
from exporter.demo.archive import KEPT
from exporter.demo.content import Content
from exporter.demo.customers import Customers
from exporter.demo.imports import Imports
from exporter.demo.oncall import OnCall
from exporter.demo.scenarios import SCENARIOS, Parts
from exporter.demo.stock import Stock
from exporter.demo.team import Team
from exporter.demo.tenants import found
from exporter.demo.trade import ORDERS_PER_DAY, Trade
from exporter.demo.world import World


class Shop:
    """Three platforms and 25 vendors, whose rows follow from the seed and the times it was advanced to, exactly.

    Made by `create`. Not for several threads at once: one of them advances it, others read the database.
    """

    def __init__(self, engine: Engine, world: World, *, speed: float, history: timedelta) -> None:
        self._engine = engine
        self._world = world
        self._speed = speed
        self._wall = world.now
        sellers = found(world, history=history.total_seconds())
        # Each part puts its first events on the agenda, and lives from there.
        Team(world, sellers)
        Content(world, sellers)
        OnCall(world, sellers)
        imports = Imports(world, sellers, history=history.total_seconds())
        self.stock = Stock(world, sellers, orders_per_day=ORDERS_PER_DAY)
        trade = Trade(world, sellers, self.stock, Customers(world, sellers))
        self._parts = Parts(sellers, self.stock, imports, trade)

    @classmethod
    def create(
        cls, engine: Engine, *, seed: int, now: datetime, speed: float = 1.0, history: timedelta = timedelta(days=30)
    ) -> Self:
        """Create the tables and fill them with what happened in the `history` before `now` (aware).

        The history is lived at speed 1, what follows at `speed`. The tables must be empty or missing. Raise
        `ValueError` for a naive `now`, a `speed` that is not above zero or a negative `history`, and what the
        database raises.
        """
        if not (isfinite(speed) and speed > 0):
            raise ValueError(f"speed must be a number above zero, not {speed}")
        if history < timedelta():
            raise ValueError(f"history must not be negative, but is {history}")
        wall = _wall(now)
        shop = cls(engine, World(seed, wall - history.total_seconds()), speed=speed, history=history)
        shop._live_until(wall, speed=1.0)
        schema.METADATA.create_all(engine)
        shop._write()
        return shop

    def play(self, scenario: str) -> None:
        """Let one of `SCENARIOS` begin; the next `advance` writes it. Raise `KeyError` for another name."""
        SCENARIOS[scenario](self._parts)

    def advance(self, now: datetime) -> None:
        """Write everything that happens between the last time and `now` (aware), in one transaction.

        A time that is not after the last one changes nothing. If the database fails, its error is raised and nothing is
        lost: the next call writes it. After a long pause (a machine that slept) it catches up with no more
        than 60 simulated days, the age at which orders and jobs are archived anyway.
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

    def _write(self) -> None:
        with self._engine.begin() as connection:
            self._world.changes.write(connection)
        self._world.changes.forget()


def _wall(moment: datetime) -> float:
    """Return an aware moment in seconds since 1970."""
    if moment.tzinfo is None:
        raise ValueError(f"the time must have a zone: {moment.isoformat()}")
    return moment.timestamp()
