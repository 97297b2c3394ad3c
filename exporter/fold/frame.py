"""The frame: a provider's numbers by vendor id and platform id, before ids are mapped to labels.

It has one column of numbers per definition and label set, all aligned with one index of owners. Invalid numbers are
rejected and counted; the others are kept.
"""

import operator
from array import array
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from collections.abc import Set as AbstractSet
from copy import copy
from dataclasses import dataclass
from math import isfinite
from typing import Any

from exporter.contracts.failures import ContractError
from exporter.contracts.labels import label_of
from exporter.contracts.metrics import Fold, MetricDefinition
from exporter.directory.attribution import OwnedBy, Owner
from exporter.exposition.snapshot import NAN, Labels, column

FOLDS: dict[Fold | None, Callable[[Any, Any], Any]] = {"sum": operator.add, "max": max, "min": min}
"""Functions that fold two parts of a number into one. Info metrics (None) are never folded."""


LARGE = 1e300
"""Numbers of this magnitude can overflow a float when they are added up."""

MAX_COLUMNS = 10_000
"""Maximum number of label sets, over all metrics of a category, without the labels vendor and platform. Currencies and
statuses need about a hundred; a million order numbers would take a gigabyte and a minute."""


Key = tuple[MetricDefinition, Labels]
"""What a column is of."""


@dataclass(frozen=True, slots=True)
class FrozenFrame:
    """The numbers of a frame at one moment, which never change. Any thread may read them.

    The attributes are those of `Frame`.
    """

    columns: Mapping[MetricDefinition, Mapping[Labels, "array[float]"]]
    owned_by: Mapping[MetricDefinition, OwnedBy]
    nulls: Mapping[Key, AbstractSet[int]]
    spoilt: Mapping[Key, AbstractSet[int]]
    large: bool

    def reject(self, reason: str, message: str) -> None:
        """Do nothing: the refresh has counted the sample."""


class Frame:
    """The numbers of one category by owner id.

    Columns that something else keeps are never written to again: the frame writes to a copy.
    """

    def __init__(self, index: dict[Owner, int] | None = None) -> None:
        """Create an empty frame. With the `index` of a previous frame, owners keep their positions."""
        self.index: dict[Owner, int] = {} if index is None else index
        self.columns: dict[MetricDefinition, dict[Labels, array[float]]] = {}
        self.owned_by: dict[MetricDefinition, OwnedBy] = {}
        self.nulls: dict[Key, set[int]] = {}
        self.spoilt: dict[Key, set[int]] = {}
        """Positions of sums of which a part was rejected, such as NaN: they are absent, not the sum of the rest."""
        self.row_counts: dict[tuple[str, OwnedBy], dict[int, int]] = {}
        """Number of rows of the shop at each position, by row set."""
        self.large = False
        """Whether any number has a magnitude of at least LARGE, so that sums can overflow."""
        self.rejected: Counter[str] = Counter()
        self.corrected: Counter[str] = Counter()
        """Number of rows or samples whose time cannot be true, by reason; see `amended`."""
        self.warnings: dict[str, str] = {}
        self.cleaned: set[str] = set()
        """Exported label values in which characters were cut or replaced."""
        self._capacity = len(self.index) + 64
        self._made = 0
        self.shared: set[Key] = set()
        """The columns that are kept elsewhere, too."""

    def reject(self, reason: str, message: str) -> None:
        """Count a rejected sample. The first message per reason is kept as a warning."""
        self.rejected[reason] += 1
        self.warnings.setdefault(reason, message)

    def frozen(self, definitions: Iterable[MetricDefinition]) -> FrozenFrame:
        """Return the current numbers of these definitions, without copying them."""
        found = {each: dict(self.columns[each]) for each in definitions if each in self.columns}
        self.shared.update((definition, labels) for definition, columns in found.items() for labels in columns)
        nulls, spoilt = (
            {key: frozenset(of) for key, of in marked.items() if of} for marked in (self.nulls, self.spoilt)
        )
        return FrozenFrame(found, dict(self.owned_by), nulls, spoilt, self.large)

    def kept(self, definition: MetricDefinition, labels: Labels) -> "array[float] | None":
        """Return a column as it is now, without copying it; None if there is none."""
        values = self.columns.get(definition, {}).get(labels)
        if values is not None:
            self.shared.add((definition, labels))
        return values

    def amended(self) -> "Frame":
        """Return a copy whose columns can be replaced, but not written to; this frame, which may be cached, is kept."""
        copied = copy(self)
        copied.columns = {definition: dict(columns) for definition, columns in self.columns.items()}
        copied.shared = {(definition, labels) for definition, columns in self.columns.items() for labels in columns}
        self.shared = set(copied.shared)
        copied.rejected, copied.warnings = Counter(self.rejected), dict(self.warnings)
        copied.corrected = Counter()
        return copied

    def label(self, value: str | None) -> str:
        """Return the label for a value of a column, and record it if it was cleaned."""
        label = label_of(value)
        if value and label != (value.rstrip(" ") or label):
            self.cleaned.add(label)
        return label

    def position(self, owner: Owner) -> int:
        """Return the position of an owner, which is the same in all columns; a new owner gets the next one."""
        position = self.index.setdefault(owner, len(self.index))
        if position + 1 == self._capacity:  # the last value of a column must stay absent: see cells._LAST
            for definition, columns in self.columns.items():
                for labels in columns:
                    self.column(definition, labels).extend(column(self._capacity))
            self._capacity *= 2
        return position

    def column(self, definition: MetricDefinition, labels: Labels) -> "array[float]":
        """Return the column of a definition and label set, to write to; the values of a new one are all absent.

        Raises ContractError if a new one would exceed MAX_COLUMNS.
        """
        columns = self.columns.setdefault(definition, {})
        if labels not in columns:
            if self._made >= MAX_COLUMNS:
                many = f"more than {MAX_COLUMNS} combinations of label values, the last one in {definition.key}"
                raise ContractError(f"{many}; remove the label with too many values: {dict(labels)!r}")
            self._made += 1
            columns[labels] = column(self._capacity)
        elif self.shared and (definition, labels) in self.shared:
            columns[labels] = array("d", columns[labels])
            self.shared.remove((definition, labels))
        return columns[labels]

    def put(self, definition: MetricDefinition, labels: Labels, owner: Owner, value: float | None) -> None:
        """Set or fold one number; None is rejected.

        A second number for the same series is rejected if the definition does not fold.
        """
        if value is None:
            self.reject("value", f"{definition.key} is None, which is not a finite number")
            return
        self.put_at(self.position(owner), definition, labels, value)

    def put_at(self, position: int, definition: MetricDefinition, labels: Labels, number: Any) -> None:
        """Set or fold one number at a position; None means that the database returned NULL."""
        if number is None:
            if definition.fold == "sum":
                self.nulls.setdefault((definition, labels), set()).add(position)
            return
        if not is_number(number):
            self.reject("value", f"{definition.key} is {number!r}, which is not a finite number")
            if definition.fold == "sum":
                self.spoilt.setdefault((definition, labels), set()).add(position)
            return
        value = float(number)
        self.large |= abs(value) >= LARGE
        values = self.column(definition, labels)
        sofar = values[position]
        if sofar != sofar:
            values[position] = value
        elif definition.fold is None:
            self.reject("duplicate", f"{definition.key} has two values for the labels {dict(labels)!r}")
        else:
            values[position] = FOLDS[definition.fold](sofar, value)

    def null_sums(self) -> list[tuple[MetricDefinition, int]]:
        """Return the definition and position of each sum omitted because the database returned NULL."""
        none: array[float] = array("d")
        return [
            (definition, position)
            for (definition, labels), positions in self.nulls.items()
            for values in [self.columns.get(definition, {}).get(labels, none)]
            for position in positions
            if not values or values[position] != values[position]
        ]

    def clear(self, definition: MetricDefinition, positions: Collection[int]) -> None:
        """Clear the numbers of a definition at these positions."""
        for labels, values in self.columns.get(definition, {}).items():
            present = [position for position in positions if values[position] == values[position]]
            written = self.column(definition, labels) if present else values
            for position in present:
                written[position] = NAN
        for (of, _), nulls in self.nulls.items():
            if of is definition:
                nulls.difference_update(positions)

    def drop(self, definition: MetricDefinition) -> None:
        """Remove all numbers of a definition."""
        gone = self.columns.pop(definition, {})
        self._made -= len(gone)
        self.shared.difference_update((definition, labels) for labels in gone)
        self.nulls = {key: nulls for key, nulls in self.nulls.items() if key[0] is not definition}


def is_number(value: object) -> bool:
    """Whether a value is a finite number. Booleans and strings are not numbers."""
    if isinstance(value, bool):
        return False
    try:
        return isfinite(value)  # type: ignore[arg-type]  # int, float, Decimal and Fraction all have __float__
    except (TypeError, ValueError, OverflowError):  # a string, a signaling NaN, or an overflow
        return False
