"""Compares statistics with the series that they must agree with."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from math import isclose

from prometheus_client.parser import text_string_to_metric_families

from exporter.contracts.metrics import MetricDefinition, MetricValue
from exporter.fold.frame import FOLDS

Series = tuple[str, frozenset[tuple[str, str]]]
Samples = Mapping[Series, float]
Numbers = dict[tuple[str, frozenset[tuple[str, str]]], float]
"""Values by key and labels."""

SCOPE_LABELS = frozenset({"vendor", "platform", "category"})


def samples_of(text: str) -> dict[Series, float]:
    """Return every sample of an exposition, read by the official parser.

    Raises ValueError if it cannot be read, or a series is there twice.
    """
    found: dict[Series, float] = {}
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            series = (sample.name, frozenset(sample.labels.items()))
            if series in found:
                raise ValueError(f"{sample.name}{sample.labels} is there twice")
            found[series] = sample.value
    return found


def numbers_of(values: Iterable[MetricValue]) -> Numbers:
    """Return values by key and labels. Raises ValueError if one is there twice."""
    found: Numbers = {}
    for value in values:
        key = (value.key, frozenset(dict(getattr(value, "labels", None) or {}).items()))
        if key in found:
            raise ValueError(f"{value.key}{dict(key[1])} is there twice")
        found[key] = value.value
    return found


def folded(samples: Samples, names: Mapping[str, MetricDefinition], **chosen: str) -> Numbers:
    """Return the series of these names that have the labels `chosen`, folded over vendors and platforms."""
    parts = defaultdict(list)
    for (name, labels), value in samples.items():
        if name in names and chosen.items() <= dict(labels).items():
            rest = frozenset((label, of) for label, of in labels if label not in SCOPE_LABELS)
            parts[names[name], rest].append(value)
    return {(each.key, labels): fold(each, values) for (each, labels), values in parts.items()}


def fold(definition: MetricDefinition, values: Iterable[float]) -> float:
    """Return the whole of some parts; the first of them if the metric does not fold."""
    whole, *more = values
    for value in more if definition.fold else ():
        whole = FOLDS[definition.fold](whole, value)
    return whole


def different(left: Numbers, right: Numbers) -> list[str]:
    """Return "key{labels}: left and right" for each number that differs."""
    return [
        f"{key[0]}{dict(key[1]) or ''}: {left.get(key)} and {right.get(key)}"
        for key in sorted(left.keys() | right.keys(), key=str)
        if key not in left or key not in right or not close(left[key], right[key])
    ]


def close(left: float, right: float) -> bool:
    """Whether two numbers differ only by how floats are added up."""
    return isclose(left, right, rel_tol=1e-9, abs_tol=1e-9)
