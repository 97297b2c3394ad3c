"""Orders of Saleor in every status, with parcels, payments of both kinds, and refunds."""

from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from tests.support.other_shops.rows import Rows

CURRENCIES = {1: "USD", 2: "PLN", 901: "EUR"}
"""The currency of each channel."""


class Order(NamedTuple):
    """An order, with one line of three units, and what was charged for it; `days` is its age."""

    number: int
    channel: int
    status: str
    total: int
    charged: int
    charge_status: str
    days: float
    fulfilled: int = 0
    user: int | None = None
    shipped: bool = True


ORDERS = (
    Order(901, 1, "draft", 50, 0, "none", 0.01, user=1),
    Order(902, 1, "unconfirmed", 40, 0, "none", 2, user=901),
    Order(903, 1, "expired", 30, 0, "none", 3),
    Order(904, 1, "canceled", 70, 70, "full", 5),
    Order(905, 1, "partially_returned", 100, 60, "full", 10, fulfilled=3),
    Order(906, 1, "returned", 80, 5, "full", 12, fulfilled=3),
    Order(907, 2, "fulfilled", 200, 230, "overcharged", 1, fulfilled=3, user=902),
    Order(908, 2, "unfulfilled", 90, 90, "full", 4),
    Order(909, 1, "unfulfilled", 60, 20, "partial", 45),
    Order(910, 901, "fulfilled", 15, 15, "full", 60, fulfilled=3),
    Order(911, 1, "unfulfilled", 25, 25, "full", 1, user=903, shipped=False),
    Order(912, 1, "unfulfilled", 0, 0, "full", 0.05),
    Order(913, 2, "partially fulfilled", 120, 120, "full", 6, fulfilled=2),
    Order(914, 2, "fulfilled", 10, 12, "overcharged", 50, fulfilled=3, shipped=False),
    Order(915, 2, "partially fulfilled", 5, 5, "full", 3, fulfilled=3),
)

# All that is to be shipped of order 915 was.

PAID = ((908, "order_fully_paid", 3), (907, "order_marked_as_paid", 0.1))
"""Events: order, type, age. Order 907 was paid after it was shipped."""

PARCELS = (
    # order, status, age
    (904, "canceled", 4.5),
    (905, "fulfilled", 8.5),
    (905, "returned", 5),
    (905, "replaced", 4),
    (905, "refunded", 6),
    (906, "fulfilled", 1),
    (906, "refunded_and_returned", 8),
    (907, "fulfilled", 0.2),
    (907, "canceled", 0.5),
    (910, "fulfilled", 56.5),
    (913, "fulfilled", 3.6),
    (913, "waiting_for_approval", 5),
)


class Payment(NamedTuple):
    """A payment of a plugin, of an order, or of a checkout (below 100), or of neither (0)."""

    id: int
    of: int
    gateway: str
    total: int
    captured: int
    status: str
    active: bool
    days: float
    transactions: tuple[tuple[str, bool, int, float], ...] = ()
    """Kind, success, amount, age."""
    to_confirm: bool = False


PAYMENTS = (
    Payment(901, 909, "adyen", 60, 20, "partially-charged", True, 45,
            (("auth", True, 60, 45), ("capture", True, 20, 44))),
    Payment(902, 909, "adyen", 60, 0, "refused", False, 45.1, (("auth", False, 60, 45.1),)),
    Payment(903, 902, "adyen", 40, 0, "pending", True, 2, (("pending", True, 40, 2),)),
    Payment(904, 902, "adyen", 40, 0, "not-charged", False, 2.1, (("auth", True, 40, 2.1),)),
    Payment(905, 1, "stripe", 120, 0, "not-charged", True, 0.01, (("auth", False, 120, 0.01),)),
    Payment(906, 0, "stripe", 33, 0, "not-charged", False, 90),
    Payment(908, 904, "adyen", 70, 70, "fully-charged", True, 5,
            (("capture", True, 70, 4.9), ("capture", False, 70, 0.1), ("refund_failed", True, 70, 2),
             ("refund_ongoing", True, 70, 1))),
    Payment(907, 905, "stripe", 100, 60, "partially-refunded", True, 10,
            (("auth", True, 100, 10), ("capture", True, 100, 9.9), ("refund", False, 40, 8),
             ("refund_ongoing", True, 40, 7.1), ("refund", True, 40, 7))),
    Payment(909, 910, "manual", 15, 15, "fully-charged", True, 59, (("external", True, 15, 59),)),
    Payment(910, 3, "stripe", 80, 0, "not-charged", True, 40, (("pending", True, 80, 40),)),
    Payment(914, 1, "stripe", 120, 0, "not-charged", True, 0.03),
    Payment(915, 908, "cash", 90, 0, "not-charged", True, 4),
    Payment(911, 1, "stripe", 120, 0, "not-charged", True, 0.02, (("auth", True, 120, 0.02),), to_confirm=True),
    Payment(913, 1, "stripe", 120, 0, "not-charged", True, 0.015, (("action_to_confirm", True, 120, 0.015),)),
    Payment(912, 904, "adyen", 70, 0, "cancelled", False, 6, (("cancel", True, 70, 6),)),
)  # fmt: skip


class Transaction(NamedTuple):
    """A transaction of an app, of an order, or of a checkout (below 100), or of neither (0), and its amounts."""

    id: int
    of: int
    app: str | None
    days: float
    amounts: dict[str, int]
    events: tuple[tuple[str, str, int, float], ...] = ()
    """Type, reference, amount, age."""


STRIPE = "app.stripe"

TRANSACTIONS = (
    Transaction(901, 907, STRIPE, 1, {"charged": 230, "refund_pending": 5},
                (("charge_success", "a", 235, 0.9), ("refund_request", "b", 5, 0.4))),
    Transaction(902, 908, STRIPE, 4, {"charged": 90}, (("charge_success", "a", 90, 3),)),
    Transaction(903, 906, STRIPE, 12, {"charged": 5, "refunded": 75},
                (("charge_success", "a", 80, 12), ("refund_request", "b", 75, 8), ("refund_success", "b", 75, 7.9))),
    Transaction(904, 913, None, 6, {"charged": 120}, (("charge_success", "", 120, 6),)),
    Transaction(905, 904, STRIPE, 5, {"refunded": 30, "refund_pending": 10},
                (("charge_success", "o", 40, 5),
                 ("refund_request", "a", 30, 4.1), ("refund_success", "a", 30, 4),
                 ("refund_request", "b", 10, 1),
                 ("refund_request", "c", 5, 2.1), ("refund_failure", "c", 5, 2),
                 ("refund_success", "d", 3, 3), ("refund_reverse", "d", 3, 2.9))),
    Transaction(906, 911, STRIPE, 1, {"charged": 25, "authorized": 10}, (("charge_success", "a", 25, 1),)),
    Transaction(907, 902, STRIPE, 2, {"authorized": 40}, (("authorization_success", "a", 40, 2),)),
    Transaction(908, 1, STRIPE, 0.01, {}, (("authorization_failure", "a", 120, 0.01),)),
    Transaction(909, 1, STRIPE, 0.01, {"charge_pending": 120}, (("charge_request", "a", 120, 0.01),)),
    Transaction(910, 3, STRIPE, 39, {"canceled": 80}, (("cancel_success", "a", 80, 38),)),
    Transaction(911, 908, STRIPE, 3, {}, (("charge_success", "a", 90, 3), ("charge_back", "a", 90, 0.5))),
    Transaction(912, 1, STRIPE, 0.03, {}, (("authorization_action_required", "", 120, 0.03),)),
    Transaction(913, 0, STRIPE, 70, {"authorized": 9}),
    Transaction(914, 914, STRIPE, 50, {"charged": 12}, (("charge_success", "a", 12, 50),)),
    Transaction(915, 915, STRIPE, 3, {"charged": 5}, (("charge_success", "a", 5, 3),)),
)  # fmt: skip

GRANTED = (
    # id, order, transaction, status, amount, age
    (901, 905, None, "none", 40, 7),
    (902, 906, 903, "success", 75, 8),
    (903, 907, None, "none", 30, 0.5),
    (904, 907, 901, "pending", 5, 0.4),
    (905, 907, 901, "failure", 7, 0.3),
    (906, 914, None, "none", 2, 35),
)
"""Refunds that the staff granted. That of order 905 was paid back by its payment; orders 907 and 914 still owe it."""

RELATED = {("b", 901): 904, ("b", 903): 902}
"""The granted refund of an event, by the event's reference and transaction."""


def orders(rows: Rows, now: datetime) -> None:
    """Write the orders and what belongs to them, as of `now`."""
    for order in ORDERS:
        _order(rows, order, now)
    for number, kind, days in PAID:
        rows.insert("order_orderevent", order_id=_id(number), type=kind, date=now - timedelta(days=days))
    for number, status, days in PARCELS:
        rows.insert("order_fulfillment", order_id=_id(number), status=status, created_at=now - timedelta(days=days))
    # Payments may be of checkouts, which are written later; the constraints are deferred.
    for payment in PAYMENTS:
        _payment(rows, payment, now)
    for transaction in TRANSACTIONS:
        _transaction(rows, transaction, now)
    for granted, number, item, status, amount, days in GRANTED:
        rows.insert("order_ordergrantedrefund", id=granted, order_id=_id(number), transaction_item_id=item,
                    status=status, amount_value=amount, currency=_currency(number),
                    created_at=now - timedelta(days=days))  # fmt: skip


def _id(number: int) -> UUID:
    """Return the id of an order or a checkout of this number."""
    return UUID(f"00000000-0000-4000-8000-{number:012}")


def _currency(of: int) -> str:
    """Return the currency of an order, or of a checkout: 1 is in PLN."""
    return next((CURRENCIES[each.channel] for each in ORDERS if each.number == of), "PLN" if of == 1 else "USD")


def _owner(of: int) -> dict[str, UUID]:
    """Return the column that refers to an order or a checkout."""
    return {"checkout_id" if of < 100 else "order_id": _id(of)} if of else {}


def _order(rows: Rows, order: Order, now: datetime) -> None:
    created = now - timedelta(days=order.days)
    rows.insert("order_order", id=_id(order.number), number=order.number, channel_id=order.channel,
                status=order.status, currency=CURRENCIES[order.channel], total_gross_amount=order.total,
                total_charged_amount=order.charged, charge_status=order.charge_status, user_id=order.user,
                created_at=created, updated_at=created)  # fmt: skip
    rows.insert("order_orderline", order_id=_id(order.number), quantity=3, quantity_fulfilled=order.fulfilled,
                is_shipping_required=order.shipped, variant_id=901, currency=CURRENCIES[order.channel])  # fmt: skip


def _payment(rows: Rows, payment: Payment, now: datetime) -> None:
    created = now - timedelta(days=payment.days)
    rows.insert("payment_payment", id=payment.id, gateway=payment.gateway, is_active=payment.active,
                total=payment.total, captured_amount=payment.captured, charge_status=payment.status,
                currency=_currency(payment.of), created_at=created, modified_at=created, **_owner(payment.of)
                )  # fmt: skip
    for kind, success, amount, days in payment.transactions:
        rows.insert("payment_transaction", payment_id=payment.id, kind=kind, is_success=success, amount=amount,
                    action_required=payment.to_confirm,
                    currency=_currency(payment.of), created_at=now - timedelta(days=days))  # fmt: skip


def _transaction(rows: Rows, item: Transaction, now: datetime) -> None:
    created = now - timedelta(days=item.days)
    amounts = {f"{name}_value": amount for name, amount in item.amounts.items()}
    rows.insert("payment_transactionitem", id=item.id, app_identifier=item.app, currency=_currency(item.of),
                created_at=created, modified_at=created, **_owner(item.of), **amounts)  # fmt: skip
    for kind, reference, amount, days in item.events:
        rows.insert("payment_transactionevent", transaction_id=item.id, type=kind, psp_reference=reference,
                    amount_value=amount, currency=_currency(item.of), include_in_calculations=True,
                    related_granted_refund_id=RELATED.get((reference, item.id)) if "refund" in kind else None,
                    created_at=now - timedelta(days=days))  # fmt: skip
