"""EverShop 2.2.1, on PostgreSQL: the tables of the dump, with a shop written as EverShop writes it."""

from decimal import Decimal

from sqlalchemy import Connection, Engine, text

from tests.support.databases import Database, SharedDatabase
from tests.support.other_shops import load
from tests.support.other_shops.evershop_orders import (
    CUSTOMERS,
    NOW,
    ORDERS,
    PRODUCTS,
    ago,
    amounts,
    insert_row,
    order_cart,
    place,
)

__all__ = ["NOW", "ORDERS", "evershop", "load_evershop", "place"]

STOCK = (40, 0, 3, 120, 5, 6, -2, 25, 1, 60)
"""Units of the products in turn; two customers bought the last unit of one at the same time."""

EVENTS = (
    ("order_placed", "pending", 0.001), ("order_placed", "pending", 0.05), ("order_placed", "processing", 0.0005),
    ("order_placed", "failed", 3), ("product_updated", "pending", 0.25), ("product_updated", "failed", 12),
    ("inventory_updated", "pending", 45), ("inventory_updated", "processing", 0.01), ("category_updated", "failed", 50),
    # What has succeeded is deleted, unless the server stops before that.
    ("customer_created", "done", 8),
)  # fmt: skip
"""What waits for subscribers, is with them, or was with them when the server stopped: name, status, days ago."""


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
        for number in range(1, ORDERS + 1):
            order_cart(connection, number)
            place(connection, number)
        _carts(connection)
        # The triggers took what was ordered; the merchant has counted since.
        for product in range(1, PRODUCTS + 1):
            connection.execute(
                text("UPDATE product_inventory SET qty = :qty WHERE product_inventory_product_id = :id"),
                {"id": product, "qty": 0 if product % 8 == 7 else STOCK[product % len(STOCK)]},
            )
        _events(connection)


def _people(connection: Connection) -> None:
    for number in range(1, 5):
        insert_row(connection, "admin_user", admin_user_id=number, status=number != 4, password="$2b$10$",
                   email=f"staff{number}@example.com", full_name=f"Staff {number}")  # fmt: skip
    for number in range(1, CUSTOMERS + 1):
        # One in ten is disabled.
        insert_row(connection, "customer", customer_id=number, status=int(number % 10 != 0), group_id=1,
                   email=f"customer{number}@example.com", password="$2b$10$", full_name=f"Customer {number}",
                   created_at=ago(100 - number * 1.9), updated_at=ago(100 - number * 1.9))  # fmt: skip


def _catalog(connection: Connection) -> None:
    insert_row(connection, "variant_group", variant_group_id=1, attribute_group_id=1, visibility=True)
    insert_row(connection, "collection", collection_id=1, name="Featured Products", code="homepage")
    for number in range(1, PRODUCTS + 1):
        insert_row(connection, "product", product_id=number, sku=f"SKU-{number}", price=Decimal(number * 7 % 50 + 5),
                   # One in six is disabled, some are not shown on their own, three are variants of one.
                   status=number % 6 != 0, visibility=number % 7 != 0, category_id=number % 3 + 1,
                   variant_group_id=1 if 10 <= number <= 12 else None, created_at=ago(120),
                   updated_at=ago(number * 2.5))  # fmt: skip
        insert_row(connection, "product_description", product_description_product_id=number, name=f"Product {number}")
        # The stock of some is not managed: they can always be bought.
        insert_row(connection, "product_inventory", product_inventory_product_id=number, qty=500,
                   manage_stock=number % 8 != 7, stock_availability=number != 20)  # fmt: skip
        for image in range(number % 3):
            insert_row(connection, "product_image", product_image_product_id=number, is_main=image == 0,
                       origin_image=f"/assets/catalog/{number}/{image}.jpg")  # fmt: skip
        if number % 5 == 0:
            insert_row(connection, "product_collection", collection_id=1, product_id=number)


def _pages(connection: Connection) -> None:
    for number in range(1, 9):
        insert_row(connection, "cms_page", cms_page_id=number, status=None if number == 8 else number % 4 != 3)
        insert_row(connection, "cms_page_description", cms_page_description_cms_page_id=number,
                   url_key=f"page-{number}", name=f"Page {number}")  # fmt: skip
    landing = ((True, None, None), (True, -20, 10), (True, -40, -10), (True, 5, None), (False, None, None))
    for number, (status, start, end) in enumerate(landing, start=1):
        insert_row(connection, "landing_page", landing_page_id=number, status=status, name=f"Sale {number}",
                   url_key=f"sale-{number}", publish_start=None if start is None else ago(-start),
                   publish_end=None if end is None else ago(-end))  # fmt: skip


def _carts(connection: Connection) -> None:
    """Make carts that are no orders: from today back to 40 days ago, in one of four somebody shops at present."""
    for number in range(1, 21):
        begun, cart = number * number / 10, ORDERS + number
        insert_row(connection, "cart", cart_id=cart, currency="USD" if number % 6 == 0 else "EUR", status=True,
                   total_qty=2, created_at=ago(begun), updated_at=ago(begun),
                   **amounts(Decimal(number + 10)))  # fmt: skip
        if number == 7:
            continue  # its only product was deleted
        for line, added in enumerate((begun, begun / 2 if number % 4 else 0.01)):
            insert_row(connection, "cart_item", cart_id=cart, product_id=line + 1, product_sku=f"SKU-{line + 1}",
                       product_name=f"Product {line + 1}", qty=1, created_at=ago(added), updated_at=ago(added),
                       **line_amounts(Decimal(number) if line else Decimal(10)))  # fmt: skip


def line_amounts(net: Decimal) -> dict[str, Decimal]:
    """Return the amounts of a line of a cart, of its net price: 20 % of tax."""
    gross = net * Decimal("1.2")
    return (
        dict.fromkeys(("product_price", "final_price", "line_total", "line_total_with_discount"), net)
        | dict.fromkeys(("product_price_incl_tax", "final_price_incl_tax", "line_total_incl_tax"), gross)
        | {"line_total_with_discount_incl_tax": gross, "tax_percent": Decimal(20), "discount_amount": Decimal()}
        | dict.fromkeys(("tax_amount", "tax_amount_before_discount"), gross - net)
    )


def _events(connection: Connection) -> None:
    """Make the queue of events; the server has handled what the triggers wrote."""
    connection.execute(text("DELETE FROM event"))
    for name, status, days in EVENTS:
        insert_row(connection, "event", name=name, status=status, created_at=ago(days),
                   started_at=None if status == "pending" else ago(days * 0.9),
                   completed_at=ago(days * 0.8) if status == "done" else None)  # fmt: skip
