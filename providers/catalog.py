"""The catalog: products, featured products, and products without a price."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import BigInteger, Boolean, DateTime, Numeric

from exporter.contracts import Alert, MetricDefinition
from exporter.query import AnyId, Query, QueryMetricsProvider, column, count, either, latest, relation

products = relation(
    "products",
    "a product that a vendor sells",
    column("id", AnyId, "identifies the row; for changed-only refreshes", optional=True),
    column("vendor_id", AnyId, "the vendor that sells it; NULL is the first party"),
    column(
        "platform_id", AnyId, "the platform on which it is sold", extension=True, absent="it is on all of its vendor's"
    ),
    column("is_active", Boolean, "whether it can be bought"),
    column("is_featured", Boolean, "whether it is presented prominently"),
    column("price_cents", BigInteger, "its price in the currency's minor unit; NULL if it has none"),
    column("price", Numeric, "its price in major units", instead_of="price_cents"),
    column("created_at", DateTime, "when it was created; for periods of statistics", optional=True),
    column("updated_at", DateTime, "when the row was last written"),
    platform_row="a product on a platform",
    example="SELECT seller_id AS vendor_id, published AS is_active, on_front_page AS is_featured, price, "
    "changed_at AS updated_at FROM article",
)

STATES = ("active", "inactive")
PRODUCTS = MetricDefinition(
    "catalog.products",
    "products",
    "Products",
    "Number of products, by state (relation products, column is_active).",
    labels={"state": STATES},
    icon="package",
)
FEATURED = MetricDefinition(
    "catalog.featured",
    "products_featured",
    "Featured products",
    "Number of featured products (relation products, column is_featured).",
    icon="star",
)
WITHOUT_PRICE = MetricDefinition(
    "catalog.without_price",
    "products_without_price",
    "Products without a price",
    "Number of products whose price is NULL (relation products, column price_cents).",
    icon="tag",
)
LAST_UPDATED = MetricDefinition(
    "catalog.last_updated",
    "catalog_last_updated_timestamp_seconds",
    "Last change",
    "Unix time of the last change of a product (relation products, column updated_at).",
    fold="max",
    unit="s",
    icon="clock",
)


@dataclass(frozen=True)
class CatalogMetricsProvider(QueryMetricsProvider):
    """Metrics of products, which have no platform and are vendor-wide."""

    metrics_category = "catalog"
    team = "stock"
    alerts = (Alert("OrionProductsWithoutPrice", WITHOUT_PRICE, default=0, severity="info", for_="1h"),)

    def queries(self) -> Iterator[Query]:
        """Count products by state."""
        p = products.c
        yield Query(
            vendor=p.vendor_id,
            platform=p.platform_id,
            time_column=p.created_at,
            updated_at=p.updated_at,
            primary_key=p.id,
            by={"state": either(p.is_active, *STATES)},
            values={
                PRODUCTS: count(),
                FEATURED: count(p.is_featured.is_(True)),
                WITHOUT_PRICE: count(p.price_cents.is_(None)),
                LAST_UPDATED: latest(p.updated_at),
            },
        )
