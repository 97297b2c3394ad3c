"""The list of the exporter's own metrics: the exposition and the catalogue are both made from it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from platform import python_version
from typing import Literal

from exporter.contracts.failures import REASONS, REJECTIONS
from exporter.exposition.report import Report
from exporter.exposition.store import PresetInfo, ProviderState, Reload

Sample = tuple[Sequence[str], float]
"""The values of a metric's labels, and the number."""


@dataclass(frozen=True, slots=True)
class Observed:
    """What the exporter's own metrics are about, at one moment."""

    states: Sequence[ProviderState]
    version: str
    databases_up: Mapping[str, bool]
    reload: Reload
    preset: PresetInfo


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

    @property
    def is_volatile(self) -> bool:
        """Whether it differs between two runs on the same shop with the same configuration."""
        return self.type == "counter" or self.short_name.endswith(("_timestamp_seconds", "_duration_seconds"))


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
        "Version of the exporter and of Python; always 1.",
        lambda seen: [((seen.version, python_version()), 1)],
        ("version", "python_version"),
    ),
    OwnMetric(
        "preset_info",
        "Preset in use, a digest of its text, and its variants, unknown before the first connection; always 1.",
        lambda seen: [((seen.preset.name, seen.preset.revision, seen.preset.variants), 1)],
        ("preset", "revision", "variant"),
    ),
    OwnMetric(
        "database_up",
        "Whether the last attempt to reach the database succeeded.",
        lambda seen: [((name,), float(up)) for name, up in seen.databases_up.items()],
        ("database",),
    ),
    OwnMetric(
        "config_last_reload_successful",
        "Whether the last configuration reload attempt was successful.",
        lambda seen: [((), float(seen.reload.succeeded))],
    ),
    OwnMetric(
        "config_last_reload_success_timestamp_seconds",
        "Unix time of the last successful configuration reload.",
        lambda seen: [((), seen.reload.at)],
    ),
    _gauge(
        "provider_up",
        "Whether the last refresh succeeded (1) or failed (0); absent if the module is not installed.",
        lambda s: float(s.up) if s.installed else None,
    ),
    _gauge(
        "provider_installed",
        "Whether the relations of the module exist (1) or not (0); the provider is idle without them.",
        lambda s: float(s.installed),
    ),
    _gauge("refresh_duration_seconds", "Duration of the last refresh.", lambda s: s.duration),
    _gauge(
        "last_success_timestamp_seconds",
        "Unix time of the last successful refresh; 0 before the first.",
        lambda s: s.last_success,
    ),
    _reported(
        "last_full_refresh_timestamp_seconds",
        "Unix time of the last full refresh, which reads all rows; 0 before the first.",
        lambda s: s.full_at,
    ),
    _gauge("interval_seconds", "Time between refreshes; for a crontab, the longest gap.", lambda s: s.interval),
    _gauge("max_age_seconds", "Maximum age of a snapshot; older ones are not exported.", lambda s: s.max_age),
    _gauge("series", "Number of series in the last snapshot.", lambda s: s.snapshot.series if s.snapshot else 0),
    _gauge(
        "series_limit",
        "Maximum number of series; beyond it only platform totals are exported. 0 means no limit.",
        lambda s: s.series_limit,
    ),
    _reported(
        "detail_dropped",
        "Whether only platform totals are exported because the series limit was exceeded.",
        lambda s: float(s.detail_dropped),
    ),
    _reported(
        "rows_unattributed", "Rows that refer to a vendor or a platform that does not exist.", lambda s: s.unattributed
    ),
    _reported(
        "rows_excluded",
        "Rows excluded because the module is disabled on all their platforms.",
        lambda s: s.excluded,
    ),
    _reported("null_sums", "Sums omitted because the database returned NULL.", lambda s: s.null_sums),
    _reported(
        "codes_replaced",
        "Vendors and platforms labelled <code>-<id>, because their code is missing, reserved or not unique.",
        lambda s: s.codes_replaced,
    ),
    _reported(
        "labels_cleaned",
        "Labels, codes and names that were truncated to 128 characters or had control characters replaced.",
        lambda s: s.labels_cleaned,
    ),
    _reported("refresh_statements", "SQL statements executed by the last successful refresh.", lambda s: s.statements),
    _counter("refreshes_total", "Total number of refreshes.", lambda s: s.refreshes),
    _counter(
        "refreshes_changed_only_total",
        "Successful refreshes that read only changed rows.",
        lambda s: s.changed_only,
    ),
    _counter(
        "refreshes_skipped_total",
        "Refreshes skipped because the previous one was still running.",
        lambda s: s.skipped,
    ),
    _by_reason("refresh_failures_total", "Refreshes that failed, by reason.", REASONS, lambda s: s.failures, "counter"),
    _by_reason(
        "samples_rejected",
        "Samples rejected by the last successful refresh, by reason; for flag and future, rows of the shop.",
        REJECTIONS,
        lambda s: s.report.rejected,
        "gauge",
    ),
)
"""Every metric of the exporter itself, in the order of the exposition; those of the process are prometheus_client's."""

_HEALTH = {"provider_up", "last_success_timestamp_seconds", "interval_seconds", "max_age_seconds"}
HEALTH = tuple(each for each in OWN_METRICS if each.short_name in _HEALTH)
"""Whether the numbers of each category are current: all that a vendor or a platform sees of the exporter itself."""
