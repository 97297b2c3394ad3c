"""The text of samples in the exposition formats, in runs of a column: many lines at a time, in loops that run in C."""

from collections.abc import Iterable, Sequence
from itertools import chain, compress, repeat
from math import isnan

from exporter.exposition.numbers import go_floats
from exporter.exposition.snapshot import Axis, Column, Family, Labels

_Run = tuple[int, int]


class Lines:
    """The lines of the samples of one category. What the columns of an axis have in common is computed once."""

    def __init__(self, category: str) -> None:
        self._fixed: Labels = (("category", category),)
        self._labels: dict[tuple[int, _Run], _LabelRun] = {}
        self._pieces: dict[tuple[str, Labels], list[str]] = {}

    def text(self, family: Family, column: Column, start: int, stop: int) -> str:
        """Return the lines of a run of a column; each starts with the newline that ends the previous one."""
        around = self._run(family.axis, (start, stop)).around(self._around(family, column))
        values: Sequence[float] = column.values[start:stop]
        if any(map(isnan, values)):
            present = [value == value for value in values]
            values = list(compress(values, present))
            around = [compress(each, present) for each in around]
        return "".join(chain.from_iterable(zip(*around, go_floats(values), strict=False)))

    def _run(self, axis: Axis, run: _Run) -> "_LabelRun":
        key = (id(axis), run)
        if key not in self._labels:
            self._labels[key] = _LabelRun(axis.cells[slice(*run)], len(axis.names))
        return self._labels[key]

    def _around(self, family: Family, column: Column) -> list[str]:
        key = (family.name, column.labels)
        if key not in self._pieces:
            self._pieces[key] = _pieces(family.name, (*self._fixed, *column.labels), family.axis.names)
        return self._pieces[key]


class _LabelRun:
    """The escaped label values of a run of cells."""

    def __init__(self, cells: Sequence[tuple[str, ...]], labels: int) -> None:
        self._labels = [_escaped([cell[label] for cell in cells]) for label in range(labels)]
        self._distinct = set(self._labels[0]) if labels else set()
        self._ends: dict[str, list[str]] = {}

    def around(self, pieces: Sequence[str]) -> list[Iterable[str]]:
        """Return the text before each number, as few iterables to be zipped; `pieces` surround the label values.

        The first label of an axis has few distinct values, and the text after the last one rarely differs by column.
        """
        if not self._labels:
            return [repeat(f"\n{pieces[0]}")]
        first = {value: f"\n{pieces[0]}{value}{pieces[1]}" for value in self._distinct}
        begins = map(first.__getitem__, self._labels[0])
        if len(self._labels) == 1:
            return [begins]
        middles = [part for i in range(1, len(self._labels) - 1) for part in (self._labels[i], repeat(pieces[i + 1]))]
        if pieces[-1] not in self._ends:
            self._ends[pieces[-1]] = [value + pieces[-1] for value in self._labels[-1]]
        return [begins, *middles, self._ends[pieces[-1]]]


def _escaped(values: list[str]) -> list[str]:
    # Few codes need escaping, and checking the concatenation is faster than checking each value.
    return values if escape(text := "".join(values)) == text else list(map(escape, values))


def _pieces(name: str, fixed: Labels, names: Sequence[str]) -> list[str]:
    """Return the text before, between and after the label values of the axis, up to the number."""
    labels = {label: escape(value) for label, value in fixed}
    pieces, text = [], f"{name}{{"
    for label in sorted((*labels, *names)):
        text += f'{label}="'
        if label in labels:
            text += labels[label]
        else:
            pieces.append(text)
            text = ""
        text += '",'
    return [*pieces, f"{text[:-1]}}} "]


def escape(value: str) -> str:
    """Escape a label value."""
    return value.replace("\\", r"\\").replace("\n", r"\n").replace('"', r"\"")
