"""The providers of the application's modules."""

PROVIDERS: tuple[str, ...] = (
    "providers.tenancy:TenancyMetricsProvider",
    "providers.customers:CustomerMetricsProvider",
    "providers.cms:ContentMetricsProvider",
    "providers.catalog:CatalogMetricsProvider",
    "providers.inventory:InventoryMetricsProvider",
    "providers.orders:OrderMetricsProvider",
    "providers.carts:CartMetricsProvider",
    "providers.payments:PaymentMetricsProvider",
    "providers.shipments:ShipmentMetricsProvider",
    "providers.refunds:RefundMetricsProvider",
    "providers.payouts:PayoutMetricsProvider",
    "providers.marketplace:MarketplaceMetricsProvider",
    "providers.jobs:JobMetricsProvider",
)
"""The manifest of built-in providers, in display order. Each provider is one module and one line here."""
