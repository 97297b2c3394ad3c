"""Imports and catalogue: are imports working, and are products and content complete?"""

from functools import partial

from grafana.boards import events, variables
from grafana.boards.board import Board, Section
from grafana.boards.frame import Ask
from grafana.boards.look import BYTES, COUNT, GOOD, NONE, RESULT, SECONDS, Steps, default
from grafana.boards.panels import bar_panel, graph, lanes, stat_panel
from grafana.boards.promql import THEIRS, about, age, chosen, grown, highest, number_of, only, platforms, vendors
from grafana.boards.shared import SHARED, firing_now, freshness, series_platform, to_vendor
from grafana.boards.tables import Column, table_panel
from grafana.boards.worst import Worst, own_limit

_alerts = (about("marketplace", "catalog", "cms"), *THEIRS)
_feed = "vendor, platform, marketplace"
_success = vendors("import_last_success_timestamp_seconds", _feed, fold="max")
_latest = chosen("import_last_success_timestamp_seconds", fold="max")
_days = default("OrionImportStale") or 0
_oldest = Worst("import_last_success_timestamp_seconds", _feed)
_started = chosen("import_oldest_running_timestamp_seconds", fold="min")
_running = age(vendors("import_oldest_running_timestamp_seconds", _feed, fold="min"))
_unpriced = highest(15, f"{vendors('products_without_price')} > 0")
_stuck, _overdue = Steps(red=default("OrionImportStuck")), Steps(red=default("OrionImportStale"))
_bars = partial(bar_panel, link=series_platform())

TOP = (
    (
        firing_now(1, *_alerts),
        freshness(2, "marketplace", "catalog", "cms"),
        stat_panel(
            3,
            "Time since last import",
            Ask(age(f"({_latest})")),
            unit=SECONDS,
            decimals=1,
            steps=_overdue,
            about="Time since any selected import last completed. If no import completes, check the scheduler.",
        ),
        stat_panel(
            4,
            "Imports overdue",
            Ask(number_of(f"{_success} < bool time() - {_days:g}")),
            unit=COUNT,
            words=NONE,
            steps=Steps(amber=1),
            about="Imports, per vendor and marketplace, that have not completed for two days. The table below "
            "lists them.",
        ),
        stat_panel(
            5,
            "Longest running import",
            Ask(age(f"({_started})")),
            unit=SECONDS,
            decimals=1,
            steps=_stuck,
            none="None is running",
            about="Running time of the oldest running import. A stuck import blocks the next import of the "
            "same vendor.",
        ),
        stat_panel(
            6,
            "Products without a price",
            Ask(chosen("products_without_price")),
            unit=COUNT,
            words=NONE,
            steps=Steps(amber=1),
            about="Products that cannot be bought because their price is missing." + SHARED,
        ),
    ),
)

TRENDS = (
    (
        lanes(
            7,
            "Last import result",
            Ask(chosen("import_last_run_success", "marketplace", fold="min"), "{{marketplace}}"),
            words=GOOD,
            about="Whether the last finished import succeeded, per marketplace. With several vendors or "
            "platforms selected, it is failed if it failed for any of them.",
        ),
        graph(
            8,
            "Rows per hour by result",
            Ask(grown("import_rows", "result", over="1h"), "{{result}}"),
            unit=COUNT,
            bars=True,
            stack=True,
            colours=RESULT,
            interval="10m",
            about="Rows processed by imports in the hour before each point. If failed rows increase, check "
            "the log of the import; usually the file format has changed." + SHARED,
        ),
    ),
    (
        graph(
            9,
            "Finished import jobs per hour by status",
            Ask(grown("import_jobs", "status", 'status=~"completed|failed"', over="1h"), "{{status}}"),
            unit=COUNT,
            bars=True,
            stack=True,
            colours={"completed": "green", "failed": "red"},
            interval="10m",
            about="Import jobs that finished in the hour before each point, by status." + SHARED,
        ),
        graph(
            10,
            "Staging area",
            Ask(chosen("staging_products", "state"), "{{state}}"),
            unit=COUNT,
            stack=True,
            about="Imported products in the staging area, by whether they are published. A growing number of "
            "unpublished products means that the vendor has not reviewed them." + SHARED,
        ),
    ),
)

WHO = (
    (
        table_panel(
            11,
            "Longest time since successful import",
            {"vendor": "Vendor", "platform": "Home platform", "marketplace": "Marketplace"},
            Column("Since success", _oldest.rows(), SECONDS),
            own_limit("OrionImportStale", _oldest),
            Column("Running for", only(_running, _oldest.rows(), _feed), SECONDS, _stuck, none="not running"),
            width=16,
            links={"Vendor": [to_vendor()]},
            about="The imports with the longest time since their last success, and the running time of a current run.",
        ),
        table_panel(
            12,
            "Vendors with unpriced products",
            {"vendor": "Vendor"},
            Column("Without a price", _unpriced, COUNT, Steps(amber=1)),
            width=8,
            links={"Vendor": [to_vendor()]},
            none="Every product has a price",
            about="Vendors that must set prices. A missing price is NULL in the database, never 0.",
        ),
    ),
)

CATALOGUE = (
    (
        graph(
            13,
            "Products",
            Ask(chosen("products", "state"), "{{state}}"),
            Ask(chosen("products_featured"), "featured", "featured"),
            Ask(chosen("products_without_price"), "without a price", "unpriced"),
            unit=COUNT,
            colours={"without a price": "red"},
            about="Products by state, and how many of them are featured or without a price." + SHARED,
        ),
        _bars(
            14,
            "Time since last product change",
            Ask(age(platforms("catalog_last_updated_timestamp_seconds", fold="max")), "{{platform}}"),
            unit=SECONDS,
            width=6,
            about="Time since any product last changed, by platform.",
        ),
        _bars(
            15,
            "Products by platform",
            Ask(platforms("products", "platform, state"), "{{platform}}, {{state}}"),
            unit=COUNT,
            width=6,
            about="Products of all vendors of each platform. A vendor on two platforms counts for both.",
        ),
    ),
)

CONTENT = (
    (
        graph(
            16,
            "Pages",
            Ask(chosen("pages", "state"), "{{state}}"),
            unit=COUNT,
            width=8,
            about="Pages of vendors, by state. OrionPagesCollapsed fires on a drop by half within a day.",
        ),
        _bars(
            17,
            "Default pages by platform",
            Ask(platforms("default_pages", "platform, state"), "{{platform}}, {{state}}"),
            unit=COUNT,
            width=8,
            about="Pages that a platform shows if a vendor does not have its own.",
        ),
        graph(
            18,
            "Media",
            Ask(chosen("media_size_bytes", "media_type"), "{{media_type}}"),
            unit=BYTES,
            stack=True,
            width=8,
            about="Size of media files of vendors, by type." + SHARED,
        ),
    ),
    (
        graph(
            19,
            "Media files",
            Ask(chosen("media_files", "media_type"), "{{media_type}}"),
            unit=COUNT,
            stack=True,
            width=16,
            about="Number of media files of vendors, by type." + SHARED,
        ),
        bar_panel(
            20,
            "Import jobs by status",
            Ask(chosen("import_jobs", "status"), "{{status}}"),
            unit=COUNT,
            width=8,
            colours={"failed": "red"},
            about="All stored import jobs, by status." + SHARED,
        ),
    ),
)

BOARD = Board(
    "orion-imports",
    "Orion / Imports & catalogue",
    "Are imports working, and are products and content complete?",
    choices=(variables.platform, variables.vendor),
    events=(events.alerts(*_alerts), events.IMPORTS),
    top=TOP,
    sections=(
        Section(100, "Imports", TRENDS),
        Section(101, "Needs attention", WHO),
        Section(102, "Catalogue", CATALOGUE, collapsed=True),
        Section(103, "Content", CONTENT, collapsed=True),
    ),
    of=("marketplace", "catalog", "cms"),
)
