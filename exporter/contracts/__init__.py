"""The public contracts between modules and the exporter: protocols and value types. Needs only the standard library."""

from exporter.contracts.base import ServiceProtocol
from exporter.contracts.cms import ContentPage, ContentServiceProtocol
from exporter.contracts.failures import ContractError
from exporter.contracts.metrics import (
    BulkMetricsProviderProtocol,
    Id,
    Labelled,
    Measure,
    MetricDefinition,
    MetricsContext,
    MetricsProviderProtocol,
    MetricValue,
    Rows,
)

__all__ = [
    "BulkMetricsProviderProtocol",
    "ContentPage",
    "ContentServiceProtocol",
    "ContractError",
    "Id",
    "Labelled",
    "Measure",
    "MetricDefinition",
    "MetricValue",
    "MetricsContext",
    "MetricsProviderProtocol",
    "Rows",
    "ServiceProtocol",
]
