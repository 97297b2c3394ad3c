"""Refunds and returns."""

from tests.grafana.rules.case import Case

OLDEST = "orion_refund_oldest_requested_timestamp_seconds"
DAY = 86400

CASES = (
    Case(
        "OrionRefundsWaiting",
        fires={OLDEST: -3 * DAY - 1},
        quiet={OLDEST: 930 - 3 * DAY},
        values=("3d 0h 15m 31s", "3d 0h 0m 0s"),
        summary="Refunds of vendor {vendor} are waiting",
        says="The oldest requested refund of vendor {vendor} on {platform} has been waiting for {value}.",
    ),
)
