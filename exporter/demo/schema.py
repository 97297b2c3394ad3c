"""The application's tables, as created by the demo. Times are UTC without a time zone; ids are integers.

There are no foreign keys and few NOT NULL constraints, because real shops have inconsistent data, and tests need
dangling references. `updated_at` is NOT NULL and indexed if the application sets it on every write.
"""

from sqlalchemy import BigInteger, Boolean, Column, DateTime, Float, Index, Integer, MetaData, String, Table, Text
from sqlalchemy.dialects import mysql

METADATA = MetaData()

# By default MariaDB and MySQL store whole seconds, and limit TEXT to 64 KiB.
_TIME = DateTime().with_variant(mysql.DATETIME(fsp=6), "mysql", "mariadb")
_BODY = Text().with_variant(mysql.MEDIUMTEXT(), "mysql", "mariadb")


def _id() -> Column[int]:
    return Column("id", Integer, primary_key=True)


def _number(name: str) -> Column[int]:
    return Column(name, Integer)


def _ref(name: str) -> Column[int]:
    return Column(name, Integer, index=True)


def _flag(name: str) -> Column[bool]:
    return Column(name, Boolean)


def _text(name: str) -> Column[str]:
    return Column(name, String(255))


platforms = Table("platforms", METADATA, _id(), _text("code"), _text("name"), _flag("is_active"))
vendors = Table(
    "vendors",
    METADATA,
    _id(),
    _text("code"),
    _text("name"),
    _flag("is_active"),
    _flag("is_verified"),
    Column("created_at", _TIME),
)
vendor_platforms = Table(
    "vendor_platforms",
    METADATA,
    Column("vendor_id", Integer, primary_key=True, autoincrement=False),
    Column("platform_id", Integer, primary_key=True, autoincrement=False),
    _flag("is_active"),
    _flag("is_primary"),
    Column("joined_at", _TIME),
)
platform_modules = Table(
    "platform_modules",
    METADATA,
    Column("platform_id", Integer, primary_key=True, autoincrement=False),
    Column("module", String(64), primary_key=True),
    _flag("is_enabled"),
)
users = Table(
    "users", METADATA, _id(), _text("email"), _text("role"), _flag("is_active"), Column("last_login_at", _TIME)
)
vendor_users = Table(
    "vendor_users",
    METADATA,
    Column("vendor_id", Integer, primary_key=True, autoincrement=False),
    Column("user_id", Integer, primary_key=True, autoincrement=False),
    _text("role"),
    _flag("is_active"),
    Column("invitation_accepted_at", _TIME),
)
vendor_domains = Table(
    "vendor_domains",
    METADATA,
    _id(),
    _ref("vendor_id"),
    _number("platform_id"),
    _text("domain"),
    _flag("is_active"),
    _flag("is_verified"),
    Column("ssl_expires_at", _TIME),
)
customers = Table(
    "customers",
    METADATA,
    _id(),
    _ref("vendor_id"),
    _number("platform_id"),
    _text("email"),
    _flag("is_active"),
    Column("created_at", _TIME),
    Column("last_order_at", _TIME),
)
content_pages = Table(
    "content_pages",
    METADATA,
    _id(),
    _ref("platform_id"),
    _number("vendor_id"),
    _text("slug"),
    _text("title"),
    Column("body", _BODY),
    _flag("is_published"),
    Column("updated_at", _TIME),
)
media_files = Table(
    "media_files",
    METADATA,
    _id(),
    _ref("vendor_id"),
    _text("media_type"),
    Column("size_bytes", BigInteger),
    Column("created_at", _TIME),
)
products = Table(
    "products",
    METADATA,
    _id(),
    _ref("vendor_id"),
    _text("sku"),
    _flag("is_active"),
    _flag("is_featured"),
    Column("price_cents", BigInteger),
    Column("currency", String(3)),
    Column("created_at", _TIME),
    Column("updated_at", _TIME, nullable=False, index=True),
)
inventory = Table(
    "inventory",
    METADATA,
    _id(),
    _ref("vendor_id"),
    _ref("product_id"),
    _text("location"),
    _number("quantity"),
    _number("reserved_quantity"),
    _number("reorder_point"),
    Column("updated_at", _TIME, nullable=False, index=True),
)
orders = Table(
    "orders",
    METADATA,
    _id(),
    _ref("vendor_id"),
    _number("platform_id"),
    _number("customer_id"),
    _text("order_number"),
    Column("status", String(32)),
    Column("total_cents", BigInteger),
    Column("currency", String(3)),
    Column("created_at", _TIME),
    Column("updated_at", _TIME, nullable=False, index=True),
)
marketplace_import_jobs = Table(
    "marketplace_import_jobs",
    METADATA,
    _id(),
    _ref("vendor_id"),
    _text("marketplace"),
    Column("status", String(32)),
    _number("imported_count"),
    _number("updated_count"),
    _number("error_count"),
    Column("created_at", _TIME),
    Column("started_at", _TIME),
    Column("completed_at", _TIME),
)
marketplace_products = Table(
    "marketplace_products",
    METADATA,
    _id(),
    _ref("vendor_id"),
    _text("marketplace"),
    _flag("is_published"),
    Column("created_at", _TIME),
    Column("updated_at", _TIME, nullable=False, index=True),
)
carts = Table(
    "carts",
    METADATA,
    _id(),
    _number("platform_id"),
    Column("value_cents", BigInteger),
    Column("currency", String(3)),
    Column("created_at", _TIME),
    Column("updated_at", _TIME, nullable=False, index=True),
)
payments = Table(
    "payments",
    METADATA,
    _id(),
    _number("platform_id"),
    _ref("order_id"),
    _text("method"),
    Column("status", String(32)),
    Column("amount_cents", BigInteger),
    Column("currency", String(3)),
    Column("created_at", _TIME),
    Column("paid_at", _TIME),
    Column("updated_at", _TIME, nullable=False, index=True),
)
refunds = Table(
    "refunds",
    METADATA,
    _id(),
    _ref("vendor_id"),
    _number("platform_id"),
    _number("order_id"),
    Column("status", String(32)),
    Column("amount_cents", BigInteger),
    Column("currency", String(3)),
    Column("created_at", _TIME),
    Column("updated_at", _TIME, nullable=False, index=True),
)
shipments = Table(
    "shipments",
    METADATA,
    _id(),
    _ref("vendor_id"),
    _number("platform_id"),
    _number("order_id"),
    Column("status", String(32)),
    Column("ready_at", _TIME),
    Column("due_at", _TIME),
    Column("shipped_at", _TIME),
    Column("delivered_at", _TIME),
    Column("updated_at", _TIME, nullable=False, index=True),
)
payouts = Table(
    "payouts",
    METADATA,
    _id(),
    _ref("vendor_id"),
    Column("status", String(32)),
    Column("amount_cents", BigInteger),
    Column("currency", String(3)),
    Column("due_at", _TIME),
    Column("updated_at", _TIME, nullable=False, index=True),
)
jobs = Table(
    "jobs",
    METADATA,
    _id(),
    _text("queue"),
    Column("status", String(32)),
    Column("due_at", _TIME),
    Column("started_at", _TIME),
    Column("finished_at", _TIME),
)
alert_thresholds = Table(
    "alert_thresholds",
    METADATA,
    _id(),
    _text("alert"),
    _number("platform_id"),
    _number("vendor_id"),
    Column("value", Float),
)

Index("ix_orders_open", orders.c.status, orders.c.created_at)
Index("ix_carts_created", carts.c.created_at)
Index("ix_payments_pending", payments.c.status, payments.c.created_at)
Index("ix_refunds_requested", refunds.c.status, refunds.c.created_at)
Index("ix_shipments_ready", shipments.c.status, shipments.c.ready_at)
Index("ix_payouts_due", payouts.c.status, payouts.c.due_at)
Index("ix_jobs_due", jobs.c.status, jobs.c.due_at)
