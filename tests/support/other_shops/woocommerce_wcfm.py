"""WooCommerce with WCFM Marketplace: the shop of the dump, with vendors, their lines, requests and withdrawals."""

from typing import Any

from sqlalchemy import Connection, Engine, text

from tests.support.databases import Database, SharedDatabase
from tests.support.other_shops import insert, load
from tests.support.other_shops.woocommerce_fulfilment import add_to_dump, ago

TABLES = (
    # What is read of WCFM's tables; amounts are texts there.
    """CREATE TABLE wp_wcfm_marketplace_orders (
      ID BIGINT AUTO_INCREMENT PRIMARY KEY, vendor_id BIGINT NOT NULL, order_id BIGINT NOT NULL,
      item_id BIGINT NOT NULL,
      item_total VARCHAR(255) DEFAULT '0', shipping VARCHAR(255) DEFAULT '0', tax VARCHAR(255) DEFAULT '0',
      shipping_tax_amount VARCHAR(255) DEFAULT '0', refunded_amount VARCHAR(255) DEFAULT '0',
      shipping_status VARCHAR(255) DEFAULT 'pending', is_trashed TINYINT DEFAULT 0,
      UNIQUE (order_id, vendor_id, item_id)
    )""",
    """CREATE TABLE wp_wcfm_marketplace_withdraw_request (
      ID BIGINT AUTO_INCREMENT PRIMARY KEY, vendor_id BIGINT NOT NULL, withdraw_amount VARCHAR(255) DEFAULT '0',
      withdraw_charges VARCHAR(255) DEFAULT '0', withdraw_status VARCHAR(100) DEFAULT 'pending',
      created TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP
    )""",
    """CREATE TABLE wp_wcfm_marketplace_refund_request (
      ID BIGINT AUTO_INCREMENT PRIMARY KEY, vendor_id BIGINT NOT NULL, order_id BIGINT NOT NULL,
      refunded_amount VARCHAR(255) DEFAULT '0', refund_status VARCHAR(100) DEFAULT 'pending',
      created TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP
    )""",
)
VERA, WILLI = 501, 502

LINES = (
    # vendor, order, item, its total, shipping, tax, tax on shipping, refunded, shipping status
    (VERA, 22, 3, "30", "2", "1.50", "0.46", "0", "shipped"),
    (WILLI, 22, 91, "6", "0", "0", "0", "0", "pending"),
    (VERA, 23, 4, "59.94", "0", "0", "0", "0", "pending"),
    (VERA, 24, 5, "50", "0", "0", "0", "5", "completed"),
    # A virtual product.
    (WILLI, 24, 94, "3", "0", "0", "0", "0", "pending"),
    (VERA, 26, 6, "19.98", "0", "0", "0", "0", "pending"),
)
"""Order 24 has a line of the shop itself, too. WCFM has deleted the lines of order 29, which failed."""

WITHDRAWALS = (
    # vendor, amount, charges, status, days ago
    (VERA, "20", "1", "requested", 3),
    (WILLI, "12", "0", "requested", 31),
    (VERA, "10", "0", "completed", 20),
    (VERA, "5", "0", "pending", 1),
    (WILLI, "4", "0.5", "cancelled", 8),
)
REQUESTS = (
    # vendor, order, amount, status, days ago; the completed one is refund 25 of WooCommerce
    (VERA, 23, "3.50", "requested", 2),
    (WILLI, 22, "1", "cancelled", 3),
    (WILLI, 22, "2", "pending", 31),
    (VERA, 24, "5", "completed", 1),
)


def wcfm(shared: SharedDatabase) -> Database:
    """Return the database of WooCommerce with WCFM that all tests share."""
    return shared("mariadb", load_wcfm)


def load_wcfm(engine: Engine) -> None:
    """Make the shop of the dump with WCFM in an empty database: two vendors, of whom one is disabled, and the shop."""
    load(engine, "woocommerce")
    with engine.begin() as connection:
        connection.execute(text("SET SESSION sql_mode = ''"))
        add_to_dump(connection)
        for table in TABLES:
            connection.execute(text(table))
        connection.execute(text(
            "UPDATE wp_options SET option_value = REPLACE(option_value, 'woocommerce/woocommerce.php',"
            " 'wc-multivendor-marketplace/wc-multivendor-marketplace.php') WHERE option_name = 'active_plugins'"
        ))  # fmt: skip
        _vendor(connection, VERA, "vera", "wcfm_vendor", store_name="Vera's Vases", _disable_vendor="")
        _vendor(connection, WILLI, "willi", "disable_vendor", store_name="", _disable_vendor="1")
        # Products 16 and 17 are hers; one product of his.
        for product, vendor in ((16, VERA), (17, VERA), (18, WILLI)):
            connection.execute(text(f"UPDATE wp_posts SET post_author = {vendor} WHERE ID = {product}"))
        _rows(connection)


def _rows(connection: Connection) -> None:
    for item, order in ((91, 22), (92, 24), (94, 24)):
        insert(connection, "wp_woocommerce_order_items", order_item_id=item, order_item_name="", order_id=order,
               order_item_type="line_item")  # fmt: skip
    # The line that refund 25 is of.
    insert(connection, "wp_woocommerce_order_items", order_item_id=93, order_item_name="", order_id=25,
           order_item_type="line_item")  # fmt: skip
    insert(connection, "wp_woocommerce_order_itemmeta", order_item_id=93, meta_key="_refunded_item_id", meta_value="5")
    for key, value in (("_product_id", "18"), ("_variation_id", "0")):
        insert(connection, "wp_woocommerce_order_itemmeta", order_item_id=94, meta_key=key, meta_value=value)
    connection.execute(text("UPDATE wp_postmeta SET meta_value = 'yes' WHERE post_id = 18 AND meta_key = '_virtual'"))
    names = ("vendor_id", "order_id", "item_id", "item_total", "shipping", "tax", "shipping_tax_amount",
             "refunded_amount", "shipping_status")  # fmt: skip
    for line in LINES:
        insert(connection, "wp_wcfm_marketplace_orders", **dict(zip(names, line, strict=True)))
    for vendor, amount, charges, status, days in WITHDRAWALS:
        insert(connection, "wp_wcfm_marketplace_withdraw_request", vendor_id=vendor, withdraw_amount=amount,
               withdraw_charges=charges, withdraw_status=status, created=ago(days))  # fmt: skip
    for vendor, order, amount, status, days in REQUESTS:
        insert(connection, "wp_wcfm_marketplace_refund_request", vendor_id=vendor, order_id=order,
               refunded_amount=amount, refund_status=status, created=ago(days))  # fmt: skip


def _vendor(connection: Connection, number: int, login: str, role: str, **meta: Any) -> None:
    insert(connection, "wp_users", ID=number, user_login=login, user_nicename=login, display_name=login.title(),
           user_registered=ago(90))  # fmt: skip
    for key, value in {"wp_capabilities": f'a:1:{{s:{len(role)}:"{role}";b:1;}}', **meta}.items():
        insert(connection, "wp_usermeta", user_id=number, meta_key=key, meta_value=value)
