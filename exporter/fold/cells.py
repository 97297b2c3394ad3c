"""Scopes, and how the columns of a frame are folded into their cells.

A cell is a combination of vendor and platform labels in a scope, or `()` for the whole shop.
"""

from abc import ABC, abstractmethod
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from math import inf, isinf
from operator import itemgetter

from exporter.contracts.labels import label_of
from exporter.contracts.metrics import MetricDefinition
from exporter.exposition.snapshot import NAN, Axis, Column, Labels, column
from exporter.fold.currencies import digits_of
from exporter.fold.frame import Frame, FrozenFrame
from exporter.fold.local_times import from_local
from exporter.fold.picking import picker
from exporter.fold.tracked import Tracked, moved

Cell = tuple[str, ...]

_LAST = -1
"""The position of the last value of a column, which is always absent; used for cells without rows."""

_PATCH_COST = 8
"""How many times as long it takes to fold a single cell again as one of all cells."""


def _sum(values: Sequence[float]) -> float:
    total = sum(values)
    return total if total == total else inf  # inf - inf is NaN, which means absent; report it as infinite


_CELL = itemgetter(1)

WHOLES: dict[str | None, Callable[[Sequence[float]], float]] = {"sum": _sum, "max": max, "min": min, None: max}


def divisor_of(definition: MetricDefinition, labels: Labels) -> int:
    """Return the divisor that converts a folded number with these labels to the exported unit."""
    if not definition.money:
        return definition.divisor
    digits = definition.minor_unit
    return int(10 ** (digits_of(dict(labels)["currency"]) if digits == "currency" else digits))


class Scope(ABC):
    """A scope of a frame: its axis, the positions that are folded into each cell, and the cells that default to 0."""

    def __init__(self, axis: Axis, zeros: Sequence[int]) -> None:
        """Create a scope with an axis; `zeros` are the indexes of the cells that default to 0."""
        self.axis, self._all_zero = axis, len(set(zeros)) == len(axis.cells)
        self._zeros = range(len(axis.cells)) if self._all_zero else array("l", zeros)  # a list keeps an object per cell

    @abstractmethod
    def cells_of(self, position: int) -> Sequence[int]:
        """Return the indexes of the cells that a position is folded into."""

    def column(self, frame: Frame | FrozenFrame, definition: MetricDefinition, labels: Labels) -> Column:
        """Return the column of these labels for this scope: folded, filled with zeros, and in the exported unit."""
        source, spoilt = frame.columns.get(definition, {}).get(labels), frame.spoilt.get((definition, labels))
        if source is not None and spoilt:
            source = array("d", source)
            for position in spoilt:
                source[position] = NAN
        out = column(len(self.axis.cells)) if source is None else self._fold(source, definition)
        if is_filled(definition) and _is_known(definition, labels):
            out = self._fill(out, self.without_number(frame, definition, labels))
        if frame.large and definition.fold == "sum":
            out = _finite(out, frame, definition)
        return Column(labels, _exported(out, definition, labels))

    def patched(self, before: Column, numbers: Tracked, definition: MetricDefinition) -> Column | None:
        """Return a column of this scope after the last change of the numbers that it was folded from.

        No number that is folded may be NULL, rejected or LARGE. None if the whole column has to be folded.
        """
        as_folded = divisor_of(definition, before.labels) == 1 and not definition.time_zone
        is_much = len(numbers.changed) * _PATCH_COST > numbers.length
        if is_much or not as_folded or (definition.fold == "sum" and not numbers.are_whole):
            return None
        changes: dict[int, list[tuple[float, float]]] = {}
        for position, old in zip(numbers.changed, numbers.before, strict=True):
            for cell in self.cells_of(position):
                changes.setdefault(cell, []).append((old, numbers.values[position]))
        out = array("d", before.values)
        for cell, of in changes.items():
            value = moved(out[cell], of, definition.fold)
            if value is None or value != value:
                return None
            out[cell] = value
        return Column(before.labels, out)

    def without_number(self, frame: Frame | FrozenFrame, definition: MetricDefinition, labels: Labels) -> set[int]:
        """Return the cells whose sum is not known, because a part of it is NULL or was rejected: they are never 0."""
        if not frame.nulls and not frame.spoilt:
            return set()
        key = (definition, labels)
        positions = {*frame.spoilt.get(key, ()), *frame.nulls.get(key, ())}
        return {cell for position in positions for cell in self.cells_of(position)}

    @abstractmethod
    def _fold(self, source: "array[float]", definition: MetricDefinition) -> "array[float]":
        """Return one value per cell, folded from a column of the frame; NaN if absent."""

    def _fill(self, out: "array[float]", nulls: set[int]) -> "array[float]":
        if self._all_zero and not nulls:
            return array("d", [value if value == value else 0.0 for value in out])
        for cell in self._zeros:
            if out[cell] != out[cell] and cell not in nulls:
                out[cell] = 0.0
        return out


class DividedScope(Scope):
    """A scope that is divided into cells by labels."""

    def __init__(self, names: tuple[str, ...], targets: Sequence[Sequence[Cell]], zeros: Sequence[Cell]) -> None:
        """Create a scope with these labels; `targets` are the cells that each position is folded into."""
        cells = sorted({*(cell for each in targets for cell in each), *zeros}, key=itemgetter(slice(None, None, -1)))
        number = {cell: i for i, cell in enumerate(cells)}
        super().__init__(Axis(names, tuple(cells)), [number[cell] for cell in zeros])
        # Flat arrays, because a tuple per position needs more memory than all numbers.
        self._targets = array("l", (number[cell] for each in targets for cell in each))
        self._ends = array("l", accumulate(map(len, targets)))

    def cells_of(self, position: int) -> "array[int]":
        """Return the indexes of the cells that a position is folded into."""
        return self._targets[self._ends[position - 1] if position else 0 : self._ends[position]]


class PickedScope(DividedScope):
    """A scope in which nearly every cell has one position. That is picked; the few others are folded in."""

    def __init__(self, names: tuple[str, ...], targets: Sequence[Sequence[Cell]], zeros: Sequence[Cell]) -> None:
        super().__init__(names, targets, zeros)
        first = array("l", [_LAST]) * len(self.axis.cells)
        self._others: list[tuple[int, int]] = []
        for position in range(len(targets)):
            for cell in self.cells_of(position):
                if first[cell] == _LAST:
                    first[cell] = position
                else:
                    self._others.append((position, cell))
        self._others.sort(key=_CELL)
        self._first, self._pick = first, picker(first)

    def positions(self, cells: range) -> list[int]:
        """Return the positions that are folded into adjacent cells, in ascending order."""
        first = (position for position in self._first[cells.start : cells.stop] if position != _LAST)
        start, stop = (bisect_left(self._others, each, key=_CELL) for each in (cells.start, cells.stop))
        return sorted((*first, *(position for position, _ in self._others[start:stop])))

    def patched(self, before: Column, numbers: Tracked, definition: MetricDefinition) -> Column | None:
        """Return the column with the changed cells folded again."""
        source, positions = numbers.values, numbers.changed
        if len(positions) * _PATCH_COST > len(self.axis.cells):
            return None
        cells = list({cell for position in positions for cell in self.cells_of(position)})
        number = {cell: i for i, cell in enumerate(cells)}
        others = [(position, number[cell]) for position, cell in self._others if cell in number]
        part = _with_others([source[self._first[cell]] for cell in cells], others, source, definition)
        if is_filled(definition) and _is_known(definition, before.labels):
            zeros = self._zeros_among(cells)
            part = array(
                "d", [0.0 if value != value and zero else value for value, zero in zip(part, zeros, strict=True)]
            )
        out = array("d", before.values)
        for cell, value in zip(cells, _exported(part, definition, before.labels), strict=True):
            out[cell] = value
        return Column(before.labels, out)

    def _zeros_among(self, cells: Sequence[int]) -> Sequence[bool]:
        """Return for each of these cells whether it is 0 without rows."""
        if self._all_zero:
            return [True] * len(cells)
        zeros = set(self._zeros)
        return [cell in zeros for cell in cells]

    def _fold(self, source: "array[float]", definition: MetricDefinition) -> "array[float]":
        return _with_others(self._pick(source), self._others, source, definition)


class FoldedScope(DividedScope):
    """A scope whose cells have many positions."""

    def __init__(self, names: tuple[str, ...], targets: Sequence[Sequence[Cell]], zeros: Sequence[Cell]) -> None:
        super().__init__(names, targets, zeros)
        positions = [array("l") for _ in self.axis.cells]
        for position in range(len(targets)):
            for cell in self.cells_of(position):
                positions[cell].append(position)
        self._pickers = list(map(picker, positions))

    def _fold(self, source: "array[float]", definition: MetricDefinition) -> "array[float]":
        out = column(len(self.axis.cells))
        whole = WHOLES[definition.fold]
        for cell, pick in enumerate(self._pickers):
            present = [value for value in pick(source) if value == value]
            if present:
                out[cell] = whole(present)
        return out


@lru_cache(maxsize=4096)
def known_values(definition: MetricDefinition) -> Mapping[str, tuple[str, ...]]:
    """Return the predefined values of each label as they are exported: cleaned and without duplicates."""
    return {name: tuple(dict.fromkeys(map(label_of, values))) for name, values in definition.labels.items()}


def is_filled(definition: MetricDefinition) -> bool:
    """Whether a missing sample is exported as 0: the metric is additive, and each label has predefined values."""
    return definition.fold == "sum" and all(definition.labels.values())


def _with_others(
    picked: Sequence[float], others: Iterable[tuple[int, int]], source: "array[float]", definition: MetricDefinition
) -> "array[float]":
    """Return the numbers that were picked for each cell, with those at other positions folded in."""
    out, whole = array("d", picked), WHOLES[definition.fold]
    for position, cell in others:
        value, sofar = source[position], out[cell]
        if value == value:
            out[cell] = whole((sofar, value)) if sofar == sofar else value
    return out


def _exported(values: "array[float]", definition: MetricDefinition, labels: Labels) -> "array[float]":
    """Return folded numbers in the exported unit."""
    if (divisor := divisor_of(definition, labels)) != 1:
        values = array("d", [value / divisor for value in values])
    if definition.time_zone:
        values = array("d", map(from_local(definition.time_zone), values))
    return values


def _finite(sums: "array[float]", frame: Frame | FrozenFrame, definition: MetricDefinition) -> "array[float]":
    """Return the sums, with infinite ones rejected and made absent."""
    for value in filter(isinf, sums):
        frame.reject("value", f"{definition.key} adds up to {value!r}, which is not a finite number")
    return array("d", [NAN if isinf(value) else value for value in sums])


def _is_known(definition: MetricDefinition, labels: Labels) -> bool:
    known = known_values(definition)
    return all(value in known[name] for name, value in labels)
