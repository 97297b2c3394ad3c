"""Customers: how many there are, how many have ordered, and when the last one registered."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Boolean, DateTime

from exporter.contracts import MetricDefinition
from exporter.query import AnyId, Query, QueryMetricsProvider, column, count, either, latest, relation

customers = relation(
    "customers",
    "a customer account",
    column("vendor_id", AnyId, "the vendor whose customer it is; the customers of a marketplace have none"),
    column("platform_id", AnyId, "the platform on which the customer is registered"),
    column("is_active", Boolean, "whether the account can be used"),
    column("created_at", DateTime, "when the customer registered"),
    column("last_order_at", DateTime, "when the customer last ordered; NULL if never"),
    platform_row="a customer of a platform",
    example="SELECT site_id AS platform_id, NOT blocked AS is_active, joined_at AS created_at, "
    "last_order AS last_order_at FROM member",
)

STATES = ("active", "inactive")
CUSTOMERS = MetricDefinition(
    "customers.total",
    "customers",
    "Customers",
    "Number of customers, by state (relation customers, column is_active).",
    labels={"state": STATES},
    icon="users",
)
WITH_ORDERS = MetricDefinition(
    "customers.with_orders",
    "customers_with_orders",
    "Customers with orders",
    "Number of customers with at least one order (relation customers, column last_order_at).",
    icon="shopping-bag",
)
LAST_REGISTERED = MetricDefinition(
    "customers.last_registered",
    "customer_last_registered_timestamp_seconds",
    "Last registration",
    "Unix time of the last registration of a customer (relation customers, column created_at).",
    fold="max",
    unit="s",
    icon="user-plus",
)


@dataclass(frozen=True)
class CustomerMetricsProvider(QueryMetricsProvider):
    """Metrics of customers, without any personal data."""

    metrics_category = "customers"
    team = "vendors"

    def queries(self) -> Iterator[Query]:
        """Count customers by state."""
        c = customers.c
        yield Query(
            vendor=c.vendor_id,
            platform=c.platform_id,
            time_column=c.created_at,
            by={"state": either(c.is_active, *STATES)},
            values={
                CUSTOMERS: count(),
                WITH_ORDERS: count(c.last_order_at.is_not(None)),
                LAST_REGISTERED: latest(c.created_at),
            },
        )
