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
"""The manifest of built-in providers, in display order. Each provider is one module and one line here."""
