"""Payouts to vendors."""

from tests.grafana.rules.case import Case

OLDEST = "orion_payout_oldest_due_timestamp_seconds"
DAY = 86400

CASES = (
    Case(
        "OrionPayoutsOverdue",
        fires={OLDEST: -2 * DAY - 1},
        quiet={OLDEST: 930 - 2 * DAY},
        values=("2d 0h 15m 31s", "2d 0h 0m 0s"),
        summary="Payouts to vendor {vendor} are overdue",
        says="The oldest payout to vendor {vendor} ({platform}) has been due for {value}.",
    ),
)
