"""Imports and catalogue: do goods and content arrive, and are they complete?"""

from functools import partial

from grafana.boards import events, variables
from grafana.boards.board import Board, Section
from grafana.boards.frame import Ask
from grafana.boards.look import BYTES, COUNT, GOOD, NONE, RESULT, SECONDS, Steps, default
from grafana.boards.panels import bar_panel, graph, lanes, stat_panel
from grafana.boards.promql import THEIRS, about, age, chosen, grown, highest, number_of, only, platforms, vendors
from grafana.boards.shared import SHARED, firing_now, freshness, own_limit, series_platform, to_vendor
from grafana.boards.tables import Column, table_panel

_alerts = (about("marketplace", "catalog", "cms"), *THEIRS)
_feed = "vendor, platform, marketplace"
_since = age(vendors("import_last_success_timestamp_seconds", _feed, fold="max"))
_latest = chosen("import_last_success_timestamp_seconds", fold="max")
_days = default("OrionImportStale") or 0
_oldest = highest(15, _since)
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
            "Since the last import",
            Ask(age(f"({_latest})")),
            unit=SECONDS,
            decimals=1,
            steps=_overdue,
            about="How long ago an import last completed, of all that are chosen. If nothing is imported at "
            "all, look at the scheduler.",
        ),
        stat_panel(
            4,
            "Imports overdue",
            Ask(number_of(f"{_since} > bool {_days:g}")),
            unit=COUNT,
            words=NONE,
            steps=Steps(amber=1),
            about="Vendors' imports that have not completed for two days, one for each marketplace; the table "
            "says which.",
        ),
        stat_panel(
            5,
            "Longest running import",
            Ask(f"max({_running})"),
            unit=SECONDS,
            decimals=1,
            steps=_stuck,
            none="None is running",
            about="How long the oldest import that still runs has been running. A stuck "
            "one holds up the next of the same vendor.",
        ),
        stat_panel(
            6,
            "Products without a price",
            Ask(chosen("products_without_price")),
            unit=COUNT,
            words=NONE,
            steps=Steps(amber=1),
            about="Products that nobody can buy, since their price is missing." + SHARED,
        ),
    ),
)

TRENDS = (
    (
        lanes(
            7,
            "Did the last import succeed?",
            Ask(chosen("import_last_run_success", "marketplace", fold="min"), "{{marketplace}}"),
            words=GOOD,
            about="Whether the import that ended last has completed, for each marketplace; if several vendors or "
            "platforms are chosen, it has failed while it has for one of them.",
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
            about="Rows that imports handled within the hour before. Failed ones that grow: look into the log of the "
            "import, mostly the file has changed." + SHARED,
        ),
    ),
    (
        graph(
            9,
            "Import jobs per hour by how they ended",
            Ask(grown("import_jobs", "status", 'status=~"completed|failed"', over="1h"), "{{status}}"),
            unit=COUNT,
            bars=True,
            stack=True,
            colours={"completed": "green", "failed": "red"},
            interval="10m",
            about="Jobs that ended within the hour before, by how." + SHARED,
        ),
        graph(
            10,
            "Staging area",
            Ask(chosen("staging_products", "state"), "{{state}}"),
            unit=COUNT,
            stack=True,
            about="Products that were imported and wait in the staging area, and whether they are published. "
            "Unpublished ones that grow wait for the vendor." + SHARED,
        ),
    ),
)

WHO = (
    (
        table_panel(
            11,
            "Imports that have not completed for longest",
            {"vendor": "Vendor", "platform": "Home platform", "marketplace": "Marketplace"},
            Column("Since success", _oldest, SECONDS),
            own_limit("OrionImportStale", _oldest),
            Column("Running for", only(_running, _oldest, _feed), SECONDS, _stuck, none="not running"),
            width=16,
            links={"Vendor": [to_vendor()]},
            about="The imports whose last success is longest ago, and how long one of each has been running now.",
        ),
        table_panel(
            12,
            "Vendors with products without a price",
            {"vendor": "Vendor"},
            Column("Without a price", _unpriced, COUNT, Steps(amber=1)),
            width=8,
            links={"Vendor": [to_vendor()]},
            none="Every product has a price",
            about="Who must set prices. A price that is missing is NULL in the database, never 0.",
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
            about="Products by state, and those of them that are featured or without a price." + SHARED,
        ),
        _bars(
            14,
            "Since the last change of a product",
            Ask(age(platforms("catalog_last_updated_timestamp_seconds", fold="max")), "{{platform}}"),
            unit=SECONDS,
            width=6,
            about="How long ago any product last changed, by platform.",
        ),
        _bars(
            15,
            "Products by platform",
            Ask(platforms("products", "platform, state"), "{{platform}}, {{state}}"),
            unit=COUNT,
            width=6,
            about="Products of all vendors of each platform; a vendor on two platforms counts on both.",
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
            about="Pages of vendors, by state. A fall of half within a day fires OrionPagesCollapsed.",
        ),
        _bars(
            17,
            "Default pages by platform",
            Ask(platforms("default_pages", "platform, state"), "{{platform}}, {{state}}"),
            unit=COUNT,
            width=8,
            about="Pages that a platform shows where a vendor has none of its own.",
        ),
        graph(
            18,
            "Media",
            Ask(chosen("media_size_bytes", "media_type"), "{{media_type}}"),
            unit=BYTES,
            stack=True,
            width=8,
            about="Size of vendors' media files, by type." + SHARED,
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
            about="Number of vendors' media files, by type." + SHARED,
        ),
        bar_panel(
            20,
            "Import jobs now",
            Ask(chosen("import_jobs", "status"), "{{status}}"),
            unit=COUNT,
            width=8,
            colours={"failed": "red"},
            about="Every import job that is kept, by its status." + SHARED,
        ),
    ),
)

BOARD = Board(
    "orion-imports",
    "Orion / Imports & catalogue",
    "Do goods and content arrive, and are they complete?",
    choices=(variables.platform, variables.vendor),
    events=(events.alerts(*_alerts), events.IMPORTS),
    top=TOP,
    sections=(
        Section(100, "Imports", TRENDS),
        Section(101, "Who needs attention", WHO),
        Section(102, "Catalogue", CATALOGUE, collapsed=True),
        Section(103, "Content", CONTENT, collapsed=True),
    ),
    of=("marketplace", "catalog", "cms"),
)
