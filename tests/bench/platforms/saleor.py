"""Saleor on PostgreSQL: the channels of its tests, of which two sell much more."""

from tests.bench.platforms.platform import Platform
from tests.support.other_shops.saleor import load_saleor

PLATFORM = Platform(
    "saleor",
    "postgresql",
    load_saleor,
    orders=1_000_000,
    sizes=("SELECT count(*) FROM order_order", "SELECT count(*) FROM order_orderline"),
    touch=(
        "UPDATE order_order SET updated_at = TIMESTAMPTZ '2026-11-26 11:59+00' WHERE number BETWEEN 100001 AND 100200",
    ),
    notes={"payments": "what only some need is joined instead of asked for each row"},
)
