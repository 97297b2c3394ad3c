"""What the overview shows about carts and payments."""

from functools import partial

from grafana.boards.frame import Ask
from grafana.boards.look import CART, COUNT, GREEN, MONEY, RED, ROUNDED, SECONDS, SHARE, Steps, default
from grafana.boards.panels import graph, stat_panel
from grafana.boards.payments import failing_most, since_paid
from grafana.boards.promql import CURRENCY, grown, platforms
from grafana.boards.shared import NO_VENDOR, to_board

_abandoned, _paid, _failed = 'state="abandoned"', 'status="paid"', 'status="failed"'
_new = partial(grown, "payments", over="1h", of=platforms)
_payments = to_board("payments", "Payments & payouts")
_stat = partial(stat_panel, width=6)
_graph = partial(graph, unit=COUNT, width=8)

NOW = (
    _stat(
        19,
        "Carts",
        Ask(platforms("carts", "state"), "{{state}}"),
        unit=COUNT,
        size=34,
        colours=CART,
        about="Carts that are no orders yet. Abandoned ones were not changed for an hour, and are at most 30 days old."
        + NO_VENDOR,
    ),
    _stat(
        20,
        "Abandoned cart value",
        Ask(platforms("cart_value", "currency", _abandoned, CURRENCY), "{{currency}}"),
        unit=ROUNDED,
        size=24,
        about="Value of the abandoned carts, by currency: what reminders could win back." + NO_VENDOR,
    ),
    _stat(
        21,
        "Highest payment failure rate",
        Ask(failing_most(), "{{method}}"),
        size=30,
        unit=SHARE,
        decimals=1,
        link=_payments,
        none="No new payments",
        steps=Steps(red=default("OrionPaymentsFailing")),
        about="Payments that failed as a share of the new ones, for the method with the highest share: of the last 6 "
        "hours, or of 24 if fewer than 20 were new. Click for the methods." + NO_VENDOR,
    ),
    _stat(
        22,
        "Time since last payment",
        Ask(since_paid("")),
        unit=SECONDS,
        decimals=1,
        link=_payments,
        steps=Steps(red=default("OrionNoPayments")),
        about="Time since any payment succeeded. If it is longer than usual at this hour, check whether customers "
        "can pay." + NO_VENDOR,
    ),
)

TREND = (
    _graph(
        23,
        "Payments per hour",
        Ask(_new("", _paid), "paid"),
        Ask(_new("", _paid, since="1w"), "paid, a week ago", "before"),
        Ask(_new("", _failed), "failed", "failed"),
        interval="5m",
        colours={"paid": GREEN, "failed": RED},
        link=_payments,
        about="Payments that were paid and that failed in the hour before each point. Dashed: a week ago." + NO_VENDOR,
    ),
    _graph(
        24,
        "Carts by state",
        Ask(platforms("carts", "state"), "{{state}}"),
        Ask(platforms("carts", "state", _abandoned, at="1w"), "{{state}}, a week ago", "before"),
        colours=CART,
        about="Open and abandoned carts. Dashed: abandoned a week ago. If abandoned ones rise while payments fail, "
        "customers cannot pay." + NO_VENDOR,
    ),
    _graph(
        25,
        "Cart value by currency",
        Ask(platforms("cart_value", "currency, state", CURRENCY), "{{currency}}, {{state}}"),
        unit=MONEY,
        about="Value of open and of abandoned carts, by currency." + NO_VENDOR,
    ),
)
