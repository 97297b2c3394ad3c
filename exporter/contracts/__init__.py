"""What modules and the exporter promise each other: protocols and plain values, with the standard library alone."""

from exporter.contracts.alerts import Alert
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
    "Alert",
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
