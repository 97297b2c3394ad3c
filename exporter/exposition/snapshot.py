"""The immutable result of a refresh: columns of numbers over shared axes.

A family's samples are the cells of its axis times its columns. Numbers lie in `array('d')`, not in objects: a shop with
ten thousand vendors has a million of them, and the garbage collector must not walk them.
"""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import isnan

Labels = tuple[tuple[str, str], ...]

NAN = float("nan")
"""The absent value inside a column. No sample is ever NaN, so it can stand for "no sample"."""


def column(length: int) -> "array[float]":
    """Return a column of `length` absent values."""
    return array("d", (NAN,)) * length


@dataclass(frozen=True, slots=True)
class Axis:
    """The cells that a scope is made of: `cells[i]` holds the values of the labels `names`, which are sorted."""

    names: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """The numbers of one combination of labels, one for each cell of the axis; NaN is absent."""

    labels: Labels
    values: "array[float]"

    def __len__(self) -> int:
        return len(self.values) - sum(map(isnan, self.values))


@dataclass(frozen=True, slots=True)
class Family:
    """A gauge family: its full name, its HELP text, and its samples."""

    name: str
    help: str
    axis: Axis
    columns: tuple[Column, ...]

    def __len__(self) -> int:
        return sum(len(column) for column in self.columns)

    def samples(self, category: str) -> Iterator[tuple[dict[str, str], float]]:
        """Yield `(labels, value)` in the order of the exposition. One dictionary per sample: for the slow path only."""
        for part in self.columns:
            for cell, value in zip(self.axis.cells, part.values, strict=True):
                if value == value:
                    labels = {
                        "category": category,
                        **dict(part.labels),
                        **dict(zip(self.axis.names, cell, strict=True)),
                    }
                    yield labels, value + 0.0  # zero without its sign, as `exposition` writes it


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
