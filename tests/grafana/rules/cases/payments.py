"""Payments. Comparisons with last week need that week, and the day before it."""

from collections.abc import Mapping

from tests.grafana.rules.case import Case, Level

PENDING = 'orion_platform_payment_oldest_pending_timestamp_seconds{method="card"}'
LAST = 'orion_platform_payment_last_paid_timestamp_seconds{method="card"}'
PAID, FAILED = (f'orion_platform_payments{{method="card", status="{status}"}}' for status in ("paid", "failed"))
HOUR, DAY = 3600, 86400
METHOD = {"method": "card"}


def tried(paid: Mapping[str, float], failed: Mapping[str, float]) -> dict[str, Level]:
    """Return payments that grow from 100 successful and 5 failed ones."""
    return {PAID: {"0s": 100, **paid}, FAILED: {"0s": 5, **failed}}


CASES = (
    Case(
        "OrionPaymentsFailing",
        since="1d",
        every="150s",
        values=("35%", "30%"),
        labels=METHOD,
        fires=tried({"1d": 113}, {"1d": 12}),
        quiet=tried({"1d": 114}, {"1d": 11}),
        summary="Payments by card are failing on {platform}",
        says="{value} of the last payments by card on {platform} failed.",
        also_quiet={
            "19 payments are too few": tried({"1d": 112}, {"1d": 12}),
            "payments were archived": tried({"1d": 60}, {"1d": 12}),
            "the last hour is good": tried({"12h": 106, "1d": 126}, {"12h": 12}),
            "it has just begun": {PAID: {"1d": 13}, FAILED: {"1d": 7}},
        },
        also_fires={
            "the last hour is quiet": (tried({"20h": 106, "1d": 114}, {"20h": 12}), "33.33%"),
            "the night is quiet": (tried({"12h": 106, "1d": 115}, {"12h": 12}), "31.82%"),
        },
    ),
    Case(
        "OrionPaymentsPending",
        fires={PENDING: -3 * DAY - 1},
        quiet={PENDING: 930 - 3 * DAY},
        values=("3d 0h 15m 31s", "3d 0h 0m 0s"),
        labels=METHOD,
        summary="Payments by card are pending on {platform}",
        says="The oldest pending payment by card on {platform} has been pending for {value}.",
    ),
    Case(
        "OrionNoPayments",
        since="9d",
        values=("2d 1h 0m 0s", "1d 0h 0m 0s"),
        labels=METHOD,
        fires={LAST: {"0s": -HOUR, "2d": 2 * DAY, "7d": 7 * DAY}, PAID: {"0s": 100, "2d": 110}},
        quiet={LAST: {"0s": -HOUR, "2d": 2 * DAY, "8d": 8 * DAY + HOUR}, PAID: {"0s": 100, "2d": 110}},
        summary="No payments by card on {platform}",
        says="The last successful payment by card on {platform} was {value} ago. At this time a week ago, the last one "
        "was within the limit.",
        also_quiet={
            "9 payments in a day are too few": {
                LAST: {"0s": -HOUR, "2d": 2 * DAY, "7d": 7 * DAY},
                PAID: {"0s": 100, "2d": 109},
            },
            "a week ago it was the same": {LAST: {"0s": -DAY - HOUR, "7d": 7 * DAY}, PAID: {"0s": 100, "2d": 110}},
            "a week ago is not known": {LAST: {"3d": 3 * DAY, "7d": 7 * DAY}, PAID: {"0s": 100, "2d": 110}},
        },
    ),
)
