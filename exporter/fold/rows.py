"""What stands where in a row of an answer: the one place that knows."""

from dataclasses import dataclass

from exporter.contracts.metrics import Rows

VENDOR, PLATFORM = 0, 1
"""The positions of the two ids, which every row begins with."""

_IDS = 2


@dataclass(frozen=True, slots=True)
class PartedRows(Rows):
    """An answer some of whose numbers are about a part of the row's rows only, such as those with one status.

    Counts of the parts follow the row count. `parts` has for each measure the position of its part among them (None:
    all rows). Where a part has no rows there is no number, whatever stands there.
    """

    parts: tuple[int | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Positions:
    """The positions in a row: ids, `labels` label values, the row count, `parts` counts of parts, `numbers` numbers."""

    labels: int
    numbers: int
    parts: int = 0

    @classmethod
    def of(cls, rows: Rows) -> "Positions":
        """Return those of an answer."""
        parts = rows.parts if isinstance(rows, PartedRows) else ()
        return cls(len(rows.by), len(rows.measures), 1 + max((part for part in parts if part is not None), default=-1))

    @property
    def of_labels(self) -> slice:
        """Where the label values are."""
        return slice(_IDS, _IDS + self.labels)

    @property
    def count(self) -> int:
        """Where the row count is."""
        return _IDS + self.labels

    @property
    def of_parts(self) -> slice:
        """Where the counts of the parts are."""
        return slice(self.count + 1, self.count + 1 + self.parts)

    @property
    def of_numbers(self) -> slice:
        """Where the numbers are, one for each measure."""
        return slice(self.count + 1 + self.parts, self.width)

    @property
    def width(self) -> int:
        """How many values a row has."""
        return self.count + 1 + self.parts + self.numbers
