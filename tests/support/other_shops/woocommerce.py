"""WooCommerce: the shop of the dump, and the one with Dokan, with vendors and orders written as Dokan writes them."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine, text

from tests.support.databases import Database, SharedDatabase
from tests.support.other_shops import insert, load, woocommerce_fulfilment
from tests.support.other_shops.woocommerce_fulfilment import add_to_dokan, add_to_dump, ago

NOW = woocommerce_fulfilment.NOW

PARAMETERS = {"prefix": "wp_"}

VENDORS = (
    # id, login, store, allowed to sell
    (101, "anna-s", "Anna's Ceramics", "yes"),
    (102, "bert", "", "yes"),
    (103, "closed", "Closed & Co", "no"),
)


class Product(NamedTuple):
    """A product, and the stock that it manages."""

    id: int
    author: int
    status: str
    price: str
    stock: int
    threshold: str


class Order(NamedTuple):
    """An order, a parent order or a sub-order; `parent` is 0 or an id, and an order that was split has no seller."""

    id: int
    status: str
    total: str
    parent: int
    seller: int | None
    days_ago: int


PRODUCTS = (
    Product(201, 101, "publish", "10.00", 3, "4"),
    Product(202, 101, "draft", "", 9, ""),
    Product(203, 102, "publish", "5.00", 2, ""),
    Product(204, 102, "publish", "7.50", 0, ""),
    Product(205, 102, "trash", "1.00", 50, ""),
    Product(206, 103, "publish", "2.00", 6, "5"),
    Product(207, 1, "publish", "99.00", 40, ""),
)

ORDERS = (
    Order(301, "wc-processing", "40.00", 0, None, 3),
    Order(302, "wc-completed", "25.00", 301, 101, 3),
    Order(303, "wc-processing", "15.00", 301, 102, 3),
    Order(304, "wc-completed", "60.00", 0, 101, 40),
    Order(305, "wc-on-hold", "12.00", 0, 102, 2),
    Order(306, "wc-pending", "8.00", 0, 103, 45),
    Order(307, "wc-cancelled", "30.00", 0, None, 10),
    Order(308, "wc-cancelled", "20.00", 307, 101, 10),
    Order(309, "wc-cancelled", "10.00", 307, 103, 10),
    Order(310, "wc-refunded", "9.00", 0, 102, 20),
    Order(311, "wc-processing", "99.00", 0, 1, 1),
    Order(312, "wc-checkout-draft", "7.00", 0, None, 0),
    Order(313, "trash", "6.00", 0, 101, 0),
    Order(314, "wc-failed", "5.00", 0, 103, 12),
)
"""Orders 301 and 307 were split; 311 is of the administrator, who is no vendor."""

REFUNDS = ((321, 304, "-20.00"), (322, 303, "-5.00"), (323, 310, "-9.00"), (324, 308, "-1.00"))
"""Refunds: id, order, amount."""


def alone(shared: SharedDatabase) -> Database:
    """Return the database of WooCommerce without Dokan, that all tests share."""
    return shared("mariadb", load_alone)


def dokan(shared: SharedDatabase) -> Database:
    """Return the database of WooCommerce with Dokan, that all tests share."""
    return shared("mariadb", load_dokan)


def load_alone(engine: Engine) -> None:
    """Make the shop of the dump in an empty database, with payments, drafts and actions."""
    load(engine, "woocommerce")
    with engine.begin() as connection:
        connection.execute(text("SET SESSION sql_mode = ''"))
        add_to_dump(connection)


def load_dokan(engine: Engine) -> None:
    """Make the shop with Dokan in an empty database: three vendors, one of them not allowed to sell, and the shop."""
    load(engine, "woocommerce-dokan")
    with engine.begin() as connection:
        # WordPress and Dokan leave columns without a default out, as its own session allows.
        connection.execute(text("SET SESSION sql_mode = ''"))
        for vendor in VENDORS:
            _vendor(connection, *vendor)
        for product in PRODUCTS:
            _product(connection, product)
        _variations(connection)
        for order in ORDERS:
            _order(connection, order)
        for refund in REFUNDS:
            _refund(connection, *refund)
        _customer(connection)
        _reservations(connection)
        add_to_dokan(connection)


def _insert(connection: Connection, table: str, **row: Any) -> None:
    insert(connection, f"wp_{table}", **row)


def _meta(connection: Connection, table: str, owner: str, number: int, values: Mapping[str, Any]) -> None:
    for key, value in values.items():
        _insert(connection, table, **{owner: number, "meta_key": key, "meta_value": value})


def _vendor(connection: Connection, number: int, login: str, store: str, selling: str) -> None:
    _user(connection, number, login, "seller")
    settings = {"dokan_enable_selling": selling, "dokan_store_name": store, "dokan_publishing": "no"}
    _meta(connection, "usermeta", "user_id", number, settings)
    _insert(connection, "posts", post_author=number, post_type="attachment", post_status="inherit",
            post_mime_type="video/mp4" if selling == "no" else "image/jpeg")  # fmt: skip


def _user(connection: Connection, number: int, login: str, role: str) -> None:
    names = {"user_login": login, "user_nicename": login, "display_name": login.title(), "user_registered": ago(90)}
    _insert(connection, "users", ID=number, **names)
    _meta(connection, "usermeta", "user_id", number, {"wp_capabilities": f'a:1:{{s:{len(role)}:"{role}";b:1;}}'})


def _product(connection: Connection, product: Product) -> None:
    post = {"post_type": "product", "post_status": product.status, "post_modified_gmt": ago(1 + product.id % 7)}
    _insert(connection, "posts", ID=product.id, post_author=product.author, **post)
    _stock(connection, product.id, product.price, product.stock, product.threshold)


def _stock(connection: Connection, number: int, price: str, stock: int, threshold: str = "") -> None:
    values = {"_manage_stock": "yes", "_stock": stock, "_price": price}
    _meta(connection, "postmeta", "post_id", number, values | ({"_low_stock_amount": threshold} if threshold else {}))
    _insert(connection, "wc_product_meta_lookup", product_id=number, stock_quantity=stock, min_price=price or None)


def _variations(connection: Connection) -> None:
    """Give Anna a featured product whose two sizes have a stock each, with the threshold of the product."""
    _insert(connection, "posts", ID=210, post_author=101, post_type="product", post_status="publish",
            post_modified_gmt=ago(6))  # fmt: skip
    values = {"_manage_stock": "no", "_stock": "", "_price": "12.00", "_low_stock_amount": "10"}
    _meta(connection, "postmeta", "post_id", 210, values)
    for number, stock in ((211, 8), (212, 11)):
        # The administrator created them, but they are Anna's.
        _insert(connection, "posts", ID=number, post_author=1, post_parent=210, post_type="product_variation",
                post_status="publish")  # fmt: skip
        _stock(connection, number, "12.00", stock)
    connection.execute(text(
        "INSERT INTO wp_term_relationships (object_id, term_taxonomy_id)"
        " SELECT 210, term_taxonomy_id FROM wp_term_taxonomy JOIN wp_terms USING (term_id)"
        " WHERE taxonomy = 'product_visibility' AND slug = 'featured'"
    ))  # fmt: skip


def _order(connection: Connection, order: Order) -> None:
    place = {"type": "shop_order", "parent_order_id": order.parent, "customer_id": 400}
    facts = {"status": order.status, "currency": "USD", "total_amount": order.total}
    _insert(connection, "wc_orders", id=order.id, date_created_gmt=ago(order.days_ago), **place, **facts)
    if order.seller is None:
        _meta(connection, "wc_orders_meta", "order_id", order.id, {"has_sub_order": "1"})
        return
    _meta(connection, "wc_orders_meta", "order_id", order.id, {"_dokan_vendor_id": order.seller})
    row = {"seller_id": order.seller, "order_total": order.total, "net_amount": order.total}
    _insert(connection, "dokan_orders", order_id=order.id, order_status=order.status, **row)
    _insert(connection, "dokan_vendor_balance", vendor_id=order.seller, trn_id=order.id, trn_type="dokan_orders",
            perticulars="New order", debit=order.total, credit=0, status=order.status, trn_date=ago(order.days_ago),
            balance_date=ago(order.days_ago))  # fmt: skip


def _refund(connection: Connection, number: int, order: int, amount: str) -> None:
    _insert(connection, "wc_orders", id=number, status="wc-completed", currency="USD", type="shop_order_refund",
            total_amount=amount, parent_order_id=order, date_created_gmt=ago(1))  # fmt: skip


def _customer(connection: Connection) -> None:
    _user(connection, 400, "carla", "customer")
    _user(connection, 401, "dora", "customer")


def _reservations(connection: Connection) -> None:
    """Hold stock for a draft and a pending order; one hold has expired, one is for an order that was paid."""
    for order, product, units, hours in ((312, 203, 3, 1), (306, 201, 1, 5), (306, 206, 4, -1), (301, 207, 9, 1)):
        # `expires` is what NOW() is at WordPress, in the time zone of the server.
        connection.execute(
            text(
                "INSERT INTO wp_wc_reserved_stock (order_id, product_id, stock_quantity, expires)"
                " VALUES (:order, :product, :units, CONVERT_TZ(:expires, '+00:00', @@GLOBAL.time_zone))"
            ),
            {"order": order, "product": product, "units": units, "expires": ago(-hours / 24)},
        )
