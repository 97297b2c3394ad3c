"""Keeps the columns of the last refresh, so that only what changed is folded again."""

from typing import NamedTuple

from exporter.contracts.metrics import MetricDefinition
from exporter.exposition.snapshot import Column, Labels
from exporter.fold.cells import Scope
from exporter.fold.frame import Frame, Key
from exporter.fold.tracked import Tracked


class _Kept(NamedTuple):
    """A column, and the version of the numbers that it was folded from."""

    column: Column
    version: int


class KeptColumns:
    """The columns of one layout, with the numbers of the frame that they were folded from."""

    def __init__(self, positions: int) -> None:
        """Keep columns of frames with this number of positions."""
        self._positions = positions
        self._numbers: dict[Key, Tracked] = {}
        self._columns: dict[tuple[Scope, Key], _Kept] = {}
        self._used: set[Key] = set()

    def column(self, scope: Scope, frame: Frame, definition: MetricDefinition, labels: Labels) -> Column:
        """Return what `scope.column` returns."""
        key, source = (definition, labels), frame.kept(definition, labels)
        self._used.add(key)
        if source is None or frame.large or frame.nulls.get(key) or frame.spoilt.get(key):
            self._columns.pop((scope, key), None)
            return scope.column(frame, definition, labels)
        numbers, kept = self._numbers.get(key), self._columns.get((scope, key))
        if numbers is None:
            numbers = self._numbers[key] = Tracked(source, self._positions)
        numbers.see(source)
        column = kept.column if kept and kept.version == numbers.version else None
        if kept and kept.version == numbers.version - 1:
            column = scope.patched(kept.column, numbers, definition)
        if column is None:
            column = scope.column(frame, definition, labels)
        self._columns[scope, key] = _Kept(column, numbers.version)
        return column

    def forget_unused(self) -> None:
        """Forget the columns that were not asked for since the last call, such as those of a status that is gone."""
        if self._numbers.keys() - self._used:
            self._numbers = {key: of for key, of in self._numbers.items() if key in self._used}
            self._columns = {at: of for at, of in self._columns.items() if at[1] in self._used}
        self._used = set()
