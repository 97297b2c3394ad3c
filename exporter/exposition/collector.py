"""An ordinary prometheus_client collector over snapshots, for an application that has a registry of its own.

The exporter itself sends the bytes of `exposition`; a property test holds the two equal.
"""

from collections.abc import Callable, Iterable, Iterator

from prometheus_client import Metric
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from exporter.exposition.snapshot import Snapshot


class SnapshotCollector(Collector):
    """Maps the families of snapshots to gauges.

    `snapshots` returns those that are fresh at the moment of the scrape; `names` the families that there can be, so
    that registering reads nothing and a name that is taken is refused at once.
    """

    def __init__(self, snapshots: Callable[[], Iterable[Snapshot]], names: Callable[[], Iterable[str]] = tuple) -> None:
        self._snapshots = snapshots
        self._names = names

    def describe(self) -> Iterator[Metric]:
        """Yield the families without samples."""
        for name in self._names():
            yield GaugeMetricFamily(name, "")

    def collect(self) -> Iterator[Metric]:
        """Yield a gauge family for each family of each fresh snapshot."""
        for snapshot in self._snapshots():
            for family in snapshot.families:
                metric = GaugeMetricFamily(family.name, family.help)
                for labels, value in family.samples(snapshot.category):
                    metric.add_sample(family.name, labels, value)
                yield metric
