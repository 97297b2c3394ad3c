"""Inventory: is there enough stock, and is the stock data plausible?"""

from grafana.boards import events, variables
from grafana.boards.board import Board, Section
from grafana.boards.frame import Ask
from grafana.boards.look import COUNT, LEVEL, NONE, SECONDS, SHARE, Steps, default
from grafana.boards.panels import bar_panel, graph, stat_panel
from grafana.boards.promql import THEIRS, about, age, chosen, highest, most, only, platforms, share, vendors
from grafana.boards.shared import LOW, OUT, SHARED, firing_now, freshness, series_platform, to_vendor
from grafana.boards.tables import Column, table_panel
from grafana.boards.worst import Worst, own_limit

_alerts = (about("inventory"), *THEIRS)
_place = "vendor, platform"
_worst = Worst("stock_items", part='level="out"', least=">= 20")
_oversold = highest(15, f"{vendors('stock_oversold_items', _place)} > 0")
_stale = Worst("stock_last_updated_timestamp_seconds")
_untouched = Steps(red=default("OrionStockStale"))
_out_red, _low_red = Steps(red=default("OrionOutOfStockShareHigh")), Steps(red=default("OrionLowStockShareHigh"))

TOP = (
    (
        firing_now(1, *_alerts),
        freshness(2, "inventory"),
        stat_panel(
            3,
            "Out of stock",
            Ask(OUT),
            unit=SHARE,
            decimals=1,
            steps=_out_red,
            about="Share of stock items with no available units (quantity minus reserved). Ask the vendors in "
            "the table to restock." + SHARED,
        ),
        stat_panel(
            4,
            "Low in stock",
            Ask(LOW),
            unit=SHARE,
            decimals=1,
            steps=_low_red,
            about="Share of stock items at or below their reorder point, but not out. They will be out next." + SHARED,
        ),
        stat_panel(
            5,
            "Oversold items",
            Ask(chosen("stock_oversold_items")),
            unit=COUNT,
            words=NONE,
            steps=Steps(amber=1),
            about="Stock items with more units reserved than in stock: some orders cannot be fulfilled. Check "
            "for two channels that sell the same stock." + SHARED,
        ),
        stat_panel(
            6,
            "Units",
            Ask(chosen("stock_units"), "in stock"),
            Ask(chosen("stock_reserved_units"), "reserved", "reserved"),
            unit=COUNT,
            size=28,
            about="Units in stock, and how many of them are reserved by orders." + SHARED,
        ),
    ),
)

TRENDS = (
    (
        stat_panel(
            16,
            "Items by level",
            Ask(f"sort({chosen('stock_items', 'level')})", "{{level}}"),
            unit=COUNT,
            width=4,
            height=8,
            colours=LEVEL,
            size=34,
            down=True,
            about="Stock items with no available units (out), at or below their reorder point (low), and all "
            "others (ok)." + SHARED,
        ),
        graph(
            7,
            "Items out of stock or low",
            Ask(chosen("stock_items", "level", 'level=~"out|low"'), "{{level}}"),
            unit=COUNT,
            stack=True,
            colours=LEVEL,
            width=10,
            about="Stock items that are out or low. If both grow, nobody is restocking." + SHARED,
        ),
        graph(
            8,
            "Out of stock by platform",
            Ask(share(platforms("stock_items", "platform", 'level="out"'), platforms("stock_items")), "{{platform}}"),
            Ask(most("orion_alert_threshold_default", "", 'alert="OrionOutOfStockShareHigh"'), "limit", "limit"),
            unit=SHARE,
            width=10,
            link=series_platform(),
            about="Share of stock items that are out, over all vendors of each platform. The limit is the "
            "default threshold of vendors.",
        ),
    ),
    (
        graph(
            9,
            "Units in stock and reserved",
            Ask(chosen("stock_units"), "in stock"),
            Ask(chosen("stock_reserved_units"), "reserved", "reserved"),
            unit=COUNT,
            about="Units in stock and reserved units. A jump without a delivery is an error in a file or an "
            "import; annotations show the vendors." + SHARED,
        ),
        graph(
            10,
            "Oversold items",
            Ask(chosen("stock_oversold_items"), "oversold"),
            unit=COUNT,
            colours={"oversold": "red"},
            about="Stock items with more units reserved than in stock." + SHARED,
        ),
    ),
)

WHO = (
    (
        table_panel(
            11,
            "Vendors with the highest out-of-stock share",
            {"vendor": "Vendor", "platform": "Home platform"},
            Column("Out of stock", _worst.rows(), SHARE),
            own_limit("OrionOutOfStockShareHigh", _worst),
            Column("Low items", only(vendors("stock_items", _place, 'level="low"'), _worst.rows(), _place), COUNT),
            width=14,
            links={"Vendor": [to_vendor()]},
            none="No vendor has 20 stock items",
            about="Vendors with the largest share of stock items that are out, among those with at least 20 "
            "stock items.",
        ),
        table_panel(
            12,
            "Oversold vendors",
            {"vendor": "Vendor", "platform": "Home platform"},
            Column("Oversold", _oversold, COUNT, Steps(amber=1), width=120),
            width=10,
            links={"Vendor": [to_vendor()]},
            none="Nobody has oversold",
            about="Vendors with the most stock items that have more units reserved than in stock.",
        ),
    ),
)

DETAILS = (
    (
        table_panel(
            13,
            "Stale stock",
            {"vendor": "Vendor", "platform": "Home platform"},
            Column("Since the last change", _stale.rows(), SECONDS),
            own_limit("OrionStockStale", _stale),
            width=12,
            height=8,
            links={"Vendor": [to_vendor()]},
            about="Vendors with the longest time since a stock change. Their stock integration may be broken.",
        ),
        bar_panel(
            14,
            "Time since last stock change",
            Ask(age(platforms("stock_last_updated_timestamp_seconds", fold="max")), "{{platform}}"),
            unit=SECONDS,
            width=6,
            steps=_untouched,
            highest=_untouched.red,
            link=series_platform(),
            about="Time since any stock last changed, by platform. A full bar is the limit.",
        ),
        bar_panel(
            15,
            "Units by platform",
            Ask(platforms("stock_units"), "{{platform}}, in stock"),
            Ask(platforms("stock_reserved_units"), "{{platform}}, reserved", "reserved"),
            Ask(platforms("stock_oversold_items"), "{{platform}}, oversold", "oversold"),
            unit=COUNT,
            width=6,
            link=series_platform(),
            about="Units in stock, reserved units and oversold items of all vendors of each platform. A "
            "vendor on two platforms counts for both.",
        ),
    ),
)

BOARD = Board(
    "orion-inventory",
    "Orion / Inventory",
    "Is there enough stock, and is the stock data plausible?",
    choices=(variables.platform, variables.vendor),
    events=(events.alerts(*_alerts), events.STOCK_JUMPS),
    top=TOP,
    sections=(
        Section(100, "Trends", TRENDS),
        Section(101, "Needs attention", WHO),
        Section(102, "Details", DETAILS, collapsed=True),
    ),
    of=("inventory",),
)
