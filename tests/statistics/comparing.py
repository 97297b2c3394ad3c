"""Statistics of vendors and platforms, and the series that they must agree with."""

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from math import isclose

from exporter.contracts.metrics import MetricDefinition, MetricsProviderProtocol, MetricValue
from exporter.fold.frame import FOLDS
from tests.support.shop import Exporter, series_of

Numbers = dict[tuple[str, frozenset[tuple[str, str]]], float]


def numbers_of(values: list[MetricValue]) -> Numbers:
    """Return values by key and labels; each is there once."""
    found = {(value.key, frozenset(value.labels.items())): value.value for value in values}
    assert len(found) == len(values)
    return found


_series_of = lru_cache(maxsize=16)(series_of)  # one text answers for many vendors


def exposed(exporter: Exporter, category: str, prefix: str, **chosen: str) -> Numbers:
    """Return the series with these labels as statistics would say them, folded over the labels of the scope."""
    provider = next(each for each in exporter.providers if each.category == category)
    definitions = {prefix + each.name: each for each in provider.definitions}
    parts = defaultdict(list)
    for (name, labels), value in _series_of(exporter.text(category)).items():
        if name in definitions and chosen.items() <= dict(labels).items():
            rest = frozenset((label, of) for label, of in labels if label not in {"vendor", "platform", "category"})
            parts[definitions[name], rest].append(value)
    return {(each.key, labels): _folded(each, values) for (each, labels), values in parts.items()}


def _folded(definition: MetricDefinition, values: list[float]) -> float:
    assert definition.fold is not None
    whole, *more = values
    for value in more:
        whole = FOLDS[definition.fold](whole, value)
    return whole


def different(left: Numbers, right: Numbers) -> list[str]:
    every = sorted(left.keys() | right.keys(), key=str)
    return [
        f"{key}: {left.get(key)} and {right.get(key)}"
        for key in every
        if key not in left or key not in right or not isclose(left[key], right[key], rel_tol=1e-9, abs_tol=1e-9)
    ]


def implementations(exporter: Exporter) -> Iterator[tuple[str, MetricsProviderProtocol]]:
    for provider in exporter.providers:
        assert provider.source.statistics is not None
        yield provider.category, provider.source.statistics
