"""Deletes old rows, so that a shop that runs for a long time stays small."""

from collections import deque

from sqlalchemy import Table

from exporter.demo.world import DAY, World

KEPT = 60 * DAY


class Archive:
    """Deletes the rows of one table `KEPT` simulated seconds after their creation.

    Ids increase with time, so it only needs to store one range of ids per day.
    """

    def __init__(self, world: World, table: Table) -> None:
        self._world = world
        self._table = table
        self._last = 0
        self._days: deque[range] = deque()
        world.after(DAY, self._turn)

    def note(self, number: int) -> None:
        """Record the id of a new row."""
        self._last = number

    def _turn(self) -> None:
        first = self._days[-1].stop if self._days else 1
        self._days.append(range(first, self._last + 1))
        if len(self._days) > KEPT // DAY:
            for number in self._days.popleft():
                self._world.changes.remove(self._table, number)
        self._world.after(DAY, self._turn)
