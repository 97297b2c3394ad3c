"""Orders: are orders coming in, and are they being processed?"""

from functools import partial

from grafana.boards import events, variables
from grafana.boards.board import Board, Section
from grafana.boards.frame import Ask
from grafana.boards.look import BLUE, COUNT, GREEN, SECONDS, SHARE, STATUS, Steps, default
from grafana.boards.panels import bar_panel, graph, stat_panel
from grafana.boards.promql import (
    JOB,
    PLATFORM,
    THEIRS,
    about,
    age,
    chosen,
    grown,
    only,
    platforms,
    share,
    vendors,
)
from grafana.boards.shared import firing_now, freshness, series_platform, to_vendor
from grafana.boards.tables import Column, table_panel
from grafana.boards.worst import Worst, own_limit

_alerts = (about("orders"), *THEIRS)
_cancelled = share(grown("orders", "", 'status="cancelled"', over="1d"), grown("orders", "", over="1d"))
_week = f"max by (platform) (avg_over_time(orion_platform_orders_open{{{JOB}, {PLATFORM}}}[1w]))"
_longest = Worst("order_oldest_open_timestamp_seconds")
_silent = Worst("order_last_created_timestamp_seconds")
_busiest = Worst("orders_open")
_place = "vendor, platform"
_growing = default("OrionOrderBacklogGrowing")
_stalled, _quiet = Steps(red=default("OrionOrdersStalled")), Steps(red=default("OrionNoOrders"))
_bars = partial(bar_panel, width=8, height=5, link=series_platform())

TOP = (
    (
        firing_now(1, *_alerts),
        freshness(2, "orders"),
        stat_panel(
            3,
            "Open orders",
            Ask(chosen("orders_open")),
            unit=COUNT,
            about="Orders that are pending or processing. The acceptable number differs by vendor; the table "
            "below compares each vendor with its limit.",
        ),
        stat_panel(
            4,
            "Oldest open order",
            Ask(age(f"({chosen('order_oldest_open_timestamp_seconds', fold='min')})")),
            unit=SECONDS,
            decimals=1,
            steps=_stalled,
            about="Age of the oldest open order, among orders younger than 30 days. The table below shows its vendor.",
        ),
        stat_panel(
            5,
            "New orders, 24 h",
            Ask(grown("orders", "", over="1d"), "now"),
            Ask(grown("orders", "", over="1d", since="1w"), "a week ago", "before"),
            unit=COUNT,
            size=28,
            about="Increase in orders over the last 24 hours, and over the same 24 hours a week ago.",
        ),
        stat_panel(
            6,
            "Cancellation rate, 24 h",
            Ask(_cancelled),
            unit=SHARE,
            decimals=1,
            steps=Steps(red=default("OrionCancellationSpike")),
            none="No new orders",
            about="Orders cancelled in the last 24 hours as a share of new orders. If it rises, check for a "
            "vendor without stock or failing payments.",
        ),
    ),
)

TRENDS = (
    (
        stat_panel(
            18,
            "Orders by status",
            *(Ask(chosen("orders", "status", f'status="{status}"'), "{{status}}", status) for status in STATUS),
            Ask(chosen("orders", "status", f'status!~"{"|".join(STATUS)}"'), "{{status}}", "other"),
            unit=COUNT,
            colours=STATUS,
            width=24,
            size=34,
            about="All stored orders by current status: from pending to delivered, then cancelled and refunded, then "
            "any other status that the shop has, such as failed.",
        ),
    ),
    (
        graph(
            8,
            "Open orders by status",
            Ask(chosen("orders", "status", 'status=~"pending|processing"'), "{{status}}"),
            unit=COUNT,
            stack=True,
            colours=STATUS,
            about="Open orders by status. A growing status shows where orders are stuck: pending orders wait "
            "for payment, processing orders for the warehouse.",
        ),
        graph(
            10,
            "Backlog",
            Ask(chosen("orders_open"), "open"),
            Ask(chosen("orders_open", at="1w"), "open, a week ago", "before"),
            unit=COUNT,
            colours={"open": BLUE},
            about="Open orders, now and a week ago. Twice as many at the same hour means that orders are no "
            "longer being processed.",
        ),
    ),
    (
        graph(
            9,
            "Orders created and cancelled per hour",
            Ask(grown("orders", "", over="1h"), "created"),
            Ask(grown("orders", "", over="1h", since="1w"), "created, a week ago", "before"),
            Ask(grown("orders", "", 'status="cancelled"', over="1h"), "cancelled", "cancelled"),
            unit=COUNT,
            width=24,
            interval="5m",
            colours={"created": GREEN, "cancelled": STATUS["cancelled"]},
            about="Orders created and cancelled in the hour before each point. Dashed: a week ago. Negative "
            "values mean that rows were deleted.",
        ),
    ),
    (
        _bars(
            11,
            "Backlog vs. 7-day average",
            Ask(share(platforms("orders_open"), _week), "{{platform}}"),
            unit=SHARE,
            steps=Steps(red=_growing),
            highest=_growing,
            decimals=0,
            about="Current open orders of each platform as a share of their average over the last week, for "
            "all vendors. 100% is a normal day, a full bar is the limit.",
        ),
        _bars(
            12,
            "Oldest open order by platform",
            Ask(age(platforms("order_oldest_open_timestamp_seconds", fold="min")), "{{platform}}"),
            unit=SECONDS,
            steps=_stalled,
            highest=_stalled.red,
            about="Age of the oldest open order of each platform, for all vendors. A full bar is the limit.",
        ),
        _bars(
            13,
            "Time since last order",
            Ask(age(platforms("order_last_created_timestamp_seconds", fold="max")), "{{platform}}"),
            unit=SECONDS,
            steps=_quiet,
            highest=_quiet.red,
            about="Time since the last order on each platform, for all vendors. A full bar is the limit. If "
            "it is longer than usual at this hour, check whether ordering works.",
        ),
    ),
)

WHO = (
    (
        table_panel(
            14,
            "Vendors with stalled orders",
            {"vendor": "Vendor", "platform": "Platform"},
            Column("Oldest open", _longest.rows(), SECONDS),
            own_limit("OrionOrdersStalled", _longest),
            Column("Open orders", only(vendors("orders_open", _place), _longest.rows(), _place), COUNT),
            width=12,
            links={"Vendor": [to_vendor()]},
            about="Vendors and platforms with the oldest open orders. Ask the vendor to ship or cancel the order.",
        ),
        table_panel(
            15,
            "Vendors with the most open orders",
            {"vendor": "Vendor", "platform": "Platform"},
            Column("Open orders", _busiest.rows(), COUNT),
            own_limit("OrionOpenOrdersHigh", _busiest),
            width=12,
            links={"Vendor": [to_vendor()]},
            about="Vendors and platforms with the most open orders, and their share of the limit that applies to them.",
        ),
    ),
)

CUSTOMERS = (
    (
        graph(
            16,
            "Customers",
            Ask(chosen("customers", "state"), "{{state}}"),
            Ask(chosen("customers_with_orders"), "have ordered", "ordered"),
            unit=COUNT,
            width=12,
            about="Customers, and how many of them have ordered at least once.",
        ),
        table_panel(
            17,
            "Longest time without an order",
            {"vendor": "Vendor", "platform": "Platform"},
            Column("Time since last order", _silent.rows(), SECONDS),
            own_limit("OrionNoOrders", _silent),
            width=12,
            height=8,
            links={"Vendor": [to_vendor()]},
            about="Vendors and platforms with the longest time since an order. For a large vendor this "
            "usually means that its shop is broken; for a small one it can be normal.",
        ),
    ),
)

BOARD = Board(
    "orion-orders",
    "Orion / Orders",
    "Are orders coming in, and are they being processed?",
    choices=(variables.platform, variables.vendor),
    events=(events.alerts(*_alerts),),
    top=TOP,
    sections=(
        Section(100, "Trends", TRENDS),
        Section(101, "Needs attention", WHO),
        Section(102, "Customers and inactivity", CUSTOMERS, collapsed=True),
    ),
    of=("orders",),
)
