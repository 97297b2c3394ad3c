"""Sections of Exporter health: refreshes and resources, and data quality."""

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
            about="Started refreshes of all categories. Dashed: refreshes that read only changed rows, which "
            "are cheap.",
        ),
        _per_minute(
            13,
            "Failures per minute",
            Ask(_failures, "{{reason}}"),
            about="Failed refreshes by reason: timeout, connection, query, schema, contract or internal. See "
            "docs/RELIABILITY.md for their meaning.",
        ),
        _per_minute(
            14,
            "Skipped per minute",
            Ask(rate("refreshes_skipped_total"), "{{category}}"),
            about="Refreshes skipped because the previous one was still running. Occasional skips are harmless.",
        ),
    ),
    (
        _graph(
            15,
            "Series",
            Ask(own("series"), "{{category}}"),
            unit=COUNT,
            stack=True,
            about="Number of series by category. A jump means a new platform, or a label with too many values.",
        ),
        _graph(
            16,
            "Memory",
            Ask(most("process_resident_memory_bytes", "instance"), "{{instance}}"),
            unit=BYTES,
            about="Resident memory of each exporter. It grows with the number of series; unlimited growth is a leak.",
        ),
        _graph(
            17,
            "CPU",
            Ask(f"max by (instance) (rate(process_cpu_seconds_total{{{JOB}}}[$__rate_interval]))", "{{instance}}"),
            unit=SHARE,
            about="CPU usage of each exporter. 100% is one core.",
        ),
    ),
)

QUALITY = (
    (
        _doubts(
            18,
            "Unattributed rows",
            _each("rows_unattributed"),
            about="Rows that reference a vendor or platform that does not exist. They are counted as unknown; "
            "fix them in the shop.",
        ),
        _bars(
            19,
            "Excluded rows",
            _each("rows_excluded"),
            about="Rows excluded because the module is disabled on all their platforms.",
        ),
        _doubts(
            20,
            "Rejected samples",
            Ask(f"{_rejected} > 0", "{{category}}: {{reason}}"),
            none="None is refused",
            about="Samples rejected by the last refresh, by reason. The log names the first one for each reason.",
        ),
    ),
    (
        _doubts(
            21,
            "NULL sums",
            _each("null_sums"),
            about="Sums omitted because the database returned NULL. They are omitted, never exported as 0.",
        ),
        _doubts(
            22,
            "Codes replaced",
            _each("codes_replaced"),
            about="Vendors and platforms whose code is missing, reserved or not unique. They are exported as "
            "<code>-<id>.",
        ),
        _doubts(
            23,
            "Labels truncated or cleaned",
            _each("labels_cleaned"),
            about="Label values that were truncated at 128 characters or contained control characters.",
        ),
    ),
    (
        stat_panel(
            24,
            "Version",
            Ask(own("build_info", "version, python_version"), "{{version}} on Python {{python_version}}"),
            Ask(
                own("preset_info", "preset, variant, revision", 'preset!=""'),
                "{{preset}} {{variant}} ({{revision}})",
                "preset",
            ),
            unit=STATE,
            names=True,
            width=6,
            down=True,
            about="Running versions, and presets with their variants and revision. Two of one kind mean that a rollout "
            "is in progress or incomplete.",
        ),
        _since(
            25,
            "Time since configuration reload",
            Ask(age(own("config_last_reload_success_timestamp_seconds", ""))),
            about="Time since the last successful configuration reload.",
        ),
        _since(
            26,
            "Uptime",
            Ask(age(most("process_start_time_seconds", "instance")), "{{instance}}"),
            about="Time since each exporter was started. If it is repeatedly short, the exporter crashes or "
            "runs out of memory.",
        ),
        firing_now(27, ABOUT_EXPORTER, title="Exporter alerts", bad=True, width=6),
    ),
)
