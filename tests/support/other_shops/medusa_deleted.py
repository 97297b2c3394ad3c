"""Rows and links of Medusa that were deleted, or that belong to deleted ones: no number may count any of them."""

from typing import Any

from tests.support.other_shops.medusa_orders import DELETED, EU
from tests.support.other_shops.rows import Rows

OUTLET, P1, P2 = "sc_outlet", "prod_01M8A9R1E2NK1FHZJAAGP6HGZ0", "prod_01M8A9R1E3ZTSXX7NYVN5RAKRT"
"""A channel, a product of the dump, and one of it that was deleted."""

_UNPAID = "order_01M8A9R32ZSXQSBQS8H23XEFNG"
"""The first order of the dump."""


def write_deleted(rows: Rows) -> None:
    """Write them into the shop that is there."""
    _twin(rows, "order_summary")
    _twin(rows, "order_item", fulfilled_quantity=0)
    _twin(rows, "payment", created_at="2026-11-26 11:59:00+00")
    _twin(rows, "return_item")
    _twin(rows, "notification")
    _twin(rows, "store", default_sales_channel_id=EU, created_at="2026-01-01 00:00:00+00")
    _parcels(rows)
    _payments(rows)
    _products(rows)
    _stock(rows)


def _twin(rows: Rows, table: str, **changed: Any) -> None:
    """Copy each row of a table, deleted and with other values in some columns."""
    found = rows.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = :table",
        {"table": table},
    )
    values = {name: f'"{name}"' for name in found.scalars()} | {"id": "id || '_twin'", "deleted_at": "now()"}
    values |= {name: f"'{value}'" for name, value in changed.items()}
    columns = ", ".join(f'"{name}"' for name in values)
    rows.execute(f'INSERT INTO "{table}" ({columns}) SELECT {", ".join(values.values())} FROM "{table}"')


def _parcels(rows: Rows) -> None:
    """Link an order to a parcel that was deleted, and one by a link that was to another order's."""
    rows.insert("fulfillment", id="ful_gone", location_id="-", **DELETED)
    rows.insert("order_fulfillment", order_id="order_104", fulfillment_id="ful_gone")
    rows.insert("order_fulfillment", order_id="order_108", fulfillment_id="ful_8", **DELETED)


def _payments(rows: Rows) -> None:
    authorized = {"amount": 25, "currency_code": "eur", "status": "authorized"}
    rows.insert("payment_collection", id="pay_gone", **authorized, **DELETED)
    rows.insert("order_payment_collection", order_id=_UNPAID, payment_collection_id="pay_gone")
    # The authorized payment of one order, the refunded one of another, and one of none, which failed.
    for order, collection in ((_UNPAID, "pay_8"), ("order_102", "pay_12"), ("order_105", "pay_6")):
        rows.insert("order_payment_collection", order_id=order, payment_collection_id=collection, **DELETED)
    rows.insert("cart_payment_collection", cart_id="cart_1", payment_collection_id="pay_6", **DELETED)
    rows.insert("refund", payment_id="pay_7_payment_twin", amount=1)


def _products(rows: Rows) -> None:
    rows.insert("product_sales_channel", product_id=P1, sales_channel_id=OUTLET, **DELETED)
    rows.insert("product_sales_channel", product_id=P2, sales_channel_id=EU)
    rows.insert("product_variant", id="variant_gone", title="gone", product_id="prod_4", **DELETED)
    rows.insert("product_variant_price_set", variant_id="variant_gone", price_set_id="pset_0")
    rows.insert("product_variant_price_set", variant_id="variant_oversold", price_set_id="pset_0", **DELETED)


def _stock(rows: Rows) -> None:
    """Make the part, which is of no variant, one of deleted variants and products; and a level of a deleted item."""
    rows.insert("product_variant", id="variant_old", title="old", product_id=P1, **DELETED)
    rows.insert("product_variant", id="variant_p2", title="new", product_id=P2)
    for variant, link in (("variant_old", {}), ("variant_p2", {}), ("variant_box-1", DELETED)):
        rows.insert("product_variant_inventory_item", variant_id=variant, inventory_item_id="iitem_part", **link)
    rows.insert("inventory_item", id="iitem_gone", **DELETED)
    rows.insert("inventory_level", inventory_item_id="iitem_gone", location_id="sloc_west", stocked_quantity=80)
    rows.insert("product_variant_inventory_item", variant_id="variant_box-1", inventory_item_id="iitem_gone")
