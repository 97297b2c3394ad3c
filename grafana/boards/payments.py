"""Payments and payouts: can customers pay, and are vendors paid?"""

from functools import partial

from grafana.boards import events, variables
from grafana.boards.board import Board, Section
from grafana.boards.frame import Ask
from grafana.boards.look import COUNT, CURRENCIES, GREEN, MONEY, PAYMENT, RED, SECONDS, SHARE, Steps, default
from grafana.boards.panels import graph, stat_panel
from grafana.boards.payouts import PAYOUTS, PAYOUTS_NOW
from grafana.boards.promql import CURRENCY, THEIRS, about, age, grown, highest, most, platforms, share
from grafana.boards.shared import NO_VENDOR, firing_now, freshness, to_platform
from grafana.boards.tables import Column, table_panel

_alerts = (about("payments", "payouts"), *THEIRS)
_new = partial(grown, "payments", of=platforms)
_paid, _failed, _pending = 'status="paid"', 'status="failed"', 'status="pending"'
_open = 'status=~"pending|authorized|part_paid"'
_fewer = Steps(amber=0.7, red=0.5, below=True)
_stat = partial(stat_panel, unit=COUNT)
_graph = partial(graph)


def failing(by: str = "", over: str = "1d") -> str:
    """Return the share of failed payments among the new ones of the selected platforms."""
    return share(_new(by, _failed, over=over), _new(by, over=over))


def failing_most() -> str:
    """Return the highest share of failed payments of a method: a total would hide that one method is down.

    It is that of 6 hours, or of a day for a method with fewer than 20 new payments in them.
    """
    recent = f"({_new('method', _failed, over='6h')}) / (({_new('method', over='6h')}) >= 20)"
    return highest(1, f"{recent} or {failing('method')}")


def pending_since(by: str = "platform") -> str:
    """Return the age of the oldest pending payment of the selected platforms."""
    return age(f"({platforms('payment_oldest_pending_timestamp_seconds', by, fold='min')})")


def since_paid(by: str = "platform") -> str:
    """Return the time since a payment last succeeded on the selected platforms."""
    return age(f"({platforms('payment_last_paid_timestamp_seconds', by, fold='max')})")


def _per(label: str) -> tuple[Column, ...]:
    """Return the columns of a table of platforms or methods."""
    paid, before = (_new(label, _paid, over="1d", since=since) for since in ("", "1w"))
    return (
        Column("Paid, 24 h", paid, COUNT),
        Column("To last week", share(paid, before), SHARE, _fewer, decimals=0),
        Column("Failed", failing(label), SHARE, Steps(red=default("OrionPaymentsFailing"))),
        Column("Pending", platforms("payments", label, _pending), COUNT),
        Column("Oldest pending", pending_since(label), SECONDS, Steps(red=default("OrionPaymentsPending"))),
        Column("Since paid", since_paid(label), SECONDS, Steps(red=default("OrionNoPayments"))),
    )


TOP = (
    (
        firing_now(1, *_alerts),
        freshness(2, "payments", "payouts"),
        _stat(
            3,
            "Paid, 24 h",
            Ask(_new("", _paid, over="1d"), "now"),
            Ask(_new("", _paid, over="1d", since="1w"), "a week ago", "before"),
            size=28,
            about="Increase in paid payments over the last 24 hours, and over the same 24 hours a week ago."
            + NO_VENDOR,
        ),
        _stat(
            4,
            "Highest failure rate",
            Ask(failing_most(), "{{method}}"),
            size=30,
            unit=SHARE,
            decimals=1,
            none="No new payments",
            steps=Steps(red=default("OrionPaymentsFailing")),
            about="Payments that failed as a share of the new ones, for the method with the highest share: of the last "
            "6 hours, or of 24 if fewer than 20 were new. If it is high, ask the provider of the method." + NO_VENDOR,
        ),
        _stat(
            5,
            "Oldest pending",
            Ask(pending_since("")),
            unit=SECONDS,
            decimals=1,
            none="None is pending",
            steps=Steps(red=default("OrionPaymentsPending")),
            about="Age of the oldest pending payment, among those younger than 30 days. If it only grows, "
            "confirmations of the payment provider do not arrive." + NO_VENDOR,
        ),
        _stat(
            6,
            "Time since last payment",
            Ask(since_paid("")),
            unit=SECONDS,
            decimals=1,
            steps=Steps(red=default("OrionNoPayments")),
            about="Time since any payment succeeded. If it is longer than usual at this hour, check whether "
            "customers can pay." + NO_VENDOR,
        ),
    ),
    PAYOUTS_NOW,
)

TRENDS = (
    (
        _graph(
            7,
            "Payments per hour",
            Ask(_new("", _paid, over="1h"), "paid"),
            Ask(_new("", _paid, over="1h", since="1w"), "paid, a week ago", "before"),
            Ask(_new("", _failed, over="1h"), "failed", "failed"),
            unit=COUNT,
            interval="5m",
            colours={"paid": GREEN, "failed": RED},
            about="Payments that were paid and that failed in the hour before each point. Dashed: a week ago. "
            "Negative values mean that rows were deleted." + NO_VENDOR,
        ),
        _graph(
            8,
            "Failure rate by method, trailing 6 h",
            Ask(failing("method", "6h"), "{{method}}"),
            Ask(most("orion_alert_threshold_default", "", 'alert="OrionPaymentsFailing"'), "limit", "limit"),
            unit=SHARE,
            interval="10m",
            about="Payments that failed as a share of the new ones, over the 6 hours before each point, by method. "
            "The limit is the default threshold of platforms. If one method fails, its provider is down; if all do, "
            "look at the shop." + NO_VENDOR,
        ),
    ),
    (
        table_panel(
            9,
            "Methods",
            {"method": "Method"},
            *_per("method"),
            width=12,
            height=7,
            about="One row per payment method. To last week: payments of the last 24 hours as a share of those in "
            "the same 24 hours a week ago. Failed: share of the new ones of 24 hours." + NO_VENDOR,
        ),
        table_panel(
            10,
            "Platforms",
            {"platform": "Platform"},
            *_per("platform"),
            width=12,
            height=7,
            links={"Platform": [to_platform()]},
            about="The same for each platform. Click a platform for its overview.",
        ),
    ),
    (
        _graph(
            11,
            "Value paid, trailing 24 h",
            Ask(grown("payment_value", "currency", _paid, CURRENCY, over="1d", of=platforms), "{{currency}}"),
            unit=MONEY,
            at_least=None,
            width=8,
            interval="10m",
            colours=CURRENCIES,
            about="Amount of the payments that were paid in the 24 hours before each point, by currency. Refunds "
            "are not subtracted." + NO_VENDOR,
        ),
        _graph(
            12,
            "Value of payments not completed",
            Ask(platforms("payment_value", "currency", _open, CURRENCY), "{{currency}}"),
            unit=MONEY,
            width=8,
            colours=CURRENCIES,
            about="Amount of the payments that are pending, authorized or paid in part, by currency." + NO_VENDOR,
        ),
        _graph(
            13,
            "Payments not completed",
            Ask(platforms("payments", "status", _open), "{{status}}"),
            unit=COUNT,
            stack=True,
            width=8,
            colours=PAYMENT,
            about="Payments by status: pending ones wait for the customer or the provider, authorized ones for "
            "the shop to collect them." + NO_VENDOR,
        ),
    ),
)

BOARD = Board(
    "orion-payments",
    "Orion / Payments & payouts",
    "Can customers pay, and are vendors paid? Currencies are never summed up.",
    choices=(variables.platform, variables.vendor, variables.currency),
    events=(events.alerts(*_alerts),),
    top=TOP,
    sections=(Section(100, "Payments", TRENDS), Section(101, "Payouts", PAYOUTS)),
    of=("payments", "payouts"),
)
