"""The words of a disguised shop for the statuses from the payment to the payout; several of theirs are one of ours."""

from collections.abc import Mapping
from typing import Literal

Map = Mapping[str | None, str]
Words = Literal["texts", "integers"]

FULFILMENT: Mapping[str, Mapping[Words, Map]] = {
    "payments": {
        "texts": {
            "awaiting": "pending",
            "on invoice": "pending",
            "paid": "authorized",
            "settled": "paid",
            "Captured": "paid",
            "declined": "failed",
            "void": "cancelled",
            None: "pending",
        },
        "integers": {
            "0": "pending",
            "1": "authorized",
            "2": "part_paid",
            "3": "paid",
            "4": "paid",
            "-1": "failed",
            "6": "cancelled",
        },
    },
    "shipments": {
        "texts": {
            "to pick": "ready",
            "packed": "ready",
            "on its way": "shipped",
            "there": "delivered",
            "Storno": "cancelled",
        },
        "integers": {
            "0": "ready",
            "10": "shipped",
            "20": "delivered",
            "30": "returned",
            "40": "cancelled",
            None: "ready",
        },
    },
    "refunds": {
        "texts": {
            "asked": "requested",
            "disputed": "requested",
            "granted": "approved",
            "done": "paid",
            "no": "rejected",
        },
        "integers": {
            "1": "requested",
            "2": "approved",
            "3": "paid",
            "4": "rejected",
            "5": "rejected",
            None: "requested",
        },
    },
    "payouts": {
        "texts": {"owed": "due", "held": "due", "in transit": "processing", "paid out": "paid", None: "failed"},
        "integers": {"0": "due", "1": "processing", "2": "paid", "3": "failed", "4": "failed"},
    },
    "jobs": {
        "texts": {
            "planned": "scheduled",
            "pending": "running",
            "queued": "pending",
            "ok": "completed",
            "Err": "failed",
        },
        "integers": {"5": "scheduled", "0": "pending", "1": "running", "2": "completed", "3": "failed", "4": "failed"},
    },
}
"""By relation; what is mapped nowhere stays as it is."""
