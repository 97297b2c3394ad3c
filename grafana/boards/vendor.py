"""Vendor detail: everything about one vendor, against its own thresholds."""

from functools import partial

from grafana.boards import events, variables
from grafana.boards.board import Board, Section
from grafana.boards.frame import Ask
from grafana.boards.limits import declared_limits
from grafana.boards.look import COUNT, FIRES, GREY, MONEY, SECONDS, SHARE, STATE, STATUS
from grafana.boards.panels import bar_panel, graph, lanes, stat_panel
from grafana.boards.promql import CURRENCY, VENDOR, age, firing, grown, limit, most, of_limit, share, vendors
from grafana.boards.shared import LIMIT, alert_table, firing_now, freshness, to_board
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
_orders, _revenue = to_board("orders", "Its orders"), to_board("revenue", "Its revenue")
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
"""Alert, the value that it compares by vendor and platform, and what the value is called.

Alerts that compare their metric as it is need not be here: they follow by themselves.
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
            about="Who this is, whether the vendor is active, and the platform under which its stock, products "
            "and imports are told.",
        ),
        firing_now(2, *_theirs, title="Its alerts"),
        freshness(3),
        stat_panel(
            4,
            "New orders, 24 h",
            Ask(grown("orders", "", over="1d", of=vendors), "now"),
            Ask(grown("orders", "", over="1d", since="1w", of=vendors), "a week ago", "before"),
            unit=COUNT,
            size=34,
            link=_orders,
            about="By how many its orders have grown in 24 hours, and in the same 24 hours a week ago.",
        ),
        stat_panel(
            5,
            "Net revenue, 24 h",
            Ask(grown("order_revenue", "currency", CURRENCY, over="1d", of=vendors), "{{currency}}"),
            unit=MONEY,
            size=30,
            link=_revenue,
            about="By how much its revenue has grown in 24 hours, by currency: what was ordered less what was "
            "cancelled or refunded.",
        ),
    ),
    (
        bar_panel(
            6,
            "How near it is to its own limits",
            *(Ask(of_limit(alert, value), said, alert) for alert, value, said in LIMITS),
            *(ask for ask in declared_limits() if ask.ref not in {alert for alert, _, _ in LIMITS}),
            unit=SHARE,
            steps=LIMIT,
            highest=1,
            decimals=0,
            width=12,
            height=11,
            about="Each number as a share of the threshold that holds for this vendor on this platform: at 100%, "
            "a full bar, its alert fires, as soon as it has lasted. What is missing is not a number now, or "
            "switched off. Change a threshold in the exporter's configuration, not here." + ANYWHERE,
        ),
        alert_table(7, *_theirs, width=12, height=11, of_vendors=False),
    ),
    (
        lanes(
            8,
            "Its alerts over time",
            Ask(firing("alertname, platform", *_theirs), "{{alertname}} {{platform}}"),
            words=FIRES,
            width=24,
            height=6,
            none="No alert has fired, or rules are not evaluated",
            about="Which alerts were firing when, for this vendor. Two that begin together have one cause.",
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
            about="By how many its orders grew within the hour before, by platform, one on the other; dashed is what "
            "all of them had a week ago.",
        ),
        graph(
            10,
            "Open orders",
            Ask(vendors("orders_open", "platform"), "{{platform}}"),
            Ask(limit("OrionOpenOrdersHigh"), "limit, {{platform}}", "limit"),
            unit=COUNT,
            link=_orders,
            about="Orders that wait for it, by platform, and from how many on OrionOpenOrdersHigh fires.",
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
            about="Its orders that wait for it, by status: pending for their payment, processing for the warehouse.",
        ),
        _third(
            12,
            "Oldest open order",
            Ask(_waiting, "{{platform}}"),
            Ask(limit("OrionOrdersStalled"), "limit, {{platform}}", "limit"),
            unit=SECONDS,
            about="How long its oldest open order has waited, by platform.",
        ),
        _third(
            13,
            "Net revenue of the day before",
            Ask(_earned, "{{platform}} {{currency}}"),
            unit=MONEY,
            at_least=None,
            interval="10m",
            link=_revenue,
            about="Its net revenue of the 24 hours before each point, by platform and currency.",
        ),
    ),
)

BOARD = Board(
    "orion-vendor",
    "Orion / Vendor",
    "Everything about one vendor, against the thresholds that hold for it.",
    choices=(variables.platform, variables.one_vendor, variables.currency),
    events=(events.alerts(*_theirs, by="alertname, severity, platform"), events.VENDOR_IMPORTS),
    top=TOP,
    sections=(
        Section(100, "Orders and revenue", ORDERS),
        Section(101, "Goods", GOODS),
        Section(102, "Everything else", REST, collapsed=True),
    ),
    tags=("vendor",),
    since="now-2d",
)
