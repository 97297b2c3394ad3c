"""Spree on PostgreSQL: the tables that its preset reads, which have the primary keys and unique indexes only."""

from tests.bench.platforms.platform import Platform
from tests.support.other_shops.spree import load_spree

PLATFORM = Platform(
    "spree",
    "postgresql",
    load_spree,
    orders=50_000,
    sizes=("SELECT count(*) FROM spree_orders", "SELECT 0"),
    touch=("UPDATE spree_orders SET updated_at = '2026-11-26 11:59' WHERE id BETWEEN 100001 AND 100050",),
)
