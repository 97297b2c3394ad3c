"""The section of the vendor dashboard about shipments, refunds and payouts."""

from functools import partial

from grafana.boards.frame import Ask
from grafana.boards.look import COUNT, CURRENCIES, MONEY, PAYOUT, REFUND, SECONDS, SHIPMENT, Steps, default
from grafana.boards.panels import bar_panel, graph, stat_panel
from grafana.boards.promql import CURRENCY, age, grown, share, vendors
from grafana.boards.shared import to_board, without

_of_vendor = {of: without("vendor_id", of, "The vendor has none") for of in ("shipments", "refunds", "payouts")}
_never_left = without("shipped_at", "shipments", "None has left")
_ANYWHERE = " Payouts have no platform, so this does not depend on the selected platforms."
_fulfilment, _payouts = to_board("fulfilment", "Fulfilment"), to_board("payments", "Payments & payouts")
_graph = partial(graph, width=8, link=_fulfilment)
_stat = partial(stat_panel, unit=SECONDS, decimals=1, width=8)
_bars = partial(bar_panel, width=5, height=6)


def _since(fact: str) -> Ask:
    return Ask(age(f"({vendors(fact, '', fold='min')})"))


def _mean(since: str = "") -> str:
    wait, left = (
        grown(fact, "", over="1w", since=since, of=vendors)
        for fact in ("shipment_dispatch_wait_seconds", "shipments_dispatched")
    )
    return share(wait, left)


FULFILMENT = (
    (
        _graph(
            33,
            "Ready to ship and overdue",
            Ask(vendors("shipments", "", 'status="ready"'), "ready"),
            Ask(vendors("shipments_overdue", ""), "overdue", "overdue"),
            unit=COUNT,
            colours={"ready": SHIPMENT["ready"], "overdue": "red"},
            none=_of_vendor["shipments"],
            about="Parcels that are ready to ship, and those of them that should have left already.",
        ),
        _graph(
            34,
            "Mean time to dispatch, trailing 7 d",
            Ask(_mean(), "mean"),
            unit=SECONDS,
            interval="10m",
            none=_never_left,
            about="Mean time from ready to shipped, over the parcels that left in the 7 days before each point.",
        ),
        _graph(
            35,
            "Payout value by status",
            Ask(
                vendors("payout_value", "currency, status", 'status!="paid"', CURRENCY),
                "{{currency}}, {{status}}",
            ),
            unit=MONEY,
            link=_payouts,
            none="Nothing is due",
            about="Amount of the vendor's payouts that are not paid yet, by currency and status." + _ANYWHERE,
        ),
    ),
    (
        _stat(
            36,
            "Oldest ready to ship",
            _since("shipment_oldest_ready_timestamp_seconds"),
            link=_fulfilment,
            none=without("vendor_id", "shipments", "None is ready"),
            about="How long the oldest parcel has been ready to ship, on the selected platforms.",
        ),
        _stat(
            37,
            "Oldest refund request",
            _since("refund_oldest_requested_timestamp_seconds"),
            link=_fulfilment,
            none=without("vendor_id", "refunds", "Nobody is waiting"),
            steps=Steps(red=default("OrionRefundsWaiting")),
            about="How long the oldest requested refund has waited, on the selected platforms.",
        ),
        _stat(
            38,
            "Oldest due payout",
            _since("payout_oldest_due_timestamp_seconds"),
            link=_payouts,
            none="None is due",
            steps=Steps(red=default("OrionPayoutsOverdue")),
            about="How long the vendor has waited for a payout that is due." + _ANYWHERE,
        ),
    ),
    (
        _bars(
            41,
            "Shipments",
            Ask(vendors("shipments", "status"), "{{status}}"),
            unit=COUNT,
            colours=SHIPMENT,
            none=_of_vendor["shipments"],
            about="All stored parcels of the vendor, by status, on the selected platforms.",
        ),
        _bars(
            39,
            "Refunds",
            Ask(vendors("refunds", "status"), "{{status}}"),
            unit=COUNT,
            colours=REFUND,
            none=_of_vendor["refunds"],
            about="All stored refunds of the vendor, by status, on the selected platforms.",
        ),
        _bars(
            40,
            "Refunded, all time",
            Ask(vendors("refund_value", "currency", 'status="paid"', CURRENCY), "{{currency}}"),
            width=4,
            unit=MONEY,
            colours=CURRENCIES,
            none=_of_vendor["refunds"],
            about="Money that customers of the vendor got back, over all stored refunds, by currency.",
        ),
        _bars(
            42,
            "Payouts",
            Ask(vendors("payouts", "status"), "{{status}}"),
            unit=COUNT,
            colours=PAYOUT,
            none=_of_vendor["payouts"],
            about="All stored payouts of the vendor, by status." + _ANYWHERE,
        ),
        _bars(
            43,
            "Paid to the vendor, all time",
            Ask(vendors("payout_value", "currency", 'status="paid"', CURRENCY), "{{currency}}"),
            unit=MONEY,
            colours=CURRENCIES,
            none=_of_vendor["payouts"],
            about="Amount of all stored payouts of the vendor that were paid, by currency." + _ANYWHERE,
        ),
    ),
)
