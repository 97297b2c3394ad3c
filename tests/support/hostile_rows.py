"""Rows that no form would accept and every old database holds; one maker for each table."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
"""The moment at which the shop is looked at: some of its rows are newer, some older than 30 days."""

HORIZON = timedelta(days=30)
HUGE_CENTS = 10**13
HUGE_COUNT = 2**31 - 1

Row = dict[str, Any]


class Dice(Random):
    """Random choices as a shop makes them, the same for the same seed.

    `vendors` and `platforms` are the ids that rows may name, `silent` is the vendor whose values are all NULL.
    """

    vendors: Sequence[int | None] = ()
    platforms: Sequence[int | None] = ()
    silent: int = 0

    def chance(self, probability: float) -> bool:
        """Return True with this probability."""
        return self.random() < probability

    def flag(self) -> bool | None:
        """Return a flag, more often true, now and then NULL."""
        return self.choices((True, False, None), (7, 3, 1))[0]

    def moment(self) -> datetime | None:
        """Return a moment, or NULL."""
        return None if self.chance(0.1) else self.written()

    def written(self) -> datetime:
        """Return a moment from 60 days ago to 2 days ahead, sometimes one at which a rule turns."""
        edge = self.choice((NOW, NOW - HORIZON, NOW - HORIZON + timedelta(microseconds=1), NOW + timedelta(days=1)))
        anywhere = NOW + timedelta(microseconds=self.randint(-60 * 86_400 * 10**6, 2 * 86_400 * 10**6))
        return (edge if self.chance(0.05) else anywhere).replace(tzinfo=None)

    def number(self, low: int, high: int, huge: int | None = None) -> int | None:
        """Return a number from `low` to `high`, NULL, or one just below `huge`."""
        if self.chance(0.12):
            return None
        return self.randint(low, high) if huge is None or self.chance(0.97) else huge - self.randint(0, 999)

    def vendor(self) -> int | None:
        """Return a vendor's id, that of nobody, or NULL."""
        return self.choice(self.vendors)

    def platform(self) -> int | None:
        """Return a platform's id, that of none, or NULL."""
        return self.choice(self.platforms)


ROLES = ("owner", "admin", "vendor", "unknown", "", None, 'we"ird\\role\n')
_STATUSES = (
    "pending",
    "processing",
    "shipped",
    "delivered",
    "cancelled",
    "refunded",
    "on hold",
    "unknown",
    "",
    None,
    'we"ird\\',
)
_RUNS = ("pending", "running", "running", "completed", "completed", "completed", "failed", "stuck", "", None)
CURRENCIES = ("EUR", "EUR", "CHF", "JPY", "kwd", "XAU", "", None, '"\n\\')
_MARKETPLACES = ("amazon", "amazon", "ebay", "", None, "unknown", "\N{SHOPPING BAGS}")
_MEDIA = ("image", "image", "video", "document", "", None, "unknown", "<b>")


def _user(random: Dice, row_id: int) -> Row:
    return {
        "id": row_id,
        "email": f"{row_id}@example.com",
        "role": random.choice(ROLES),
        "is_active": random.flag(),
        "last_login_at": random.moment(),
    }


def _domain(random: Dice, row_id: int) -> Row:
    return {
        "id": row_id,
        "vendor_id": random.vendor(),
        "platform_id": random.platform(),
        "domain": f"{row_id}.example.com",
        "is_active": random.flag(),
        "is_verified": random.flag(),
        "ssl_expires_at": random.moment(),
    }


def _customer(random: Dice, row_id: int) -> Row:
    return {
        "id": row_id,
        "vendor_id": random.vendor(),
        "platform_id": random.platform(),
        "email": None,
        "is_active": random.flag(),
        "created_at": random.moment(),
        "last_order_at": random.moment(),
    }


def _page(random: Dice, row_id: int) -> Row:
    return {
        "id": row_id,
        "platform_id": random.platform(),
        "vendor_id": None if random.chance(0.3) else random.vendor(),
        "slug": "about",
        "title": None,
        "body": "<p>",
        "is_published": random.flag(),
        "updated_at": random.moment(),
    }


def _media(random: Dice, row_id: int) -> Row:
    return {
        "id": row_id,
        "vendor_id": random.vendor(),
        "media_type": random.choice(_MEDIA),
        "size_bytes": random.number(0, 10**6, HUGE_CENTS),
        "created_at": random.moment(),
    }


def _product(random: Dice, row_id: int) -> Row:
    return {
        "id": row_id,
        "vendor_id": random.vendor(),
        "sku": f"SKU-{row_id}",
        "is_active": random.flag(),
        "is_featured": random.flag(),
        "price_cents": random.number(0, 10**5, HUGE_CENTS),
        "currency": random.choice(CURRENCIES),
        "created_at": random.moment(),
        "updated_at": random.written(),
    }


def _stock(random: Dice, row_id: int) -> Row:
    return {
        "id": row_id,
        "vendor_id": random.vendor(),
        "product_id": random.randint(1, 900),
        "location": "A",
        "quantity": random.number(-5, 20, HUGE_COUNT),
        "reserved_quantity": random.number(-2, 12, HUGE_COUNT),
        "reorder_point": random.choice((None, None, -1, 0, 3, 10)),
        "updated_at": random.written(),
    }


def _order(random: Dice, row_id: int) -> Row:
    return {
        "id": row_id,
        "vendor_id": random.vendor(),
        "platform_id": random.platform(),
        "customer_id": None,
        "order_number": str(row_id),
        "status": random.choice(_STATUSES),
        "total_cents": random.number(-500, 10**5, HUGE_CENTS),
        "currency": random.choice(CURRENCIES),
        "created_at": random.moment(),
        "updated_at": random.written(),
    }


def _job(random: Dice, row_id: int) -> Row:
    counts = {f"{result}_count": random.number(0, 50, HUGE_COUNT) for result in ("imported", "updated", "error")}
    return {
        "id": row_id,
        "vendor_id": random.vendor(),
        "marketplace": random.choice(_MARKETPLACES),
        "status": random.choice(_RUNS),
        **counts,
        "created_at": random.moment(),
        "started_at": random.moment(),
        "completed_at": random.moment(),
    }


def _staged(random: Dice, row_id: int) -> Row:
    return {
        "id": row_id,
        "vendor_id": random.vendor(),
        "marketplace": random.choice(_MARKETPLACES),
        "is_published": random.flag(),
        "created_at": random.moment(),
        "updated_at": random.written(),
    }


TABLES: dict[str, Callable[[Dice, int], Row]] = {
    "users": _user,
    "vendor_domains": _domain,
    "customers": _customer,
    "content_pages": _page,
    "media_files": _media,
    "products": _product,
    "inventory": _stock,
    "orders": _order,
    "marketplace_import_jobs": _job,
    "marketplace_products": _staged,
}
