"""Cuts families into runs of samples, and finds those that did not change since the last refresh."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from exporter.exposition.snapshot import Column, Family

RUN = 128
"""Samples in a run. Shorter runs follow changes more closely, but their compressed bytes are larger: by a sixth."""


UNCUT = 4_096
"""Families with fewer samples are one run: small bodies are sent whole, and compressed alone they would be larger."""


class Span(NamedTuple):
    """Cells `start` to `stop` of a column, both given by their index; `first` and `last` of its family, or not.

    A family without columns is one span without a column (None).
    """

    family: int
    column: int | None
    start: int
    stop: int
    first: bool
    last: bool


def runs_of(families: Sequence[Family]) -> list[tuple[Span, ...]]:
    """Return the runs of families, each as its spans: a part of a large column, or several small columns.

    They depend only on the number of cells and columns, so equal families have equal runs.
    """
    runs: list[tuple[Span, ...]] = []
    waiting: list[Span] = []
    samples = 0
    longest = RUN if sum(len(each.columns) * len(each.axis.cells) for each in families) >= UNCUT else UNCUT
    for span in (span for number, family in enumerate(families) for span in _spans(number, family, longest)):
        waiting.append(span)
        samples += span.stop - span.start
        if samples >= longest:
            runs.append(tuple(waiting))
            waiting, samples = [], 0
    return [*runs, tuple(waiting)] if waiting else runs


def _spans(number: int, family: Family, longest: int) -> Iterator[Span]:
    if not family.columns:
        yield Span(number, None, 0, 0, first=True, last=True)
    cells, final = len(family.axis.cells), len(family.columns) - 1
    starts = range(0, max(1, cells - longest + 1), longest)
    for column in range(len(family.columns)):
        for start in starts:
            is_end = start == starts[-1]
            stop = cells if is_end else start + RUN
            yield Span(number, column, start, stop, first=not (column or start), last=is_end and column == final)


def alike(families: Sequence[Family], before: Sequence[Family]) -> bool:
    """Whether families have the same series, so that they have the same runs; their numbers and HELP may differ."""
    return all(
        one is not None
        and other is not None
        and one.name == other.name
        and (one.axis is other.axis or one.axis == other.axis)
        and [column.labels for column in one.columns] == [column.labels for column in other.columns]
        for one, other in zip_longest(families, before)
    )


def changed(families: Sequence[Family], before: Sequence[Family], runs: Sequence[Sequence[Span]]) -> list[bool]:
    """Return for each run whether a number differs from that of families that are `alike`."""
    views = [
        [_views(new, old) for new, old in zip(family.columns, other.columns, strict=True)]
        for family, other in zip(families, before, strict=True)
    ]
    return [any(_differs(views, span) for span in run) for run in runs]


_Views = tuple[memoryview, memoryview] | None


def _views(new: Column, old: Column) -> _Views:
    """Return the bytes of both columns; None if they are equal."""
    if new.values is old.values:
        return None
    # As bytes, because absent numbers (NaN) are unequal, and zeros of different sign equal.
    views = memoryview(new.values).cast("B"), memoryview(old.values).cast("B")
    return None if views[0] == views[1] else views


def _differs(views: Sequence[Sequence[_Views]], span: Span) -> bool:
    of = views[span.family][span.column] if span.column is not None else None
    if of is None:
        return False
    part = slice(span.start * 8, span.stop * 8)
    return of[0][part] != of[1][part]
