"""EverShop 2.2.1, on PostgreSQL: the tables of the dump, with a shop written as EverShop writes it.

The statuses of orders follow `psoMapping` in its modules `oms`, `stripe` and `paypal`.
"""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine, text

from tests.support.databases import Database, SharedDatabase
from tests.support.other_shops import load

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
    Kind("completed", "paid", "delivered", "cod", 12, ("delivered",)),
    Kind("completed", "stripe_captured", "delivered", "stripe", 12, ("delivered",)),
    Kind("completed", "paypal_captured", "delivered", "paypal", 5, ("canceled", "delivered")),
    Kind("completed", "stripe_partial_refunded", "delivered", "stripe", 2, ("delivered",)),
    Kind("closed", "stripe_refunded", "delivered", "stripe", 1, ("delivered",)),
    Kind("closed", "stripe_refunded", "pending", "stripe", 1),
    Kind("canceled", "canceled", "pending", "cod", 2),
    Kind("canceled", "canceled", "canceled", "paypal", 1, ("canceled",)),
    Kind("processing", "stripe_partial_refunded", "pending", "stripe", 1),
    Kind("processing", "stripe_captured", "canceled", "stripe", 1, ("canceled",)),
    Kind("processing", "stripe_captured", "partially_canceled", "stripe", 1, ("canceled",)),
    Kind("processing", "stripe_captured", "partially_delivered", "stripe", 1, ("delivered", "shipped")),
    Kind("processing", "stripe_captured", "shipped", "stripe", 3, ("shipped",)),
    Kind("processing", "pending", "shipped", "cod", 2, ("shipped",)),
    Kind("processing", "pending", "delivered", "cod", 1, ("delivered",)),
    Kind("processing", "paypal_captured", "partially_shipped", "paypal", 1, ("shipped",)),
    Kind("processing", "stripe_captured", "pending", "stripe", 3),
    Kind("processing", "stripe_authorized", "pending", "stripe", 1),
    Kind("processing", "paypal_authorized", "pending", "paypal", 1),
    Kind("processing", "paid", "pending", "cod", 2),
    Kind("new", "stripe_failed", "pending", "stripe", 1),
    Kind("new", "pending", "pending", "stripe", 2),
    Kind("new", "pending", "pending", "cod", 3),
)
CAPTURED = ("paid", "stripe_captured", "paypal_captured", "stripe_partial_refunded", "stripe_refunded")

STOCK = (40, 0, 3, 120, 5, 6, -2, 25, 1, 60)
"""Units of the products in turn; two customers bought the last unit of one at the same time."""


def evershop(shared: SharedDatabase) -> Database:
    """Return the database of this shop that all tests share; its engine cannot write."""
    return shared("postgresql", load_evershop)


def load_evershop(engine: Engine) -> None:
    """Make the shop in an empty database."""
    load(engine, "evershop")
    with engine.begin() as connection:
        _people(connection)
        _catalog(connection)
        _pages(connection)
        _carts(connection)
        for number in range(1, ORDERS + 1):
            place(connection, number)
        # The triggers took what was ordered; the merchant has counted since.
        for product in range(1, PRODUCTS + 1):
            connection.execute(
                text("UPDATE product_inventory SET qty = :qty WHERE product_inventory_product_id = :id"),
                {"id": product, "qty": 0 if product % 8 == 7 else STOCK[product % len(STOCK)]},
            )


def _insert(connection: Connection, table: str, **row: Any) -> None:
    columns, places = ", ".join(row), ", ".join(f":{name}" for name in row)
    connection.execute(text(f'INSERT INTO "{table}" ({columns}) OVERRIDING SYSTEM VALUE VALUES ({places})'), row)


def _ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


def _kind(number: int) -> Kind:
    """Spread the kinds over the orders: 37 has no common divisor with 60, so each 60 orders have all of them."""
    place = number * 37 % sum(kind.share for kind in KINDS)
    for kind in KINDS:
        place -= kind.share
        if place < 0:
            return kind
    raise AssertionError


def _people(connection: Connection) -> None:
    for number in range(1, 5):
        _insert(connection, "admin_user", admin_user_id=number, status=number != 4, email=f"staff{number}@example.com",
                password="$2b$10$", full_name=f"Staff {number}")  # fmt: skip
    for number in range(1, CUSTOMERS + 1):
        # One in ten is disabled.
        _insert(connection, "customer", customer_id=number, status=int(number % 10 != 0), group_id=1,
                email=f"customer{number}@example.com", password="$2b$10$", full_name=f"Customer {number}",
                created_at=_ago(100 - number * 1.9), updated_at=_ago(100 - number * 1.9))  # fmt: skip


def _catalog(connection: Connection) -> None:
    _insert(connection, "variant_group", variant_group_id=1, attribute_group_id=1, visibility=True)
    _insert(connection, "collection", collection_id=1, name="Featured Products", code="homepage")
    for number in range(1, PRODUCTS + 1):
        _insert(connection, "product", product_id=number, sku=f"SKU-{number}", price=Decimal(number * 7 % 50 + 5),
                # One in six is disabled, some are not shown on their own, three are variants of one.
                status=number % 6 != 0, visibility=number % 7 != 0, variant_group_id=1 if 10 <= number <= 12 else None,
                category_id=number % 3 + 1, created_at=_ago(120), updated_at=_ago(number * 2.5))  # fmt: skip
        _insert(connection, "product_description", product_description_product_id=number, name=f"Product {number}")
        # The stock of some is not managed: they can always be bought.
        _insert(connection, "product_inventory", product_inventory_product_id=number, qty=500,
                manage_stock=number % 8 != 7, stock_availability=number != 20)  # fmt: skip
        for image in range(number % 3):
            _insert(connection, "product_image", product_image_product_id=number, is_main=image == 0,
                    origin_image=f"/assets/catalog/{number}/{image}.jpg")  # fmt: skip
        if number % 5 == 0:
            _insert(connection, "product_collection", collection_id=1, product_id=number)


def _pages(connection: Connection) -> None:
    for number in range(1, 9):
        _insert(connection, "cms_page", cms_page_id=number, status=None if number == 8 else number % 4 != 3)
        _insert(connection, "cms_page_description", cms_page_description_cms_page_id=number,
                url_key=f"page-{number}", name=f"Page {number}")  # fmt: skip
    landing = ((True, None, None), (True, -20, 10), (True, -40, -10), (True, 5, None), (False, None, None))
    for number, (status, start, end) in enumerate(landing, start=1):
        _insert(connection, "landing_page", landing_page_id=number, status=status, name=f"Sale {number}",
                url_key=f"sale-{number}", publish_start=None if start is None else _ago(-start),
                publish_end=None if end is None else _ago(-end))  # fmt: skip


def _amounts(net: Decimal) -> dict[str, Decimal]:
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


def _carts(connection: Connection) -> None:
    """Make the carts of the orders, which are not active any more, and some in which customers still shop."""
    for number in range(1, ORDERS + 21):
        _insert(connection, "cart", cart_id=number, currency="EUR", status=number > ORDERS, total_qty=1,
                created_at=_ago(1), updated_at=_ago(1), **_amounts(Decimal(10)))  # fmt: skip


def place(connection: Connection, number: int) -> None:
    """Write an order with what belongs to it. The last four are of the last day."""
    kind = _kind(number)
    at = _ago(90 - (number - 0.5) / 4)
    items = [(number * 3 % PRODUCTS + 1, number % 3 + 1), (number * 11 % PRODUCTS + 1, 1)][: number % 2 + 1]
    amounts = _amounts(sum((Decimal(product * 7 % 50 + 5) * qty for product, qty in items), Decimal()))
    # One in three is a guest's.
    customer = None if number % 3 == 0 else number * 5 % (CUSTOMERS - 8) + 1
    _insert(connection, "order", order_id=number, order_number=str(10000 + number), cart_id=number,
            status=kind.status, payment_status=kind.payment_status, shipment_status=kind.shipment_status,
            # The shop sold in dollars once.
            currency="USD" if number <= ORDERS // 3 else "EUR", customer_id=customer,
            customer_email=f"customer{customer}@example.com" if customer else f"guest{number}@example.com",
            payment_method=kind.method, payment_method_name=kind.method.upper(),
            total_qty=sum(qty for _, qty in items), created_at=at, updated_at=at, **amounts)  # fmt: skip
    for product, qty in items:
        _item(connection, number, product, qty)
    for status in kind.shipments:
        _insert(connection, "shipment", shipment_order_id=number, status=status, created_at=at, shipped_at=at,
                delivered_at=at if status == "delivered" else None)  # fmt: skip
    _payment(connection, number, kind, amounts["grand_total"], at)


def _item(connection: Connection, order: int, product: int, qty: int) -> None:
    price = Decimal(product * 7 % 50 + 5)
    prices = dict.fromkeys(("product_price", "product_price_incl_tax", "final_price", "final_price_incl_tax"), price)
    lines = ("line_total", "line_total_with_discount", "line_total_incl_tax", "line_total_with_discount_incl_tax")
    zeros = dict.fromkeys(("tax_percent", "tax_amount", "tax_amount_before_discount", "discount_amount"), 0)
    _insert(connection, "order_item", order_item_order_id=order, product_id=product, product_sku=f"SKU-{product}",
            product_name=f"Product {product}", qty=qty, **prices, **dict.fromkeys(lines, price * qty),
            **zeros)  # fmt: skip


def _payment(connection: Connection, order: int, kind: Kind, amount: Decimal, at: datetime) -> None:
    """Record what the payment method records: no refund has a row, only a line in the history of the order."""
    if kind.payment_status in CAPTURED or kind.payment_status.endswith("_authorized"):
        captured = kind.payment_status in CAPTURED
        _insert(connection, "payment_transaction", payment_transaction_order_id=order, amount=amount,
                transaction_type="offline" if kind.method == "cod" else "online", created_at=at,
                payment_action="capture" if captured else "authorize",
                transaction_id=None if kind.method == "cod" else f"{kind.method}-{order}")  # fmt: skip
    comments = ["Order has been created"]
    if kind.payment_status == "stripe_partial_refunded":
        comments += ["Refunded 2 eur", "Refunded 1.5 eur"][: order % 2 + 1]
    elif kind.payment_status == "stripe_refunded":
        comments.append(f"Refunded {amount} eur")
    for comment in comments:
        _insert(connection, "order_activity", order_activity_order_id=order, comment=comment, created_at=at)
