"""The format of the rows of `Rows`: the position of each kind of value."""

from dataclasses import dataclass

from exporter.contracts.metrics import Rows

VENDOR, PLATFORM = 0, 1
"""The positions of the vendor id and platform id, with which every row begins."""

_IDS = 2


@dataclass(frozen=True, slots=True)
class PartedRows(Rows):
    """Rows with numbers that are computed from a part of the counted rows, such as those with one status.

    The row counts of the parts follow the total row count. `parts` contains, for each measure, the index of its part
    (None: all rows). The number of a part without rows is ignored.
    """

    parts: tuple[int | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Positions:
    """The positions in a row.

    A row has two ids, `labels` label values, the row count, `parts` row counts of parts, and `numbers` numbers.
    """

    labels: int
    numbers: int
    parts: int = 0

    @classmethod
    def of(cls, rows: Rows) -> "Positions":
        """Return the positions in these rows."""
        parts = rows.parts if isinstance(rows, PartedRows) else ()
        return cls(len(rows.by), len(rows.measures), 1 + max((part for part in parts if part is not None), default=-1))

    @property
    def of_labels(self) -> slice:
        """The positions of the label values."""
        return slice(_IDS, _IDS + self.labels)

    @property
    def count(self) -> int:
        """The position of the row count."""
        return _IDS + self.labels

    @property
    def of_parts(self) -> slice:
        """The positions of the row counts of parts."""
        return slice(self.count + 1, self.count + 1 + self.parts)

    @property
    def of_numbers(self) -> slice:
        """The positions of the numbers, one per measure."""
        return slice(self.count + 1 + self.parts, self.width)

    @property
    def width(self) -> int:
        """The number of values in a row."""
        return self.count + 1 + self.parts + self.numbers
