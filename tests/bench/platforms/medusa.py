"""Medusa on PostgreSQL: the sales channels of its tests, of which two sell much more."""

from tests.bench.platforms.platform import Platform
from tests.support.other_shops.medusa import load_medusa

PLATFORM = Platform(
    "medusa",
    "postgresql",
    load_medusa,
    orders=50_000,
    sizes=('SELECT count(*) FROM "order"', "SELECT count(*) FROM order_line_item"),
    touch=(
        """UPDATE "order" SET updated_at = TIMESTAMPTZ '2026-11-26 11:59+00' WHERE display_id BETWEEN 2001 AND 2050""",
    ),
)
