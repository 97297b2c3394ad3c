"""Providers of the three kinds that pass the contract suite, from which the wrong ones are made."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from typing import Any

from sqlalchemy import Boolean, ColumnElement, DateTime, String, column, func, select, table, true
from sqlalchemy.orm import Session

from exporter.contracts import Id, Measure, MetricDefinition, MetricsContext, MetricValue, Rows
from exporter.query import AnyId, Query, QueryMetricsProvider, count, either, latest

customers = table(
    "customers",
    column("vendor_id", AnyId),
    column("platform_id", AnyId),
    column("email", String),
    column("is_active", Boolean),
    column("created_at", DateTime),
)
c = customers.c

buyer = partial(Query, vendor=c.vendor_id, platform=c.platform_id, time_column=c.created_at)
"""A query of customers."""


def metric(name: str = "buyers", **changes: Any) -> MetricDefinition:
    """Return a definition that keeps the rules, but for the changes."""
    given = {"key": f"wrong.{name}", "name": name, "label": "Buyers", "help": "Buyers (customers)."}
    return MetricDefinition(**(given | changes))


BUYERS = metric("buyers", labels={"state": ("active", "inactive")})
LAST_BUYER = metric("buyer_last_registered_timestamp_seconds", fold="max", unit="s")


class Buyers(QueryMetricsProvider):
    """Made of queries."""

    metrics_category = "wrong"

    def queries(self) -> Iterator[Query]:
        """Count customers by state."""
        yield buyer(by={"state": either(c.is_active, "active", "inactive")}, values={BUYERS: count()})
        yield buyer(values={LAST_BUYER: latest(c.created_at)})


def of_queries(*queries: Query, **members: Any) -> type[QueryMetricsProvider]:
    """Return a provider of these queries, with other members."""
    methods = {"metrics_category": "wrong", "queries": lambda _self: iter(queries)}
    return type("Wrong", (QueryMetricsProvider,), {"__module__": __name__, **methods, **members})


def counting(measure: Measure, number: Any = None, **changes: Any) -> type[QueryMetricsProvider]:
    """Return a provider with one query that counts customers as this metric."""
    return of_queries(buyer(**({"values": {measure: count() if number is None else number}} | changes)))


class InBulk:
    """Answers for all vendors in one call."""

    metrics_category = "wrong"
    definitions = (metric("buyers"),)

    def collect(self, db: Session, _context: MetricsContext) -> Iterator[Rows]:
        """Count customers by vendor and platform."""
        rows = db.execute(select(c.vendor_id, c.platform_id, func.count(), func.count()).group_by(c[0], c[1]))
        yield Rows(self.definitions, (), list(rows))


def utc(moment: datetime) -> datetime:
    """Return a time in UTC, without a time zone, as in the tables."""
    return moment if moment.tzinfo is None else moment.astimezone(UTC).replace(tzinfo=None)


class ByVendor:
    """Has the three members of the application's protocol."""

    metrics_category = "wrong"

    def get_vendor_metrics(self, db: Session, vendor_id: Id, context: MetricsContext | None = None) -> Any:
        """Count the customers of a vendor."""
        return self.values(db, c.vendor_id == vendor_id, context)

    def get_platform_metrics(self, db: Session, platform_id: Id, context: MetricsContext | None = None) -> Any:
        """Count the customers on a platform."""
        return self.values(db, c.platform_id == platform_id, context)

    def values(self, db: Session, owner: Any, context: MetricsContext | None) -> list[MetricValue]:
        """Return the number of customers of an owner."""
        number = db.scalar(select(func.count()).select_from(customers).where(owner, self.period(context)))
        return [self.value(number)]

    def period(self, context: MetricsContext | None) -> Any:
        """Return the condition of the period."""
        condition: ColumnElement[bool] = true()
        if context and context.date_from:
            condition &= c.created_at >= utc(context.date_from)
        if context and context.date_to:
            condition &= c.created_at < utc(context.date_to)
        return condition

    def value(self, number: Any, labels: Mapping[str, str] | None = None) -> MetricValue:
        """Return a number of customers."""
        return MetricValue("wrong.buyers.total", number, "Buyers", "wrong", labels=labels or {})


GOOD: tuple[type, ...] = (Buyers, InBulk, ByVendor, counting(metric()))
