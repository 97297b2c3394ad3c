"""What changed in a column since the last refresh, and how a fold of it changes with that."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from exporter.contracts.metrics import Fold

_BLOCK = 128

_EXACT = 2**53
"""Sums of whole numbers below it are exact, in whatever order they are added up."""


@dataclass(slots=True)
class Tracked:
    """The numbers of a column as they were last seen, of which only the first `length` count.

    `version` is how often they have changed. The last change was at the positions `changed`, with the numbers `before`.
    """

    values: "array[float]"
    length: int
    version: int = 0
    changed: Sequence[int] = ()
    before: Sequence[float] = ()
    _whole: bool | None = None

    def see(self, values: "array[float]") -> None:
        """Compare the numbers with those that were last seen."""
        if values is self.values:
            return
        if changed := list(self._changed(values)):
            self.before = [self.values[position] for position in changed]
            self.version, self.changed = self.version + 1, changed
            self._whole = self._whole and all(self._is_whole(values[position]) for position in changed)
        self.values = values  # not another column with the same numbers beside it

    @property
    def are_whole(self) -> bool:
        """Whether all numbers, also those before the last change, are whole and so small that sums are exact."""
        if self._whole is None:
            self._whole = all(map(self._is_whole, (*self.before, *self.values[: self.length])))
        return self._whole

    def _is_whole(self, value: float) -> bool:
        return value != value or (value.is_integer() and abs(value) * self.length < _EXACT)

    def _changed(self, values: "array[float]") -> Iterator[int]:
        """Yield the positions in which a column differs."""
        # As bytes, because absent numbers (NaN) are unequal.
        ours, theirs = (memoryview(each).cast("B")[: self.length * 8] for each in (values, self.values))
        if ours == theirs:
            return
        for start in range(0, self.length, _BLOCK):
            stop = min(start + _BLOCK, self.length)
            if ours[start * 8 : stop * 8] != theirs[start * 8 : stop * 8]:
                pairs = zip(values[start:stop], self.values[start:stop], strict=True)
                yield from (i for i, (one, two) in enumerate(pairs, start) if one != two and (one == one or two == two))


def moved(whole: float, changes: Iterable[tuple[float, float]], fold: Fold | None) -> float | None:
    """Return the fold of some numbers after changes, each a number before and after; None if that needs all of them.

    The sum of numbers must be exact.
    """
    if fold == "sum":
        moved_ = whole + sum((new if new == new else 0.0) - (old if old == old else 0.0) for old, new in changes)
        return moved_ or None  # the sum of no numbers is absent; NaN stays so
    for old, new in changes:
        if old == whole and new != whole:
            return None
        if new == new:
            whole = min(whole, new) if fold == "min" else max(whole, new)
    return whole
