"""Orders. Windows of a day need a day before `since`, comparisons with last week a week more."""

from collections.abc import Mapping

from tests.grafana.rules.case import Case, Level, seconds

OLDEST, LAST = "orion_order_oldest_open_timestamp_seconds", "orion_order_last_created_timestamp_seconds"
OPEN, VALUE = "orion_orders_open", 'orion_order_value{currency="EUR"}'
DELIVERED = 'orion_orders{status="delivered"}'
HOUR, DAY = 3600, 86400


def daily(each: float, days: int, other: Mapping[str, float] | None = None) -> dict[str, float | None]:
    """Return a number that grows by `each` at the begin of every day, but for the steps in `other`."""
    steps: dict[str, float | None] = {f"{day}d": each * day for day in range(days)}
    changed = steps | dict(other or {})
    return dict(sorted(changed.items(), key=lambda step: seconds(step[0])))


def spike(alert: str, status: str, bad: tuple[int, int], values: tuple[str, str]) -> Case:
    """After a day of 100 orders one of 20, of which so many end badly, in each window."""
    ended = f'orion_orders{{status="{status}"}}'

    def shown(new: Mapping[str, float], bad: Mapping[str, float]) -> dict[str, Level]:
        return {DELIVERED: {"0s": 0, "1d": 100, **new}, ended: {"0s": 3, **bad}}

    return Case(
        alert,
        since="2d",
        values=values,
        labels={"status": status},
        summary=f"Many orders of vendor {{vendor}} are {status}",
        says=f"Orders of vendor {{vendor}} on {{platform}} {status} in the last day: {{value}} of the number of new "
        "orders.",
        fires=shown({"2d": 120 - bad[0]}, {"2d": 3 + bad[0]}),
        quiet=shown({"2d": 120 - bad[1]}, {"2d": 3 + bad[1]}),
        also_quiet={
            "19 new orders are too few": shown({"2d": 110}, {"2d": 12}),
            "orders were archived": shown({"2d": 90}, {"2d": 12}),
            "the last hours are good": shown({"1d12h": 110, "2d": 115}, {"1d12h": 13}),
            "it has just begun to sell, and sells well": {DELIVERED: {"0s": 0, "2d": 20}, ended: {"0s": 3}},
            "it is not known whether it is new": {DELIVERED: {"2d": 13}, ended: {"2d": 7}},
        },
        also_fires={
            "the night is quiet": (shown({"1d12h": 110, "2d": 114}, {"1d12h": 13}), "41.67%"),
            "it has just begun to sell": ({DELIVERED: {"0s": 0, "2d": 13}, ended: {"0s": 3, "2d": 10}}, "35%"),
        },
    )


CASES = (
    Case(
        "OrionOpenOrdersHigh",
        fires={OPEN: 101},
        quiet={OPEN: 100},
        values=("101", "100"),
        summary="Vendor {vendor} has many open orders",
        says="Vendor {vendor} has {value} open orders on {platform}, above its limit.",
    ),
    Case(
        "OrionOrdersStalled",
        fires={OLDEST: -3 * DAY - 1},
        quiet={OLDEST: 930 - 3 * DAY},
        values=("3d 0h 15m 31s", "3d 0h 0m 0s"),
        summary="Orders of vendor {vendor} are stalled",
        says="The oldest open order of vendor {vendor} on {platform} has been open for {value}.",
    ),
    Case(
        "OrionOrderBacklogGrowing",
        since="7d",
        values=("1.55", "1.5"),
        fires={OPEN: {"0s": 20, "7d": 31}},
        quiet={OPEN: {"0s": 20, "7d": 30}},
        summary="Order backlog of vendor {vendor} is growing",
        says="Vendor {vendor} has at least {value} times as many open orders on {platform} as a day ago and as a week "
        "ago.",
        also_quiet={
            "19 open orders are too few": {OPEN: {"0s": 5, "7d": 19}},
            "a week ago it was as much": {OPEN: {"0s": 31, "2d": 10, "7d": 31}},
            "a week ago is not known": {OPEN: {"1d": 20, "7d": 31}},
        },
        also_fires={"none a week ago": ({OPEN: {"0s": 0, "7d": 20}}, "20")},
    ),
    Case(
        "OrionNoOrders",
        since="7d",
        values=("2d 1h 0m 0s", "1d 0h 0m 0s"),
        fires={LAST: {"0s": -HOUR, "5d": 5 * DAY}},
        quiet={LAST: {"0s": -HOUR, "6d": 6 * DAY + HOUR}},
        summary="Vendor {vendor} is not receiving orders",
        says="The last order of vendor {vendor} on {platform} was {value} ago. At this time a week ago, the last order "
        "was within the limit.",
        also_quiet={
            "a week ago it was the same": {LAST: {"0s": -DAY - HOUR, "5d": 5 * DAY}},
            "a week ago is not known": {LAST: {"1d": DAY, "5d": 5 * DAY}},
        },
    ),
    spike("OrionCancellationSpike", "cancelled", (7, 6), ("35%", "30%")),
    spike("OrionRefundSpike", "refunded", (5, 4), ("25%", "20%")),
    Case(
        "OrionOrderValueDrop",
        since="9d",
        values=("60%", "50%"),
        labels={"currency": "EUR"},
        fires={DELIVERED: daily(20, 10), VALUE: daily(1000, 9, {"9d": 8400})},
        quiet={DELIVERED: daily(20, 10), VALUE: daily(1000, 9, {"9d": 8500})},
        summary="Order value of vendor {vendor} dropped",
        says="The value of new orders of vendor {vendor} on {platform} in EUR is {value} lower than on the same day a "
        "week ago.",
        also_quiet={
            "19 orders a week ago are too few": {
                DELIVERED: daily(20, 10, {"2d": 39}),
                VALUE: daily(1000, 9, {"9d": 8400}),
            },
            "orders were archived": {DELIVERED: daily(20, 9, {"9d": 159}), VALUE: daily(1000, 9, {"9d": 8400})},
            "orders were archived a week ago": {
                DELIVERED: daily(20, 10, {"2d": 15}),
                VALUE: daily(1000, 9, {"9d": 8400}),
            },
            "a week ago is not known": {
                DELIVERED: {"5d": 100, "8d": 160, "9d": 180},
                VALUE: {"5d": 5000, "8d": 8000, "9d": 8400},
            },
            "the last hours are good": {
                DELIVERED: daily(20, 10, {"1d12h": 30, "8d12h": 170}),
                VALUE: daily(1000, 9, {"1d12h": 1900, "9d": 8400}),
            },
        },
        also_fires={
            "it sells nothing": ({DELIVERED: daily(20, 9), VALUE: daily(1000, 9)}, "100%"),
        },
    ),
)
