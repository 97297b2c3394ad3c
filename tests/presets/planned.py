"""Metrics of modules that the design names and that may not be there yet: truths are written before the modules."""

from collections.abc import Iterator, Mapping, Sequence

Values = Mapping[str, Sequence[str]]
"""Labels, each with its known values, or with none if these come from the data."""

Module = dict[str, Values]
"""The metrics of a module, without prefix."""

_PAYMENT = ("pending", "authorized", "part_paid", "paid", "failed", "cancelled")
_REFUND = ("requested", "approved", "paid", "rejected")
_SHIPMENT = ("ready", "shipped", "delivered", "returned", "cancelled")
_PAYOUT = ("due", "processing", "paid", "failed")
_JOB = ("scheduled", "pending", "running", "completed", "failed")
_CART = ("open", "abandoned")
_WITHIN = ("1d", "2d", "3d", "7d", "later")

_OF_PLATFORMS: Module = {
    "carts": {"state": _CART},
    "cart_value": {"currency": (), "state": _CART},
    "payments": {"method": (), "status": _PAYMENT},
    "payment_value": {"currency": (), "status": _PAYMENT},
    "payment_oldest_pending_timestamp_seconds": {"method": ()},
    "payment_last_paid_timestamp_seconds": {"method": ()},
}
_OF_BOTH: Module = {
    "refunds": {"status": _REFUND},
    "refund_value": {"currency": (), "status": _REFUND},
    "refund_oldest_requested_timestamp_seconds": {},
    "shipments": {"status": _SHIPMENT},
    "shipments_overdue": {},
    "shipments_dispatched": {"within": _WITHIN},
    "shipment_dispatch_wait_seconds": {},
    "shipment_oldest_ready_timestamp_seconds": {},
    "payouts": {"status": _PAYOUT},
    "payout_oldest_due_timestamp_seconds": {},
}
_OF_VENDORS: Module = {"payout_value": {"currency": (), "status": _PAYOUT}}
_OF_THE_INSTALLATION: Module = {
    "jobs": {"queue": (), "status": _JOB},
    "job_oldest_due_timestamp_seconds": {"queue": ()},
    "job_last_success_timestamp_seconds": {"queue": ()},
    "job_oldest_running_timestamp_seconds": {"queue": ()},
}


def _families() -> Iterator[tuple[str, Values]]:
    for name, labels in (_OF_BOTH | _OF_VENDORS).items():
        yield f"orion_{name}", {"vendor": (), "platform": (), **labels}
    for name, labels in (_OF_BOTH | _OF_PLATFORMS).items():
        yield f"orion_platform_{name}", {"platform": (), **labels}
    for name, labels in _OF_THE_INSTALLATION.items():
        yield f"orion_{name}", labels


PLANNED: Module = dict(_families())
"""The labels of the metrics of carts, payments, refunds, shipments, payouts and jobs, without `category`."""
