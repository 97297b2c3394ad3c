"""The exporter's own metrics. Each one exists from the first scrape, so that alerts can rely on it.

https://prometheus.io/docs/practices/instrumentation/#avoid-missing-metrics
"""

import platform
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from prometheus_client import CollectorRegistry, Metric, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.openmetrics.exposition import generate_latest as generate_openmetrics
from prometheus_client.registry import Collector

from exporter.contracts.clock import Clock
from exporter.contracts.failures import REASONS, REJECTIONS
from exporter.exposition.rendering import Format
from exporter.exposition.snapshot import Snapshot
from exporter.exposition.store import ProviderState, Store

PREFIX = "orion_exporter_"


@dataclass(frozen=True, slots=True)
class Gauge:
    """A gauge per provider: name, HELP text, and a function that returns its value (None: no sample) for a state."""

    name: str
    help: str
    value: Callable[[ProviderState], float | None]


def _served(name: str, help_: str, value: Callable[[Snapshot], float]) -> Gauge:
    return Gauge(name, help_, lambda state: value(state.snapshot) if state.snapshot else 0)


GAUGES = (
    Gauge(
        "provider_up",
        "Whether the last refresh succeeded (1) or failed (0); absent while not installed.",
        lambda s: float(s.up) if s.installed else None,
    ),
    Gauge(
        "provider_installed",
        "Whether the tables of the module exist; 0 means that the provider is idle.",
        lambda s: float(s.installed),
    ),
    Gauge("refresh_duration_seconds", "How long the last refresh took.", lambda s: s.duration),
    Gauge(
        "last_success_timestamp_seconds",
        "When the snapshot that is served was taken; 0 before the first.",
        lambda s: s.last_success,
    ),
    _served(
        "last_full_refresh_timestamp_seconds",
        "When every row was last read for what is served; 0 before the first.",
        lambda s: s.full_at,
    ),
    Gauge("interval_seconds", "The time between refreshes; for cron the longest gap.", lambda s: s.interval),
    Gauge("max_age_seconds", "The age from which a snapshot is no longer served.", lambda s: s.max_age),
    _served("series", "Series in the last good snapshot.", lambda s: s.series),
    Gauge(
        "series_limit",
        "Series above which only the platform scope is exported; 0 means no limit.",
        lambda s: s.series_limit,
    ),
    _served(
        "detail_dropped",
        "Whether only the platform scope is exported since the limit was passed.",
        lambda s: float(s.detail_dropped),
    ),
    _served(
        "rows_unattributed", "Rows that name a vendor or a platform that does not exist.", lambda s: s.unattributed
    ),
    _served(
        "rows_excluded",
        "Rows that are left out since the module is off on all of their platforms.",
        lambda s: s.excluded,
    ),
    _served("null_sums", "Sums that are absent since the database says NULL.", lambda s: s.nulls),
    _served(
        "codes_replaced",
        "Vendors and platforms whose code could not be the label, which is <code>-<id>.",
        lambda s: s.codes_replaced,
    ),
    _served(
        "labels_cleaned",
        "Labels, codes and names that were cut at 128 characters or had control characters.",
        lambda s: s.labels_cleaned,
    ),
    _served("refresh_statements", "SQL statements of the last good refresh.", lambda s: s.statements),
)


class Described(NamedTuple):
    """The name, type, HELP text and labels of a metric, for the catalogue."""

    name: str
    type: str
    help: str
    labels: tuple[str, ...]


def describe() -> Iterator[Described]:
    """Yield the exporter's own metrics, without those of prometheus_client's ProcessCollector."""
    telemetry = Telemetry(Store([ProviderState("", 0, 0)]), "", Clock())
    for family in telemetry.collect():
        name = f"{family.name}_total" if family.type == "counter" else family.name
        yield Described(name, family.type, family.documentation, tuple(family.samples[0].labels))


class Telemetry(Collector):
    """Collects the exporter's own metrics from the store, the configuration and the process at each scrape."""

    def __init__(self, store: Store, version: str, clock: Clock) -> None:
        self._store = store
        self._version = version
        self.reload_succeeded = True
        self.reloaded_at = clock.wall()
        self._registry = CollectorRegistry(auto_describe=False)
        self._registry.register(self)
        ProcessCollector(registry=self._registry)

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
        """Yield the families, all from one consistent view of the store."""
        states = self._store.states()
        yield self._build_info()
        yield from self._single()
        for gauge in GAUGES:
            family = GaugeMetricFamily(PREFIX + gauge.name, gauge.help, labels=["category"])
            for state in states:
                if (value := gauge.value(state)) is not None:
                    family.add_metric([state.category], value)
            yield family
        yield from _counters(states)
        rejected = GaugeMetricFamily(
            PREFIX + "samples_rejected", "Samples of the last refresh that were refused.", labels=["category", "reason"]
        )
        for state in states:
            for reason in REJECTIONS:
                rejected.add_metric(
                    [state.category, reason], state.snapshot.rejected.get(reason, 0) if state.snapshot else 0
                )
        yield rejected

    def _build_info(self) -> Metric:
        labels = {"version": self._version, "python_version": platform.python_version()}
        family = GaugeMetricFamily(PREFIX + "build_info", "What is running; always 1.", labels=list(labels))
        family.add_metric(list(labels.values()), 1)
        return family

    def _single(self) -> Iterator[Metric]:
        database = GaugeMetricFamily(
            PREFIX + "database_up", "Whether the database could be reached when it was last tried.", labels=["database"]
        )
        database.add_metric(["main"], float(self._store.database_up))
        yield database
        reload = PREFIX + "config_last_reload_"
        yield GaugeMetricFamily(
            reload + "successful",
            "Whether the last reading of the configuration succeeded.",
            value=float(self.reload_succeeded),
        )
        yield GaugeMetricFamily(
            reload + "success_timestamp_seconds", "When the configuration was last read well.", value=self.reloaded_at
        )


def _counters(states: tuple[ProviderState, ...]) -> Iterator[Metric]:
    refreshes = CounterMetricFamily(PREFIX + "refreshes", "Refreshes that were started.", labels=["category"])
    changed = CounterMetricFamily(
        PREFIX + "refreshes_changed_only", "Good refreshes that read only what had changed.", labels=["category"]
    )
    skipped = CounterMetricFamily(
        PREFIX + "refreshes_skipped", "Refreshes that were due while the last one still ran.", labels=["category"]
    )
    failures = CounterMetricFamily(
        PREFIX + "refresh_failures", "Refreshes that failed, by reason.", labels=["category", "reason"]
    )
    for state in states:
        refreshes.add_metric([state.category], state.refreshes)
        changed.add_metric([state.category], state.changed_only)
        skipped.add_metric([state.category], state.skipped)
        for reason in REASONS:
            failures.add_metric([state.category, reason], state.failures.get(reason, 0))
    yield from (refreshes, changed, skipped, failures)
