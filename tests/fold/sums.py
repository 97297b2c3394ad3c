"""What each additive metric must add up to: one SQL statement for each, written by hand, over the rows that are in it.

`{all}` in a statement becomes the condition that leaves out what is excluded.
"""

from collections.abc import Mapping
from dataclasses import dataclass

_WIDE_ON = """(
    NOT EXISTS (
        SELECT 1 FROM vendor_platforms m JOIN vendors v ON v.id = m.vendor_id JOIN platforms p ON p.id = m.platform_id
        WHERE m.vendor_id = {t}.vendor_id AND m.is_active)
    OR EXISTS (
        SELECT 1 FROM vendor_platforms m JOIN vendors v ON v.id = m.vendor_id JOIN platforms p ON p.id = m.platform_id
        WHERE m.vendor_id = {t}.vendor_id AND m.is_active AND NOT EXISTS (
            SELECT 1 FROM platform_modules s
            WHERE s.platform_id = m.platform_id AND s.module = '{module}' AND s.is_enabled IS FALSE)))"""
_NAMED_ON = """NOT EXISTS (
    SELECT 1 FROM platform_modules s JOIN platforms p ON p.id = s.platform_id
    WHERE s.platform_id = {t}.platform_id AND s.module = '{module}' AND s.is_enabled IS FALSE)"""
_EITHER_ON = f"(({{t}}.platform_id IS NOT NULL AND {_NAMED_ON}) OR ({{t}}.platform_id IS NULL AND {_WIDE_ON}))"


@dataclass(frozen=True, slots=True)
class Sum:
    """One additive metric: its SQL result, over which table, in which module; `rows` is how it has a platform."""

    module: str
    table: str
    expression: str
    where: str = "1 = 1"
    rows: str = _WIDE_ON

    def statement(self) -> str:
        """Return the SQL over the rows that are not excluded; `tenancy` cannot be off."""
        on = "1 = 1" if self.module == "tenancy" else self.rows.format(t=self.table, module=self.module)
        return f"SELECT {self.expression} FROM {self.table} WHERE {self.where} AND {on}"

    def everything(self) -> str:
        """Return the SQL over all rows: what it must be where no module is off."""
        return f"SELECT {self.expression} FROM {self.table} WHERE {self.where}"


_OPEN = "status IN ('pending', 'processing')"
_PAID = "COALESCE(status, '') NOT IN ('cancelled', 'refunded')"
DIVISOR = "CASE UPPER(currency) WHEN 'JPY' THEN 1.0 WHEN 'KWD' THEN 1000.0 ELSE 100.0 END"
"""For the currencies of the tests' shops."""

_AVAILABLE = "(quantity + 0.0 - reserved_quantity)"  # not in integers, which it may leave

SUMS: Mapping[str, Sum] = {
    "orion_users": Sum("tenancy", "users", "COUNT(*)"),
    "orion_team_members": Sum("tenancy", "vendor_users", "COUNT(*)"),
    "orion_domains": Sum("tenancy", "vendor_domains", "COUNT(*)", "is_active", _EITHER_ON),
    "orion_customers": Sum("customers", "customers", "COUNT(*)", rows=_EITHER_ON),
    "orion_customers_with_orders": Sum("customers", "customers", "COUNT(last_order_at)", rows=_EITHER_ON),
    "orion_pages": Sum("cms", "content_pages", "COUNT(*)", "vendor_id IS NOT NULL", _EITHER_ON),
    "orion_platform_default_pages": Sum("cms", "content_pages", "COUNT(*)", "vendor_id IS NULL", _NAMED_ON),
    "orion_media_files": Sum("cms", "media_files", "COUNT(*)"),
    "orion_media_size_bytes": Sum("cms", "media_files", "SUM(size_bytes)"),
    "orion_products": Sum("catalog", "products", "COUNT(*)"),
    "orion_products_featured": Sum("catalog", "products", "COUNT(*)", "is_featured"),
    "orion_products_without_price": Sum("catalog", "products", "COUNT(*)", "price_cents IS NULL"),
    "orion_stock_units": Sum("inventory", "inventory", "SUM(quantity)"),
    "orion_stock_reserved_units": Sum("inventory", "inventory", "SUM(reserved_quantity)"),
    "orion_stock_items": Sum("inventory", "inventory", "COUNT(*)"),
    "orion_stock_oversold_items": Sum("inventory", "inventory", "COUNT(*)", "reserved_quantity > quantity"),
    "orion_orders": Sum("orders", "orders", "COUNT(*)", rows=_EITHER_ON),
    "orion_orders_open": Sum("orders", "orders", "COUNT(*)", _OPEN, _EITHER_ON),
    "orion_order_value": Sum("orders", "orders", f"SUM(total_cents / {DIVISOR})", rows=_EITHER_ON),
    "orion_order_revenue": Sum("orders", "orders", f"SUM(total_cents / {DIVISOR})", _PAID, _EITHER_ON),
    "orion_import_jobs": Sum("marketplace", "marketplace_import_jobs", "COUNT(*)"),
    "orion_import_rows": Sum(
        "marketplace",
        "marketplace_import_jobs",
        "COALESCE(SUM(imported_count), 0) + COALESCE(SUM(updated_count), 0) + COALESCE(SUM(error_count), 0)",
    ),
    "orion_staging_products": Sum("marketplace", "marketplace_products", "COUNT(*)"),
}
"""The metrics of the vendor scope and of the installation whose samples add up to all that there is."""

_LOW = f"{_AVAILABLE} > 0 AND {_AVAILABLE} <= COALESCE(reorder_point, 5)"
_DRAFT = "vendor_id IS NOT NULL AND NOT is_published"
_INVITED = "is_active AND invitation_accepted_at IS NULL"
PARTS: Mapping[tuple[str, str, str], str] = {
    ("orion_orders", "status", "shipped"): "SELECT COUNT(*) FROM orders WHERE status = 'shipped'",
    ("orion_products", "state", "inactive"): "SELECT COUNT(*) FROM products WHERE NOT is_active",
    ("orion_stock_items", "level", "out"): f"SELECT COUNT(*) FROM inventory WHERE {_AVAILABLE} <= 0",
    ("orion_stock_items", "level", "low"): f"SELECT COUNT(*) FROM inventory WHERE {_LOW}",
    ("orion_stock_items", "level", "unknown"): f"SELECT COUNT(*) FROM inventory WHERE {_AVAILABLE} IS NULL",
    ("orion_order_value", "currency", "CHF"): "SELECT SUM(total_cents) / 100.0 FROM orders WHERE currency = 'CHF'",
    ("orion_order_value", "currency", "JPY"): "SELECT SUM(total_cents) FROM orders WHERE currency = 'JPY'",
    ("orion_order_value", "currency", "kwd"): "SELECT SUM(total_cents) / 1000.0 FROM orders WHERE currency = 'kwd'",
    ("orion_import_rows", "result", "failed"): "SELECT SUM(error_count) FROM marketplace_import_jobs",
    ("orion_pages", "state", "draft"): f"SELECT COUNT(*) FROM content_pages WHERE {_DRAFT}",
    ("orion_team_members", "state", "invited"): f"SELECT COUNT(*) FROM vendor_users WHERE {_INVITED}",
    ("orion_users", "state", "unknown"): "SELECT COUNT(*) FROM users WHERE is_active IS NULL",
}
"""(metric, label, value) -> what SQL returns for that part, where no module is off."""
