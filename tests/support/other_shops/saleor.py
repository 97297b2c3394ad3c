"""Saleor 3.21 on PostgreSQL: the shop of the dump, and rows for what it lacks.

Moments that are compared with the present are far from NOW, or are compared by providers, whose clock is given.
"""

from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine

from tests.support.databases import Database, SharedDatabase
from tests.support.other_shops import load
from tests.support.other_shops.rows import Rows
from tests.support.other_shops.saleor_orders import orders

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
"""A present for the shop: half a day after the rows of the dump."""

LONG_AGO, FUTURE = datetime(2026, 1, 1, tzinfo=UTC), datetime(2099, 1, 1, tzinfo=UTC)

DEFAULT, POLISH, OUTLET = 1, 2, 901
"""The channels of the dump, in USD and PLN, and one in EUR that is not active."""

AMERICAS = "6a6a33a1-5dac-436e-8ad0-bace197635b0"
"""A warehouse of both channels."""

BACKROOM = "00000000-0000-4000-8000-000000000901"
"""A warehouse of no channel."""

VARIANTS = (
    # id, tracked, end of the preorder
    (901, True, None),
    (902, True, None),
    (903, True, LONG_AGO),
    (904, True, FUTURE),
    (905, False, None),
)
"""Each is of the product with the same id, and in the default channel."""

STOCK = (
    # id, warehouse, variant, units, allocated
    (901, AMERICAS, 901, 10, 4),
    (902, AMERICAS, 902, 2, 5),
    (903, AMERICAS, 903, 5, 0),
    (904, AMERICAS, 904, 0, 0),
    (905, AMERICAS, 905, 0, 0),
    (906, BACKROOM, 901, 7, 0),
)

LISTINGS = (
    # product, channel, published, published at, available at
    (901, DEFAULT, True, LONG_AGO, LONG_AGO),
    (901, POLISH, True, FUTURE, LONG_AGO),
    (902, DEFAULT, False, None, LONG_AGO),
    (903, DEFAULT, True, None, None),
    (903, POLISH, True, None, LONG_AGO),
    (904, DEFAULT, True, FUTURE, LONG_AGO),
    (905, DEFAULT, True, LONG_AGO, LONG_AGO),
    (907, OUTLET, True, LONG_AGO, LONG_AGO),
)
"""Product 906 is in no channel."""

PRICES = ((901, DEFAULT, 10), (902, DEFAULT, 20), (903, DEFAULT, 30), (903, POLISH, None), (904, DEFAULT, 40))
"""Price of a variant in a channel; variant 905 is in the default channel without one."""


def saleor(shared: SharedDatabase) -> Database:
    """Return the database of this shop that all tests share; its engine cannot write."""
    return shared("postgresql", load_saleor)


def load_saleor(engine: Engine) -> None:
    """Make the shop in an empty database."""
    # Saleor's migrations create the extension, which its tables do not use.
    load(engine, "saleor", without=b"pgcrypto")
    with engine.begin() as connection:
        rows = Rows(connection)
        _channels(rows)
        _accounts(rows)
        _catalog(rows)
        _content(rows)
        orders(rows, NOW)
        _stock(rows)
        _checkouts(rows)
        _jobs(rows)


def _ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


def _channels(rows: Rows) -> None:
    rows.insert("channel_channel", id=OUTLET, name="Outlet", slug="outlet", currency_code="EUR", default_country="DE")


def _accounts(rows: Rows) -> None:
    """Add two customers, one of them disabled, and two members of the staff, one of them disabled."""
    for number, staff, active in ((901, False, True), (902, False, False), (903, True, True), (904, True, False)):
        rows.insert("account_user", id=number, email=f"{number}@example.com", is_staff=staff, is_active=active,
                    date_joined=_ago(number - 900))  # fmt: skip


def _catalog(rows: Rows) -> None:
    # The preorders of the dump end soon.
    rows.execute("UPDATE product_productvariant SET preorder_end_date = :end WHERE is_preorder", {"end": FUTURE})
    for number in range(901, 908):
        rows.insert("product_product", id=number, name=str(number), slug=str(number), product_type_id=18,
                    updated_at=_ago(908 - number))  # fmt: skip
    for number, tracked, preorder_until in VARIANTS:
        rows.insert("product_productvariant", id=number, product_id=number, track_inventory=tracked,
                    is_preorder=preorder_until is not None, preorder_end_date=preorder_until)  # fmt: skip
    for product, channel, published, since, available in LISTINGS:
        rows.insert("product_productchannellisting", product_id=product, channel_id=channel, is_published=published,
                    published_at=since, available_for_purchase_at=available)  # fmt: skip
    for variant, channel, price in (*PRICES, (905, DEFAULT, None)):
        rows.insert("product_productvariantchannellisting", variant_id=variant, channel_id=channel, price_amount=price)


def _content(rows: Rows) -> None:
    """Add a page that is published later, one that is not, and one without a date; a video, and media to be removed."""
    for slug, published, since in (("later", True, FUTURE), ("hidden", False, None), ("undated", True, None)):
        rows.insert("page_page", slug=slug, title=slug, page_type_id=4, is_published=published, published_at=since)
    for product, kind, removed in ((901, "VIDEO", False), (907, "IMAGE", False), (901, "IMAGE", True)):
        rows.insert("product_productmedia", product_id=product, type=kind, to_remove=removed)


def _stock(rows: Rows) -> None:
    rows.insert("warehouse_warehouse", id=BACKROOM, name="Backroom", slug="backroom", address_id=1)
    for number, warehouse, variant, units, allocated in STOCK:
        rows.insert("warehouse_stock", id=number, warehouse_id=warehouse, product_variant_id=variant, quantity=units,
                    quantity_allocated=allocated)  # fmt: skip
        if allocated:
            rows.execute(
                "INSERT INTO warehouse_allocation (stock_id, order_line_id, quantity_allocated)"
                " SELECT :stock, l.id, :units FROM order_orderline l JOIN order_order o ON o.id = l.order_id"
                " WHERE o.number = 908 LIMIT 1",
                {"stock": number, "units": allocated},
            )


def _checkouts(rows: Rows) -> None:
    """Add checkouts: one in use, one without lines, one that is old, and one that became order 903 and was kept."""
    for number, channel, currency, total, days, units in (
        (1, POLISH, "PLN", 120, 0.01, 2),
        (2, POLISH, "PLN", 0, 0.01, 0),
        (3, DEFAULT, "USD", 80, 40, 1),
        (4, DEFAULT, "USD", 30, 3, 1),
    ):
        token = f"00000000-0000-4000-8000-{number:012}"
        rows.insert("checkout_checkout", token=token, channel_id=channel, currency=currency, country="PL",
                    total_gross_amount=total, created_at=_ago(days + 0.1), last_change=_ago(days))  # fmt: skip
        if units:
            rows.insert("checkout_checkoutline", checkout_id=token, variant_id=901, quantity=units, currency=currency,
                        undiscounted_unit_price_amount=60)  # fmt: skip
            line = {"token": token, "until": LONG_AGO if number == 4 else FUTURE, "units": {1: 3, 3: 0, 4: 9}[number]}
            rows.execute(
                "INSERT INTO warehouse_reservation (stock_id, checkout_line_id, quantity_reserved, reserved_until)"
                " SELECT 901, id, :units, :until FROM checkout_checkoutline WHERE checkout_id = :token",
                line,
            )
    rows.execute("UPDATE order_order SET checkout_token = '00000000-0000-4000-8000-000000000004' WHERE number = 903")


def _jobs(rows: Rows) -> None:
    rows.insert("app_app", id=901, name="ERP", identifier="example.erp", type="thirdparty", is_active=True)
    rows.insert("webhook_webhook", id=901, target_url="https://example.com", is_active=True, app_id=901)
    for number, status, days in ((901, "pending", 0.1), (902, "pending", 40), (903, "failed", 1), (904, "success", 2)):
        rows.insert("core_eventdelivery", id=number, webhook_id=901, event_type="order_created", status=status,
                    created_at=_ago(days))  # fmt: skip
    for status, days in (("success", 1.8), ("failed", 1.7)):
        rows.insert("core_eventdeliveryattempt", delivery_id=904, status=status, created_at=_ago(days))
    for status, days in (("pending", 0.5), ("success", 3), ("success", 2), ("failed", 1), ("deleted", 9)):
        rows.insert("csv_exportfile", status=status, created_at=_ago(days + 0.1), updated_at=_ago(days))
    rows.insert("app_appinstallation", status="failed", app_name="ERP", manifest_url="https://example.com",
                created_at=_ago(1), updated_at=_ago(1))  # fmt: skip
