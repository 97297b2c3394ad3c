"""The scope of a total, such as all numbers of a vendor, or of the whole shop."""

from array import array
from bisect import bisect_left
from collections.abc import Sequence

from exporter.contracts.metrics import MetricDefinition
from exporter.exposition.snapshot import Axis, Labels, column
from exporter.fold.cells import WHOLES, Scope
from exporter.fold.frame import Frame, FrozenFrame

TOTAL: tuple[str, ...] = ()
"""The only cell of such a scope."""

_ONE_CELL, _NO_CELL = Axis((), (TOTAL,)), Axis((), ())


class TotalScope(Scope):
    """A scope with a single cell without labels, into which these positions are folded."""

    def __init__(self, positions: Sequence[int], *, is_zero: bool) -> None:
        """Create a scope without a cell if there are no positions, unless it is 0 without rows.

        The positions are in ascending order.
        """
        super().__init__(_ONE_CELL if positions or is_zero else _NO_CELL, [0] if is_zero else [])
        self._positions = positions

    def cells_of(self, position: int) -> Sequence[int]:
        """Return the indexes of the cells that a position is folded into."""
        at = bisect_left(self._positions, position)
        return [0] if at < len(self._positions) and self._positions[at] == position else []

    def without_number(self, frame: Frame | FrozenFrame, definition: MetricDefinition, labels: Labels) -> set[int]:
        """Return the cell if a part of its sum is NULL or was rejected."""
        key = (definition, labels)
        unknown = (frame.nulls.get(key, ()), frame.spoilt.get(key, ()))
        return {0 for positions in unknown if positions and not positions.isdisjoint(self._positions)}

    def _fold(self, source: "array[float]", definition: MetricDefinition) -> "array[float]":
        present = [value for position in self._positions if (value := source[position]) == value]
        return array("d", (WHOLES[definition.fold](present),)) if present else column(len(self.axis.cells))
