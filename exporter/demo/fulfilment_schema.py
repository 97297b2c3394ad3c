"""The application's tables from the cart to the payout, and of its background jobs; see `schema`."""

from sqlalchemy import BigInteger, Column, Index, String, Table

from exporter.demo.columns import METADATA, TIME, id_, number, ref, text

carts = Table(
    "carts",
    METADATA,
    id_(),
    number("platform_id"),
    Column("value_cents", BigInteger),
    Column("currency", String(3)),
    Column("created_at", TIME),
    Column("updated_at", TIME, nullable=False, index=True),
)
payments = Table(
    "payments",
    METADATA,
    id_(),
    number("platform_id"),
    ref("order_id"),
    text("method"),
    Column("status", String(32)),
    Column("amount_cents", BigInteger),
    Column("currency", String(3)),
    Column("created_at", TIME),
    Column("paid_at", TIME),
    Column("updated_at", TIME, nullable=False, index=True),
)
refunds = Table(
    "refunds",
    METADATA,
    id_(),
    ref("vendor_id"),
    number("platform_id"),
    number("order_id"),
    Column("status", String(32)),
    Column("amount_cents", BigInteger),
    Column("currency", String(3)),
    Column("created_at", TIME),
    Column("updated_at", TIME, nullable=False, index=True),
)
shipments = Table(
    "shipments",
    METADATA,
    id_(),
    ref("vendor_id"),
    number("platform_id"),
    number("order_id"),
    Column("status", String(32)),
    Column("ready_at", TIME),
    Column("due_at", TIME),
    Column("shipped_at", TIME),
    Column("delivered_at", TIME),
    Column("updated_at", TIME, nullable=False, index=True),
)
payouts = Table(
    "payouts",
    METADATA,
    id_(),
    ref("vendor_id"),
    Column("status", String(32)),
    Column("amount_cents", BigInteger),
    Column("currency", String(3)),
    Column("due_at", TIME),
    Column("updated_at", TIME, nullable=False, index=True),
)
jobs = Table(
    "jobs",
    METADATA,
    id_(),
    text("queue"),
    Column("status", String(32)),
    Column("due_at", TIME),
    Column("started_at", TIME),
    Column("finished_at", TIME),
)
Index("ix_carts_created", carts.c.created_at)
Index("ix_payments_pending", payments.c.status, payments.c.created_at)
Index("ix_refunds_requested", refunds.c.status, refunds.c.created_at)
Index("ix_shipments_ready", shipments.c.status, shipments.c.ready_at)
Index("ix_payouts_due", payouts.c.status, payouts.c.due_at)
Index("ix_jobs_due", jobs.c.status, jobs.c.due_at)
