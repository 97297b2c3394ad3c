"""Rows of carts, payments, shipments, refunds, payouts and jobs that no form would accept; one maker for each table."""

from collections.abc import Callable
from typing import Any

from tests.support.hostile_rows import CURRENCIES, HUGE_CENTS, Dice, Row

_PAYMENTS = ("pending", "pending", "authorized", "part_paid", "paid", "paid", "failed", "cancelled", "lost", "", None)
_SHIPMENTS = ("ready", "ready", "shipped", "delivered", "returned", "cancelled", "lost", "", None)
_REFUNDS = ("requested", "requested", "approved", "paid", "rejected", "lost", "", None)
_PAYOUTS = ("due", "due", "processing", "paid", "failed", "lost", "", None)
_JOBS = ("scheduled", "pending", "running", "completed", "completed", "failed", "lost", "", None)
_METHODS = ("card", "card", "invoice", "", None, "unknown", 'we"ird\\')
_QUEUES = ("mail", "mail", "index", "", None, "unknown", "\N{SHOPPING BAGS}")


def _money(random: Dice) -> dict[str, Any]:
    return {"amount_cents": random.number(-500, 10**5, HUGE_CENTS), "currency": random.choice(CURRENCIES)}


def _cart(random: Dice, row_id: int) -> Row:
    return {
        "id": row_id,
        "platform_id": random.platform(),
        "value_cents": random.number(0, 10**5, HUGE_CENTS),
        "currency": random.choice(CURRENCIES),
        "created_at": random.moment(),
        "updated_at": random.written(),
    }


def _payment(random: Dice, row_id: int) -> Row:
    return {
        "id": row_id,
        "platform_id": random.platform(),
        "order_id": random.randint(1, 900),
        "method": random.choice(_METHODS),
        "status": random.choice(_PAYMENTS),
        **_money(random),
        "created_at": random.moment(),
        "paid_at": random.moment(),
        "updated_at": random.written(),
    }


def _shipment(random: Dice, row_id: int) -> Row:
    return {
        "id": row_id,
        "vendor_id": random.vendor(),
        "platform_id": random.platform(),
        "order_id": random.randint(1, 900),
        "status": random.choice(_SHIPMENTS),
        "ready_at": random.moment(),
        "due_at": random.moment() if random.chance(0.4) else None,
        "shipped_at": random.moment(),
        "delivered_at": random.moment(),
        "updated_at": random.written(),
    }


def _refund(random: Dice, row_id: int) -> Row:
    return {
        "id": row_id,
        "vendor_id": random.vendor(),
        "platform_id": random.platform(),
        "order_id": random.randint(1, 900),
        "status": random.choice(_REFUNDS),
        **_money(random),
        "created_at": random.moment(),
        "updated_at": random.written(),
    }


def _payout(random: Dice, row_id: int) -> Row:
    return {
        "id": row_id,
        "vendor_id": random.vendor(),
        "status": random.choice(_PAYOUTS),
        **_money(random),
        "due_at": random.moment(),
        "updated_at": random.written(),
    }


def _job(random: Dice, row_id: int) -> Row:
    return {
        "id": row_id,
        "queue": random.choice(_QUEUES),
        "status": random.choice(_JOBS),
        "due_at": random.moment(),
        "started_at": random.moment(),
        "finished_at": random.moment(),
    }


TABLES: dict[str, Callable[[Dice, int], Row]] = {
    "carts": _cart,
    "payments": _payment,
    "shipments": _shipment,
    "refunds": _refund,
    "payouts": _payout,
    "jobs": _job,
}
