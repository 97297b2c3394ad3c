"""The immutable result of a refresh: columns of numbers over shared axes.

The samples of a family are the cells of its axis times its columns. Numbers are stored in `array('d')` instead of
objects, because a shop with ten thousand vendors has a million, which the garbage collector would have to traverse.
"""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import isnan

Labels = tuple[tuple[str, str], ...]

NAN = float("nan")
"""Marks an absent sample in a column. Samples are never NaN."""


def column(length: int) -> "array[float]":
    """Return a column of `length` absent samples."""
    return array("d", (NAN,)) * length


@dataclass(frozen=True, slots=True)
class Axis:
    """The label values that the columns of a scope share: `cells[i]` are the values of the labels `names` (sorted)."""

    names: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """The values of one combination of labels, one per cell of the axis; NaN marks an absent sample."""

    labels: Labels
    values: "array[float]"

    def __len__(self) -> int:
        return len(self.values) - sum(map(isnan, self.values))


@dataclass(frozen=True, slots=True)
class Family:
    """A gauge family: its name with prefix, its HELP text and its samples."""

    name: str
    help: str
    axis: Axis
    columns: tuple[Column, ...]

    def __len__(self) -> int:
        return sum(len(column) for column in self.columns)

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


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The numbers of one category at one moment.

    `taken_at` is the wall clock (seconds since the epoch) and `taken_at_monotonic` the monotonic clock at the start of
    the transaction. `series` is the number of samples in the exposition, counted once: every scrape needs it.
    """

    category: str
    families: tuple[Family, ...]
    taken_at: float
    taken_at_monotonic: float
    series: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "series", sum(len(family) for family in self.families))
