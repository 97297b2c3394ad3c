"""What the exporter does, what that costs, and what it thinks of the data: sections of Exporter health."""

from functools import partial

from grafana.boards.frame import Ask
from grafana.boards.look import BYTES, COUNT, PER_MINUTE, SECONDS, SHARE, STATE, Steps
from grafana.boards.panels import bar_panel, graph, stat_panel
from grafana.boards.promql import ABOUT_EXPORTER, JOB, age, most, own, rate, total
from grafana.boards.shared import firing_now

_failures = total("reason", rate("refresh_failures_total", "category, reason"))
_rejected = own("samples_rejected", "category, reason")
_graph = partial(graph, width=8)
_per_minute = partial(graph, unit=PER_MINUTE, at_most=1, width=8)
_bars = partial(bar_panel, unit=COUNT, width=8)
_doubts = partial(_bars, steps=Steps(amber=1))
_since = partial(stat_panel, unit=SECONDS, decimals=1, width=6)


def _each(name: str) -> Ask:
    return Ask(own(name), "{{category}}")


WORK = (
    (
        _per_minute(
            12,
            "Refreshes per minute",
            Ask(total("", rate("refreshes_total")), "all"),
            Ask(total("", rate("refreshes_changed_only_total")), "of them changed rows only", "before"),
            about="Refreshes that were started, of all categories; dashed are those that read changed rows only, "
            "which are cheap.",
        ),
        _per_minute(
            13,
            "Failures per minute",
            Ask(_failures, "{{reason}}"),
            about="Refreshes that failed, by reason: timeout, connection, query, schema, contract or internal. "
            "docs/RELIABILITY.md says what each means.",
        ),
        _per_minute(
            14,
            "Skipped per minute",
            Ask(rate("refreshes_skipped_total"), "{{category}}"),
            about="Refreshes that were due while the last one still ran. Now and then is harmless.",
        ),
    ),
    (
        _graph(
            15,
            "Series",
            Ask(own("series"), "{{category}}"),
            unit=COUNT,
            stack=True,
            about="Series of each category. A jump is a new platform, or a label that has got out of hand.",
        ),
        _graph(
            16,
            "Memory",
            Ask(most("process_resident_memory_bytes", "instance"), "{{instance}}"),
            unit=BYTES,
            about="Memory of each exporter. It grows with the series; without end it is a leak.",
        ),
        _graph(
            17,
            "Processor",
            Ask(f"max by (instance) (rate(process_cpu_seconds_total{{{JOB}}}[$__rate_interval]))", "{{instance}}"),
            unit=SHARE,
            about="Processor time of each exporter; 100% is one core.",
        ),
    ),
)

QUALITY = (
    (
        _doubts(
            18,
            "Rows of nobody",
            _each("rows_unattributed"),
            about="Rows that name a vendor or a platform that does not exist; they are counted as unknown. Mend them "
            "in the shop.",
        ),
        _bars(
            19,
            "Rows left out",
            _each("rows_excluded"),
            about="Rows that are left out, since their module is switched off on all of their platforms.",
        ),
        _doubts(
            20,
            "Samples refused",
            Ask(f"{_rejected} > 0", "{{category}}: {{reason}}"),
            none="None is refused",
            about="Samples of the last refresh that could not be exported, by reason; the log names the first of each.",
        ),
    ),
    (
        _doubts(
            21,
            "Sums that are NULL",
            _each("null_sums"),
            about="Sums that are absent, since the database says NULL: absent, never 0.",
        ),
        _doubts(
            22,
            "Codes replaced",
            _each("codes_replaced"),
            about="Vendors and platforms whose code is empty, double or reserved: they are called <code>-<id>.",
        ),
        _doubts(
            23,
            "Labels cut or cleaned",
            _each("labels_cleaned"),
            about="Labels that were cut at 128 characters or held control characters.",
        ),
    ),
    (
        stat_panel(
            24,
            "Version",
            Ask(own("build_info", "version, python_version"), "{{version}} on Python {{python_version}}"),
            unit=STATE,
            names=True,
            width=6,
            about="What is running. Two versions: a rollout is going on, or was left half done.",
        ),
        _since(
            25,
            "Configuration read",
            Ask(age(own("config_last_reload_success_timestamp_seconds", ""))),
            about="How long ago the configuration was last read well.",
        ),
        _since(
            26,
            "Started",
            Ask(age(most("process_start_time_seconds", "instance")), "{{instance}}"),
            about="How long ago each exporter was started. Short again and again: it crashes, or runs out of memory.",
        ),
        firing_now(27, ABOUT_EXPORTER, title="Alerts about the exporter", bad=True, width=6),
    ),
)
