"""A prometheus_client collector over snapshots, for applications with their own registry.

The exporter itself sends the output of `rendering`; a property test checks that both are equal.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from prometheus_client import Metric
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from exporter.exposition.snapshot import Snapshot


class Gauge(NamedTuple):
    """A gauge about the snapshots themselves: its name and HELP, and its value by category."""

    name: str
    help: str
    values: Mapping[str, float]


class SnapshotCollector(Collector):
    """Maps the families of snapshots to gauges.

    `snapshots` returns the fresh snapshots at the time of the scrape. `names` returns the names of all possible
    families, so that the registry detects duplicates on registration without collecting. `gauges` are added to them.
    """

    def __init__(
        self,
        snapshots: Callable[[], Iterable[Snapshot]],
        names: Callable[[], Iterable[str]] = tuple,
        gauges: Callable[[], Iterable[Gauge]] = tuple,
    ) -> None:
        self._snapshots = snapshots
        self._names = names
        self._gauges = gauges

    def describe(self) -> Iterator[Metric]:
        """Yield the families without samples."""
        for name in (*self._names(), *(each.name for each in self._gauges())):
            yield GaugeMetricFamily(name, "")

    def collect(self) -> Iterator[Metric]:
        """Yield a gauge family for each family of each fresh snapshot."""
        for snapshot in self._snapshots():
            for family in snapshot.families:
                metric = GaugeMetricFamily(family.name, family.help)
                for labels, value in family.samples(snapshot.category):
                    metric.add_sample(family.name, labels, value)
                yield metric
        for gauge in self._gauges():
            metric = GaugeMetricFamily(gauge.name, gauge.help, labels=["category"])
            for category, value in gauge.values.items():
                metric.add_metric([category], value)
            yield metric
