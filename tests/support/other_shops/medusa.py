"""Medusa 2.21 on PostgreSQL: the shop of the dump, and rows for what it lacks, with deleted ones among them.

The dump was made by the services of single modules, so nothing in it is linked: no product is in a channel.
"""

from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine

from tests.support.databases import Database, SharedDatabase
from tests.support.other_shops import load
from tests.support.other_shops.medusa_deleted import write_deleted
from tests.support.other_shops.medusa_orders import DELETED, EU, US, orders
from tests.support.other_shops.rows import Rows

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
"""A present for the shop: half a day after the rows of the dump."""

P1, P3 = "prod_01M8A9R1E2NK1FHZJAAGP6HGZ0", "prod_01M8A9R1E3A0338S4EN51SCECH"
"""The products of the dump that are not deleted: one is published, one a draft."""

PRODUCTS = (
    # id, status, channels
    ("prod_4", "published", ()),
    ("prod_5", "published", ("sc_outlet",)),
    ("prod_6", "proposed", (US,)),
)

LEVELS = (
    # item, location, units, reserved
    ("iitem_box", "sloc_west", 9, 3),
    ("iitem_oversold", "sloc_west", 2, 5),
    ("iitem_unmanaged", "sloc_west", 0, 0),
    ("iitem_part", "sloc_west", 70, 0),
    ("iitem_box", "sloc_closed", 4, 0),
    ("iitem_box", "sloc_nowhere", 6, 0),
)
"""The box is of two variants, one of which needs two; the part is of none."""


def medusa(shared: SharedDatabase) -> Database:
    """Return the database of this shop that all tests share; its engine cannot write."""
    return shared("postgresql", load_medusa)


def load_medusa(engine: Engine) -> None:
    """Make the shop in an empty database."""
    load(engine, "medusa")
    with engine.begin() as connection:
        rows = Rows(connection)
        _channels(rows)
        _people(rows)
        _catalog(rows)
        _stock(rows)
        orders(rows, NOW)
        _carts(rows)
        _jobs(rows)
        write_deleted(rows)


def _ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


def _channels(rows: Rows) -> None:
    rows.insert("sales_channel", id="sc_outlet", name="Outlet", is_disabled=True)
    rows.insert("sales_channel", id="sc_0_old", name="Old", **DELETED)
    rows.insert("sales_channel", id="sc_0_never", name="Never", **DELETED)


def _people(rows: Rows) -> None:
    """Add customers with an account, one of them deleted, and administrators, one of them deleted."""
    rows.insert("customer", id="cus_c", email="c@example.org", has_account=True, created_at=_ago(3))
    rows.insert("customer", id="cus_d", email="d@example.org", has_account=True, created_at=_ago(2), **DELETED)
    for number, deleted in (("1", {}), ("2", {}), ("3", DELETED)):
        rows.insert("user", id=f"user_{number}", email=f"{number}@example.org", **deleted)
    rows.insert("invite", email="new@example.org", token="-", expires_at=_ago(-1))


def _catalog(rows: Rows) -> None:
    for number, (product, status, channels) in enumerate(PRODUCTS, 4):
        rows.insert("product", id=product, title=product, handle=product, status=status, updated_at=_ago(number))
        for channel in channels:
            rows.insert("product_sales_channel", product_id=product, sales_channel_id=channel)
    for product, channel, deleted in ((P1, EU, {}), (P1, US, {}), (P3, EU, {}), (P3, US, DELETED)):
        rows.insert("product_sales_channel", product_id=product, sales_channel_id=channel, **deleted)
    for product, pictures, deleted in ((P1, 2, {}), (P1, 1, DELETED), ("prod_4", 1, {})):
        for _ in range(pictures):
            rows.insert("image", product_id=product, url="https://example.org/1.jpeg", **deleted)
    rows.execute("INSERT INTO image (id, url, product_id) SELECT 'img_p2', '-', id FROM product WHERE title = 'P2'")
    _prices(rows)


def _prices(rows: Rows) -> None:
    """Give one variant of P1 a price, that of P3 one that was deleted, and that of product 5 one of a price list."""
    rows.insert("price_list", id="plist_sale", title="Sale")
    rows.insert("product_variant", id="variant_5", title="One", product_id="prod_5")
    for number, (variant, price_list, deleted) in enumerate(
        (("P1S", None, {}), ("P3S", None, DELETED), ("variant_5", "plist_sale", {}))
    ):
        price_set = f"pset_{number}"
        rows.insert("price_set", id=price_set)
        rows.insert("price", price_set_id=price_set, currency_code="eur", amount=10, price_list_id=price_list,
                    **deleted)  # fmt: skip
        rows.execute(
            "INSERT INTO product_variant_price_set (id, variant_id, price_set_id)"
            " SELECT :link, id, :price_set FROM product_variant WHERE sku = :variant OR id = :variant",
            {"link": f"pvps_{number}", "price_set": price_set, "variant": variant},
        )


def _stock(rows: Rows) -> None:
    """Link the items of the dump with their variants, and add variants and items, of which some do not count."""
    rows.execute(
        "INSERT INTO product_variant_inventory_item (id, variant_id, inventory_item_id)"
        " SELECT v.sku, v.id, i.id FROM product_variant v JOIN inventory_item i USING (sku)"
    )
    for name, product, item, managed in (
        ("box-1", P1, "iitem_box", True),
        ("box-2", "prod_6", "iitem_box", True),
        ("oversold", "prod_6", "iitem_oversold", True),
        ("unmanaged", P1, "iitem_unmanaged", False),
    ):
        rows.insert("product_variant", id=f"variant_{name}", title=name, product_id=product, manage_inventory=managed)
        rows.insert("product_variant_inventory_item", variant_id=f"variant_{name}", inventory_item_id=item,
                    required_quantity=2 if name == "box-2" else 1)  # fmt: skip
    for item in ("iitem_box", "iitem_oversold", "iitem_unmanaged", "iitem_part"):
        rows.insert("inventory_item", id=item, sku=item)
    for location, deleted in (("sloc_west", {}), ("sloc_closed", DELETED), ("sloc_nowhere", {})):
        rows.insert("stock_location", id=location, name=location, **deleted)
    for item, location, units, reserved in LEVELS:
        rows.insert("inventory_level", inventory_item_id=item, location_id=location, stocked_quantity=units,
                    reserved_quantity=reserved, updated_at=_ago(0.1 if location == "sloc_west" else 9))  # fmt: skip
    rows.insert("inventory_level", inventory_item_id="iitem_box", location_id="sloc_west", stocked_quantity=50,
                **DELETED)  # fmt: skip
    warehouse = "sloc_01M8A9R1B0MJD9PK0FGFA3MTA2"
    for channel, location, deleted in ((EU, warehouse, {}), (US, warehouse, {}), (US, "sloc_west", {}),
                                       (EU, "sloc_west", DELETED)):  # fmt: skip
        rows.insert("sales_channel_stock_location", sales_channel_id=channel, stock_location_id=location, **deleted)


def _carts(rows: Rows) -> None:
    """Add carts; the first was changed by its line last, and the last three are no carts that one can come back to."""
    for number, channel, currency, days, more in (
        (1, EU, "eur", 0.2, {}),
        (2, US, "usd", 2, {}),
        (3, None, "jpy", 0.125, {}),
        (4, EU, "eur", 40, {}),
        (5, EU, "eur", 0.01, {}),
        (6, EU, "eur", 1, {"completed_at": _ago(1)}),
        (7, EU, "eur", 1, DELETED),
    ):
        cart, moment = f"cart_{number}", _ago(days)
        rows.insert("cart", id=cart, sales_channel_id=channel, currency_code=currency, created_at=moment,
                    updated_at=moment, **more)  # fmt: skip
        line = {"quantity": 2, "unit_price": 500 if currency == "jpy" else 12.5, "created_at": moment}
        rows.insert("cart_line_item", cart_id=cart, title="P1", updated_at=_ago(0.01) if number == 1 else moment,
                    **line, **(DELETED if number == 5 else {}))  # fmt: skip


def _jobs(rows: Rows) -> None:
    """Add executions of workflows, whose times have no zone, and notifications."""
    for number, (workflow, state, days, deleted) in enumerate((
        ("import-products", "done", 1, {}), ("import-products", "failed", 2, {}), ("import-products", "done", 3, {}),
        ("import-products", "not_started", 0.2, {}), ("import-products", "not_started", 50, {}),
        ("complete-cart", "invoking", 0.1, {}), ("complete-cart", "reverted", 5, {}),
        ("complete-cart", "compensating", 0.3, {}), ("complete-cart", "waiting_to_compensate", 31, {}),
        ("complete-cart", "done", 6, DELETED),
    )):  # fmt: skip
        moment, later = (_ago(each).replace(tzinfo=None) for each in (days, days - 0.05))
        gone = {"deleted_at": later} if deleted else {}
        rows.insert("workflow_execution", workflow_id=workflow, transaction_id=str(number), state=state,
                    created_at=moment, updated_at=later, **gone)  # fmt: skip
    for status, days in (("success", 1), ("success", 2), ("failure", 1.5), ("pending", 0.4)):
        rows.insert("notification", channel="email", to="a@example.org", template="order-placed", status=status,
                    created_at=_ago(days), updated_at=_ago(days))  # fmt: skip
