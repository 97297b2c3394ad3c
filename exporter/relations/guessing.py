"""Guesses which tables of an unknown shop yield a relation, by the names of tables and columns."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Boolean

from exporter.relations.contract import Column, RelationTable

TABLES: Mapping[str, tuple[str, ...]] = {
    "platforms": ("platform", "channel", "website", "site", "store", "shop", "sales_channel"),
    "vendors": ("vendor", "seller", "merchant", "supplier", "partner"),
    "orders": ("order", "sales_order", "order_order", "sale", "purchase", "shop_order", "customer_order"),
    "products": ("product", "catalogue_product", "catalog_product", "product_product", "item", "article"),
    "inventory": (
        "inventory",
        "product_inventory",
        "stock",
        "stock_item",
        "stock_level",
        "inventory_level",
        "inventory_item",
        "partner_stockrecord",
    ),
    "customers": ("customer", "account", "member", "shop_customer", "client"),
    "users": ("user", "admin_user", "staff", "administrator", "employee"),
    "content_pages": ("content_page", "page", "cms_page", "article_page"),
    "media_files": ("media_file", "media", "asset", "image", "file", "upload", "attachment"),
}
"""Names of tables, in the singular and in lower case; the likeliest first."""

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "uuid", "no", "number"),
    "vendor_id": ("vendor", "seller", "merchant", "supplier", "partner"),
    "platform_id": ("platform", "channel", "saleschannel", "site", "website", "store", "shop"),
    "code": ("code", "slug", "handle", "identifier", "key", "domain"),
    "name": ("name", "title", "label", "company", "displayname"),
    "is_active": ("isactive", "active", "enabled", "isenabled", "published", "ispublished", "visible", "status"),
    "is_verified": ("isverified", "verified", "approved", "isapproved", "proved"),
    "is_published": ("ispublished", "published", "online", "isactive", "active", "enabled", "status"),
    "is_featured": ("isfeatured", "featured", "highlighted"),
    "status": ("status", "state", "orderstatus", "currentstate", "statuscode"),
    "total": ("total", "grandtotal", "totalamount", "ordertotal", "totalprice", "amount", "totalincltax", "totalgross"),
    "total_cents": ("totalcents", "amountcents", "totalminor", "totalincents", "grandtotalcents"),
    "currency": ("currency", "currencycode", "ordercurrencycode", "currencyiso", "cur"),
    "created_at": ("createdat", "created", "dateadded", "dateplaced", "placedat", "orderdate", "datecreated", "made"),
    "updated_at": ("updatedat", "updated", "modified", "modifiedat", "dateupdated", "datemodified", "lastmodified"),
    "paid_at": ("paidat", "datepaid", "paidon"),
    "is_paid": ("ispaid", "paid"),
    "refunded": ("refunded", "totalrefunded", "refundedamount", "amountrefunded"),
    "price": ("price", "unitprice", "regularprice", "listprice"),
    "price_cents": ("pricecents", "priceincents", "priceminor"),
    "quantity": ("quantity", "qty", "stock", "onhand", "stockonhand", "numinstock", "stockquantity", "instock"),
    "reserved_quantity": ("reservedquantity", "reserved", "allocated", "stockallocated", "numallocated", "held"),
    "reorder_point": ("reorderpoint", "lowstockthreshold", "threshold", "minstock", "alertlimit", "notifybelow"),
    "last_order_at": ("lastorderat", "lastorderdate", "lastordered"),
    "role": ("role", "type", "duty", "group"),
    "media_type": ("mediatype", "type", "mimetype", "kind", "contenttype"),
    "size_bytes": ("sizebytes", "filesize", "size", "bytes", "length"),
}
"""Names of columns without `_` and in lower case; the likeliest first."""

STATUSES: Mapping[str, str] = {
    **dict.fromkeys(("pending", "new", "open", "placed", "awaitingpayment", "unpaid", "onhold", "hold"), "pending"),
    **dict.fromkeys(("processing", "paid", "confirmed", "inprogress", "accepted", "packed", "ready"), "processing"),
    **dict.fromkeys(("shipped", "sent", "intransit", "dispatched"), "shipped"),
    **dict.fromkeys(("delivered", "complete", "completed", "fulfilled", "closed", "done", "received"), "delivered"),
    **dict.fromkeys(("cancelled", "canceled", "void", "voided", "expired"), "cancelled"),
    **dict.fromkeys(("refunded", "returned"), "refunded"),
    **dict.fromkeys(("failed", "error", "declined", "rejected"), "failed"),
}
"""Our status for a shop's, as letters in lower case."""

_NEEDED: Mapping[str, tuple[str, ...]] = {
    "platforms": ("id",),
    "vendors": ("id",),
    "orders": ("status", "total", "created_at"),
    "products": ("is_active",),
    "inventory": ("quantity",),
    "customers": ("created_at",),
    "users": ("role",),
    "content_pages": ("is_published",),
    "media_files": ("media_type",),
}
"""Columns without which a table is no candidate; a column of minor units stands for one of major units."""


_PREFIX = re.compile(r"^(oc|ps|wp_wc|wp|tbl|spree|sylius|shop)_")


@dataclass(frozen=True, slots=True)
class Guess:
    """A table that may yield a relation: the column of the table for each of the contract, and those without one."""

    relation: RelationTable
    table: str
    columns: Mapping[str, str]
    omit: tuple[str, ...] = ()
    score: int = field(default=0, compare=False)


def guesses(shop: Mapping[str, Mapping[str, Any]], relations: Sequence[RelationTable]) -> Iterator[Guess]:
    """Yield the likeliest table for each relation. `shop` has the types of the columns by table and column."""
    likeliest: dict[str, Guess] = {}
    for relation in relations:
        found = [guess for table in shop if (guess := _guess(relation, table, shop[table])) is not None]
        if found:
            likeliest[relation.name] = max(found, key=lambda each: (each.score, each.table))
    unknown = {name for name, of in _OWNERS.items() if of not in likeliest}
    for guess in likeliest.values():
        yield replace(guess, columns={name: of for name, of in guess.columns.items() if name not in unknown})


_OWNERS = {"vendor_id": "vendors", "platform_id": "platforms"}
"""The relation that a column refers to. Without it, the column has no meaning."""


def _guess(relation: RelationTable, table: str, columns: Mapping[str, Any]) -> Guess | None:
    names = TABLES.get(relation.name, ())
    name = _singular(_PREFIX.sub("", table.lower()))
    if name not in names:
        return None
    found: dict[str, str] = {}
    for column in relation.c:
        if isinstance(column, Column) and (there := _column(column, table, columns)) is not None:
            found[column.name] = there
    instead = {each.name: each.instead_of for each in relation.c if isinstance(each, Column) and each.instead_of}
    for major, minor in instead.items():
        if minor in found and major in found:
            del found[major]
    needed = _NEEDED.get(relation.name, ())
    if any(each not in found and instead.get(each) not in found for each in needed):
        return None
    replaced = {instead[each] for each in found if each in instead}
    omit = tuple(
        each.name
        for each in relation.c
        if isinstance(each, Column) and not each.optional and each.name not in {*found, *replaced, *_OWNERS}
    )
    return Guess(relation, table, found, omit, score=len(found) + len(names) - names.index(name))


def _column(column: Column, table: str, columns: Mapping[str, Any]) -> str | None:
    """Return the column of a table whose name is the likeliest for one of the contract."""
    letters: dict[str, str] = {re.sub(r"[^a-z0-9]", "", each.lower()): each for each in reversed(list(columns))}
    singular = re.sub(r"[^a-z0-9]", "", _singular(_PREFIX.sub("", table.lower())))
    for name in COLUMNS.get(column.name, ()):
        forms = (f"{name}id", name) if column.name.endswith("_id") else (name, f"{singular}{name}")
        for form in forms:
            there: str | None = letters.get(form)
            if there is not None and not (isinstance(column.type, Boolean) and _is_text(columns[there])):
                return there
    return None


def _is_text(type_: Any) -> bool:
    """Whether a type is a text of some length, in which a flag is not found."""
    length = getattr(type_, "length", None)
    return "CHAR" in str(type_).upper() and (length is None or length > 1)


def _singular(name: str) -> str:
    if name.endswith("ies"):
        return f"{name[:-3]}y"
    return name[:-1] if name.endswith("s") and not name.endswith("ss") else name


def status_for(value: str | None) -> str | None:
    """Return our status that a shop's may mean; None if that cannot be guessed."""
    letters = re.sub(r"^(wc|order)", "", re.sub(r"[^a-z]", "", (value or "").lower()))
    return STATUSES.get(letters)
