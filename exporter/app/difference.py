"""`orion-exporter once --diff`: compares the exposition with one that was saved before a change."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from math import isfinite
from typing import Literal

from exporter.contracts.printable import printable
from exporter.exposition.own_metrics import OWN_METRICS
from exporter.exposition.parsing import SavedFamily

FIRST = 5
"""Number of series of each kind that are printed for a family."""

_ALL = "--all prints every one"
_TOTAL = "_total"
_VOLATILE = {each.name.removesuffix(_TOTAL) for each in OWN_METRICS if each.is_volatile}
_PROCESS = "process_"
_EXACT = 1e15
"""Smaller whole numbers are printed with all their digits."""

Families = Mapping[str, SavedFamily]
_NONE = SavedFamily()


@dataclass(frozen=True, slots=True)
class Change:
    """How a family changed. `metadata` are HELP and TYPE, `values` the series that both have, each (old, new)."""

    name: str
    kind: Literal["appeared", "vanished", "changed"]
    appeared: Mapping[str, float]
    vanished: Mapping[str, float]
    values: Mapping[str, tuple[float, float]]
    metadata: Mapping[str, tuple[str, str]]

    @property
    def has_numbers(self) -> bool:
        """Whether series or values changed, and not only HELP or TYPE."""
        return bool(self.appeared or self.vanished or self.values)


def is_volatile(name: str) -> bool:
    """Whether a family changes by itself: durations, times and counters of the exporter, and all of the process."""
    return name.startswith(_PROCESS) or name.removesuffix(_TOTAL) in _VOLATILE


def compare(before: Families, after: Families) -> list[Change]:
    """Return the families that differ, in the order of the exposition; those that vanished come last."""
    names = [name for name in {**after, **before} if not is_volatile(name)]
    changes = (_compared(name, before.get(name), after.get(name)) for name in names)
    return [each for each in changes if each is not None]


def _compared(name: str, before: SavedFamily | None, after: SavedFamily | None) -> Change | None:
    old, new = before or _NONE, after or _NONE
    change = Change(
        name,
        "appeared" if before is None else "vanished" if after is None else "changed",
        appeared={each: value for each, value in new.series.items() if each not in old.series},
        vanished={each: value for each, value in old.series.items() if each not in new.series},
        values=dict(_values(old.series, new.series)),
        metadata=dict(_metadata(old, new)) if before and after else {},
    )
    return change if change.has_numbers or change.metadata else None


def _values(old: Mapping[str, float], new: Mapping[str, float]) -> Iterator[tuple[str, tuple[float, float]]]:
    for series, value in new.items():
        before = old.get(series, value)
        both_absent = before != before and value != value  # NaN
        if before != value and not both_absent:
            yield series, (before, value)


def _metadata(old: SavedFamily, new: SavedFamily) -> Iterator[tuple[str, tuple[str, str]]]:
    for name, before, after in (("HELP", old.help, new.help), ("TYPE", old.type, new.type)):
        if before != after:
            yield name, (before, after)


def report(changes: Sequence[Change], *, limit: int | None = FIRST) -> Iterator[str]:
    """Yield the lines of a report for people; at most `limit` series of each kind per family (None: all)."""
    numbers = [each for each in changes if each.has_numbers]
    others = [each for each in changes if not each.has_numbers]
    counts = [f"{sum(each.kind == kind for each in numbers):,} {kind}" for kind in ("appeared", "vanished", "changed")]
    yield f"families: {', '.join(counts)}, {len(others):,} changed only in HELP or TYPE" if changes else "no difference"
    for change in (*numbers, *others[:limit]):
        yield ""
        yield from _family(change, limit)
    if len(others) > len(others[:limit]):
        yield f"\nand {len(others) - len(others[:limit]):,} more that changed only in HELP or TYPE; {_ALL}"


def _family(change: Change, limit: int | None) -> Iterator[str]:
    values = "value" if len(change.values) == 1 else "values"
    parts = (
        (change.appeared, "series appeared"),
        (change.vanished, "series vanished"),
        (change.values, f"{values} changed"),
    )
    counts = [f"{len(of):,} {words}" for of, words in parts if of] + [f"{name} changed" for name in change.metadata]
    yield f"{change.kind} {printable(change.name)}: {', '.join(counts)}"
    for name, (old, new) in change.metadata.items():
        yield f"  {name} - {printable(old)}"
        yield f"  {name} + {printable(new)}"
    yield from _some("+", {series: _number(value) for series, value in change.appeared.items()}, limit)
    yield from _some("-", {series: _number(value) for series, value in change.vanished.items()}, limit)
    yield from _some("~", {series: _change(*both) for series, both in change.values.items()}, limit)


def _some(sign: str, lines: Mapping[str, str], limit: int | None) -> Iterator[str]:
    for series, text in islice(lines.items(), limit):
        yield f"  {sign} {printable(series)} {text}"
    if limit is not None and len(lines) > limit:
        yield f"  {sign} and {len(lines) - limit:,} more; {_ALL}"


def _change(old: float, new: float) -> str:
    if not (isfinite(old) and isfinite(new)):
        return f"{_number(old)} -> {_number(new)}"
    difference = float(Decimal(repr(new)) - Decimal(repr(old)))  # of the numbers as printed: 0.3 - 0.1 is 0.2
    return f"{_number(old)} -> {_number(new)} ({'+' if difference > 0 else ''}{_number(difference)})"


def _number(value: float) -> str:
    return str(int(value)) if value.is_integer() and abs(value) < _EXACT else repr(value)
