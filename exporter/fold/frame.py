"""Rows by (vendor id, platform id): what a provider's answers become before anyone gives them names.

One column of numbers for each definition and combination of labels, all aligned with one index of ids. A number that is
not acceptable costs one sample and is counted; the rest is kept.
"""

import operator
from array import array
from collections import Counter
from collections.abc import Callable, Collection
from math import isfinite
from typing import Any

from exporter.contracts.failures import ContractError
from exporter.contracts.labels import label_of
from exporter.contracts.metrics import Fold, MetricDefinition
from exporter.directory.attribution import OwnedBy, Owner
from exporter.exposition.snapshot import NAN, Labels, column

FOLDS: dict[Fold | None, Callable[[Any, Any], Any]] = {"sum": operator.add, "max": max, "min": min}
"""How two parts of one number become one; an info (None) has no parts."""


LARGE = 1e300
"""From this size on, few numbers add up to more than a float can hold."""

MAX_COLUMNS = 10_000
"""How many combinations of metric and label values one category may have beside vendor and platform. Currencies and
statuses are some hundred; a million order numbers would take a gigabyte and a minute."""


class Frame:
    """The numbers of one category, by id."""

    def __init__(self, index: dict[Owner, int] | None = None) -> None:
        """Make an empty frame; on the index of an earlier one its positions stay the same."""
        self.index: dict[Owner, int] = {} if index is None else index
        self.columns: dict[MetricDefinition, dict[Labels, array[float]]] = {}
        self.owned_by: dict[MetricDefinition, OwnedBy] = {}
        self.nulls: dict[tuple[MetricDefinition, Labels], set[int]] = {}
        self.row_counts: dict[tuple[str, OwnedBy], dict[int, int]] = {}
        """How many rows of the application there are at each position, by row set."""
        self.large = False
        """Whether there is a number of LARGE or more in size, so that a sum may be infinite."""
        self.rejected: Counter[str] = Counter()
        self.warnings: dict[str, str] = {}
        self.cleaned: set[str] = set()
        """The labels of which something was cut or replaced, as they are exported."""
        self._capacity = len(self.index) + 64
        self._made = 0

    def reject(self, reason: str, message: str) -> None:
        """Count a sample that cannot be exported; the first message of each reason is kept for people."""
        self.rejected[reason] += 1
        self.warnings.setdefault(reason, message)

    def label(self, value: str | None) -> str:
        """Return the label for what a column holds, and note it if something had to be cleaned."""
        label = label_of(value)
        if value and label != value:
            self.cleaned.add(label)
        return label

    def position(self, owner: Owner) -> int:
        """Return the position of these ids in every column; new ones get the next."""
        position = self.index.setdefault(owner, len(self.index))
        if position + 1 == self._capacity:  # the last value of a column is always absent: `fold` relies on it
            for columns in self.columns.values():
                for values in columns.values():
                    values.extend(column(self._capacity))
            self._capacity *= 2
        return position

    def column(self, definition: MetricDefinition, labels: Labels) -> "array[float]":
        """Return the column of a definition at these label values; a new one is all absent.

        Raises ContractError if there are MAX_COLUMNS already.
        """
        columns = self.columns.setdefault(definition, {})
        if labels not in columns:
            if self._made >= MAX_COLUMNS:
                many = f"more than {MAX_COLUMNS} combinations of label values, the last of them of {definition.key}"
                raise ContractError(f"{many}; leave out the label that has so many: {dict(labels)!r}")
            self._made += 1
            columns[labels] = column(self._capacity)
        return columns[labels]

    def put(self, definition: MetricDefinition, labels: Labels, owner: Owner, value: float | None) -> None:
        """Set one number. Where the definition does not fold, a second one for the same series is refused.

        A row may lack a number; a value that someone put together must have one.
        """
        if value is None:
            self.reject("value", f"{definition.key} is None, which is not a finite number")
            return
        self.put_at(self.position(owner), definition, labels, value)

    def put_at(self, position: int, definition: MetricDefinition, labels: Labels, number: Any) -> None:
        """Set or fold one number at a position; None is a NULL of the database."""
        if number is None:
            if definition.fold == "sum":
                self.nulls.setdefault((definition, labels), set()).add(position)
            return
        if not is_number(number):
            self.reject("value", f"{definition.key} is {number!r}, which is not a finite number")
            return
        value = float(number)
        self.large |= abs(value) >= LARGE
        values = self.column(definition, labels)
        sofar = values[position]
        if sofar != sofar:
            values[position] = value
        elif definition.fold is None:
            self.reject("duplicate", f"{definition.key} is given twice for the labels {dict(labels)!r}")
        else:
            values[position] = FOLDS[definition.fold](sofar, value)

    def null_sums(self) -> list[tuple[MetricDefinition, int]]:
        """Return the definition and the position of each sum that is absent because the database returned NULL."""
        none: array[float] = array("d")
        return [
            (definition, position)
            for (definition, labels), positions in self.nulls.items()
            for values in [self.columns.get(definition, {}).get(labels, none)]
            for position in positions
            if not values or values[position] != values[position]
        ]

    def clear(self, definition: MetricDefinition, positions: Collection[int]) -> None:
        """Make the numbers of a definition at these positions absent."""
        for values in self.columns.get(definition, {}).values():
            for position in positions:
                values[position] = NAN
        for (of, _), nulls in self.nulls.items():
            if of is definition:
                nulls.difference_update(positions)

    def drop(self, definition: MetricDefinition) -> None:
        """Forget every number of a definition."""
        self._made -= len(self.columns.pop(definition, ()))
        self.nulls = {key: nulls for key, nulls in self.nulls.items() if key[0] is not definition}


def is_number(value: object) -> bool:
    """Whether a sample may have this value: a finite number; True and "1" are not numbers."""
    if isinstance(value, bool):
        return False
    try:
        return isfinite(value)  # type: ignore[arg-type]  # int, float, Decimal and Fraction all have __float__
    except (TypeError, ValueError, OverflowError):  # text, a signalling NaN, more than a float can hold
        return False
