"""Keeps the columns of the last refresh, so that only what changed is folded again."""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from exporter.contracts.metrics import MetricDefinition
from exporter.exposition.snapshot import Column, Labels
from exporter.fold.cells import Scope
from exporter.fold.frame import Frame, Key

_BLOCK = 128


@dataclass(slots=True)
class _Numbers:
    """The numbers of a frame as they were last seen. `changed` are the positions in which `version` differs from the
    version before it."""

    values: "array[float]"
    version: int = 0
    changed: Sequence[int] = ()


class _Kept(NamedTuple):
    """A column, and the version of the numbers that it was folded from."""

    column: Column
    version: int


class KeptColumns:
    """The columns of one layout, with the numbers of the frame that they were folded from."""

    def __init__(self, positions: int) -> None:
        """Keep columns of frames with this number of positions."""
        self._positions = positions
        self._numbers: dict[Key, _Numbers] = {}
        self._columns: dict[tuple[Scope, Key], _Kept] = {}

    def column(self, scope: Scope, frame: Frame, definition: MetricDefinition, labels: Labels) -> Column:
        """Return what `scope.column` returns."""
        key, source = (definition, labels), frame.kept(definition, labels)
        if source is None or frame.large or frame.nulls.get(key) or frame.spoilt.get(key):
            self._columns.pop((scope, key), None)
            return scope.column(frame, definition, labels)
        numbers, kept = self._seen(key, source), self._columns.get((scope, key))
        column = kept.column if kept and kept.version == numbers.version else None
        if kept and kept.version == numbers.version - 1:
            column = scope.patched(kept.column, source, definition, numbers.changed)
        if column is None:
            column = scope.column(frame, definition, labels)
        self._columns[scope, key] = _Kept(column, numbers.version)
        return column

    def _seen(self, key: Key, source: "array[float]") -> _Numbers:
        """Return the numbers of a column of the frame, with what differs from those that were seen before."""
        seen = self._numbers.get(key)
        if seen is None:
            seen = self._numbers[key] = _Numbers(source)
        elif source is not seen.values:
            if changed := list(_changed(source, seen.values, self._positions)):
                seen.version, seen.changed = seen.version + 1, changed
            seen.values = source  # not another one with the same numbers beside it
        return seen


def _changed(new: "array[float]", old: "array[float]", length: int) -> Iterator[int]:
    """Yield the positions below `length` in which two columns differ."""
    # As bytes, because absent numbers (NaN) are unequal.
    ours, theirs = (memoryview(each).cast("B")[: length * 8] for each in (new, old))
    if ours == theirs:
        return
    for start in range(0, length, _BLOCK):
        stop = start + _BLOCK
        if ours[start * 8 : stop * 8] != theirs[start * 8 : stop * 8]:
            pairs = zip(new[start : min(stop, length)], old[start : min(stop, length)], strict=True)
            yield from (i for i, (one, two) in enumerate(pairs, start) if one != two and (one == one or two == two))
