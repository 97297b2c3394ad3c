"""The catalogue of shipped alerts, to which rules, runbooks, thresholds and documents refer.

The rules are in `grafana/prometheus/rules`, where users read and change them.
"""

from collections.abc import Iterable

from exporter.contracts.alerts import Alert

EXPORTER = "exporter"
"""Category of the alerts about the exporter."""

_HOUR, _DAY = 3600.0, 86400.0
_CERTIFICATE_EXPIRY = "orion_domain_certificate_expiry_timestamp_seconds"


def _vendor(name: str, metric: str, category: str, default: float, unit: str = "", *, below: bool = False) -> Alert:
    return Alert(name, metric, category, default, "vendor", unit, below)


ALERTS: tuple[Alert, ...] = (
    Alert("OrionExporterDown", "up", EXPORTER),
    Alert("OrionExporterAbsent", "up", EXPORTER),
    Alert("OrionDatabaseUnreachable", "orion_exporter_database_up", EXPORTER),
    Alert("OrionProviderFailing", "orion_exporter_provider_up", EXPORTER),
    Alert("OrionProviderSlow", "orion_exporter_refresh_duration_seconds", EXPORTER, 0.8, unit="1"),
    Alert("OrionProviderStale", "orion_exporter_last_success_timestamp_seconds", EXPORTER),
    Alert("OrionProviderNeverSucceeded", "orion_exporter_last_success_timestamp_seconds", EXPORTER),
    Alert("OrionDetailDropped", "orion_exporter_detail_dropped", EXPORTER),
    Alert("OrionSeriesNearBudget", "orion_exporter_series", EXPORTER, 0.9, unit="1"),
    Alert("OrionReloadFailed", "orion_exporter_config_last_reload_successful", EXPORTER),
    Alert("OrionRowsUnattributed", "orion_exporter_rows_unattributed", EXPORTER, 0),
    _vendor("OrionOpenOrdersHigh", "orion_orders_open", "orders", 100),
    _vendor("OrionOrdersStalled", "orion_order_oldest_open_timestamp_seconds", "orders", 3 * _DAY, "s"),
    _vendor("OrionOrderBacklogGrowing", "orion_orders_open", "orders", 1.5, "1"),
    _vendor("OrionNoOrders", "orion_order_last_created_timestamp_seconds", "orders", _DAY, "s"),
    _vendor("OrionCancellationSpike", "orion_orders", "orders", 0.3, "1"),
    _vendor("OrionRefundSpike", "orion_orders", "orders", 0.2, "1"),
    _vendor("OrionOrderValueDrop", "orion_order_value", "orders", 0.5, "1"),
    _vendor("OrionStockUnitsLow", "orion_stock_units", "inventory", 10, below=True),
    _vendor("OrionLowStockShareHigh", "orion_stock_items", "inventory", 0.3, "1"),
    _vendor("OrionOutOfStockShareHigh", "orion_stock_items", "inventory", 0.2, "1"),
    _vendor("OrionStockOversold", "orion_stock_oversold_items", "inventory", 0),
    _vendor("OrionStockJump", "orion_stock_units", "inventory", 0.5, "1"),
    _vendor("OrionStockStale", "orion_stock_last_updated_timestamp_seconds", "inventory", 2 * _DAY, "s"),
    _vendor("OrionImportFailing", "orion_import_last_run_success", "marketplace", 0),
    _vendor("OrionImportStuck", "orion_import_oldest_running_timestamp_seconds", "marketplace", 2 * _HOUR, "s"),
    _vendor("OrionImportStale", "orion_import_last_success_timestamp_seconds", "marketplace", 2 * _DAY, "s"),
    _vendor("OrionImportErrorRateHigh", "orion_import_rows", "marketplace", 0.1, "1"),
    _vendor("OrionCertificateExpiring", _CERTIFICATE_EXPIRY, "tenancy", 14 * _DAY, "s", below=True),
    _vendor("OrionDomainUnverified", "orion_domains", "tenancy", 0),
    _vendor("OrionVendorWithoutTeam", "orion_team_members", "tenancy", 1, below=True),
    _vendor("OrionProductsWithoutPrice", "orion_products_without_price", "catalog", 0),
    _vendor("OrionPagesCollapsed", "orion_pages", "cms", 0.5, "1"),
)
"""In display order: alerts about the exporter first, because the other ones are unreliable while these fire."""


def named(alerts: Iterable[Alert] = ALERTS) -> dict[str, Alert]:
    """Return the alerts by name."""
    return {alert.name: alert for alert in alerts}
