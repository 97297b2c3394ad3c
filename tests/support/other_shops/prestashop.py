"""PrestaShop: the shop of the dump with rows for each status and pitfall, written as PrestaShop writes them.

Three shops (and a deleted one) in two groups, whose times are those of Paris.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, text

from tests.support.databases import Database, SharedDatabase
from tests.support.other_shops import insert, load, load_zone
from tests.support.other_shops.prestashop_orders import CARTS, ORDERS, RETURNS, SLIPS, Cart, Order, Return, Slip

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
"""A present for the shop: some hours after the orders of the dump."""

ZONE = "Europe/Paris"

PARAMETERS = {"prefix": "ps_", "time_zone": ZONE}

STATES = (
    # id, logable, paid, shipped, deleted: states that modules added
    (20, 1, 1, 0, 0),
    (21, 1, 1, 1, 0),
    (22, 0, 0, 0, 0),
    (23, 1, 1, 0, 1),
)

CUSTOMERS = (
    # id, shop, active, is a guest, deleted
    (10, 2, 1, 0, 0),
    (11, 1, 1, 1, 0),
    (12, 1, 1, 0, 1),
    (13, 2, 1, 0, 0),
    (14, 3, 0, 0, 0),
)

PRODUCTS = (
    # id, shop by default, state (0: not saved yet)
    (20, 1, 0),
    (21, 1, 1),
    (22, 2, 1),
    (23, 4, 1),
)

IN_SHOPS = (
    # product, shop, active, price, threshold
    (20, 1, 0, "0", None),
    (21, 1, 0, "5", None),
    (22, 2, 1, "8", None),
    (23, 4, 1, "9", None),
    (5, 2, 1, "30", 0),
    (6, 2, 0, "10", 0),
    (6, 3, 1, "7.50", 45),
    (7, 4, 1, "12", 0),
)

STOCK = (
    # product, combination, shop, group, quantity, reserved
    (20, 0, 1, 0, 70, 0),
    (21, 0, 1, 0, 5, 0),
    (22, 0, 0, 2, 0, 2),
    (6, 0, 0, 2, 45, 5),
    (5, 0, 0, 2, 7, 1),
    (5, 19, 0, 2, 3, 1),
    (5, 20, 0, 2, 4, 0),
    # Left from the time before the group shared its stock, of a shop or of goods that are gone, and of another shop.
    (6, 0, 2, 0, 999, 0),
    (6, 0, 4, 0, 11, 0),
    (999, 0, 1, 0, 500, 0),
    (9, 99, 1, 0, 400, 0),
    (19, 0, 0, 2, 300, 0),
)

CHANGED_STOCK = (
    # product, combination, quantity, reserved: of shop 1
    (1, 1, 5, 0),
    (6, 0, 2, 3),
    (7, 0, -1, 4),
    (8, 0, 0, 0),
    (19, 0, 8, 0),
)


def prestashop(shared: SharedDatabase) -> Database:
    """Return the database of this shop that all tests share; its engine cannot write."""
    return shared("mariadb", load_prestashop)


def load_prestashop(engine: Engine) -> None:
    """Make the shop in an empty database."""
    load(engine, "prestashop")
    load_zone(engine, ZONE)
    with engine.begin() as connection:
        # PrestaShop leaves columns without a default out, as its session allows.
        connection.execute(text("SET SESSION sql_mode = ''"))
        _shops(connection)
        _states(connection)
        _goods(connection)
        _stock(connection)
        _people(connection)
        _pages_and_files(connection)
        for order in ORDERS:
            _order(connection, order)
        for slip in SLIPS:
            _slip(connection, slip)
        for returned in RETURNS:
            _return(connection, returned)
        for cart in CARTS:
            _cart(connection, cart)


def _row(connection: Connection, table: str, **row: Any) -> None:
    insert(connection, f"ps_{table}", **row)


def _shops(connection: Connection) -> None:
    """Add a group that shares its stock with a shop in euros and one that is not active, and a deleted shop."""
    flags = {"share_customer": 1, "share_order": 1, "share_stock": 1, "active": 1, "deleted": 0}
    _row(connection, "shop_group", id_shop_group=2, name="Europe", color="", **flags)
    for number, group, name, active, deleted in ((2, 2, "Europe", 1, 0), (3, 2, "Outlet", 0, 0), (4, 1, "Old", 1, 1)):
        _row(connection, "shop", id_shop=number, id_shop_group=group, name=name, active=active, deleted=deleted)
    for number, code, deleted in ((2, "EUR", 0), (3, "JPY", 1)):
        _row(connection, "currency", id_currency=number, iso_code=code, conversion_rate=1, deleted=deleted)
    for shop, currency, rate in ((2, 2, 1), (2, 1, 1.1), (3, 2, 1), (1, 2, 0.9)):
        _row(connection, "currency_shop", id_shop=shop, id_currency=currency, conversion_rate=rate)
    for group, shop, name, value in ((2, 2, "PS_CURRENCY_DEFAULT", 2), (2, 2, "PS_LAST_QTIES", 5)):
        _row(connection, "configuration", id_shop_group=group, id_shop=shop, name=name, value=value)


def _states(connection: Connection) -> None:
    for number, logable, paid, shipped, deleted in STATES:
        flags = {"logable": logable, "paid": paid, "shipped": shipped, "deleted": deleted}
        _row(connection, "order_state", id_order_state=number, module_name="carriers", **flags)


def _goods(connection: Connection) -> None:
    changed = datetime(2026, 8, 1, 9)  # noqa: DTZ001 - in Paris
    for number, shop, state in PRODUCTS:
        dates = {"date_add": changed, "date_upd": changed}
        _row(connection, "product", id_product=number, id_shop_default=shop, active=1, state=state, **dates)
    for product, shop, active, price, threshold in IN_SHOPS:
        facts = {"active": active, "price": price, "low_stock_threshold": threshold}
        dates = {"date_add": changed, "date_upd": changed + timedelta(days=product)}
        _row(connection, "product_shop", id_product=product, id_shop=shop, **facts, **dates)
    for combination in (19, 20):
        _row(connection, "product_attribute_shop", id_product=5, id_product_attribute=combination, id_shop=2,
             price=1, low_stock_threshold=3)  # fmt: skip
    _row(connection, "category_product", id_category=2, id_product=22)
    for table, key, value in (("product", "id_product", 19), ("product_attribute", "id_product_attribute", 1)):
        threshold = {19: 10, 1: 5}[value]
        connection.execute(text(
            f"UPDATE ps_{table}_shop SET low_stock_threshold = {threshold} WHERE {key} = {value} AND id_shop = 1"
        ))  # fmt: skip
    connection.execute(text("UPDATE ps_product_attribute_shop SET price = 2 WHERE id_product_attribute = 24"))


def _stock(connection: Connection) -> None:
    for product, combination, shop, group, quantity, reserved in STOCK:
        place = {"id_product": product, "id_product_attribute": combination, "id_shop": shop, "id_shop_group": group}
        _row(connection, "stock_available", quantity=quantity, reserved_quantity=reserved, **place)
    change = text(
        "UPDATE ps_stock_available SET quantity = :quantity, reserved_quantity = :reserved"
        " WHERE id_product = :product AND id_product_attribute = :combination AND id_shop = 1"
    )
    for product, combination, quantity, reserved in CHANGED_STOCK:
        where = {"product": product, "combination": combination}
        connection.execute(change, {"quantity": quantity, "reserved": reserved, **where})


def _people(connection: Connection) -> None:
    for number, shop, active, is_guest, deleted in CUSTOMERS:
        flags = {"active": active, "is_guest": is_guest, "deleted": deleted}
        _row(connection, "customer", id_customer=number, id_shop=shop, id_shop_group=1 + (shop > 1), **flags,
             email=f"{number}@example.com", date_add=datetime(2026, 6, number, 8))  # fmt: skip # noqa: DTZ001
    _row(connection, "employee", id_employee=3, id_profile=2, active=0)


def _pages_and_files(connection: Connection) -> None:
    _row(connection, "cms", id_cms=6, active=0)
    for page, shop in ((6, 1), (6, 2), (1, 2), (1, 4)):
        _row(connection, "cms_shop", id_cms=page, id_shop=shop)
    for image, shop in ((21, 2), (21, 4)):
        _row(connection, "image_shop", id_product=2, id_image=image, id_shop=shop)
    for number, kind in ((1, "application/pdf"), (2, "video/mp4")):
        _row(connection, "attachment", id_attachment=number, mime=kind, file_size=1000)


def _order(connection: Connection, order: Order) -> None:
    group = 1 if order.shop == 1 else 2
    money = {"total_paid": order.total, "total_paid_tax_incl": order.total, "total_paid_tax_excl": order.total * 8 / 10}
    _row(connection, "orders", id_order=order.id, reference=order.reference, id_shop=order.shop, id_shop_group=group,
         id_customer=order.customer, id_cart=order.id, id_currency=order.currency, current_state=order.state,
         module=order.module, payment=f"Pay by {order.module}", id_carrier=9, date_add=order.created,
         conversion_rate=2, **money)  # fmt: skip
    _row(connection, "cart", id_cart=order.id, id_shop=order.shop, id_currency=order.currency, date_add=order.created,
         date_upd=order.created)  # fmt: skip
    _row(connection, "cart_product", id_cart=order.id, id_product=6, id_shop=order.shop, quantity=1)
    for product in order.products:
        _row(connection, "order_detail", id_order_detail=order.id * 100 + product, id_order=order.id,
             product_id=product, product_quantity=1, id_shop=order.shop, unit_price_tax_incl=order.total)  # fmt: skip
    for state, moment in order.history:
        _row(connection, "order_history", id_order=order.id, id_order_state=state, date_add=moment)
    for amount, moment in order.payments:
        _row(connection, "order_payment", order_reference=order.reference, id_currency=order.currency, amount=amount,
             payment_method=f"Pay by {order.module}", date_add=moment)  # fmt: skip


def _slip(connection: Connection, slip: Slip) -> None:
    _row(connection, "order_slip", id_order=slip.order, total_products_tax_incl=slip.products,
         total_products_tax_excl=slip.before_tax, total_shipping_tax_incl=slip.shipping, amount=slip.amount,
         shipping_cost_amount=5, date_add=slip.created)  # fmt: skip


def _return(connection: Connection, returned: Return) -> None:
    _row(connection, "order_return", id_order_return=returned.id, id_order=returned.order, state=returned.state,
         date_add=returned.created)  # fmt: skip
    _row(connection, "order_return_detail", id_order_return=returned.id, product_quantity=returned.units,
         id_order_detail=returned.order * 100 + 6)  # fmt: skip


def _cart(connection: Connection, cart: Cart) -> None:
    _row(connection, "cart", id_cart=cart.id, id_shop=cart.shop, id_currency=cart.currency, id_customer=cart.customer,
         date_add=cart.created, date_upd=cart.updated)  # fmt: skip
    for product, combination, units in cart.lines:
        _row(connection, "cart_product", id_cart=cart.id, id_shop=cart.shop, id_product=product,
             id_product_attribute=combination, quantity=units)  # fmt: skip
