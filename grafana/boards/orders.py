"""Orders: do they come in, and does somebody take care of them?"""

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
    highest,
    only,
    platforms,
    share,
    vendors,
)
from grafana.boards.shared import firing_now, freshness, own_limit, series_platform, to_vendor
from grafana.boards.tables import Column, table_panel

_alerts = (about("orders"), *THEIRS)
_cancelled = share(grown("orders", "", 'status="cancelled"', over="1d"), grown("orders", "", over="1d"))
_week = f"max by (platform) (avg_over_time(orion_platform_orders_open{{{JOB}, {PLATFORM}}}[1w]))"
_waiting = age(vendors("order_oldest_open_timestamp_seconds", "vendor, platform", fold="min"))
_longest = highest(15, _waiting)
_silent = highest(15, age(vendors("order_last_created_timestamp_seconds", "vendor, platform", fold="max")))
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
            about="Orders that wait for somebody: pending and processing. What is too many differs by vendor; "
            "the table below compares each with its own limit.",
        ),
        stat_panel(
            4,
            "Oldest open order",
            Ask(age(f"({chosen('order_oldest_open_timestamp_seconds', fold='min')})")),
            unit=SECONDS,
            decimals=1,
            steps=_stalled,
            about="How long the oldest open order has waited, of those younger than 30 days. The table below "
            "says whose it is.",
        ),
        stat_panel(
            5,
            "New orders, 24 h",
            Ask(grown("orders", "", over="1d"), "now"),
            Ask(grown("orders", "", over="1d", since="1w"), "a week ago", "before"),
            unit=COUNT,
            size=34,
            about="By how many the orders have grown in 24 hours, and in the same 24 hours a week ago.",
        ),
        stat_panel(
            6,
            "Cancelled, 24 h",
            Ask(_cancelled),
            unit=SHARE,
            decimals=1,
            steps=Steps(red=default("OrionCancellationSpike")),
            about="Orders that were cancelled in 24 hours, as a share of those that came in. If it rises, look "
            "for a vendor without stock or a payment that fails.",
        ),
    ),
)

TRENDS = (
    (
        stat_panel(
            18,
            "Where orders are",
            *(Ask(chosen("orders", "status", f'status="{status}"'), "{{status}}", status) for status in STATUS),
            unit=COUNT,
            colours=STATUS,
            width=24,
            size=34,
            about="Every order that is kept, by the status that it has now: on its way from pending to "
            "delivered, then those that ended otherwise.",
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
            about="Orders that wait for somebody, by status. A colour that grows is where they are stuck: pending "
            "waits for payment, processing for the warehouse.",
        ),
        graph(
            10,
            "Backlog",
            Ask(chosen("orders_open"), "open"),
            Ask(chosen("orders_open", at="1w"), "open, a week ago", "before"),
            unit=COUNT,
            colours={"open": BLUE},
            about="Open orders, and as they were a week ago. Twice as many at the same hour means that somebody "
            "has stopped working on them.",
        ),
    ),
    (
        graph(
            9,
            "Created and cancelled per hour",
            Ask(grown("orders", "", over="1h"), "created"),
            Ask(grown("orders", "", over="1h", since="1w"), "created, a week ago", "before"),
            Ask(grown("orders", "", 'status="cancelled"', over="1h"), "cancelled", "cancelled"),
            unit=COUNT,
            width=24,
            interval="5m",
            colours={"created": GREEN, "cancelled": STATUS["cancelled"]},
            about="Orders that came in and that were cancelled within the hour before; dashed is a week ago. Below "
            "zero: rows were deleted.",
        ),
    ),
    (
        _bars(
            11,
            "Backlog against its week",
            Ask(share(platforms("orders_open"), _week), "{{platform}}"),
            unit=SHARE,
            steps=Steps(red=_growing),
            highest=_growing,
            decimals=0,
            about="Open orders of each platform now, as a share of their average over the last week, whoever "
            "sells. 100% is an ordinary day, a full bar the limit.",
        ),
        _bars(
            12,
            "Oldest open order by platform",
            Ask(age(platforms("order_oldest_open_timestamp_seconds", fold="min")), "{{platform}}"),
            unit=SECONDS,
            steps=_stalled,
            highest=_stalled.red,
            about="How long the oldest open order of each platform has waited, whoever sells. A full bar is the limit.",
        ),
        _bars(
            13,
            "Since the last order",
            Ask(age(platforms("order_last_created_timestamp_seconds", fold="max")), "{{platform}}"),
            unit=SECONDS,
            steps=_quiet,
            highest=_quiet.red,
            about="How long ago somebody last ordered on each platform, whoever sells. A full bar is the limit. "
            "Longer than usual at this hour: look whether one can order at all.",
        ),
    ),
)

WHO = (
    (
        table_panel(
            14,
            "Vendors whose orders are stalled",
            {"vendor": "Vendor", "platform": "Platform"},
            Column("Oldest open", _longest, SECONDS),
            own_limit("OrionOrdersStalled", _longest),
            Column("Open orders", only(vendors("orders_open", _place), _longest, _place), COUNT),
            width=12,
            links={"Vendor": [to_vendor()]},
            about="Vendors and platforms whose oldest open order has waited longest. Ask them to ship or cancel it.",
        ),
        table_panel(
            15,
            "Vendors with the most open orders",
            {"vendor": "Vendor", "platform": "Platform"},
            Column("Open orders", highest(15, vendors("orders_open", _place)), COUNT),
            own_limit("OrionOpenOrdersHigh", highest(15, vendors("orders_open", _place))),
            width=12,
            links={"Vendor": [to_vendor()]},
            about="The vendors and platforms with the most open orders, and how near they are to the limit "
            "that holds for them.",
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
            about="Customers, and those of them who have ordered at least once.",
        ),
        table_panel(
            17,
            "Vendors without orders for long",
            {"vendor": "Vendor", "platform": "Platform"},
            Column("Since the last order", _silent, SECONDS),
            own_limit("OrionNoOrders", _silent),
            width=12,
            height=8,
            links={"Vendor": [to_vendor()]},
            about="Vendors and platforms on which nobody has ordered for longest. A large vendor here means "
            "that its shop is broken; small ones may just be quiet.",
        ),
    ),
)

BOARD = Board(
    "orion-orders",
    "Orion / Orders",
    "Do orders come in, and does somebody take care of them?",
    choices=(variables.platform, variables.vendor),
    events=(events.alerts(*_alerts),),
    top=TOP,
    sections=(
        Section(100, "Trends", TRENDS),
        Section(101, "Who needs attention", WHO),
        Section(102, "Customers and silence", CUSTOMERS, collapsed=True),
    ),
    of=("orders",),
)
