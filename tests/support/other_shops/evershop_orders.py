"""Orders of EverShop with what belongs to them, in each of the states in which EverShop leaves them.

The statuses follow `psoMapping` in its modules `oms`, `stripe` and `paypal`.
"""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import Connection, text

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
"""A present for the shop: some hours after its last order."""

ORDERS = 360
"""Orders of the last 90 days, four a day."""

CUSTOMERS = 50
PRODUCTS = 30


class Kind(NamedTuple):
    """A kind of orders: the state in which EverShop leaves them, and how many there are of each 60."""

    status: str
    payment_status: str
    shipment_status: str
    method: str
    share: int
    shipments: tuple[str, ...] = ()


KINDS = (
    Kind("completed", "paid", "delivered", "cod", 11, ("delivered",)),
    # Nothing to pay, and nothing to ship.
    Kind("completed", "paid", "delivered", "zero_checkout", 1),
    Kind("completed", "stripe_captured", "delivered", "stripe", 12, ("delivered",)),
    Kind("completed", "paypal_captured", "delivered", "paypal", 5, ("canceled", "delivered")),
    Kind("completed", "stripe_partial_refunded", "delivered", "stripe", 2, ("delivered",)),
    Kind("closed", "stripe_refunded", "delivered", "stripe", 1, ("delivered",)),
    Kind("closed", "stripe_refunded", "pending", "stripe", 1),
    # `*:canceled` comes before `stripe_refunded:*`, so EverShop does not close it.
    Kind("processing", "stripe_refunded", "canceled", "stripe", 1, ("returned",)),
    Kind("canceled", "canceled", "pending", "cod", 1),
    Kind("canceled", "canceled", "canceled", "paypal", 1, ("canceled",)),
    Kind("processing", "stripe_partial_refunded", "pending", "stripe", 1),
    Kind("processing", "stripe_captured", "canceled", "stripe", 1, ("canceled",)),
    Kind("processing", "stripe_captured", "partially_canceled", "stripe", 1, ("canceled",)),
    Kind("processing", "stripe_captured", "partially_delivered", "stripe", 1, ("delivered", "shipped")),
    Kind("processing", "stripe_captured", "shipped", "stripe", 3, ("shipped",)),
    Kind("processing", "pending", "shipped", "cod", 2, ("in_transit",)),
    Kind("processing", "pending", "delivered", "cod", 1, ("delivered",)),
    Kind("processing", "paypal_captured", "partially_shipped", "paypal", 1, ("shipped",)),
    Kind("processing", "stripe_captured", "pending", "stripe", 3),
    Kind("processing", "stripe_authorized", "pending", "stripe", 1),
    Kind("processing", "paypal_authorized", "pending", "paypal", 1),
    Kind("processing", "paid", "pending", "cod", 2),
    Kind("new", "stripe_failed", "pending", "stripe", 1),
    Kind("new", "pending", "pending", "stripe", 1),
    Kind("new", "pending", "pending", "paypal", 1),
    Kind("new", "pending", "pending", "cod", 3),
)
WAITS = (0.4, 1.5, 2.5, 0.8, 5, 9)
"""Days from an order to its parcel, in turn."""


def insert_row(connection: Connection, table: str, **row: Any) -> None:
    """Insert a row of these columns."""
    columns, places = ", ".join(row), ", ".join(f":{name}" for name in row)
    connection.execute(text(f'INSERT INTO "{table}" ({columns}) OVERRIDING SYSTEM VALUE VALUES ({places})'), row)


def ago(days: float) -> datetime:
    """Return the moment so many days before the present of the shop."""
    return NOW - timedelta(days=days)


def kind_of(number: int) -> Kind:
    """Spread the kinds over the orders: 37 has no common divisor with 60, so each 60 orders have all of them."""
    place = number * 37 % sum(kind.share for kind in KINDS)
    for kind in KINDS:
        place -= kind.share
        if place < 0:
            return kind
    raise AssertionError


def amounts(net: Decimal) -> dict[str, Decimal]:
    """Return the amounts that a cart and an order have, of a net sum: 20 % of tax, and shipping."""
    tax, shipping = net * Decimal("0.2"), Decimal("4.90")
    named = ("sub_total", "sub_total_with_discount")
    gross = ("sub_total_incl_tax", "sub_total_with_discount_incl_tax")
    return (
        dict.fromkeys(named, net)
        | dict.fromkeys(gross, net + tax)
        | dict.fromkeys(("tax_amount", "tax_amount_before_discount", "total_tax_amount"), tax)
        | {"shipping_fee_excl_tax": shipping, "shipping_fee_incl_tax": shipping, "shipping_tax_amount": Decimal()}
        | {"grand_total": net + tax + shipping}
    )


def _placed(number: int) -> datetime:
    return ago(90 - (number - 0.5) / 4)


def _begun(number: int) -> datetime:
    """Return when the cart of an order was begun: mostly half an hour before, of one in five three days."""
    return _placed(number) - timedelta(days=3 if number % 5 == 0 else 0.02)


def order_cart(connection: Connection, number: int) -> None:
    """Make the cart of an order. It is not active, unless the customer came back from PayPal without paying."""
    is_back = kind_of(number)[:4] == ("new", "pending", "pending", "paypal")
    insert_row(connection, "cart", cart_id=number, currency="EUR", status=is_back, total_qty=1,
               created_at=_begun(number), updated_at=_begun(number), **amounts(Decimal(10)))  # fmt: skip
    prices = dict.fromkeys(("product_price", "product_price_incl_tax", "final_price", "final_price_incl_tax"), 10)
    insert_row(connection, "cart_item", cart_id=number, product_id=1, product_sku="SKU-1", product_name="Product 1",
               qty=1, **prices, **_line(Decimal(10)), created_at=_begun(number))  # fmt: skip


def _line(total: Decimal) -> dict[str, Decimal]:
    """Return the other amounts of a line."""
    lines = ("line_total", "line_total_with_discount", "line_total_incl_tax", "line_total_with_discount_incl_tax")
    zeros = ("tax_percent", "tax_amount", "tax_amount_before_discount", "discount_amount")
    return dict.fromkeys(lines, total) | dict.fromkeys(zeros, Decimal())


def place(connection: Connection, number: int) -> None:
    """Write an order with what belongs to it. The last four are of the last day."""
    kind, at = kind_of(number), _placed(number)
    items = [(number * 3 % PRODUCTS + 1, number % 3 + 1), (number * 11 % PRODUCTS + 1, 1)]
    items = items if kind.shipment_status.startswith("partially_") else items[: number % 2 + 1]
    net = sum((Decimal(product * 7 % 50 + 5) * qty for product, qty in items), Decimal())
    money = amounts(net)
    if kind.method == "zero_checkout":
        money |= {"grand_total": Decimal()}
    # One in three is a guest's.
    customer = None if number % 3 == 0 else number * 5 % (CUSTOMERS - 8) + 1
    insert_row(connection, "order", order_id=number, order_number=str(10000 + number), cart_id=number,
               status=kind.status, payment_status=kind.payment_status, shipment_status=kind.shipment_status,
               # The shop sold in dollars once.
               currency="USD" if number <= ORDERS // 3 else "EUR", customer_id=customer,
               customer_email=f"customer{customer}@example.com" if customer else f"guest{number}@example.com",
               payment_method=kind.method, payment_method_name=kind.method.upper(),
               # EverShop copies the times from the cart.
               total_qty=sum(qty for _, qty in items), created_at=_begun(number), updated_at=_begun(number),
               **money)  # fmt: skip
    _note(connection, number, "Order has been created", at)
    for line, (product, qty) in enumerate(items, start=1):
        price = Decimal(product * 7 % 50 + 5)
        prices = ("product_price", "product_price_incl_tax", "final_price", "final_price_incl_tax")
        insert_row(connection, "order_item", order_item_id=2 * number + line, order_item_order_id=number, qty=qty,
                   product_id=product, product_sku=f"SKU-{product}", product_name=f"Product {product}",
                   no_shipping_required=kind.method == "zero_checkout", **dict.fromkeys(prices, price),
                   **_line(price * qty))  # fmt: skip
    _parcels(connection, number, kind, items)
    _payment(connection, number, kind, money["grand_total"])


def _parcels(connection: Connection, number: int, kind: Kind, items: list[tuple[int, int]]) -> None:
    """Write the parcels: of a part of the order the first line only, of two that are not canceled one line each."""
    is_split = kind.shipment_status.startswith("partially_")
    for place, status in enumerate(kind.shipments):
        at = min(_placed(number) + timedelta(days=WAITS[number % len(WAITS)]), ago(0.001))
        is_live = status not in {"canceled", "returned"}
        # A new parcel is shipped, and has no time of it; that comes with the first change to another such status.
        insert_row(connection, "shipment", shipment_id=2 * number + place, shipment_order_id=number, status=status,
                   carrier="custom", created_at=at, delivered_at=at if status == "delivered" else None,
                   shipped_at=at + timedelta(hours=1) if status == "in_transit" else None,
                   canceled_at=None if is_live else at)  # fmt: skip
        for line, (_, qty) in enumerate(items, start=1):
            if not is_split or line == place + 1:
                insert_row(connection, "shipment_item", shipment_id=2 * number + place,
                           order_item_id=2 * number + line, qty=qty)  # fmt: skip


def _payment(connection: Connection, number: int, kind: Kind, amount: Decimal) -> None:
    """Record what the payment method records: no refund has a row, only a line in the history of the order."""
    at = _placed(number)
    # Of every second one, the merchant takes the money a day later.
    is_later = number % 2 == 0
    later = min(at + timedelta(days=1), ago(0.002))
    if kind.method == "cod" and kind.payment_status == "paid":
        _transaction(connection, number, amount, "capture", later)
        _note(connection, number, "Customer paid using cash.", later)
    elif kind.payment_status == "paypal_captured":
        _transaction(connection, number, amount, "authorize" if is_later else "capture", at + timedelta(minutes=2))
        _note(connection, number, f"Captured the payment. Transaction ID: {number}",
              later if is_later else at + timedelta(minutes=2))  # fmt: skip
    elif kind.payment_status.endswith("_authorized") or (kind.status == "canceled" and kind.method == "paypal"):
        _transaction(connection, number, amount, "authorize", at + timedelta(minutes=1))
    elif kind.payment_status in {"stripe_captured", "stripe_partial_refunded", "stripe_refunded"}:
        _transaction(connection, number, amount, "Manual" if is_later else "Automatic", at + timedelta(minutes=1))
    if kind.payment_status == "stripe_partial_refunded":
        for comment in ["Refunded 2 eur", "Refunded 1.5 eur"][: number % 2 + 1]:
            _note(connection, number, comment, later)
    elif kind.payment_status == "stripe_refunded":
        _note(connection, number, f"Refunded {amount} eur", later)


def _transaction(connection: Connection, number: int, amount: Decimal, action: str, at: datetime) -> None:
    insert_row(connection, "payment_transaction", payment_transaction_order_id=number, amount=amount,
               transaction_type="online", payment_action=action, transaction_id=str(number), created_at=at)  # fmt: skip


def _note(connection: Connection, number: int, comment: str, at: datetime) -> None:
    """Add a line to the history of an order."""
    insert_row(connection, "order_activity", order_activity_order_id=number, comment=comment, created_at=at)
