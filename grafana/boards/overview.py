"""Platform overview: is the shop healthy? The starting point for everyone, including on-call."""

from grafana.boards import events, variables
from grafana.boards.board import Board, Section
from grafana.boards.checkout import NOW, TREND
from grafana.boards.frame import Ask
from grafana.boards.look import COUNT, CURRENCIES, GREY, MONEY, ROUNDED, SHARE, STATUS, Steps, default
from grafana.boards.panels import graph, stat_panel
from grafana.boards.promql import (
    CURRENCY,
    PLATFORM,
    THEIRS,
    VENDOR,
    chosen,
    grown,
    most,
    number_of,
    share,
    vendors,
    with_name,
)
from grafana.boards.shared import (
    OUT,
    alert_kinds,
    alert_table,
    exporter_up,
    firing_now,
    freshness,
    series_platform,
    to_board,
    to_platform,
    to_vendor,
)
from grafana.boards.tables import Column, table_panel
from grafana.boards.worst import Worst

_members = most("orion_vendor_platform_info", "vendor", PLATFORM, VENDOR)
_active = most("orion_vendor_info", "vendor", VENDOR, 'state="active"')
_failed = vendors("import_last_run_success", "vendor, platform, marketplace", fold="min")
_busiest = Worst("orders_open", "vendor")
_day = grown("orders", "platform", over="1d")
_day_before = grown("orders", "platform", over="1d", since="1w")

TOP = (
    (
        exporter_up(1),
        freshness(2),
        firing_now(3, 'severity="critical"', *THEIRS, title="Critical alerts", bad=True),
        firing_now(4, 'severity="warning"', *THEIRS, title="Warnings"),
        stat_panel(
            5,
            "Active vendors",
            Ask(f"count({_active} and on (vendor) {_members})"),
            unit=COUNT,
            about="Active and verified vendors with a membership of a selected platform. If it drops, check "
            "which vendors were deactivated.",
            link=to_board("platforms", "Platforms", vendor=False),
        ),
        stat_panel(
            6,
            "Open orders",
            Ask(chosen("orders_open")),
            unit=COUNT,
            link=to_board("orders", "Orders"),
            about="Orders that are pending or processing. The acceptable number differs by vendor; "
            "OrionOpenOrdersHigh has the thresholds. Click for the orders.",
        ),
    ),
    (
        stat_panel(
            7,
            "New orders, 24 h",
            Ask(grown("orders", "", over="1d"), "now"),
            Ask(grown("orders", "", over="1d", since="1w"), "a week ago", "before"),
            unit=COUNT,
            width=6,
            size=34,
            link=to_board("orders", "Orders"),
            about="Increase in orders over the last 24 hours, and over the same 24 hours a week ago. If there "
            "are far fewer, check whether a platform is down.",
        ),
        stat_panel(
            8,
            "Net revenue, 24 h",
            Ask(grown("order_revenue", "currency", CURRENCY, over="1d"), "{{currency}}"),
            unit=ROUNDED,
            width=6,
            size=24,
            link=to_board("revenue", "Revenue"),
            about="Increase in net revenue over the last 24 hours: value of new orders minus cancellations "
            "and refunds. Currencies are never summed up.",
        ),
        stat_panel(
            9,
            "Items out of stock",
            Ask(OUT),
            unit=SHARE,
            width=6,
            decimals=1,
            steps=Steps(red=default("OrionOutOfStockShareHigh")),
            link=to_board("inventory", "Inventory"),
            about="Share of stock items with no available units. Click for the vendors.",
        ),
        stat_panel(
            10,
            "Imports failing",
            Ask(number_of(f"{_failed} == bool 0")),
            unit=COUNT,
            width=6,
            steps=Steps(amber=1),
            link=to_board("imports", "Imports"),
            about="Imports, per vendor and marketplace, whose last run failed. Click for details.",
        ),
    ),
    NOW,
)

TRENDS = (
    (
        graph(
            11,
            "New orders per hour",
            Ask(grown("orders", "platform", over="1h"), "{{platform}}"),
            Ask(grown("orders", "", over="1h", since="1w"), "all, a week ago", "before"),
            colours={"all": GREY},
            unit=COUNT,
            stack=True,
            link=series_platform(),
            interval="5m",
            about="New orders in the hour before each point, by platform, stacked. Dashed: total at the same "
            "hour a week ago. If orders stay below it, the table below shows the platform.",
        ),
        graph(
            13,
            "Net revenue per hour",
            Ask(grown("order_revenue", "currency", CURRENCY, over="1h"), "{{currency}}"),
            unit=MONEY,
            at_least=None,
            interval="5m",
            link=to_board("revenue", "Revenue"),
            colours=CURRENCIES,
            about="Net revenue in the hour before each point, by currency. Negative if more was refunded or "
            "cancelled than ordered.",
        ),
    ),
    (
        graph(
            14,
            "Open orders by status",
            Ask(chosen("orders", "status", 'status=~"pending|processing"'), "{{status}}"),
            unit=COUNT,
            stack=True,
            colours=STATUS,
            width=8,
            link=to_board("orders", "Orders"),
            about="Open orders: pending orders wait for payment, processing orders for the warehouse. The "
            "number drops during the day and rises at night; if it does not drop during a day, nothing is being "
            "shipped.",
        ),
        table_panel(
            17,
            "Platforms",
            {"platform": "Platform"},
            Column("Open orders", chosen("orders_open", "platform"), COUNT),
            Column("New in 24 h", _day, COUNT),
            Column("To last week", share(_day, _day_before), SHARE, Steps(amber=0.7, red=0.5, below=True), decimals=0),
            width=8,
            height=8,
            links={"Platform": [to_platform()]},
            about="Open orders of each platform, and its new orders in the last 24 hours, also as a share of "
            "those in the same 24 hours a week ago. Click a platform to select it.",
        ),
        table_panel(
            16,
            "Top vendors by open orders",
            {"vendor": "Vendor", "name": "Name"},
            Column("Open orders", with_name(_busiest.rows()), COUNT, width=120),
            width=8,
            height=8,
            links={"Vendor": [to_vendor()]},
            about="The 15 vendors with the most open orders on the selected platforms. Click a vendor for its "
            "dashboard.",
        ),
    ),
    TREND,
)

WHO = (
    (
        alert_kinds(18, *THEIRS, width=9, height=11),
        alert_table(15, *THEIRS, width=15, height=11),
    ),
)

BOARD = Board(
    "orion-overview",
    "Orion / Overview",
    "Is the shop healthy, and is the data current? All includes data without a known vendor or platform.",
    choices=(variables.platform, variables.vendor, variables.currency),
    events=(events.alerts('severity="critical"', *THEIRS), events.IMPORTS),
    top=TOP,
    sections=(Section(100, "Trends", TRENDS), Section(101, "Needs attention", WHO)),
)
