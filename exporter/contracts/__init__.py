"""The types and protocols that providers, services and the exporter agree on, without any library."""

from exporter.contracts.alerts import Alert
from exporter.contracts.base import ServiceProtocol
from exporter.contracts.cms import ContentPage, ContentServiceProtocol, PageLimits
from exporter.contracts.failures import ContractError, Failure
from exporter.contracts.metrics import (
    BulkMetricsProviderProtocol,
    Id,
    Labelled,
    Measure,
    MetricDefinition,
    MetricsContext,
    MetricsProviderProtocol,
    MetricValue,
    MinorUnit,
    Rows,
)

__all__ = [
    "Alert",
    "BulkMetricsProviderProtocol",
    "ContentPage",
    "ContentServiceProtocol",
    "ContractError",
    "Failure",
    "Id",
    "Labelled",
    "Measure",
    "MetricDefinition",
    "MetricValue",
    "MetricsContext",
    "MetricsProviderProtocol",
    "MinorUnit",
    "PageLimits",
    "Rows",
    "ServiceProtocol",
]
