"""The four tables of the directory. Every refresh reads them in its transaction, so new vendors have a label."""

from sqlalchemy import Boolean, String

from exporter.database.ids import AnyId
from exporter.relations.contract import column, relation

platforms = relation(
    "platforms",
    "a platform: a shop, site or channel where customers buy",
    column("id", AnyId, "the id to which other relations refer by platform_id"),
    column("code", String, "its short, unique name, the label platform"),
    column("name", String, "its name for people"),
    column("is_active", Boolean, "whether it is in operation"),
    example="SELECT id, short_name AS code, title AS name, live AS is_active FROM site",
)
vendors = relation(
    "vendors",
    "a vendor: a seller or tenant",
    column("id", AnyId, "the id to which other relations refer by vendor_id"),
    column("code", String, "its short, unique name, the label vendor"),
    column("name", String, "its name for people"),
    column("is_active", Boolean, "whether it may sell"),
    column("is_verified", Boolean, "whether it was verified"),
    example="SELECT id, handle AS code, company AS name, NOT suspended AS is_active, proved AS is_verified FROM seller",
)
vendor_platforms = relation(
    "vendor_platforms",
    "a membership of a vendor on a platform",
    column("vendor_id", AnyId, "the vendor; NULL is the first party, of which only is_primary counts"),
    column("platform_id", AnyId, "the platform"),
    column("is_active", Boolean, "whether the membership is in effect"),
    column("is_primary", Boolean, "whether it is the vendor's main platform"),
    example="SELECT seller_id AS vendor_id, site_id AS platform_id, ended_at IS NULL AS is_active, main AS is_primary "
    "FROM seller_site",
)
platform_modules = relation(
    "platform_modules",
    "a module on a platform; a module without a row is on",
    column("platform_id", AnyId, "the platform"),
    column("module", String, "the category of the module, such as orders"),
    column("is_enabled", Boolean, "whether the module is on"),
    example="SELECT site_id AS platform_id, feature AS module, 1 = 0 AS is_enabled FROM disabled_feature",
)
TABLES = (platforms, vendors, vendor_platforms, platform_modules)
