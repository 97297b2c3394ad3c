"""Orders. Windows of a day need a day before `since`, comparisons with last week a week more."""

from tests.alerts.case import Case

OLDEST, LAST = "orion_order_oldest_open_timestamp_seconds", "orion_order_last_created_timestamp_seconds"
OPEN, VALUE = "orion_orders_open", 'orion_order_value{currency="EUR"}'
DELIVERED, CANCELLED, REFUNDED = (
    f'orion_orders{{status="{status}"}}' for status in ("delivered", "cancelled", "refunded")
)
HOUR, DAY = 3600, 86400


def spike(alert: str, status: str, what: str, bad: tuple[int, int], values: tuple[str, str]) -> Case:
    """20 new orders, of which so many end badly; the half of them is still above the threshold in each window."""
    ended = f'orion_orders{{status="{status}"}}'
    return Case(
        alert, since="1d", values=values, labels={"status": status},
        summary=f"Many orders of vendor {{vendor}} are {what}",
        says=f"Orders of vendor {{vendor}} on {{platform}} that were {what} within a day: {{value}} of the new ones.",
        fires={ended: {"0s": 3, "1d": 3 + bad[0]}, DELIVERED: {"0s": 100, "1d": 120 - bad[0]}},
        quiet={ended: {"0s": 3, "1d": 3 + bad[1]}, DELIVERED: {"0s": 100, "1d": 120 - bad[1]}},
        also_quiet={
            "19 new orders are too few": {ended: {"0s": 3, "1d": 12}, DELIVERED: {"0s": 100, "1d": 110}},
            "orders were archived": {ended: {"0s": 3, "1d": 12}, DELIVERED: {"0s": 100, "1d": 90}},
            "the last hours are good": {ended: {"0s": 3, "12h": 13}, DELIVERED: {"0s": 100, "12h": 110, "1d": 115}},
        },
        also_fires={
            "the night is quiet":
                ({ended: {"0s": 3, "12h": 13}, DELIVERED: {"0s": 100, "12h": 110, "1d": 114}}, "41.67%"),
        },
    )  # fmt: skip


CASES = (
    Case(
        "OrionOpenOrdersHigh", fires={OPEN: 101}, quiet={OPEN: 100}, values=("101", "100"),
        summary="Vendor {vendor} has many open orders",
        says="Vendor {vendor} has {value} open orders on {platform}, more than its limit.",
    ),
    Case(
        "OrionOrdersStalled", fires={OLDEST: -3 * DAY - 1}, quiet={OLDEST: 930 - 3 * DAY},
        values=("3d 0h 15m 31s", "3d 0h 0m 0s"),
        summary="Orders of vendor {vendor} have stalled",
        says="The oldest open order of vendor {vendor} on {platform} has waited for {value}.",
    ),
    Case(
        "OrionOrderBacklogGrowing", since="7d", values=("1.55", "1.5"),
        fires={OPEN: {"0s": 20, "7d": 31}}, quiet={OPEN: {"0s": 20, "7d": 30}},
        summary="The backlog of vendor {vendor} grows",
        says="Vendor {vendor} has {value} times as many open orders on {platform} as a day ago and as a week ago, "
             "or more.",
        also_quiet={
            "19 open orders are too few": {OPEN: {"0s": 5, "7d": 19}},
            "a week ago it was as much": {OPEN: {"0s": 31, "2d": 10, "7d": 31}},
            "a week ago is not known": {OPEN: {"1d": 20, "7d": 31}},
        },
        also_fires={"none a week ago": ({OPEN: {"0s": 0, "7d": 20}}, "20")},
    ),
    Case(
        "OrionNoOrders", since="7d", values=("2d 1h 0m 0s", "1d 0h 0m 0s"),
        fires={LAST: {"0s": -HOUR, "5d": 5 * DAY}}, quiet={LAST: {"0s": -HOUR, "6d": 6 * DAY + HOUR}},
        summary="Vendor {vendor} gets no orders",
        says="The last order of vendor {vendor} on {platform} came {value} ago. A week ago at this time there had been "
             "one within the limit.",
        also_quiet={
            "a week ago it was the same": {LAST: {"0s": -DAY - HOUR, "5d": 5 * DAY}},
            "a week ago is not known": {LAST: {"1d": DAY, "5d": 5 * DAY}},
        },
    ),
    spike("OrionCancellationSpike", "cancelled", "cancelled", (7, 6), ("35%", "30%")),
    spike("OrionRefundSpike", "refunded", "refunded", (5, 4), ("25%", "20%")),
    Case(
        "OrionOrderValueDrop", since="8d", values=("60%", "50%"), labels={"currency": "EUR"},
        fires={DELIVERED: {"0s": 0, "1d": 20, "8d": 40}, VALUE: {"0s": 0, "1d": 1000, "8d": 1400}},
        quiet={DELIVERED: {"0s": 0, "1d": 20, "8d": 40}, VALUE: {"0s": 0, "1d": 1000, "8d": 1500}},
        summary="Vendor {vendor} sells less than a week ago",
        says="The new orders of vendor {vendor} on {platform} in EUR are worth {value} less than those of the same day "
             "a week ago.",
        also_quiet={
            "19 orders a week ago are too few":
                {DELIVERED: {"0s": 0, "1d": 19, "8d": 40}, VALUE: {"0s": 0, "1d": 1000, "8d": 1400}},
            "orders were archived":
                {DELIVERED: {"0s": 0, "1d": 20, "8d": 19}, VALUE: {"0s": 0, "1d": 1000, "8d": 900}},
            "orders were archived a week ago":
                {DELIVERED: {"0s": 30, "1d": 20, "8d": 40}, VALUE: {"0s": 0, "1d": 1000, "8d": 1400}},
            "a week ago is not known":
                {DELIVERED: {"1d": 20, "8d": 40}, VALUE: {"1d": 1000, "8d": 1400}},
            "the last hours are good":
                {DELIVERED: {"0s": 0, "1d": 20, "7d12h": 30, "8d": 40},
                 VALUE: {"0s": 0, "1d": 1000, "7d12h": 1000, "8d": 1500}},
        },
    ),
)  # fmt: skip
