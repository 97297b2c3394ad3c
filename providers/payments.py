"""Payments: their number and value by status, those that wait, and when each method last worked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from sqlalchemy import BigInteger, DateTime, Numeric, String

from exporter.contracts import Alert, MetricDefinition, MinorUnit
from exporter.query import (
    AnyId,
    Query,
    QueryMetricsProvider,
    ago,
    column,
    count,
    earliest,
    latest,
    optional,
    relation,
    total,
)

payments = relation(
    "payments",
    "an attempt to pay an order; where the shop keeps only one per order, the last one. A payment that was refunded "
    "stays paid",
    column("id", AnyId, "identifies the row; not needed", optional=True),
    column("platform_id", AnyId, "the platform on which it was ordered; NULL is no platform"),
    column("method", String, "the code of the payment method, such as that of the gateway; no text for people"),
    column("status", String, "pending, authorized, part_paid, paid, failed or cancelled"),
    column("amount_cents", BigInteger, "the amount, in the currency's minor unit"),
    column("amount", Numeric, "the amount, in major units", instead_of="amount_cents"),
    column("currency", String, "ISO 4217 code of the currency"),
    column("created_at", DateTime, "when it was tried"),
    column("paid_at", DateTime, "when it was paid; NULL if it was not", optional=True, absent="created_at counts"),
    column("updated_at", DateTime, "when the row was last written; not needed without vendors", optional=True),
    example="SELECT p.id, b.site_id AS platform_id, p.gateway AS method, p.state AS status, p.amount, b.currency, "
    "p.tried_at AS created_at, p.paid_at FROM payment AS p JOIN basket AS b ON b.id = p.basket_id",
)

DAY = 86_400.0
STATUSES = ("pending", "authorized", "part_paid", "paid", "failed", "cancelled")
METHOD = {"method": ()}
PAYMENTS = MetricDefinition(
    "payments.total",
    "payments",
    "Payments",
    "Number of payments, by method and status (relation payments, columns method and status).",
    labels={**METHOD, "status": STATUSES},
    icon="credit-card",
)
VALUE = MetricDefinition(
    "payments.value",
    "payment_value",
    "Payment value",
    "Total amount of payments, by currency and status, in major units "
    "(relation payments, columns amount_cents, currency and status).",
    labels={"currency": (), "status": STATUSES},
    money=True,
    icon="coins",
)
OLDEST_PENDING = MetricDefinition(
    "payments.oldest_pending",
    "payment_oldest_pending_timestamp_seconds",
    "Oldest pending payment",
    "Unix time of the oldest pending payment, by method; by default, payments older than 30 days are ignored "
    "(relation payments, columns created_at, method and status).",
    labels=METHOD,
    fold="min",
    unit="s",
    icon="hourglass",
)
LAST_PAID = MetricDefinition(
    "payments.last_paid",
    "payment_last_paid_timestamp_seconds",
    "Last payment",
    "Unix time of the last successful payment, by method (relation payments, columns paid_at, method and status).",
    labels=METHOD,
    fold="max",
    unit="s",
    icon="clock",
)


@dataclass(frozen=True)
class PaymentMetricsProvider(QueryMetricsProvider):
    """Metrics of payments, which have a platform and no vendor.

    `horizon` limits the oldest pending payment, and `minor_unit` is the number of decimal places of the amounts.
    """

    metrics_category = "payments"
    team = "sales"
    alerts = (
        Alert(
            "OrionPaymentsFailing", PAYMENTS.where(status="failed"), default=0.3, unit="1", for_="5m", scope="platform"
        ),
        Alert("OrionPaymentsPending", OLDEST_PENDING, default=3 * DAY, unit="s", scope="platform"),
        Alert("OrionNoPayments", LAST_PAID, default=DAY, unit="s", scope="platform"),
    )
    horizon: timedelta = timedelta(days=30)
    minor_unit: MinorUnit = "currency"

    def queries(self) -> Iterator[Query]:
        """Count payments by method and status, and add up their amounts by currency and status."""
        p = payments.c
        whose = partial(Query, platform=p.platform_id, time_column=p.created_at)
        payment = partial(whose, updated_at=p.updated_at, primary_key=p.id)
        paid_at = optional(p.paid_at, otherwise=p.created_at)
        last_paid = latest(paid_at, where=p.status == "paid")
        yield payment(by={"method": p.method, "status": p.status}, values={PAYMENTS: count(), LAST_PAID: last_paid})
        value = VALUE.in_minor_unit(self.minor_unit)
        yield payment(by={"currency": p.currency, "status": p.status}, values={value: total(p.amount_cents)})
        pending = (p.status == "pending") & (p.created_at > ago(self.horizon))
        method = {"method": p.method}
        yield whose(prefilter=pending, by=method, values={OLDEST_PENDING: earliest(p.created_at, past=True)})
