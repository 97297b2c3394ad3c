"""The providers of the application's modules."""

PROVIDERS: tuple[str, ...] = (
    "providers.tenancy:TenancyMetricsProvider",
    "providers.customers:CustomerMetricsProvider",
    "providers.cms:ContentMetricsProvider",
    "providers.catalog:CatalogMetricsProvider",
    "providers.inventory:InventoryMetricsProvider",
    "providers.orders:OrderMetricsProvider",
    "providers.marketplace:MarketplaceMetricsProvider",
)
"""The one manifest: a built-in provider is its file and its line here. They are shown in this order."""
