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
    (None: all rows). The number of a part without rows is ignored. `counted` says for each measure whether its number
    is the row count of its part, for which a row has no other number.
    """

    parts: tuple[int | None, ...] = ()
    counted: tuple[bool, ...] = ()


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
        parts, counted = (rows.parts, rows.counted) if isinstance(rows, PartedRows) else ((), ())
        numbers = len(rows.measures) - sum(counted)
        return cls(len(rows.by), numbers, 1 + max((part for part in parts if part is not None), default=-1))

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
        """The positions of the numbers, one per measure that is not a row count."""
        return slice(self.count + 1 + self.parts, self.width)

    def of_measures(self, rows: Rows) -> list[int]:
        """Return the position of the number of each measure."""
        if not isinstance(rows, PartedRows) or not any(rows.counted):
            return list(range(self.of_numbers.start, self.width))
        numbers = iter(range(self.of_numbers.start, self.width))
        return [
            self.of_parts.start + part if is_count and part is not None else next(numbers)
            for part, is_count in zip(rows.parts, rows.counted, strict=True)
        ]

    @property
    def width(self) -> int:
        """The number of values in a row."""
        return self.count + 1 + self.parts + self.numbers
