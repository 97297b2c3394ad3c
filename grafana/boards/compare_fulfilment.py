"""The section of the platform comparison about payments, shipments, refunds and payouts."""

from grafana.boards.look import COUNT, SECONDS, SHARE, Steps, default
from grafana.boards.payments import failing, pending_since, since_paid
from grafana.boards.promql import age, platforms
from grafana.boards.shared import to_platform
from grafana.boards.tables import Column, table_panel

_waiting = Steps(red=default("OrionRefundsWaiting"))


def _since(fact: str) -> str:
    return age(f"({platforms(fact, fold='min')})")


FULFILMENT = (
    (
        table_panel(
            21,
            "Carts, payments and fulfilment",
            {"platform": "Platform"},
            Column("Abandoned carts", platforms("carts", "platform", 'state="abandoned"'), COUNT),
            Column("Failed payments", failing("platform"), SHARE, Steps(red=default("OrionPaymentsFailing"))),
            Column("Oldest pending", pending_since(), SECONDS, Steps(red=default("OrionPaymentsPending")), none="none"),
            Column("Since a payment", since_paid(), SECONDS, Steps(red=default("OrionNoPayments"))),
            Column("Ready to ship", platforms("shipments", "platform", 'status="ready"'), COUNT),
            Column("Overdue", platforms("shipments_overdue"), COUNT, Steps(amber=1)),
            Column("Oldest ready", _since("shipment_oldest_ready_timestamp_seconds"), SECONDS, none="none"),
            Column("Requested refunds", platforms("refunds", "platform", 'status="requested"'), COUNT),
            Column(
                "Oldest request", _since("refund_oldest_requested_timestamp_seconds"), SECONDS, _waiting, none="none"
            ),
            Column("Failed payouts", platforms("payouts", "platform", 'status="failed"'), COUNT, Steps(amber=1)),
            links={"Platform": [to_platform()]},
            sort="Platform",
            descending=False,
            height=5,
            none="No data, or no relations carts, payments, shipments, refunds and payouts",
            about="One row per platform; click a platform for its overview. Failed payments: share of the new ones of "
            "24 hours. A dash means that the shop has no such data. Payouts of a vendor on two platforms count for "
            "both.",
        ),
    ),
)
