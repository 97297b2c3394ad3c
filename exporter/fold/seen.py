"""Zeros beside open label values: where a payment method was seen, so is each of the predefined statuses.

In the vendor scope this would make a multiple of the series, so there a combination is exported when it is found. In
the platform scope and for the whole shop, the first failed payment is an increase from 0.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import product

from exporter.contracts.metrics import MetricDefinition
from exporter.exposition.snapshot import Column, Labels
from exporter.fold.cells import Scope, is_filled, known_values
from exporter.fold.frame import Frame, FrozenFrame


def is_partly_known(definition: MetricDefinition) -> bool:
    """Whether a metric is additive, and has both labels with predefined values and labels without."""
    return definition.fold == "sum" and any(definition.labels.values()) and not is_filled(definition)


def seen_sets(definition: MetricDefinition, found: Iterable[Labels]) -> list[Labels]:
    """Return each combination of open label values that was found, with all predefined values of the other labels."""
    known = {name: values for name, values in known_values(definition).items() if values}
    every = {
        tuple(sorted((*_open(definition, labels), *zip(known, values, strict=True))))
        for labels in found
        for values in product(*known.values())
    }
    return sorted(every.union(found))


def completed(
    scope: Scope, frame: Frame | FrozenFrame, definition: MetricDefinition, columns: Sequence[Column]
) -> list[Column]:
    """Return the columns of a metric, with 0 in each cell where its open label values were seen with another value."""
    known, together = known_values(definition), defaultdict(list)
    for each in columns:
        together[_open(definition, each.labels)].append(each.values)
    seen = {
        of: [any(value == value for value in cell) for cell in zip(*all_, strict=True)] for of, all_ in together.items()
    }
    return [
        each if _is_other(known, each.labels) else _filled(each, seen[_open(definition, each.labels)], unknown)
        for each in columns
        for unknown in [scope.without_number(frame, definition, each.labels)]
    ]


def _open(definition: MetricDefinition, labels: Labels) -> Labels:
    return tuple((name, value) for name, value in labels if not definition.labels[name])


def _is_other(known: Mapping[str, tuple[str, ...]], labels: Labels) -> bool:
    """Whether a label has a value that is not predefined, where there are predefined ones."""
    return any(known[name] and value not in known[name] for name, value in labels)


def _filled(column: Column, seen: Sequence[bool], unknown: set[int]) -> Column:
    values = enumerate(zip(column.values, seen, strict=True))
    zeros = (0.0 if value != value and is_seen and cell not in unknown else value for cell, (value, is_seen) in values)
    return Column(column.labels, array("d", zeros))
