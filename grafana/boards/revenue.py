"""Revenue: how much is there in each currency? Currencies are never summed up."""

from dataclasses import replace

from grafana.boards import events, variables
from grafana.boards.board import Board, Section
from grafana.boards.frame import Ask
from grafana.boards.look import CENTS, COUNT, CURRENCIES, MONEY, ROUNDED, SHARE, STATUS, Steps, default
from grafana.boards.panels import graph, stat_panel
from grafana.boards.promql import CURRENCY, PLATFORM, THEIRS, chosen, grown, platforms, share, total, vendors
from grafana.boards.shared import firing_now, freshness, series_platform, to_vendor
from grafana.boards.tables import Column, table_panel
from grafana.boards.worst import recorded_or

_alerts = ('alertname=~"OrionOrderValueDrop|OrionRefundSpike"', *THEIRS)
_by = "vendor, currency"
_day = grown("order_revenue", "currency", CURRENCY, over="1d")
_day_before = grown("order_revenue", "currency", CURRENCY, over="1d", since="1w")
_by_platform = grown("order_revenue", "platform, currency", CURRENCY, over="1d", of=platforms)
_lost = f"({grown('order_value', 'currency', CURRENCY, over='1d')}) - ({_day})"
_refunded = share(grown("orders", "", 'status="refunded"', over="1d"), grown("orders", "", over="1d"))
_value, _count = (f"platform_currency:orion_{fact}:one_currency_sum" for fact in ("order_value", "orders"))


def _earned(*where: str) -> str:
    return grown("order_revenue", _by, *where, over="1d", of=vendors)


_earning = f"topk by (currency) (10, {recorded_or('order_revenue', 'delta1d_top', _by, _earned, CURRENCY)})"


def _of_a_day(recorded: str) -> str:
    now = f"{recorded}{{{PLATFORM}, {CURRENCY}}}"
    return f"{total('currency', now)} - {total('currency', f'{now} offset 1d')}"


_average = share(_of_a_day(_value), _of_a_day(_count))
_WHERE_ONE = (
    " Order counts have no currency, so this covers only vendors that sell in one currency on a platform: all "
    "of them on the selected platforms, regardless of the selected vendors."
)

TOP = (
    (
        firing_now(1, *_alerts),
        freshness(2, "orders"),
        stat_panel(
            3,
            "Net revenue, 24 h",
            Ask(_day, "{{currency}}"),
            unit=ROUNDED,
            width=8,
            size=24,
            about="Increase in net revenue over the last 24 hours: value of new orders minus cancellations "
            "and refunds.",
        ),
        stat_panel(
            4,
            "Net revenue, week over week",
            Ask(f"({_day}) / (({_day_before}) > 0) - 1", "{{currency}}"),
            unit=SHARE,
            width=8,
            size=30,
            none="No revenue a week ago",
            about="Change in net revenue of the last 24 hours compared with the same 24 hours a week ago: 0% "
            "is unchanged, -50% is half. If all currencies dropped, check Orders first.",
        ),
    ),
    (
        stat_panel(
            5,
            "Average order value, 24 h",
            Ask(_average, "{{currency}}"),
            unit=CENTS,
            decimals=2,
            width=8,
            size=30,
            none="No new orders",
            about="Average value of a new order." + _WHERE_ONE,
        ),
        stat_panel(
            6,
            "Cancelled and refunded value, 24 h",
            Ask(_lost, "{{currency}}"),
            unit=ROUNDED,
            width=8,
            size=24,
            about="Value of orders cancelled or refunded in the last 24 hours.",
        ),
        stat_panel(
            7,
            "Refund rate, 24 h",
            Ask(_refunded),
            unit=SHARE,
            decimals=1,
            width=8,
            steps=Steps(red=default("OrionRefundSpike")),
            none="No new orders",
            about="Orders refunded in the last 24 hours as a share of new orders. If it rises, check for a "
            "product that customers return.",
        ),
    ),
)

TRENDS = (
    (
        graph(
            8,
            "Net revenue, trailing 24 h",
            Ask(_day, "{{currency}}"),
            Ask(_day_before, "{{currency}}, a week ago", "before"),
            unit=MONEY,
            at_least=None,
            width=16,
            height=9,
            interval="10m",
            colours=CURRENCIES,
            about="Net revenue of the 24 hours before each point, by currency. Dashed: a week earlier. It has "
            "no daily pattern, so a change of direction is a real change.",
        ),
        graph(
            9,
            "Average order value, trailing 24 h",
            Ask(_average, "{{currency}}"),
            unit=MONEY,
            width=8,
            height=9,
            interval="10m",
            colours=CURRENCIES,
            none="No new orders",
            about="Average value of the new orders in the 24 hours before each point." + _WHERE_ONE,
        ),
    ),
    (
        graph(
            10,
            "Net revenue per hour",
            Ask(grown("order_revenue", "currency", CURRENCY, over="1h"), "{{currency}}"),
            unit=MONEY,
            at_least=None,
            interval="5m",
            colours=CURRENCIES,
            about="Net revenue of the hour before each point, by currency. Negative if more was refunded or "
            "cancelled than ordered.",
        ),
        graph(
            11,
            "Net revenue by platform, trailing 24 h",
            Ask(_by_platform, "{{platform}} {{currency}}"),
            unit=MONEY,
            at_least=None,
            interval="10m",
            link=series_platform(),
            about="Net revenue of the 24 hours before each point, by platform and currency, for all vendors.",
        ),
    ),
)

WHO = (
    (
        table_panel(
            12,
            "Top vendors by net revenue",
            {"vendor": "Vendor", "currency": "Currency"},
            Column("Net revenue, 24 h", _earning, MONEY),
            links={"Vendor": [to_vendor()]},
            width=12,
            height=10,
            none="No vendor had orders a day ago",
            about="The ten vendors with the highest net revenue in the last 24 hours, per currency. Click a "
            "vendor to see whether this is usual.",
        ),
        graph(
            15,
            "Refunds and cancellations, trailing 24 h",
            Ask(grown("orders", "status", 'status=~"refunded|cancelled"', over="1d"), "{{status}}"),
            unit=COUNT,
            width=12,
            height=10,
            interval="10m",
            colours=STATUS,
            about="Orders refunded or cancelled in the 24 hours before each point. Both lower net revenue "
            "immediately, even if the orders are days old.",
        ),
    ),
)

DETAILS = (
    (
        graph(
            13,
            "Order value, all time",
            Ask(chosen("order_value", "currency", CURRENCY), "{{currency}}"),
            unit=MONEY,
            colours=CURRENCIES,
            about="Value of all stored orders, including cancelled and refunded ones.",
        ),
        graph(
            14,
            "Net revenue, all time",
            Ask(chosen("order_revenue", "currency", CURRENCY), "{{currency}}"),
            unit=MONEY,
            colours=CURRENCIES,
            about="Value of all stored orders that are neither cancelled nor refunded. It drops when old "
            "orders are archived.",
        ),
    ),
)

BOARD = Board(
    "orion-revenue",
    "Orion / Revenue",
    "How much revenue is there in each currency? Currencies are never summed up.",
    choices=(variables.platform, variables.vendor, variables.currency),
    # Hidden by default: there are many alerts within a week, and they would cover the graphs.
    events=(replace(events.alerts(*_alerts), shown=False),),
    top=TOP,
    sections=(
        Section(100, "Trends", TRENDS),
        Section(101, "Vendors and losses", WHO),
        Section(102, "All time", DETAILS, collapsed=True),
    ),
    of=("orders",),
    since="now-7d",
)
