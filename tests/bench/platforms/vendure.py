"""Vendure on PostgreSQL: the marketplace of its tests, whose sellers sell much more."""

from datetime import UTC, datetime

from tests.bench.platforms.platform import Platform
from tests.support.other_shops.vendure import load_vendure

PLATFORM = Platform(
    "vendure",
    "postgresql",
    load_vendure,
    orders=1_000_000,
    sizes=(
        """SELECT count(*) FROM "order" WHERE type <> 'Seller' AND "orderPlacedAt" IS NOT NULL""",
        """SELECT count(*) FROM order_line l JOIN "order" o ON o.id = l."orderId" WHERE o.type <> 'Seller'""",
    ),
    touch=(
        """UPDATE "order" SET "updatedAt" = '2026-11-22 23:59' WHERE id BETWEEN 1000001 AND 1000200""",
        """UPDATE product SET "updatedAt" = '2026-11-22 23:59' WHERE id BETWEEN 10001 AND 10020""",
    ),
    notes={
        "shipments": "joined as a whole; missing: the index of `history_entry` in docs/platforms/vendure.md",
    },
    now=datetime(2026, 11, 23, tzinfo=UTC),
)
