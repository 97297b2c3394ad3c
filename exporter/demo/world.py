"""The stage of the demo shop: a clock that may run fast, and an agenda of what happens when.

Simulated time is in seconds since 1970 (UTC). The shop lives in simulated time only; `World.stamp` says when that was
on the wall's clock, and nothing but a stamp is ever written.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from heapq import heappop, heappush
from random import Random
from typing import Any

from exporter.demo.changes import Changes

MINUTE = 60.0
HOUR = 3600.0
DAY = 86400.0
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - the tables keep UTC without a zone


class Clock:
    """Simulated time against the wall's, `pace` simulated seconds to one second; both in seconds since 1970."""

    def __init__(self, wall: float) -> None:
        self._wall = self._simulated = wall
        self._pace = 1.0

    def simulated(self, wall: float) -> float:
        """Return the simulated time at a time on the wall."""
        return self._simulated + (wall - self._wall) * self._pace

    def wall(self, simulated: float) -> float:
        """Return the time on the wall at a simulated time."""
        return self._wall + (simulated - self._simulated) / self._pace

    def set_pace(self, pace: float, *, wall: float) -> None:
        """From `wall` on, let simulated time go at `pace`."""
        if pace != self._pace:
            self._simulated = self.simulated(wall)
            self._wall, self._pace = wall, pace


class World:
    """What all parts of the shop share. Events happen in the order of their time, whatever the ticks are."""

    def __init__(self, seed: int, wall: float) -> None:
        self.clock = Clock(wall)
        self.changes = Changes()
        self.now = wall
        self._seed = seed
        self._agenda: list[tuple[float, int, Callable[..., None], tuple[Any, ...]]] = []
        self._scheduled = 0
        self._stamped = 0.0, _EPOCH

    def random(self, concern: str) -> Random:
        """Return the dice of one concern, so that another draw in one leaves the others as they were."""
        return Random(f"{self._seed}/{concern}")  # noqa: S311 - a repeatable demo, no secret

    def at(self, moment: float, action: Callable[..., None], *args: Any) -> None:
        """Do something at a simulated time."""
        # The running number settles ties, so that actions are never compared.
        self._scheduled += 1
        heappush(self._agenda, (moment, self._scheduled, action, args))

    def after(self, seconds: float, action: Callable[..., None], *args: Any) -> None:
        """Do something in so many simulated seconds."""
        self.at(self.now + seconds, action, *args)

    def live_until(self, simulated: float) -> None:
        """Let everything happen up to a simulated time."""
        while self._agenda and self._agenda[0][0] <= simulated:
            self.now, _, action, args = heappop(self._agenda)
            action(*args)
        self.now = simulated

    def stamp(self, ago: float = 0.0) -> datetime:
        """Return the time on the wall, `ago` seconds ago: UTC without a zone, in whole seconds, never rounded up."""
        second = (self.clock.wall(self.now) - ago) // 1
        # One event stamps several rows.
        if second != self._stamped[0]:
            self._stamped = second, _EPOCH + timedelta(seconds=second)
        return self._stamped[1]


def chance(rng: Random, share: float) -> bool:
    """Say whether something happens that happens in `share` of all cases."""
    return rng.random() < share
