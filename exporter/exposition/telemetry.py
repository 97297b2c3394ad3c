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
        "Whether the last refresh succeeded (1) or failed (0); absent if the module is not installed.",
        lambda s: float(s.up) if s.installed else None,
    ),
    Gauge(
        "provider_installed",
        "Whether the tables of the module exist (1) or not (0); the provider is idle without them.",
        lambda s: float(s.installed),
    ),
    Gauge("refresh_duration_seconds", "Duration of the last refresh.", lambda s: s.duration),
    Gauge(
        "last_success_timestamp_seconds",
        "Unix time of the last successful refresh; 0 before the first.",
        lambda s: s.last_success,
    ),
    _served(
        "last_full_refresh_timestamp_seconds",
        "Unix time of the last full refresh, which reads all rows; 0 before the first.",
        lambda s: s.full_at,
    ),
    Gauge("interval_seconds", "Time between refreshes; for a crontab, the longest gap.", lambda s: s.interval),
    Gauge("max_age_seconds", "Maximum age of a snapshot; older ones are not exported.", lambda s: s.max_age),
    _served("series", "Number of series in the last snapshot.", lambda s: s.series),
    Gauge(
        "series_limit",
        "Maximum number of series; beyond it only platform totals are exported. 0 means no limit.",
        lambda s: s.series_limit,
    ),
    _served(
        "detail_dropped",
        "Whether only platform totals are exported because the series limit was exceeded.",
        lambda s: float(s.detail_dropped),
    ),
    _served(
        "rows_unattributed", "Rows that refer to a vendor or a platform that does not exist.", lambda s: s.unattributed
    ),
    _served(
        "rows_excluded",
        "Rows excluded because the module is disabled on all their platforms.",
        lambda s: s.excluded,
    ),
    _served("null_sums", "Sums omitted because the database returned NULL.", lambda s: s.nulls),
    _served(
        "codes_replaced",
        "Vendors and platforms labelled <code>-<id>, because their code is missing, reserved or not unique.",
        lambda s: s.codes_replaced,
    ),
    _served(
        "labels_cleaned",
        "Labels, codes and names that were truncated to 128 characters or had control characters replaced.",
        lambda s: s.labels_cleaned,
    ),
    _served("refresh_statements", "SQL statements executed by the last successful refresh.", lambda s: s.statements),
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
            PREFIX + "samples_rejected",
            "Samples rejected by the last successful refresh, by reason.",
            labels=["category", "reason"],
        )
        for state in states:
            for reason in REJECTIONS:
                rejected.add_metric(
                    [state.category, reason], state.snapshot.rejected.get(reason, 0) if state.snapshot else 0
                )
        yield rejected

    def _build_info(self) -> Metric:
        labels = {"version": self._version, "python_version": platform.python_version()}
        family = GaugeMetricFamily(
            PREFIX + "build_info", "Version of the exporter and of Python; always 1.", labels=list(labels)
        )
        family.add_metric(list(labels.values()), 1)
        return family

    def _single(self) -> Iterator[Metric]:
        database = GaugeMetricFamily(
            PREFIX + "database_up", "Whether the last attempt to reach the database succeeded.", labels=["database"]
        )
        database.add_metric(["main"], float(self._store.database_up))
        yield database
        reload = PREFIX + "config_last_reload_"
        yield GaugeMetricFamily(
            reload + "successful",
            "Whether the last configuration reload attempt was successful.",
            value=float(self.reload_succeeded),
        )
        yield GaugeMetricFamily(
            reload + "success_timestamp_seconds",
            "Unix time of the last successful configuration reload.",
            value=self.reloaded_at,
        )


def _counters(states: tuple[ProviderState, ...]) -> Iterator[Metric]:
    refreshes = CounterMetricFamily(PREFIX + "refreshes", "Total number of refreshes.", labels=["category"])
    changed = CounterMetricFamily(
        PREFIX + "refreshes_changed_only", "Successful refreshes that read only changed rows.", labels=["category"]
    )
    skipped = CounterMetricFamily(
        PREFIX + "refreshes_skipped",
        "Refreshes skipped because the previous one was still running.",
        labels=["category"],
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
