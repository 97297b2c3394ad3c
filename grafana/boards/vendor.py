"""Vendor detail: all metrics of one vendor, with its thresholds."""

from functools import partial

from grafana.boards import events, variables
from grafana.boards.board import Board, Section
from grafana.boards.frame import Ask
from grafana.boards.limits import declared_limits
from grafana.boards.look import COUNT, FIRES, GREY, MONEY, ROUNDED, SECONDS, SHARE, STATE, STATUS
from grafana.boards.panels import bar_panel, graph, lanes, stat_panel
from grafana.boards.promql import CURRENCY, VENDOR, age, firing, grown, limit, most, of_limit, share, vendors
from grafana.boards.shared import LIMIT, alert_table, firing_now, freshness, to_board
from grafana.boards.vendor_fulfilment import FULFILMENT
from grafana.boards.vendor_goods import ANYWHERE, EXPIRES, GOODS, IMPORTED, REST

_theirs = (VENDOR, 'platform=~"$platform|"')
_place = "vendor, platform"
_info = most("orion_vendor_info", "vendor, name, state, platform", VENDOR)
_feed = "vendor, platform, marketplace"
_day = grown("orders", _place, over="1d", of=vendors)
_cancelled = share(grown("orders", _place, 'status="cancelled"', over="1d", of=vendors), _day)
_items = vendors("stock_items", _place)
_out, _low = (share(vendors("stock_items", _place, f'level="{level}"'), _items) for level in ("out", "low"))
_waiting = age(vendors("order_oldest_open_timestamp_seconds", _place, fold="min"))
_silent = age(vendors("order_last_created_timestamp_seconds", _place, fold="max"))
_runs = age(vendors("import_oldest_running_timestamp_seconds", _feed, fold="min"))
_earned = grown("order_revenue", "platform, currency", CURRENCY, over="1d", of=vendors)
_touched = age(vendors("stock_last_updated_timestamp_seconds", _place, fold="max"))
_orders, _revenue = to_board("orders", "Orders"), to_board("revenue", "Revenue")
_third = partial(graph, width=8)

LIMITS = (
    ("OrionOpenOrdersHigh", vendors("orders_open", _place), "open orders, {{platform}}"),
    ("OrionOrdersStalled", _waiting, "oldest order, {{platform}}"),
    ("OrionNoOrders", _silent, "no order, {{platform}}"),
    ("OrionCancellationSpike", _cancelled, "cancelled, {{platform}}"),
    ("OrionOutOfStockShareHigh", _out, "out of stock"),
    ("OrionLowStockShareHigh", _low, "low in stock"),
    ("OrionStockUnitsLow", vendors("stock_units", _place), "too few units"),
    ("OrionStockStale", _touched, "stock untouched"),
    ("OrionImportStale", IMPORTED, "no import, {{marketplace}}"),
    ("OrionImportStuck", _runs, "import runs, {{marketplace}}"),
    ("OrionCertificateExpiring", EXPIRES, "certificate, {{platform}}"),
)
"""Alert, the value that it compares by vendor and platform, and the legend of the value.

Alerts that compare their metric directly are not listed; they are added automatically.
"""

TOP = (
    (
        stat_panel(
            1,
            "Vendor",
            Ask(_info, "{{name}}: {{state}}, at home on {{platform}}"),
            unit=STATE,
            width=8,
            names=True,
            none="No such vendor",
            about="Name and state of the vendor, and its home platform, to which its stock, products and "
            "imports are attributed.",
        ),
        firing_now(2, *_theirs, title="Alerts firing"),
        freshness(3),
        stat_panel(
            4,
            "New orders, 24 h",
            Ask(grown("orders", "", over="1d", of=vendors), "now"),
            Ask(grown("orders", "", over="1d", since="1w", of=vendors), "a week ago", "before"),
            unit=COUNT,
            size=28,
            link=_orders,
            about="Increase in the vendor's orders over the last 24 hours, and over the same 24 hours a week ago.",
        ),
        stat_panel(
            5,
            "Net revenue, 24 h",
            Ask(grown("order_revenue", "currency", CURRENCY, over="1d", of=vendors), "{{currency}}"),
            unit=ROUNDED,
            size=24,
            link=_revenue,
            about="Increase in the vendor's net revenue over the last 24 hours, by currency: value of new "
            "orders minus cancellations and refunds.",
        ),
    ),
    (
        bar_panel(
            6,
            "Alert threshold usage",
            *(Ask(of_limit(alert, value), said, alert) for alert, value, said in LIMITS),
            *(ask for ask in declared_limits() if ask.ref not in {alert for alert, _, _ in LIMITS}),
            unit=SHARE,
            steps=LIMIT,
            highest=1,
            decimals=0,
            width=12,
            height=11,
            about="Each value as a share of the threshold that applies to this vendor on this platform. At "
            "100%, a full bar, the alert fires after its pending period. Missing bars have no value or a disabled "
            "alert. Thresholds are set in the exporter's configuration." + ANYWHERE,
        ),
        alert_table(7, *_theirs, width=12, height=11, of_vendors=False),
    ),
    (
        lanes(
            8,
            "Alert history",
            Ask(firing("alertname, platform", *_theirs), "{{alertname}} {{platform}}"),
            words=FIRES,
            width=24,
            height=6,
            none="No alert has fired, or rules are not evaluated",
            about="Alerts of this vendor over time. Alerts that start together usually have one cause.",
        ),
    ),
)

ORDERS = (
    (
        graph(
            9,
            "New orders per hour",
            Ask(grown("orders", "platform", over="1h", of=vendors), "{{platform}}"),
            Ask(grown("orders", "", over="1h", since="1w", of=vendors), "all, a week ago", "before"),
            unit=COUNT,
            stack=True,
            colours={"all": GREY},
            interval="10m",
            link=_orders,
            about="New orders in the hour before each point, by platform, stacked. Dashed: total a week ago.",
        ),
        graph(
            10,
            "Open orders",
            Ask(vendors("orders_open", "platform"), "{{platform}}"),
            Ask(limit("OrionOpenOrdersHigh"), "limit, {{platform}}", "limit"),
            unit=COUNT,
            link=_orders,
            about="Open orders by platform, and the threshold of OrionOpenOrdersHigh.",
        ),
    ),
    (
        _third(
            11,
            "Open orders by status",
            Ask(vendors("orders", "status", 'status=~"pending|processing"'), "{{status}}"),
            unit=COUNT,
            stack=True,
            colours=STATUS,
            about="Open orders by status: pending orders wait for payment, processing orders for the warehouse.",
        ),
        _third(
            12,
            "Oldest open order",
            Ask(_waiting, "{{platform}}"),
            Ask(limit("OrionOrdersStalled"), "limit, {{platform}}", "limit"),
            unit=SECONDS,
            about="Age of the oldest open order, by platform.",
        ),
        _third(
            13,
            "Net revenue, trailing 24 h",
            Ask(_earned, "{{platform}} {{currency}}"),
            unit=MONEY,
            at_least=None,
            interval="10m",
            link=_revenue,
            about="Net revenue of the 24 hours before each point, by platform and currency.",
        ),
    ),
)

BOARD = Board(
    "orion-vendor",
    "Orion / Vendor",
    "All metrics of one vendor, with the alert thresholds that apply to it.",
    choices=(variables.platform, variables.one_vendor, variables.currency),
    events=(events.alerts(*_theirs, by="alertname, severity, platform"), events.VENDOR_IMPORTS),
    top=TOP,
    sections=(
        Section(100, "Orders and revenue", ORDERS),
        Section(103, "Shipments, refunds and payouts", FULFILMENT),
        Section(101, "Products and stock", GOODS),
        Section(102, "Other", REST, collapsed=True),
    ),
    tags=("vendor",),
    since="now-2d",
)
