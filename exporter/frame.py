"""Rows by (vendor id, platform id): what a provider's answers become before anyone gives them names.

One column of numbers for each definition and combination of labels, all aligned with one index of ids. A number that is
not acceptable costs one sample and is counted; the rest is kept.
"""

import operator
from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from math import isfinite
from typing import Any, NamedTuple

from exporter.contracts.metrics import Fold, Labelled, MetricDefinition, Rows
from exporter.directory import UNKNOWN, text
from exporter.snapshot import Labels, column

Who = tuple[int | None, int | None]

FOLDS: dict[Fold | None, Callable[[Any, Any], Any]] = {"sum": operator.add, "max": max, "min": min}
"""How two parts of one number become one; an info (None) has no parts."""


class Kind(NamedTuple):
    """Which ids a definition's rows can have: it decides the scopes and where zeros are due."""

    has_vendor: bool
    has_platform: bool


class ContractError(Exception):
    """A provider broke the contract so that nothing of its answer can be used."""


_Target = tuple["array[float]", MetricDefinition, Labels]


class Frame:
    """The numbers of one category, by id."""

    def __init__(self, capacity: int = 64) -> None:
        self.index: dict[Who, int] = {}
        self.columns: dict[MetricDefinition, dict[Labels, array[float]]] = {}
        self.kinds: dict[MetricDefinition, Kind] = {}
        self.nulls: dict[tuple[MetricDefinition, Labels], set[int]] = {}
        self.sources: dict[tuple[str, Kind], dict[int, int]] = {}
        self.rejected: Counter[str] = Counter()
        self.warnings: dict[str, str] = {}
        self._capacity = capacity

    def reject(self, reason: str, message: str) -> None:
        """Count a sample that cannot be exported; the first message of each reason is kept for people."""
        self.rejected[reason] += 1
        self.warnings.setdefault(reason, message)

    def position(self, who: Who) -> int:
        """Return the position of these ids in every column; new ones get the next."""
        position = self.index.setdefault(who, len(self.index))
        if position == self._capacity:
            for columns in self.columns.values():
                for values in columns.values():
                    values.extend(column(self._capacity))
            self._capacity *= 2
        return position

    def column(self, definition: MetricDefinition, labels: Labels) -> "array[float]":
        """Return the column of a definition at these label values; a new one is all absent."""
        columns = self.columns.setdefault(definition, {})
        if labels not in columns:
            columns[labels] = column(self._capacity)
        return columns[labels]

    def add(self, rows: Rows) -> None:
        """Read an answer to its end.

        Raises ContractError if the rows are not what `Rows` promises.
        """
        declared = self._declare(rows)
        start = 2 + len(rows.by)
        width = start + 1 + len(declared)
        known: dict[tuple[Any, ...], list[_Target] | None] = {}
        source = rows.source or f"#{len(self.sources)}"
        counts = self.sources.setdefault((source, Kind(rows.has_vendor, rows.has_platform)), {})
        seen: dict[int, int] = {}
        for row in rows.rows:
            if len(row) != width:
                raise ContractError(f"a row has {len(row)} columns where {width} were announced: {rows.by!r}")
            combination = tuple(row[2:start])
            try:
                targets = known[combination]
            except KeyError:
                targets = known[combination] = self._targets(rows, declared, combination)
            except TypeError:  # a list or the like, which no dictionary takes
                targets = None
            if targets is None:
                self.reject("label", f"the labels {rows.by!r} have values that are not text: {combination!r}")
                continue
            position = self.position((row[0], row[1]))
            seen[position] = seen.get(position, 0) + row[start]
            self._put(position, targets, row[start + 1 :])
        for position, count in seen.items():
            counts[position] = max(count, counts.get(position, 0))

    def put(self, definition: MetricDefinition, labels: Labels, who: Who, value: float | None) -> None:
        """Set one number. Where the definition does not fold, a second one for the same series is refused.

        A row may lack a number; a value that someone put together must have one.
        """
        if value is None:
            self.reject("value", f"{definition.key} is None, which is not a finite number")
            return
        self._put(self.position(who), [(self.column(definition, labels), definition, labels)], (value,))

    def _declare(self, rows: Rows) -> list[Labelled]:
        kind = Kind(rows.has_vendor, rows.has_platform)
        declared = [m if isinstance(m, Labelled) else Labelled(m) for m in rows.measures]
        for definition, fixed in ((m.definition, dict(m.labels)) for m in declared):
            if self.kinds.setdefault(definition, kind) != kind:
                raise ContractError(f"{definition.key} is asked for with and without a vendor or a platform")
            if not all(isinstance(of, str) and of for of in fixed.values()):
                raise ContractError(f"{definition.key} has fixed labels that are not texts: {fixed!r}")
            missing = set(definition.labels) - set(rows.by) - set(fixed)
            if missing or set(fixed) - set(definition.labels):
                raise ContractError(
                    f"{definition.key} declares the labels {sorted(definition.labels)}, its rows differ"
                )
        return declared

    def _targets(self, rows: Rows, declared: Sequence[Labelled], combination: tuple[Any, ...]) -> list[_Target] | None:
        """Return where the numbers of rows with these label values go; None if one cannot be a label."""
        if not all(value is None or isinstance(value, str) for value in combination):
            return None
        # Prometheus cannot tell an empty label from a missing one, and NULL is neither: both are unknown.
        values = {name: text(value) if value else UNKNOWN for name, value in zip(rows.by, combination, strict=True)}
        targets: list[_Target] = []
        for measure in declared:
            named = {name: values[name] for name in measure.definition.labels if name in values} | dict(measure.labels)
            labels = tuple(sorted(named.items()))
            targets.append((self.column(measure.definition, labels), measure.definition, labels))
        return targets

    def _put(self, position: int, targets: Sequence[_Target], numbers: Sequence[Any]) -> None:
        for (values, definition, labels), number in zip(targets, numbers, strict=True):
            if number is None:
                if definition.fold == "sum":
                    self.nulls.setdefault((definition, labels), set()).add(position)
                continue
            if not is_number(number):
                self.reject("value", f"{definition.key} is {number!r}, which is not a finite number")
                continue
            value = values[position]
            if value != value:  # noqa: PLR0124 - absent so far
                values[position] = number
            elif definition.fold is None:
                self.reject("duplicate", f"{definition.key} is given twice for the labels {dict(labels)!r}")
            else:
                values[position] = FOLDS[definition.fold](value, float(number))

    def series(self) -> Iterator[tuple[MetricDefinition, Labels, "array[float]"]]:
        """Yield every column."""
        for definition, columns in self.columns.items():
            for labels, values in columns.items():
                yield definition, labels, values


def is_number(value: object) -> bool:
    """Whether a sample may have this value: a finite number; True and "1" are not numbers."""
    if isinstance(value, bool):
        return False
    try:
        return isfinite(value)  # type: ignore[arg-type]  # int, float, Decimal and Fraction all have __float__
    except (TypeError, ValueError, OverflowError):  # text, a signalling NaN, more than a float can hold
        return False
