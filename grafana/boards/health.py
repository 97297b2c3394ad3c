"""Exporter health: can the other dashboards be believed? For those who run it."""

from grafana.boards import events
from grafana.boards.board import Board, Section
from grafana.boards.look import (
    BYTES,
    COUNT,
    GOOD,
    MILLISECONDS,
    NONE,
    PER_MINUTE,
    SECONDS,
    SHARE,
    STATE,
    UP,
    YES,
    Steps,
    default,
)
from grafana.boards.panels import Ask, bar_panel, graph, lanes, stat_panel
from grafana.boards.promql import JOB, age, most, number_of, total
from grafana.boards.shared import LIMIT, exporter_up, firing_now, freshness
from grafana.boards.tables import Column, table_panel

_category = 'category="exporter"'


def own(name: str, by: str = "category", *where: str) -> str:
    """Return one of the exporter's own metrics, by category."""
    return most(f"orion_exporter_{name}", by, *where)


def rate(name: str, by: str = "category") -> str:
    """Return how many of the exporter's own events there are in a minute."""
    return f"60 * max by ({by}) (rate(orion_exporter_{name}{{{JOB}}}[$__rate_interval]))"


_age = age(f"({own('last_success_timestamp_seconds')} > 0)")
_budget = f"{own('series')} / ({own('series_limit')} > 0)"
_busy = f"{own('refresh_duration_seconds')} / {own('interval_seconds')}"
_failures = total("reason", rate("refresh_failures_total", "category, reason"))
_rejected = own("samples_rejected", "category, reason")
_slow = Steps(red=default("OrionProviderSlow"))

TOP = (
    (
        exporter_up(1),
        stat_panel(2, "Database", Ask(own("database_up", "")), unit=STATE, words=UP, none="Not scraped",
                   about="Whether the database could be reached when it was last tried. Down: see the log of the "
                   "exporter, then the server and its credentials."),
        stat_panel(3, "Providers failing", Ask(number_of(f"{own('provider_up')} == bool 0")), unit=COUNT,
                   words=NONE, steps=Steps(red=1),
                   about="Categories whose last refresh failed. Their numbers are the last good ones until they are "
                   "too old, and then gone. The log says why."),
        freshness(4),
        stat_panel(5, "Fullest series budget", Ask(f"max({_budget})"), unit=SHARE, none="No budget is set",
                   steps=Steps(red=default("OrionSeriesNearBudget")),
                   about="Series as a share of max_series, of the category where it is highest. Above 100% "
                   "the category is exported without vendors: raise the budget, and give Prometheus more memory."),
        stat_panel(6, "Configuration", Ask(own("config_last_reload_successful", "")), unit=STATE, words=GOOD,
                   about="Whether the configuration was good when it was last read. If not, the one before still "
                   "holds, and a restart would fail."),
    ),
)  # fmt: skip

PROVIDERS = (
    (
        lanes(7, "Providers", Ask(own("provider_up"), "{{category}}"), words=GOOD, height=9,
              about="Whether each category's last refresh succeeded. All fail together: the database. One fails: its "
              "tables, grants or a slow statement."),
        graph(8, "Age against what is allowed", Ask(f"({_age}) / {own('max_age_seconds')}", "{{category}}"), unit=SHARE,
              height=9, about="The age of each category's numbers as a share of its max_age: at 100% they are no "
              "longer shown, and OrionProviderStale fires."),
    ),
    (
        graph(9, "Duration of refreshes", Ask(f"1000 * {own('refresh_duration_seconds')}", "{{category}}"),
              unit=MILLISECONDS,
              about="How long the last refresh of each category took. One that jumps lost an index or a plan."),
        graph(10, "Duration against the interval", Ask(_busy, "{{category}}"), unit=SHARE,
              about="What part of its interval a refresh takes: from the limit in the table below on, "
              "OrionProviderSlow fires. Near 100% refreshes are skipped: raise the interval."),
    ),
    (
        table_panel(11, "Each provider", {"category": "Category"},
                    Column("State", own("provider_up"), STATE, words=GOOD),
                    Column("Installed", own("provider_installed"), "bool_yes_no"),
                    Column("Age", _age, SECONDS, decimals=0),
                    Column("Dropped after", own("max_age_seconds"), SECONDS, decimals=0),
                    Column("Interval", own("interval_seconds"), SECONDS, decimals=0),
                    Column("Duration", own("refresh_duration_seconds"), SECONDS, decimals=0),
                    Column("Of interval", _busy, SHARE, _slow, decimals=2),
                    Column("Statements", own("refresh_statements"), COUNT),
                    Column("Full refresh", age(f"({own('last_full_refresh_timestamp_seconds')} > 0)"), SECONDS,
                           decimals=0),
                    Column("Series", own("series"), COUNT),
                    Column("Budget", own("series_limit"), COUNT),
                    Column("Of budget", _budget, SHARE, LIMIT, decimals=2),
                    Column("Folded", own("detail_dropped"), STATE, words=YES),
                    sort="Category", descending=False, height=10,
                    about="What each provider does and costs. Installed is no where the module's tables are not there. "
                    "Full refresh is how long ago every row was read, Folded whether vendors are left out for the "
                    "budget; a budget of 0 is no limit."),
    ),
)  # fmt: skip

WORK = (
    (
        graph(12, "Refreshes per minute", Ask(total("", rate("refreshes_total")), "all"),
              Ask(total("", rate("refreshes_changed_only_total")), "of them changed rows only", "before"),
              unit=PER_MINUTE, at_most=1, width=8,
              about="Refreshes that were started, of all categories; dashed are those that read changed rows only, "
              "which are cheap."),
        graph(13, "Failures per minute", Ask(_failures, "{{reason}}"), unit=PER_MINUTE, at_most=1, width=8,
              about="Refreshes that failed, by reason: timeout, connection, query, schema, contract or internal. "
              "docs/RELIABILITY.md says what each means."),
        graph(14, "Skipped per minute", Ask(rate("refreshes_skipped_total"), "{{category}}"), unit=PER_MINUTE,
              at_most=1, width=8,
              about="Refreshes that were due while the last one still ran. Now and then is harmless."),
    ),
    (
        graph(15, "Series", Ask(own("series"), "{{category}}"), unit=COUNT, stack=True, width=8,
              about="Series of each category. A jump is a new platform, or a label that has got out of hand."),
        graph(16, "Memory", Ask(most("process_resident_memory_bytes", "instance"), "{{instance}}"), unit=BYTES, width=8,
              about="Memory of each exporter. It grows with the series; without end it is a leak."),
        graph(17, "Processor", Ask(f"max by (instance) (rate(process_cpu_seconds_total{{{JOB}}}[$__rate_interval]))",
                                   "{{instance}}"), unit=SHARE, width=8,
              about="Processor time of each exporter; 100% is one core."),
    ),
)  # fmt: skip

QUALITY = (
    (
        bar_panel(18, "Rows of nobody", Ask(own("rows_unattributed"), "{{category}}"), unit=COUNT, width=8,
                  steps=Steps(amber=1), about="Rows that name a vendor or a platform that does not exist; they are "
                  "counted as unknown. Mend them in the shop."),
        bar_panel(19, "Rows left out", Ask(own("rows_excluded"), "{{category}}"), unit=COUNT, width=8,
                  about="Rows that are left out, since their module is switched off on all of their platforms."),
        bar_panel(20, "Samples refused", Ask(f"{_rejected} > 0", "{{category}}: {{reason}}"), unit=COUNT,
                  width=8, steps=Steps(amber=1), none="None is refused",
                  about="Samples of the last refresh that could not be exported, by reason; the log names the first of "
                  "each."),
    ),
    (
        bar_panel(21, "Sums that are NULL", Ask(own("null_sums"), "{{category}}"), unit=COUNT, width=8,
                  steps=Steps(amber=1), about="Sums that are absent, since the database says NULL: absent, never 0."),
        bar_panel(22, "Codes replaced", Ask(own("codes_replaced"), "{{category}}"), unit=COUNT, width=8,
                  steps=Steps(amber=1), about="Vendors and platforms whose code is empty, double or reserved: they are "
                  "called <code>-<id>."),
        bar_panel(23, "Labels cut or cleaned", Ask(own("labels_cleaned"), "{{category}}"), unit=COUNT, width=8,
                  steps=Steps(amber=1), about="Labels that were cut at 128 characters or held control characters."),
    ),
    (
        stat_panel(24, "Version", Ask(own("build_info", "version, python_version"),
                                      "{{version}} on Python {{python_version}}"), unit=STATE, names=True, width=6,
                   about="What is running. Two versions: a rollout is going on, or was left half done."),
        stat_panel(25, "Configuration read", Ask(age(own("config_last_reload_success_timestamp_seconds", ""))),
                   unit=SECONDS, decimals=1, width=6, about="How long ago the configuration was last read well."),
        stat_panel(26, "Started", Ask(age(most("process_start_time_seconds", "instance")), "{{instance}}"),
                   unit=SECONDS, decimals=1, width=6, about="How long ago each exporter was started. Short again and "
                   "again: it crashes, or runs out of memory."),
        firing_now(27, _category, title="Alerts about the exporter", bad=True, width=6),
    ),
)  # fmt: skip

BOARD = Board(
    "orion-health",
    "Orion / Exporter health",
    "Can the other dashboards be believed? The exporter, its database and its providers.",
    events=(events.alerts(_category, by="alertname, severity, category"), events.RELOADS),
    top=TOP,
    sections=(
        Section(100, "Providers", PROVIDERS),
        Section(101, "Work and cost", WORK),
        Section(102, "Quality of the data, and what is running", QUALITY, collapsed=True),
    ),
    tags=("exporter",),
    since="now-6h",
)
