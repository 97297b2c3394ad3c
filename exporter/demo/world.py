"""The discrete-event simulation: a clock with variable speed, and a queue of events.

Simulated time is in seconds since 1970 (UTC). Events happen in simulated time; `World.stamp` converts it to wall-clock
time, which is what the tables contain.
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
    """Converts between simulated time and wall-clock time, which passes at 1/`pace`; both in seconds since 1970."""

    def __init__(self, wall: float) -> None:
        self._wall = self._simulated = wall
        self._pace = 1.0

    def simulated(self, wall: float) -> float:
        """Convert wall-clock time to simulated time."""
        return self._simulated + (wall - self._wall) * self._pace

    def wall(self, simulated: float) -> float:
        """Convert simulated time to wall-clock time."""
        return self._wall + (simulated - self._simulated) / self._pace

    def set_pace(self, pace: float, *, wall: float) -> None:
        """Change the speed at the wall-clock time `wall`."""
        if pace != self._pace:
            self._simulated = self.simulated(wall)
            self._wall, self._pace = wall, pace


class World:
    """The state that all parts of the shop share. Events happen in order of time, independent of the ticks."""

    def __init__(self, seed: int, wall: float) -> None:
        self.clock = Clock(wall)
        self.changes = Changes()
        self.now = wall
        self._seed = seed
        self._agenda: list[tuple[float, int, Callable[..., None], tuple[Any, ...]]] = []
        self._scheduled = 0
        self._stamped = 0.0, _EPOCH

    def random(self, concern: str) -> Random:
        """Return the random generator of one concern, which is independent of all others."""
        return Random(f"{self._seed}/{concern}")  # noqa: S311 - a repeatable demo, no secret

    def at(self, moment: float, action: Callable[..., None], *args: Any) -> None:
        """Schedule an action at a simulated time."""
        # The sequence number breaks ties, so that actions are never compared.
        self._scheduled += 1
        heappush(self._agenda, (moment, self._scheduled, action, args))

    def after(self, seconds: float, action: Callable[..., None], *args: Any) -> None:
        """Schedule an action after a number of simulated seconds."""
        self.at(self.now + seconds, action, *args)

    def live_until(self, simulated: float) -> None:
        """Process all events up to a simulated time."""
        while self._agenda and self._agenda[0][0] <= simulated:
            self.now, _, action, args = heappop(self._agenda)
            action(*args)
        self.now = simulated

    def stamp(self, ago: float = 0.0) -> datetime:
        """Return the wall-clock time `ago` seconds ago: UTC without a time zone, rounded down to whole seconds."""
        second = (self.clock.wall(self.now) - ago) // 1
        # Cached, because one event stamps several rows.
        if second != self._stamped[0]:
            self._stamped = second, _EPOCH + timedelta(seconds=second)
        return self._stamped[1]


def chance(rng: Random, share: float) -> bool:
    """Return True with the probability `share`."""
    return rng.random() < share
