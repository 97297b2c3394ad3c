"""The list of the exporter's own metrics: the exposition and the catalogue are both made from it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from platform import python_version
from typing import Literal

from exporter.contracts.failures import REASONS, REJECTIONS
from exporter.exposition.report import Report
from exporter.exposition.store import ProviderState, Reload

Sample = tuple[Sequence[str], float]
"""The values of a metric's labels, and the number."""


@dataclass(frozen=True, slots=True)
class Observed:
    """What the exporter's own metrics are about, at one moment."""

    states: Sequence[ProviderState]
    version: str
    database_up: bool
    reload: Reload


@dataclass(frozen=True, slots=True)
class OwnMetric:
    """One metric: its name without the prefix `orion_exporter_`, help, labels, and how its samples are read."""

    short_name: str
    help: str
    samples: Callable[[Observed], Iterable[Sample]]
    labels: tuple[str, ...] = ()
    type: Literal["gauge", "counter"] = "gauge"

    @property
    def name(self) -> str:
        """The full name; a counter's ends in `_total`."""
        return f"orion_exporter_{self.short_name}"


def _gauge(name: str, help_: str, value: Callable[[ProviderState], float | None]) -> OwnMetric:
    """Return a gauge of each provider; None is absent."""

    def samples(seen: Observed) -> Iterable[Sample]:
        for state in seen.states:
            if (number := value(state)) is not None:
                yield (state.category,), number

    return OwnMetric(name, help_, samples, ("category",))


def _reported(name: str, help_: str, value: Callable[[Report], float]) -> OwnMetric:
    """Return a gauge of what each provider's last good refresh reported; 0 before the first."""
    return _gauge(name, help_, lambda state: value(state.report))


def _counter(name: str, help_: str, value: Callable[[ProviderState], int]) -> OwnMetric:
    def samples(seen: Observed) -> Iterable[Sample]:
        return (((state.category,), value(state)) for state in seen.states)

    return OwnMetric(name, help_, samples, ("category",), "counter")


def _by_reason(
    name: str,
    help_: str,
    reasons: Sequence[str],
    counts: Callable[[ProviderState], Mapping[str, int]],
    type_: Literal["gauge", "counter"],
) -> OwnMetric:
    """Return a metric of each provider and reason; a reason without a count is 0."""

    def samples(seen: Observed) -> Iterable[Sample]:
        for state in seen.states:
            counted = counts(state)
            yield from (((state.category, reason), counted.get(reason, 0)) for reason in reasons)

    return OwnMetric(name, help_, samples, ("category", "reason"), type_)


OWN_METRICS = (
    OwnMetric(
        "build_info",
        "What is running; always 1.",
        lambda seen: [((seen.version, python_version()), 1)],
        ("version", "python_version"),
    ),
    OwnMetric(
        "database_up",
        "Whether the database could be reached when it was last tried.",
        lambda seen: [(("main",), float(seen.database_up))],
        ("database",),
    ),
    OwnMetric(
        "config_last_reload_successful",
        "Whether the last reading of the configuration succeeded.",
        lambda seen: [((), float(seen.reload.succeeded))],
    ),
    OwnMetric(
        "config_last_reload_success_timestamp_seconds",
        "When the configuration was last read well.",
        lambda seen: [((), seen.reload.at)],
    ),
    _gauge(
        "provider_up",
        "Whether the last refresh succeeded (1) or failed (0); absent while not installed.",
        lambda s: float(s.up) if s.installed else None,
    ),
    _gauge(
        "provider_installed",
        "Whether the tables of the module exist; 0 means that the provider is idle.",
        lambda s: float(s.installed),
    ),
    _gauge("refresh_duration_seconds", "How long the last refresh took.", lambda s: s.duration),
    _gauge(
        "last_success_timestamp_seconds",
        "When the snapshot that is served was taken; 0 before the first.",
        lambda s: s.last_success,
    ),
    _reported(
        "last_full_refresh_timestamp_seconds",
        "When every row was last read for what is served; 0 before the first.",
        lambda s: s.full_at,
    ),
    _gauge("interval_seconds", "The time between refreshes; for cron the longest gap.", lambda s: s.interval),
    _gauge("max_age_seconds", "The age from which a snapshot is no longer served.", lambda s: s.max_age),
    _gauge("series", "Series in the last good snapshot.", lambda s: s.snapshot.series if s.snapshot else 0),
    _gauge(
        "series_limit",
        "Series above which only the platform scope is exported; 0 means no limit.",
        lambda s: s.series_limit,
    ),
    _reported(
        "detail_dropped",
        "Whether only the platform scope is exported since the limit was passed.",
        lambda s: float(s.detail_dropped),
    ),
    _reported(
        "rows_unattributed", "Rows that name a vendor or a platform that does not exist.", lambda s: s.unattributed
    ),
    _reported(
        "rows_excluded",
        "Rows that are left out since the module is off on all of their platforms.",
        lambda s: s.excluded,
    ),
    _reported("null_sums", "Sums that are absent since the database says NULL.", lambda s: s.null_sums),
    _reported(
        "codes_replaced",
        "Vendors and platforms whose code could not be the label, which is <code>-<id>.",
        lambda s: s.codes_replaced,
    ),
    _reported(
        "labels_cleaned",
        "Labels, codes and names that were cut at 128 characters or had control characters.",
        lambda s: s.labels_cleaned,
    ),
    _reported("refresh_statements", "SQL statements of the last good refresh.", lambda s: s.statements),
    _counter("refreshes_total", "Refreshes that were started.", lambda s: s.refreshes),
    _counter(
        "refreshes_changed_only_total",
        "Good refreshes that read only what had changed.",
        lambda s: s.changed_only,
    ),
    _counter(
        "refreshes_skipped_total",
        "Refreshes that were due while the last one still ran.",
        lambda s: s.skipped,
    ),
    _by_reason("refresh_failures_total", "Refreshes that failed, by reason.", REASONS, lambda s: s.failures, "counter"),
    _by_reason(
        "samples_rejected",
        "Samples of the last refresh that were refused.",
        REJECTIONS,
        lambda s: s.report.rejected,
        "gauge",
    ),
)
"""Every metric of the exporter itself, in the order of the exposition; those of the process are prometheus_client's."""
