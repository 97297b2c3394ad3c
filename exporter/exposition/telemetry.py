"""The exporter's own metrics. Each one exists from the first scrape, so that alerts can rely on it.

https://prometheus.io/docs/practices/instrumentation/#avoid-missing-metrics
"""

from collections.abc import Iterator, Sequence

from prometheus_client import CollectorRegistry, Metric, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.openmetrics.exposition import generate_latest as generate_openmetrics
from prometheus_client.registry import Collector

from exporter.exposition.own_metrics import HEALTH, OWN_METRICS, Observed, OwnMetric
from exporter.exposition.rendering import Format
from exporter.exposition.store import Store

_FAMILIES = {"gauge": GaugeMetricFamily, "counter": CounterMetricFamily}


class Telemetry(Collector):
    """Collects the exporter's own metrics from the store, the configuration and the process at each scrape."""

    def __init__(self, store: Store, version: str, metrics: Sequence[OwnMetric] = OWN_METRICS) -> None:
        self._store = store
        self._version = version
        self._metrics = metrics
        self._registry = CollectorRegistry(auto_describe=False)
        self._registry.register(self)
        if metrics is OWN_METRICS:
            ProcessCollector(registry=self._registry)

    @property
    def health(self) -> "Telemetry":
        """Only whether the numbers of each category are current."""
        return Telemetry(self._store, self._version, HEALTH)

    def render(self, format_: Format) -> bytes:
        """Render the exporter's own metrics, without the end-of-exposition marker."""
        if format_ is Format.OPENMETRICS:
            body: bytes = generate_openmetrics(self._registry)  # type: ignore[no-untyped-call]  # it has no annotations
            return body.removesuffix(b"# EOF\n")
        return generate_latest(self._registry)

    def describe(self) -> Iterator[Metric]:
        """Yield nothing, so that registration does not collect."""
        yield from ()

    def collect(self) -> Iterator[Metric]:
        """Yield the families, from one look at the store."""
        seen = Observed(
            self._store.states(), self._version, self._store.databases_up, self._store.reload, self._store.preset
        )
        for each in self._metrics:
            family = _FAMILIES[each.type](each.name, each.help, labels=each.labels)
            for labels, value in each.samples(seen):
                family.add_metric(labels, value)
            yield family
