"""The results of statistics: metric values and failures by category, also as one flat mapping."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from exporter.contracts.failures import Failure
from exporter.contracts.metrics import MetricValue
from exporter.exposition.flat import Number, flat_key, totals


@dataclass(frozen=True, slots=True)
class Statistics:
    """The results of all providers by category: metric values in `values`, or the reason of a failure in `failures`.

    Each category is in one of the two, or in neither if its module is disabled on the platform, or is not installed:
    the shop has none of its relations, and the configuration does not mention it. `additive` are the keys of metrics
    whose values with different labels can be added up.
    """

    values: Mapping[str, list[MetricValue]] = field(default_factory=dict)
    failures: Mapping[str, Failure] = field(default_factory=dict)
    additive: frozenset[str] = frozenset()

    def flat(self) -> dict[str, float]:
        """Return all values by key and labels, in the order of `values`.

        Labels are sorted and quoted as in the exposition: `orders.total{status="pending"}`. The bare key of an additive
        metric, `orders.total`, is the sum over all its labels. There is none for amounts in several currencies, for
        the earliest or latest of some times, or for values of a provider that does not say how they add up.
        """
        return self._flat(lambda each: each.value)

    def flat_previous(self) -> dict[str, float]:
        """Return the values of the period before in the same form; empty unless a period was asked for."""
        return self._flat(lambda each: each.previous)

    def _flat(self, number: Number) -> dict[str, float]:
        every = [each for values in self.values.values() for each in values]
        flat = {flat_key(each): value for each in every if (value := number(each)) is not None}
        return {**totals(every, self.additive, number), **flat}
