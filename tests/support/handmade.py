"""A shop small enough to add up in one's head: what the golden expositions show."""

from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, insert

from exporter.demo.schema import METADATA
from tests.support.databases import image

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
_NOON = NOW.replace(tzinfo=None)
_MONTH_AGO = _NOON - timedelta(days=31)

# Acme sells on both platforms and is at home in France; Bolt sells in Germany; Crumb sells nowhere yet.
SHOP: dict[str, tuple[str, list[tuple[Any, ...]]]] = {
    "platforms": ("id code name is_active", [(1, "de", "Orion Germany", True), (2, "fr", 'Orion "France"', True)]),
    "vendors": (
        "id code name is_active is_verified",
        [(1, "acme", "Acme & Sons", True, True), (2, "bolt", "Bolt", True, False), (3, "crumb", "Crumb", False, True)],
    ),
    "vendor_platforms": (
        "vendor_id platform_id is_active is_primary",
        [(1, 1, True, False), (1, 2, True, True), (2, 1, True, True), (3, 2, False, False)],
    ),
    "platform_modules": ("platform_id module is_enabled", [(2, "marketplace", False), (1, "cms", True)]),
    "users": ("id role is_active", [(1, "admin", True), (2, "vendor", True), (3, "vendor", False)]),
    "vendor_users": (
        "vendor_id user_id is_active invitation_accepted_at",
        [(1, 2, True, _NOON), (2, 3, True, None), (3, 1, False, None)],
    ),
    "vendor_domains": (
        "id vendor_id platform_id is_active is_verified ssl_expires_at",
        [
            (1, 1, 1, True, True, _NOON + timedelta(days=9)),
            (2, 1, None, True, False, None),
            (3, 2, 1, False, True, _NOON),
        ],
    ),
    "alert_thresholds": (
        "id alert platform_id vendor_id value",
        [
            (1, "OrionOpenOrdersHigh", None, 1, 150),
            (2, "OrionOpenOrdersHigh", 1, 1, 80),
            (3, "OrionStockUnitsLow", 1, None, 3),
            (4, "OrionStockUnitsLow", None, 3, 20),
        ],
    ),
    "customers": (
        "id vendor_id platform_id is_active created_at last_order_at",
        [(1, 1, 1, True, _MONTH_AGO, _NOON), (2, 1, None, True, _NOON, None), (3, 2, 1, False, _MONTH_AGO, None)],
    ),
    "content_pages": (
        "id platform_id vendor_id slug is_published",
        [(1, 1, None, "about", True), (2, 1, 1, "about", True), (3, 2, 1, "jobs", False), (4, 2, None, "terms", False)],
    ),
    "media_files": (
        "id vendor_id media_type size_bytes",
        [(1, 1, "image", 1_500_000), (2, 1, "image", 500_000), (3, 3, "video", 8_000_000), (4, 2, None, None)],
    ),
    "products": (
        "id vendor_id is_active is_featured price_cents updated_at",
        [(1, 1, True, True, 1999, _NOON), (2, 1, True, False, None, _NOON), (3, 2, False, False, 500, _MONTH_AGO)],
    ),
    "inventory": (
        "id vendor_id quantity reserved_quantity reorder_point updated_at",
        [(1, 1, 10, 0, None, _NOON), (2, 1, 3, 3, None, _NOON), (3, 2, 6, 1, 5, _NOON), (4, 2, 1, 2, 5, _MONTH_AGO)],
    ),
    "orders": (
        "id vendor_id platform_id status total_cents currency created_at updated_at",
        [
            (1, 1, 1, "delivered", 12_050, "EUR", _MONTH_AGO, _NOON),
            (2, 1, 2, "pending", 4_950, "EUR", _NOON - timedelta(hours=2), _NOON),
            (3, 1, 2, "refunded", 100_000_000, "CHF", _MONTH_AGO, _NOON),
            (4, 2, 1, "pending", 1_000, "EUR", _MONTH_AGO, _NOON),
            (5, 2, 1, "on_hold", 2_500, "EUR", _NOON, _NOON),
            (6, 99, 1, "processing", 700, None, _NOON, _NOON),
        ],
    ),
    "carts": (
        "id platform_id value_cents currency created_at updated_at",
        [
            (1, 1, 2_500, "EUR", _NOON - timedelta(minutes=50), _NOON - timedelta(minutes=5)),
            (2, 1, 9_900, "EUR", _NOON - timedelta(days=2), _NOON - timedelta(days=1)),
            (3, 2, 500, "CHF", _MONTH_AGO, _MONTH_AGO),
        ],
    ),
    "payments": (
        "id platform_id method status amount_cents currency created_at paid_at updated_at",
        [
            (1, 1, "card", "paid", 12_050, "EUR", _MONTH_AGO, _MONTH_AGO, _NOON),
            (2, 2, "card", "pending", 4_950, "EUR", _NOON - timedelta(hours=2), None, _NOON),
            (3, 2, "invoice", "paid", 100_000_000, "CHF", _MONTH_AGO, _NOON, _NOON),
            (4, 1, "card", "failed", 1_000, "EUR", _MONTH_AGO, None, _NOON),
        ],
    ),
    "shipments": (
        "id vendor_id platform_id status ready_at due_at shipped_at updated_at",
        [
            (1, 1, 1, "delivered", _MONTH_AGO, None, _MONTH_AGO + timedelta(hours=30), _NOON),
            (2, 1, 2, "ready", _NOON - timedelta(days=3), None, None, _NOON),
            (3, 2, 1, "ready", _NOON - timedelta(days=3), _NOON + timedelta(days=4), None, _NOON),
            (4, 2, 1, "returned", _MONTH_AGO, None, _MONTH_AGO + timedelta(days=8), _NOON),
        ],
    ),
    "refunds": (
        "id vendor_id platform_id status amount_cents currency created_at updated_at",
        [
            (1, 1, 2, "paid", 100_000_000, "CHF", _MONTH_AGO, _NOON),
            (2, 2, 1, "requested", 500, "EUR", _NOON - timedelta(days=4), _NOON),
        ],
    ),
    "payouts": (
        "id vendor_id status amount_cents currency due_at updated_at",
        [
            (1, 1, "paid", 10_604, "EUR", _MONTH_AGO, _NOON),
            (2, 1, "due", 4_356, "EUR", _NOON + timedelta(days=2), _NOON),
            (3, 2, "due", 880, "EUR", _NOON - timedelta(days=2), _NOON),
        ],
    ),
    "jobs": (
        "id queue status due_at started_at finished_at",
        [
            (1, "emails", "completed", _MONTH_AGO, _MONTH_AGO, _MONTH_AGO),
            (2, "emails", "pending", _NOON - timedelta(hours=3), None, None),
            (3, "emails", "scheduled", _NOON + timedelta(hours=1), None, None),
            (4, "search-index", "running", _NOON - timedelta(hours=1), _NOON - timedelta(hours=1), None),
        ],
    ),
    "marketplace_import_jobs": (
        "id vendor_id marketplace status imported_count updated_count error_count started_at completed_at",
        [
            (1, 1, "amazon", "completed", 100, 20, 1, _MONTH_AGO, _MONTH_AGO),
            (2, 1, "amazon", "failed", 0, 0, 7, _NOON, _NOON),
            (3, 1, "ebay", "running", 5, 0, 0, _NOON - timedelta(hours=3), None),
            (4, 3, "ebay", "completed", 1, 1, 0, _NOON, _NOON),
        ],
    ),
    "marketplace_products": (
        "id vendor_id marketplace is_published updated_at",
        [(1, 1, "amazon", True, _NOON), (2, 1, "amazon", False, _NOON), (3, 2, "ebay", True, _NOON)],
    ),
}


def build(engine: Engine) -> None:
    """Create the tables and put the shop into them."""
    METADATA.create_all(engine)
    with engine.begin() as connection:
        for name, (columns, rows) in SHOP.items():
            names = columns.split()
            values = [dict(zip(names, row, strict=True)) for row in rows]
            connection.execute(insert(METADATA.tables[name]), values)


def in_file(path: Path) -> str:
    """Write the shop into an SQLite file, and return its URL."""
    path.write_bytes(_image())
    return f"sqlite:///{path}"


@cache
def _image() -> bytes:
    return image(build)
