"""Exporter health: can the other dashboards be trusted? For operators."""

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
            Ask(f"min({own('database_up', 'database')})"),
            unit=STATE,
            words=UP,
            none="Not scraped",
            about="Whether the last attempt to reach each database succeeded. If one is down, check the log of "
            "the exporter, then the database server and the credentials.",
        ),
        stat_panel(
            3,
            "Providers failing",
            Ask(number_of(f"{own('provider_up')} == bool 0")),
            unit=COUNT,
            words=NONE,
            steps=Steps(red=1),
            about="Categories whose last refresh failed. Their last good values are exported until they reach "
            "max_age, and then dropped. See the log for the reason.",
        ),
        freshness(4),
        stat_panel(
            5,
            "Highest series budget usage",
            Ask(f"max({_budget})"),
            unit=SHARE,
            none="No budget is set",
            steps=Steps(red=default("OrionSeriesNearBudget")),
            about="Series as a share of max_series, for the category with the highest share. Above 100% the "
            "category is exported without vendors: raise max_series, and give Prometheus more memory.",
        ),
        stat_panel(
            6,
            "Configuration",
            Ask(own("config_last_reload_successful", "")),
            unit=STATE,
            words=GOOD,
            about="Whether the last configuration reload succeeded. If it failed, the previous configuration "
            "stays in effect, and a restart would fail.",
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
            about="Whether the last refresh of each category succeeded. If all of them fail, check the "
            "database. If one fails, check its relations, its grants, and slow statements.",
        ),
        graph(
            8,
            "Data age / max_age",
            Ask(f"({_age}) / {own('max_age_seconds')}", "{{category}}"),
            unit=SHARE,
            height=9,
            about="Age of each category's data as a share of its max_age. At 100% the data is dropped, and "
            "OrionProviderStale fires.",
        ),
    ),
    (
        graph(
            9,
            "Refresh duration",
            Ask(f"1000 * {own('refresh_duration_seconds')}", "{{category}}"),
            unit=MILLISECONDS,
            about="Duration of the last refresh of each category. A jump usually means a missing index or a "
            "changed query plan.",
        ),
        graph(
            10,
            "Refresh duration / interval",
            Ask(_busy, "{{category}}"),
            unit=SHARE,
            about="Refresh duration as a share of the interval. OrionProviderSlow fires from the limit in the "
            "table below. Near 100% refreshes are skipped: raise the interval.",
        ),
    ),
    (
        table_panel(
            11,
            "Provider details",
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
            about="State and cost of each provider. Installed: whether the module's tables exist. Full "
            "refresh: time since all rows were read. Folded: whether vendors are dropped because of the series budget. "
            "A budget of 0 means no limit.",
        ),
    ),
)

BOARD = Board(
    "orion-health",
    "Orion / Exporter health",
    "Can the other dashboards be trusted? The exporter, its database and its providers.",
    events=(events.alerts(ABOUT_EXPORTER, by="alertname, severity, category"), events.RELOADS),
    top=TOP,
    sections=(
        Section(100, "Providers", PROVIDERS),
        Section(101, "Refreshes and resources", WORK),
        Section(102, "Data quality and build info", QUALITY, collapsed=True),
    ),
    tags=("exporter",),
    since="now-6h",
)
