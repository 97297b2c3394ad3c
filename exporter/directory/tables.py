"""The four tables of the directory. Every refresh reads them in its transaction, so new vendors have a label."""

from sqlalchemy import Boolean, String, column, table

from exporter.database.ids import AnyId

platforms = table(
    "platforms", column("id", AnyId), column("code", String), column("name", String), column("is_active", Boolean)
)
vendors = table(
    "vendors",
    column("id", AnyId),
    column("code", String),
    column("name", String),
    column("is_active", Boolean),
    column("is_verified", Boolean),
)
vendor_platforms = table(
    "vendor_platforms",
    column("vendor_id", AnyId),
    column("platform_id", AnyId),
    column("is_active", Boolean),
    column("is_primary", Boolean),
)
platform_modules = table(
    "platform_modules", column("platform_id", AnyId), column("module", String), column("is_enabled", Boolean)
)
TABLES = (platforms, vendors, vendor_platforms, platform_modules)
