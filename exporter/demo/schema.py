"""The application's tables, as created by the demo. Times are UTC without a time zone; ids are integers.

There are no foreign keys and few NOT NULL constraints, because real shops have inconsistent data, and tests need
dangling references. `updated_at` is NOT NULL and indexed if the application sets it on every write.
"""

from sqlalchemy import BigInteger, Column, Float, Index, Integer, String, Table

from exporter.demo import columns, fulfilment_schema
from exporter.demo.columns import BODY, TIME, flag, id_, number, ref, text

METADATA = columns.METADATA
"""All tables of the shop."""

carts, payments, refunds = fulfilment_schema.carts, fulfilment_schema.payments, fulfilment_schema.refunds
shipments, payouts, jobs = fulfilment_schema.shipments, fulfilment_schema.payouts, fulfilment_schema.jobs

platforms = Table("platforms", METADATA, id_(), text("code"), text("name"), flag("is_active"))
vendors = Table(
    "vendors",
    METADATA,
    id_(),
    text("code"),
    text("name"),
    flag("is_active"),
    flag("is_verified"),
    Column("created_at", TIME),
)
vendor_platforms = Table(
    "vendor_platforms",
    METADATA,
    Column("vendor_id", Integer, primary_key=True, autoincrement=False),
    Column("platform_id", Integer, primary_key=True, autoincrement=False),
    flag("is_active"),
    flag("is_primary"),
    Column("joined_at", TIME),
)
platform_modules = Table(
    "platform_modules",
    METADATA,
    Column("platform_id", Integer, primary_key=True, autoincrement=False),
    Column("module", String(64), primary_key=True),
    flag("is_enabled"),
)
users = Table("users", METADATA, id_(), text("email"), text("role"), flag("is_active"), Column("last_login_at", TIME))
vendor_users = Table(
    "vendor_users",
    METADATA,
    Column("vendor_id", Integer, primary_key=True, autoincrement=False),
    Column("user_id", Integer, primary_key=True, autoincrement=False),
    text("role"),
    flag("is_active"),
    Column("invitation_accepted_at", TIME),
)
vendor_domains = Table(
    "vendor_domains",
    METADATA,
    id_(),
    ref("vendor_id"),
    number("platform_id"),
    text("domain"),
    flag("is_active"),
    flag("is_verified"),
    Column("ssl_expires_at", TIME),
)
customers = Table(
    "customers",
    METADATA,
    id_(),
    ref("vendor_id"),
    number("platform_id"),
    text("email"),
    flag("is_active"),
    Column("created_at", TIME),
    Column("last_order_at", TIME),
)
content_pages = Table(
    "content_pages",
    METADATA,
    id_(),
    ref("platform_id"),
    number("vendor_id"),
    text("slug"),
    text("title"),
    Column("body", BODY),
    flag("is_published"),
    Column("updated_at", TIME),
)
media_files = Table(
    "media_files",
    METADATA,
    id_(),
    ref("vendor_id"),
    text("media_type"),
    Column("size_bytes", BigInteger),
    Column("created_at", TIME),
)
products = Table(
    "products",
    METADATA,
    id_(),
    ref("vendor_id"),
    text("sku"),
    flag("is_active"),
    flag("is_featured"),
    Column("price_cents", BigInteger),
    Column("currency", String(3)),
    Column("created_at", TIME),
    Column("updated_at", TIME, nullable=False, index=True),
)
inventory = Table(
    "inventory",
    METADATA,
    id_(),
    ref("vendor_id"),
    ref("product_id"),
    text("location"),
    number("quantity"),
    number("reserved_quantity"),
    number("reorder_point"),
    Column("updated_at", TIME, nullable=False, index=True),
)
orders = Table(
    "orders",
    METADATA,
    id_(),
    ref("vendor_id"),
    number("platform_id"),
    number("customer_id"),
    text("order_number"),
    Column("status", String(32)),
    Column("total_cents", BigInteger),
    Column("currency", String(3)),
    Column("created_at", TIME),
    Column("updated_at", TIME, nullable=False, index=True),
)
marketplace_import_jobs = Table(
    "marketplace_import_jobs",
    METADATA,
    id_(),
    ref("vendor_id"),
    text("marketplace"),
    Column("status", String(32)),
    number("imported_count"),
    number("updated_count"),
    number("error_count"),
    Column("created_at", TIME),
    Column("started_at", TIME),
    Column("completed_at", TIME),
)
marketplace_products = Table(
    "marketplace_products",
    METADATA,
    id_(),
    ref("vendor_id"),
    text("marketplace"),
    flag("is_published"),
    Column("created_at", TIME),
    Column("updated_at", TIME, nullable=False, index=True),
)
alert_thresholds = Table(
    "alert_thresholds",
    METADATA,
    id_(),
    text("alert"),
    number("platform_id"),
    number("vendor_id"),
    Column("value", Float),
)

Index("ix_orders_open", orders.c.status, orders.c.created_at)
