"""The numbers of a category as they are in answers."""

from collections.abc import Iterable, Set
from math import isfinite
from typing import Any

from exporter.contracts.metrics import MetricValue
from exporter.exposition.flat import flat_key, totals


def numbers(values: Iterable[MetricValue], additive: Set[str], *, with_previous: bool = False) -> dict[str, Any]:
    """Return values and their totals; `with_previous` also those of the period before.

    Values that are not finite are omitted. Raises various exceptions for values that are not as `MetricValue` says.
    """
    finite = [each for each in values if isfinite(each.value)]
    found: dict[str, Any] = {
        "values": [_value(each, with_previous=with_previous) for each in finite],
        "totals": totals(finite, additive, lambda each: each.value),
    }
    if with_previous:
        found["previous_totals"] = totals(finite, additive, _previous)
    return found


def _value(value: MetricValue, *, with_previous: bool) -> dict[str, Any]:
    shown = {
        "key": value.key,
        "flat_key": flat_key(value),
        "value": _number(value.value),
        "label": value.label,
        "unit": value.unit,
        "description": value.description,
        "icon": value.icon,
        "labels": {name: str(of) for name, of in value.labels.items()},
    }
    if with_previous:
        shown["previous"] = None if (previous := _previous(value)) is None else _number(previous)
    return shown


def _previous(value: MetricValue) -> float | None:
    return value.previous if value.previous is not None and isfinite(value.previous) else None


def _number(value: float) -> float:
    return float(value) + 0.0  # turns -0.0 into 0.0, as in the exposition
