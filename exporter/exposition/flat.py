"""The flat form of metric values: keys with labels, and sums over all labels."""

from collections.abc import Callable, Iterable, Set

from exporter.contracts.metrics import MetricValue
from exporter.exposition.lines import escape

Number = Callable[[MetricValue], float | None]


def flat_key(value: MetricValue) -> str:
    """Return the key of a value with its labels, written as in the exposition."""
    labels = ",".join(f'{name}="{escape(str(of))}"' for name, of in sorted(value.labels.items()))
    return f"{value.key}{{{labels}}}" if labels else value.key


def totals(values: Iterable[MetricValue], additive: Set[str], number: Number) -> dict[str, float]:
    """Return the sum over all labels of each additive metric that has some, by key."""
    sums: dict[str, float] = {}
    for each in values:
        if each.key in additive and each.labels and (value := number(each)) is not None:
            sums[each.key] = sums.get(each.key, 0.0) + float(value)  # may be a Decimal
    return sums
