"""Exporter health: can the other dashboards be believed? For those who run it."""

from grafana.boards import events
from grafana.boards.board import Board, Section
from grafana.boards.frame import Ask
from grafana.boards.look import COUNT, GOOD, MILLISECONDS, NONE, SECONDS, SHARE, STATE, UP, YES, Steps, default
from grafana.boards.panels import graph, lanes, stat_panel
from grafana.boards.promql import ABOUT_EXPORTER, age, number_of, own
from grafana.boards.shared import LIMIT, exporter_up, freshness
from grafana.boards.tables import Column, table_panel
from grafana.boards.work import QUALITY, WORK

_age = age(f"({own('last_success_timestamp_seconds')} > 0)")
_budget = f"{own('series')} / ({own('series_limit')} > 0)"
_busy = f"{own('refresh_duration_seconds')} / {own('interval_seconds')}"
_slow = Steps(red=default("OrionProviderSlow"))

TOP = (
    (
        exporter_up(1),
        stat_panel(
            2,
            "Database",
            Ask(own("database_up", "")),
            unit=STATE,
            words=UP,
            none="Not scraped",
            about="Whether the database could be reached when it was last tried. Down: see the log of the "
            "exporter, then the server and its credentials.",
        ),
        stat_panel(
            3,
            "Providers failing",
            Ask(number_of(f"{own('provider_up')} == bool 0")),
            unit=COUNT,
            words=NONE,
            steps=Steps(red=1),
            about="Categories whose last refresh failed. Their numbers are the last good ones until they are "
            "too old, and then gone. The log says why.",
        ),
        freshness(4),
        stat_panel(
            5,
            "Fullest series budget",
            Ask(f"max({_budget})"),
            unit=SHARE,
            none="No budget is set",
            steps=Steps(red=default("OrionSeriesNearBudget")),
            about="Series as a share of max_series, of the category where it is highest. Above 100% "
            "the category is exported without vendors: raise the budget, and give Prometheus more memory.",
        ),
        stat_panel(
            6,
            "Configuration",
            Ask(own("config_last_reload_successful", "")),
            unit=STATE,
            words=GOOD,
            about="Whether the configuration was good when it was last read. If not, the one before still "
            "holds, and a restart would fail.",
        ),
    ),
)

PROVIDERS = (
    (
        lanes(
            7,
            "Providers",
            Ask(own("provider_up"), "{{category}}"),
            words=GOOD,
            height=9,
            about="Whether each category's last refresh succeeded. All fail together: the database. One fails: its "
            "tables, grants or a slow statement.",
        ),
        graph(
            8,
            "Age against what is allowed",
            Ask(f"({_age}) / {own('max_age_seconds')}", "{{category}}"),
            unit=SHARE,
            height=9,
            about="The age of each category's numbers as a share of its max_age: at 100% they are no "
            "longer shown, and OrionProviderStale fires.",
        ),
    ),
    (
        graph(
            9,
            "Duration of refreshes",
            Ask(f"1000 * {own('refresh_duration_seconds')}", "{{category}}"),
            unit=MILLISECONDS,
            about="How long the last refresh of each category took. One that jumps lost an index or a plan.",
        ),
        graph(
            10,
            "Duration against the interval",
            Ask(_busy, "{{category}}"),
            unit=SHARE,
            about="What part of its interval a refresh takes: from the limit in the table below on, "
            "OrionProviderSlow fires. Near 100% refreshes are skipped: raise the interval.",
        ),
    ),
    (
        table_panel(
            11,
            "Each provider",
            {"category": "Category"},
            Column("State", own("provider_up"), STATE, words=GOOD),
            Column("Installed", own("provider_installed"), "bool_yes_no"),
            Column("Age", _age, SECONDS, decimals=0),
            Column("Dropped after", own("max_age_seconds"), SECONDS, decimals=0),
            Column("Interval", own("interval_seconds"), SECONDS, decimals=0),
            Column("Duration", own("refresh_duration_seconds"), SECONDS, decimals=0),
            Column("Of interval", _busy, SHARE, _slow, decimals=2),
            Column("Statements", own("refresh_statements"), COUNT),
            Column("Full refresh", age(f"({own('last_full_refresh_timestamp_seconds')} > 0)"), SECONDS, decimals=0),
            Column("Series", own("series"), COUNT),
            Column("Budget", own("series_limit"), COUNT),
            Column("Of budget", _budget, SHARE, LIMIT, decimals=2),
            Column("Folded", own("detail_dropped"), STATE, words=YES),
            sort="Category",
            descending=False,
            height=10,
            about="What each provider does and costs. Installed is no where the module's tables are not there. "
            "Full refresh is how long ago every row was read, Folded whether vendors are left out for the "
            "budget; a budget of 0 is no limit.",
        ),
    ),
)

BOARD = Board(
    "orion-health",
    "Orion / Exporter health",
    "Can the other dashboards be believed? The exporter, its database and its providers.",
    events=(events.alerts(ABOUT_EXPORTER, by="alertname, severity, category"), events.RELOADS),
    top=TOP,
    sections=(
        Section(100, "Providers", PROVIDERS),
        Section(101, "Work and cost", WORK),
        Section(102, "Quality of the data, and what is running", QUALITY, collapsed=True),
    ),
    tags=("exporter",),
    since="now-6h",
)
