"""Revenue: what is earned, in each currency; nothing adds currencies up."""

from dataclasses import replace

from grafana.boards import events, variables
from grafana.boards.board import Board, Section
from grafana.boards.frame import Ask
from grafana.boards.look import CENTS, COUNT, CURRENCIES, MONEY, SHARE, STATUS, Steps, default
from grafana.boards.panels import graph, stat_panel
from grafana.boards.promql import CURRENCY, PLATFORM, THEIRS, chosen, grown, platforms, share, total, vendors
from grafana.boards.shared import firing_now, freshness, series_platform, to_vendor
from grafana.boards.tables import Column, table_panel

_alerts = ('alertname=~"OrionOrderValueDrop|OrionRefundSpike"', *THEIRS)
_by = "vendor, currency"
_day = grown("order_revenue", "currency", CURRENCY, over="1d")
_day_before = grown("order_revenue", "currency", CURRENCY, over="1d", since="1w")
_by_platform = grown("order_revenue", "platform, currency", CURRENCY, over="1d", of=platforms)
_lost = f"({grown('order_value', 'currency', CURRENCY, over='1d')}) - ({_day})"
_refunded = share(grown("orders", "", 'status="refunded"', over="1d"), grown("orders", "", over="1d"))
_earning = f"topk by (currency) (10, {grown('order_revenue', _by, CURRENCY, over='1d', of=vendors)})"
_value, _count = (f"platform_currency:orion_{fact}:one_currency_sum" for fact in ("order_value", "orders"))


def _of_a_day(recorded: str) -> str:
    now = f"{recorded}{{{PLATFORM}, {CURRENCY}}}"
    return f"{total('currency', now)} - {total('currency', f'{now} offset 1d')}"


_average = share(_of_a_day(_value), _of_a_day(_count))
_WHERE_ONE = (
    " Orders have no currency in their count, so this is of vendors who sell in one currency on a platform, all of "
    "them on the chosen platforms, whoever is chosen above."
)

TOP = (
    (
        firing_now(1, *_alerts),
        freshness(2, "orders"),
        stat_panel(
            3,
            "Net revenue, 24 h",
            Ask(_day, "{{currency}}"),
            unit=MONEY,
            width=8,
            size=30,
            about="By how much revenue has grown in 24 hours: what was ordered less what was cancelled or refunded.",
        ),
        stat_panel(
            4,
            "Against a week ago",
            Ask(f"({_day}) / (({_day_before}) > 0) - 1", "{{currency}}"),
            unit=SHARE,
            width=8,
            size=30,
            about="Net revenue of 24 hours against the same 24 hours a week ago: 0% is as much, -50% half. If "
            "every currency fell, look at Orders first.",
        ),
    ),
    (
        stat_panel(
            5,
            "Average order, 24 h",
            Ask(_average, "{{currency}}"),
            unit=CENTS,
            decimals=2,
            width=8,
            size=30,
            about="What a new order is worth." + _WHERE_ONE,
        ),
        stat_panel(
            6,
            "Lost to cancellations and refunds, 24 h",
            Ask(_lost, "{{currency}}"),
            unit=MONEY,
            width=8,
            size=30,
            about="The value of orders that were cancelled or refunded in 24 hours.",
        ),
        stat_panel(
            7,
            "Refunded, 24 h",
            Ask(_refunded),
            unit=SHARE,
            decimals=1,
            width=8,
            steps=Steps(red=default("OrionRefundSpike")),
            about="Orders that were refunded in 24 hours, as a share of those that came in. If it rises, look "
            "for a product that is sent back.",
        ),
    ),
)

TRENDS = (
    (
        graph(
            8,
            "Net revenue of the day before",
            Ask(_day, "{{currency}}"),
            Ask(_day_before, "{{currency}}, a week ago", "before"),
            unit=MONEY,
            at_least=None,
            width=16,
            height=9,
            interval="10m",
            colours=CURRENCIES,
            about="Net revenue of the 24 hours before each point, by currency; "
            "dashed is a week before. It has no rhythm of the day, so a bend is a real one.",
        ),
        graph(
            9,
            "Average order of the day before",
            Ask(_average, "{{currency}}"),
            unit=MONEY,
            width=8,
            height=9,
            interval="10m",
            colours=CURRENCIES,
            about="What an order of the 24 hours before each point is worth." + _WHERE_ONE,
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
            about="Net revenue of the hour before each point, by currency. Below zero: more was refunded or "
            "cancelled than ordered.",
        ),
        graph(
            11,
            "Net revenue of the day before, by platform",
            Ask(_by_platform, "{{platform}} {{currency}}"),
            unit=MONEY,
            at_least=None,
            interval="10m",
            link=series_platform(),
            about="Net revenue of the 24 hours before each point, by platform and currency, whoever sells.",
        ),
    ),
)

WHO = (
    (
        table_panel(
            12,
            "Who earns most",
            {"vendor": "Vendor", "currency": "Currency"},
            Column("Net revenue, 24 h", _earning, MONEY),
            links={"Vendor": [to_vendor()]},
            width=12,
            height=10,
            about="The ten vendors who have earned most in 24 hours, for each currency. Click on one to see "
            "whether that is usual.",
        ),
        graph(
            15,
            "Refunded and cancelled of the day before",
            Ask(grown("orders", "status", 'status=~"refunded|cancelled"', over="1d"), "{{status}}"),
            unit=COUNT,
            width=12,
            height=10,
            interval="10m",
            colours=STATUS,
            about="How many orders were refunded or cancelled in the 24 hours before each point. Both lower net "
            "revenue at once, though they were ordered days ago.",
        ),
    ),
)

DETAILS = (
    (
        graph(
            13,
            "Value of all orders",
            Ask(chosen("order_value", "currency", CURRENCY), "{{currency}}"),
            unit=MONEY,
            colours=CURRENCIES,
            about="The value of every order that is kept, cancelled and refunded ones included.",
        ),
        graph(
            14,
            "Revenue to date",
            Ask(chosen("order_revenue", "currency", CURRENCY), "{{currency}}"),
            unit=MONEY,
            colours=CURRENCIES,
            about="The value of every order that is kept and is neither cancelled nor refunded. It falls when old "
            "orders are archived.",
        ),
    ),
)

BOARD = Board(
    "orion-revenue",
    "Orion / Revenue",
    "What is earned, in each currency? Currencies are never added up.",
    choices=(variables.platform, variables.vendor, variables.currency),
    # Vendors come and go within a week: marked unasked, they would hide the money.
    events=(replace(events.alerts(*_alerts), shown=False),),
    top=TOP,
    sections=(
        Section(100, "Trends", TRENDS),
        Section(101, "Vendors and losses", WHO),
        Section(102, "To date", DETAILS, collapsed=True),
    ),
    of=("orders",),
    since="now-7d",
)
