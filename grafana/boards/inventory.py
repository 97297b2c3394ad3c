"""Inventory: is there something to sell, and is it true?"""

from grafana.boards import events, variables
from grafana.boards.board import Board, Section
from grafana.boards.frame import Ask
from grafana.boards.look import COUNT, LEVEL, NONE, SECONDS, SHARE, Steps, default
from grafana.boards.panels import bar_panel, graph, stat_panel
from grafana.boards.promql import THEIRS, about, age, chosen, highest, most, only, platforms, share, vendors
from grafana.boards.shared import LOW, OUT, SHARED, firing_now, freshness, own_limit, series_platform, to_vendor
from grafana.boards.tables import Column, table_panel

_alerts = (about("inventory"), *THEIRS)
_place = "vendor, platform"
_items = vendors("stock_items", _place)
_out = share(vendors("stock_items", _place, 'level="out"'), f"{_items} >= 20")
_worst = highest(15, _out)
_oversold = highest(15, f"{vendors('stock_oversold_items', _place)} > 0")
_stale = highest(15, age(vendors("stock_last_updated_timestamp_seconds", _place, fold="max")))
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
            about="The share of rows of stock of which nothing is available (quantity less reserved). Ask the "
            "vendors in the table to refill." + SHARED,
        ),
        stat_panel(
            4,
            "Low in stock",
            Ask(LOW),
            unit=SHARE,
            decimals=1,
            steps=_low_red,
            about="The share of rows of stock at or below their reorder point, but not out. These are out "
            "next." + SHARED,
        ),
        stat_panel(
            5,
            "Oversold items",
            Ask(chosen("stock_oversold_items")),
            unit=COUNT,
            words=NONE,
            steps=Steps(amber=1),
            about="Rows of stock with more reserved than there is: somebody will not get what they ordered. "
            "Look for two channels that sell the same stock." + SHARED,
        ),
        stat_panel(
            6,
            "Units",
            Ask(chosen("stock_units"), "in stock"),
            Ask(chosen("stock_reserved_units"), "reserved", "reserved"),
            unit=COUNT,
            size=28,
            about="Units in stock, and those of them that orders have reserved." + SHARED,
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
            about="Rows of stock of which nothing is available (out), that are at or below their reorder point "
            "(low), and the others (ok)." + SHARED,
        ),
        graph(
            7,
            "Items out and low",
            Ask(chosen("stock_items", "level", 'level=~"out|low"'), "{{level}}"),
            unit=COUNT,
            stack=True,
            colours=LEVEL,
            width=10,
            about="Rows of stock that are out or low. Both that grow together mean that nobody refills." + SHARED,
        ),
        graph(
            8,
            "Out of stock by platform",
            Ask(share(platforms("stock_items", "platform", 'level="out"'), platforms("stock_items")), "{{platform}}"),
            Ask(most("orion_alert_threshold_default", "", 'alert="OrionOutOfStockShareHigh"'), "limit", "limit"),
            unit=SHARE,
            width=10,
            link=series_platform(),
            about="The share of rows of stock that are out, of all vendors of each platform; the limit is the one "
            "for vendors who have none of their own.",
        ),
    ),
    (
        graph(
            9,
            "Units in stock and reserved",
            Ask(chosen("stock_units"), "in stock"),
            Ask(chosen("stock_reserved_units"), "reserved", "reserved"),
            unit=COUNT,
            about="Units in stock and reserved. A jump that no delivery explains is a mistake in a file or an "
            "import: the marks say whose stock has jumped." + SHARED,
        ),
        graph(
            10,
            "Oversold items",
            Ask(chosen("stock_oversold_items"), "oversold"),
            unit=COUNT,
            colours={"oversold": "red"},
            about="Rows of stock with more reserved than there is." + SHARED,
        ),
    ),
)

WHO = (
    (
        table_panel(
            11,
            "Vendors with the most out of stock",
            {"vendor": "Vendor", "platform": "Home platform"},
            Column("Out of stock", _worst, SHARE),
            own_limit("OrionOutOfStockShareHigh", _worst),
            Column("Low items", only(vendors("stock_items", _place, 'level="low"'), _worst, _place), COUNT),
            width=14,
            links={"Vendor": [to_vendor()]},
            about="The vendors with 20 rows of stock or more of which the largest share is out.",
        ),
        table_panel(
            12,
            "Vendors who sell what they have not",
            {"vendor": "Vendor", "platform": "Home platform"},
            Column("Oversold", _oversold, COUNT, Steps(amber=1), width=120),
            width=10,
            links={"Vendor": [to_vendor()]},
            none="Nobody has oversold",
            about="The vendors with the most rows of stock of which more is reserved than there is.",
        ),
    ),
)

DETAILS = (
    (
        table_panel(
            13,
            "Stock that nobody has touched",
            {"vendor": "Vendor", "platform": "Home platform"},
            Column("Since the last change", _stale, SECONDS),
            own_limit("OrionStockStale", _stale),
            width=12,
            height=8,
            links={"Vendor": [to_vendor()]},
            about="The vendors whose stock has not changed for longest: their link to us may be broken.",
        ),
        bar_panel(
            14,
            "Since the last change of stock",
            Ask(age(platforms("stock_last_updated_timestamp_seconds", fold="max")), "{{platform}}"),
            unit=SECONDS,
            width=6,
            steps=_untouched,
            highest=_untouched.red,
            link=series_platform(),
            about="How long ago any stock last changed, by platform. A full bar is the limit.",
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
            about="Units in stock and reserved, and rows oversold, of all vendors of each platform; a "
            "vendor on two platforms counts on both.",
        ),
    ),
)

BOARD = Board(
    "orion-inventory",
    "Orion / Inventory",
    "Is there something to sell, and is what the stock says true?",
    choices=(variables.platform, variables.vendor),
    events=(events.alerts(*_alerts), events.STOCK_JUMPS),
    top=TOP,
    sections=(
        Section(100, "Trends", TRENDS),
        Section(101, "Who needs attention", WHO),
        Section(102, "Details", DETAILS, collapsed=True),
    ),
    of=("inventory",),
)
