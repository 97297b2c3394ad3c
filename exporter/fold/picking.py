"""Picks numbers at many positions of a column."""

from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter


@dataclass(slots=True)
class _Numbers:
    """Positions as objects that all pickers share, because each holds tens of thousands of them."""

    known: tuple[int, ...] = ()

    def of(self, positions: Sequence[int]) -> Iterator[int]:
        """Return these positions, of which negative ones are small enough to be shared anyway."""
        known, most = self.known, max(positions) + 1
        if len(known) < most:
            self.known = known = (*known, *range(len(known), most))
        return (known[position] if position >= 0 else position for position in positions)


_NUMBERS = _Numbers()


def picker(positions: Sequence[int]) -> Callable[["array[float]"], Sequence[float]]:
    """Return a function that picks the values at these positions, three times as fast as a loop."""
    if len(positions) > 1:
        return itemgetter(*_NUMBERS.of(positions))
    return lambda source: [source[position] for position in positions]
