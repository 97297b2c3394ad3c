"""Refunds and returns: their number and value by status, and the one that has waited longest."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from sqlalchemy import BigInteger, DateTime, Numeric, String

from exporter.contracts import Alert, MetricDefinition, MinorUnit
from exporter.query import AnyId, Query, QueryMetricsProvider, ago, column, count, earliest, relation, total

refunds = relation(
    "refunds",
    "money that a customer wants back or got back, of one vendor",
    column("id", AnyId, "identifies the row; for changed-only refreshes", optional=True),
    column("vendor_id", AnyId, "the vendor who was paid; NULL is the first party"),
    column("platform_id", AnyId, "the platform of the order; NULL counts on all of its vendor's"),
    column("status", String, "requested, approved, paid or rejected"),
    column("amount_cents", BigInteger, "the amount, in the currency's minor unit"),
    column("amount", Numeric, "the amount, in major units", instead_of="amount_cents"),
    column("currency", String, "ISO 4217 code of the currency"),
    column("created_at", DateTime, "when it was requested; when it was paid, if nobody asked"),
    column("updated_at", DateTime, "when the row was last written; for changed-only refreshes", optional=True),
    platform_row="money that one customer wants back or got back",
    example="SELECT r.id, p.seller_id AS vendor_id, b.site_id AS platform_id, r.state AS status, r.amount, "
    "b.currency, r.asked_at AS created_at FROM refund AS r JOIN parcel AS p ON p.id = r.parcel_id "
    "JOIN basket AS b ON b.id = p.basket_id",
)

DAY = 86_400.0
STATUSES = ("requested", "approved", "paid", "rejected")
REFUNDS = MetricDefinition(
    "refunds.total",
    "refunds",
    "Refunds",
    "Number of refunds, by status (relation refunds, column status).",
    labels={"status": STATUSES},
    icon="undo-2",
)
VALUE = MetricDefinition(
    "refunds.value",
    "refund_value",
    "Refund value",
    "Total amount of refunds, by currency and status, in major units "
    "(relation refunds, columns amount_cents, currency and status).",
    labels={"currency": (), "status": STATUSES},
    money=True,
    icon="coins",
)
OLDEST_REQUESTED = MetricDefinition(
    "refunds.oldest_requested",
    "refund_oldest_requested_timestamp_seconds",
    "Oldest requested refund",
    "Unix time of the oldest requested refund; by default, refunds older than 30 days are ignored "
    "(relation refunds, columns created_at and status).",
    fold="min",
    unit="s",
    icon="hourglass",
)


@dataclass(frozen=True)
class RefundMetricsProvider(QueryMetricsProvider):
    """Metrics of refunds.

    `horizon` limits the oldest requested refund, and `minor_unit` is the number of decimal places of the amounts.
    """

    metrics_category = "refunds"
    team = "sales"
    alerts = (Alert("OrionRefundsWaiting", OLDEST_REQUESTED, default=3 * DAY, unit="s"),)
    horizon: timedelta = timedelta(days=30)
    minor_unit: MinorUnit = "currency"

    def queries(self) -> Iterator[Query]:
        """Count refunds by status, and add up their amounts by currency and status."""
        r = refunds.c
        whose = partial(Query, vendor=r.vendor_id, platform=r.platform_id, time_column=r.created_at)
        refund = partial(whose, updated_at=r.updated_at, primary_key=r.id)
        yield refund(by={"status": r.status}, values={REFUNDS: count()})
        value = VALUE.in_minor_unit(self.minor_unit)
        yield refund(by={"currency": r.currency, "status": r.status}, values={value: total(r.amount_cents)})
        requested = (r.status == "requested") & (r.created_at > ago(self.horizon))
        yield whose(prefilter=requested, values={OLDEST_REQUESTED: earliest(r.created_at, past=True)})
