"""Shipments. The mean of a week is compared with that of the week before."""

from tests.grafana.rules.case import Case, Level

OVERDUE, WAIT = "orion_shipments_overdue", "orion_shipment_dispatch_wait_seconds"
LEFT = 'orion_shipments_dispatched{within="1d"}'


def dispatched(left: tuple[float, float, float], wait: tuple[float, float, float]) -> dict[str, Level]:
    """Return the number of shipments that left, and the sum of their times, at the begin of three weeks."""
    begins = ("0s", "7d", "14d")
    return {LEFT: dict(zip(begins, left, strict=True)), WAIT: dict(zip(begins, wait, strict=True))}


CASES = (
    Case(
        "OrionShipmentsOverdue",
        fires={OVERDUE: 6},
        quiet={OVERDUE: 5},
        values=("6", "5"),
        summary="Vendor {vendor} has overdue shipments",
        says="{value} shipments of vendor {vendor} on {platform} should have left, which is above its limit.",
    ),
    Case(
        "OrionDispatchSlow",
        since="14d",
        values=("1.6", "1.5"),
        fires=dispatched((0, 20, 40), (0, 2000, 5200)),
        quiet=dispatched((0, 20, 40), (0, 2000, 5000)),
        summary="Vendor {vendor} dispatches more slowly than a week ago",
        says="Shipments of vendor {vendor} on {platform} took {value} times as long to leave in the last 7 days as in "
        "the 7 days before.",
        also_quiet={
            "19 shipments are too few": dispatched((0, 20, 39), (0, 2000, 9000)),
            "19 a week ago are too few": dispatched((0, 19, 39), (0, 1900, 9000)),
            "shipments were archived": dispatched((50, 70, 60), (0, 2000, 9000)),
            "slow shipments were archived": dispatched((0, 20, 40), (9000, 11000, 10000)),
            "slow shipments were archived a week ago": dispatched((0, 20, 40), (9000, 8000, 20000)),
            "a week ago is not known": {LEFT: {"7d": 20, "14d": 40}, WAIT: {"7d": 2000, "14d": 9000}},
        },
    ),
)
