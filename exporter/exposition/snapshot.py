"""The immutable result of a refresh: columns of numbers over shared axes.

The samples of a family are the cells of its axis times its columns. Numbers are stored in `array('d')` instead of
objects, because a shop with ten thousand vendors has a million, which the garbage collector would have to traverse.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import compress
from math import isnan
from operator import itemgetter

from exporter.exposition.facts import Facts, Owners

Labels = tuple[tuple[str, str], ...]

NAN = float("nan")
"""Marks an absent sample in a column. Samples are never NaN."""


def column(length: int) -> "array[float]":
    """Return a column of `length` absent samples."""
    return array("d", (NAN,)) * length


_SORTED = (("platform", "vendor"), ("platform",))
"""The labels of axes whose cells are sorted by the last label; they can have a million cells, the others fewer."""


@dataclass(frozen=True, slots=True)
class Axis:
    """The label values that the columns of a scope share: `cells[i]` are the values of the labels `names` (sorted)."""

    names: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]
    is_unique: bool = field(init=False, compare=False, repr=False)
    """Whether no cell is there twice; found out once, as all families of a scope share an axis."""
    _places: dict[str, dict[str, list[int]]] = field(default_factory=dict, init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "is_unique", len(set(self.cells)) == len(self.cells))

    def places(self, label: str, value: str) -> Sequence[int]:
        """Return the indexes of the cells in which a label has this value, in order."""
        number = self.names.index(label)
        if self.names in _SORTED and number == len(self.names) - 1:
            of = itemgetter(number)
            places = range(bisect_left(self.cells, value, key=of), bisect_right(self.cells, value, key=of))
            if all(of(self.cells[place]) == value for place in places):
                return places
        if label not in self._places:
            found: dict[str, list[int]] = {}
            for place, cell in enumerate(self.cells):
                found.setdefault(cell[number], []).append(place)
            self._places[label] = found
        return self._places[label].get(value, ())


@dataclass(frozen=True, slots=True)
class Column:
    """The values of one combination of labels, one per cell of the axis; NaN marks an absent sample."""

    labels: Labels
    values: "array[float]"
    _present: int = field(default=-1, init=False, compare=False, repr=False)

    def __len__(self) -> int:
        if self._present < 0:  # counted once, because a column that does not change is in many snapshots
            object.__setattr__(self, "_present", len(self.values) - sum(map(isnan, self.values)))
        return self._present


@dataclass(frozen=True, slots=True)
class Family:
    """A gauge family: its name with prefix, its HELP text and its samples."""

    name: str
    help: str
    axis: Axis
    columns: tuple[Column, ...]

    def __len__(self) -> int:
        return sum(len(column) for column in self.columns)

    def each_once(self) -> "Family":
        """Return the family without a second sample of any series, of which Prometheus accepts none; mostly itself."""
        columns = [tuple(sorted(each.labels)) for each in self.columns]
        if self.axis.is_unique and len(set(columns)) == len(columns):
            return self
        first = _first(self.axis.cells)
        axis = Axis(self.axis.names, tuple(compress(self.axis.cells, first)))
        kept = (Column(each.labels, array("d", compress(each.values, first))) for each in self.columns)
        return replace(self, axis=axis, columns=tuple(compress(kept, _first(columns))))

    def samples(self, category: str) -> Iterator[tuple[dict[str, str], float]]:
        """Yield `(labels, value)` in the order of the exposition. Creates a dictionary per sample, so it is slow."""
        for part in self.columns:
            for cell, value in zip(self.axis.cells, part.values, strict=True):
                if value == value:
                    labels = {
                        "category": category,
                        **dict(part.labels),
                        **dict(zip(self.axis.names, cell, strict=True)),
                    }
                    yield labels, value + 0.0  # turns -0.0 into 0.0, like `numbers`


def _first(values: Sequence[Hashable]) -> list[bool]:
    """Return for each value whether it is the first of its kind."""
    places = {value: place for place, value in reversed(list(enumerate(values)))}
    return [places[value] == place for place, value in enumerate(values)]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The numbers of one category at one moment.

    `taken_at` is the wall clock (seconds since the epoch) and `taken_at_monotonic` the monotonic clock at the start of
    the transaction. `facts` answers questions about single vendors and platforms; None if it cannot. `owners` are the
    vendors and platforms at that moment; None if the snapshot does not know them. `series` is the number of samples in
    the exposition, counted once: every scrape needs it.
    """

    category: str
    families: tuple[Family, ...]
    taken_at: float
    taken_at_monotonic: float
    facts: Facts | None = field(default=None, compare=False, repr=False)
    owners: Owners | None = field(default=None, compare=False, repr=False)
    series: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "series", sum(len(family) for family in self.families))
