"""Orders of Medusa in every status, which it derives itself from versions, parcels and payments."""

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from tests.support.other_shops.rows import Rows

EU, US = "sc_01M8A9R19C1J6YDBGJ9H5ZQTNY", "sc_01M8A9R19DDAK1NVTD76JWKE86"
"""Channels of the dump; orders and carts of US are in USD, those of others in EUR."""

DELETED = {"deleted_at": datetime(2026, 11, 1, tzinfo=UTC)}
"""The column of a deleted row, or link."""


class Order(NamedTuple):
    """An order with one line of two units for 10, and its totals; `days` is its age, `fulfilled` are units."""

    number: int
    channel: str | None
    status: str
    total: int
    paid: int
    refunded: int
    days: float
    fulfilled: int = 0
    version: int = 1
    shipped: bool = True


ORDERS = (
    Order(101, EU, "draft", 99, 0, 0, 1),
    Order(102, EU, "pending", 80, 80, 0, 3, version=2),
    Order(103, EU, "pending", 60, 0, 0, 1),
    Order(104, EU, "pending", 70, 70, 0, 5, fulfilled=2),
    Order(105, US, "pending", 40, 40, 0, 8, fulfilled=2),
    Order(106, US, "pending", 90, 90, 0, 6, fulfilled=1),
    Order(107, US, "completed", 0, 50, 50, 20, fulfilled=2, version=2),
    Order(108, EU, "pending", 100, 120, 20, 15, fulfilled=2, version=2),
    Order(109, EU, "archived", 30, 30, 0, 40, fulfilled=2),
    Order(110, EU, "archived", 5, 35, 30, 41, version=2),
    Order(111, EU, "requires_action", 45, 10, 0, 45),
    Order(112, None, "pending", 15, 15, 0, 2, shipped=False),
    Order(113, US, "pending", 500, 500, 0, 1),
    Order(114, "sc_0_old", "completed", 12, 12, 0, 200),
    Order(115, "sc_outlet", "pending", 22, 22, 0, 4, fulfilled=2),
    Order(116, US, "pending", 30, 50, 0, 10, fulfilled=2, version=2),
    Order(117, EU, "pending", 0, 0, 0, 0.05),
    Order(118, US, "pending", 65, 65, 0, 3, fulfilled=2),
    Order(119, US, "canceled", 55, 0, 0, 0.6),
    Order(120, "sc_0_never", "pending", 400, 400, 0, 1),
    Order(121, US, "pending", 33, 0, 0, 0.65),
    Order(122, EU, "pending", 44, 44, 0, 2.2, fulfilled=1),
    Order(123, EU, "pending", 7, 7, 0, 0.3, fulfilled=2, shipped=False),
)
"""Order 110 was cancelled and archived later, 113 and 120 were deleted, and 118 was sent before it was paid."""


_CUSTOMERS = {101: "cus_c", 102: "cus_01M8A9R30PPF8VW9SQYGDDM1H2", 113: "cus_c"}


class Parcel(NamedTuple):
    """A fulfillment of an order, with the ages of its moments."""

    order: int
    shipped: float | None = None
    delivered: float | None = None
    canceled: float | None = None
    requires_shipping: bool = True


PARCELS = (
    Parcel(104, shipped=3.5),
    Parcel(104, canceled=4),
    Parcel(105, shipped=7.4, delivered=5),
    Parcel(106, shipped=3.2),
    Parcel(107, delivered=18),
    Parcel(108, shipped=3),
    Parcel(109, shipped=35),
    Parcel(112, requires_shipping=False),
    Parcel(115),
    Parcel(115, canceled=3.9),
    Parcel(116, shipped=9.5),
    Parcel(118, shipped=2.5, delivered=1),
    Parcel(122, shipped=1.9, delivered=1),
)


class Attempt(NamedTuple):
    """A payment session, of an order or a cart (below 100), or of neither (0), with what was captured and when."""

    of: int
    provider: str
    amount: int
    status: str
    days: float
    captures: tuple[tuple[int, float], ...] | None = None
    """None: the session was never authorized, so there is no payment."""
    refunds: tuple[tuple[int, float], ...] = ()
    canceled: bool = False
    deleted: bool = False


STRIPE, SYSTEM = "pp_stripe_stripe", "pp_system_default"

ATTEMPTS = (
    Attempt(1, STRIPE, 25, "error", 0.3),
    Attempt(1, STRIPE, 25, "pending", 0.2),
    Attempt(1, STRIPE, 25, "requires_more", 0.25),
    Attempt(2, STRIPE, 25, "canceled", 2),
    Attempt(2, STRIPE, 25, "pending_authorization", 40),
    Attempt(3, STRIPE, 1000, "error", 0.2, deleted=True),
    Attempt(0, STRIPE, 77, "error", 1),
    Attempt(102, STRIPE, 80, "authorized", 3, ((80, 2.9),)),
    Attempt(103, STRIPE, 60, "authorized", 1, ()),
    Attempt(104, STRIPE, 70, "authorized", 5, ((70, 5),)),
    Attempt(105, SYSTEM, 40, "captured", 8, ((40, 8),)),
    Attempt(106, STRIPE, 90, "authorized", 6, ((60, 6), (30, 5.9))),
    Attempt(107, SYSTEM, 50, "authorized", 20, ((50, 20),), ((50, 17),)),
    Attempt(108, STRIPE, 120, "authorized", 15, ((120, 15),), ((20, 2),)),
    Attempt(109, STRIPE, 30, "authorized", 40, ((30, 40),)),
    Attempt(110, STRIPE, 35, "authorized", 41, ((35, 41),), ((30, 39),)),
    Attempt(111, STRIPE, 45, "authorized", 45, ((10, 0.4),)),
    Attempt(112, SYSTEM, 15, "authorized", 2, ((15, 2),)),
    Attempt(114, STRIPE, 12, "authorized", 200, ((12, 200),)),
    Attempt(115, SYSTEM, 22, "authorized", 4, ((22, 4),)),
    Attempt(116, STRIPE, 50, "authorized", 10, ((50, 10),)),
    Attempt(118, SYSTEM, 65, "pending", 2.6),
    Attempt(118, SYSTEM, 65, "authorized", 1.5, ((65, 1.5),)),
    Attempt(119, STRIPE, 55, "authorized", 0.6, (), canceled=True),
    Attempt(113, STRIPE, 500, "authorized", 1, ()),
    Attempt(7, STRIPE, 25, "error", 1),
    Attempt(102, STRIPE, 80, "authorized", 0.2, (), canceled=True),
    Attempt(121, SYSTEM, 33, "pending", 0.5),
    Attempt(122, SYSTEM, 44, "authorized", 2.2, ((44, 2.2),)),
    Attempt(123, SYSTEM, 7, "authorized", 0.3, ((7, 0.3),)),
)
"""The order of a collection that was captured only in part is not paid yet."""

RETURNS = (
    # id, order, status, amount, age
    ("return_1", 104, "requested", 10, 0.8),
    ("return_2", 116, "received", 20, 1),
    ("return_3", 108, "received", 20, 3),
    ("return_4", 105, "canceled", 5, 4),
    ("return_5", 106, "open", 9, 1),
    ("return_6", 116, "requested", None, 33),
)
"""Order 116 is still owed money; the amount of the last one is that of its two units."""


def orders(rows: Rows, now: datetime) -> None:
    """Write the orders and what belongs to them, as of `now`."""
    for order in ORDERS:
        _order(rows, order, now)
    for number, parcel in enumerate(PARCELS):
        _parcel(rows, f"ful_{number}", parcel, now)
    for number, attempt in enumerate(ATTEMPTS):
        _attempt(rows, f"pay_{number}", attempt, now)
    # Links that were removed: the payment of one order was linked to another, and so was a parcel.
    rows.insert("order_payment_collection", order_id="order_105", payment_collection_id="pay_9", **DELETED)
    rows.insert("order_fulfillment", order_id="order_103", fulfillment_id="ful_0", **DELETED)
    # The cart of an order stays linked to its payment.
    rows.insert("cart_payment_collection", cart_id="cart_6", payment_collection_id="pay_9")
    for name, number, status, amount, days in RETURNS:
        moment = now - timedelta(days=days)
        rows.insert("return", id=name, order_id=f"order_{number}", order_version=1, status=status,
                    refund_amount=amount, requested_at=moment, created_at=moment)  # fmt: skip
        rows.insert("return_item", return_id=name, item_id=f"order_{number}_line", quantity=2)
    rows.insert("return", order_id="order_104", order_version=1, status="requested", refund_amount=99, **DELETED)


def _currency(of: int) -> str:
    """Return the currency of an order, or of a cart (below 100)."""
    american = {each.number for each in ORDERS if each.channel == US} | {2}
    return "jpy" if of == 3 else "usd" if of in american else "eur"


def _order(rows: Rows, order: Order, now: datetime) -> None:
    name, created = f"order_{order.number}", now - timedelta(days=order.days)
    canceled = {"canceled_at": created} if order.number in {110, 119} else {}
    deleted = DELETED if order.number in {113, 120} else {}
    rows.insert("order", id=name, display_id=order.number, sales_channel_id=order.channel, status=order.status,
                is_draft_order=order.number == 101, currency_code=_currency(order.number),
                version=order.version, customer_id=_CUSTOMERS.get(order.number),
                created_at=created, updated_at=created, **canceled, **deleted)  # fmt: skip
    rows.insert("order_line_item", id=f"{name}_line", title="P1", unit_price=10, requires_shipping=order.shipped)
    for version in range(1, order.version + 1):
        latest = version == order.version
        owed = order.total - order.paid + order.refunded
        first = order.total + 20
        totals = (order.total, order.paid, order.refunded, owed) if latest else (first, 0, 0, first)
        rows.execute(
            "INSERT INTO order_summary (id, order_id, version, totals)"
            " VALUES (:id, :order, :version, json_build_object("
            " 'current_order_total', CAST(:total AS numeric), 'paid_total', CAST(:paid AS numeric),"
            " 'refunded_total', CAST(:refunded AS numeric), 'pending_difference', CAST(:owed AS numeric)))",
            {"id": f"{name}_{version}", "order": name, "version": version}
            | dict(zip(("total", "paid", "refunded", "owed"), totals, strict=True)),
        )
        # A unit of the first version was taken out.
        rows.insert("order_item", order_id=name, version=version, item_id=f"{name}_line", quantity=2 if latest else 3,
                    fulfilled_quantity=order.fulfilled if latest else 0)  # fmt: skip


def _parcel(rows: Rows, name: str, parcel: Parcel, now: datetime) -> None:
    ages = {"shipped_at": parcel.shipped, "delivered_at": parcel.delivered, "canceled_at": parcel.canceled}
    moments = {column: now - timedelta(days=days) for column, days in ages.items() if days is not None}
    rows.insert("fulfillment", id=name, location_id="-", packed_at=now - timedelta(days=50),
                requires_shipping=parcel.requires_shipping, **moments)  # fmt: skip
    rows.insert("order_fulfillment", order_id=f"order_{parcel.order}", fulfillment_id=name)


def _attempt(rows: Rows, name: str, attempt: Attempt, now: datetime) -> None:
    """Write a collection with a session, and the payment, captures and refunds of it."""
    captured, refunded = (sum(amount for amount, _ in each) for each in (attempt.captures or (), attempt.refunds))
    authorized = attempt.amount if attempt.captures is not None else 0
    status = "completed" if captured >= attempt.amount else "authorized" if authorized else "awaiting"
    rows.insert("payment_collection", id=name, currency_code=_currency(attempt.of), amount=attempt.amount,
                captured_amount=captured, refunded_amount=refunded, authorized_amount=authorized,
                status=status)  # fmt: skip
    if 0 < attempt.of < 100:
        rows.insert("cart_payment_collection", cart_id=f"cart_{attempt.of}", payment_collection_id=name)
    elif attempt.of:
        rows.insert("order_payment_collection", order_id=f"order_{attempt.of}", payment_collection_id=name)
    created, session = now - timedelta(days=attempt.days), f"{name}_session"
    facts = {"amount": attempt.amount, "currency_code": _currency(attempt.of), "provider_id": attempt.provider,
             "created_at": created}  # fmt: skip
    rows.insert("payment_session", id=session, payment_collection_id=name, status=attempt.status, **facts,
                **(DELETED if attempt.deleted else {}))  # fmt: skip
    if attempt.captures is None:
        return
    rows.insert("payment", id=f"{name}_payment", payment_collection_id=name, payment_session_id=session,
                canceled_at=created if attempt.canceled else None, **facts)  # fmt: skip
    for table, parts in (("capture", attempt.captures), ("refund", attempt.refunds)):
        for amount, days in parts:
            rows.insert(table, payment_id=f"{name}_payment", amount=amount, created_at=now - timedelta(days=days))
            rows.insert(table, payment_id=f"{name}_payment", amount=amount, **DELETED)
