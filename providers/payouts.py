"""Payouts to vendors: their number and value by status, and the one that has been due longest."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from sqlalchemy import BigInteger, DateTime, Numeric, String

from exporter.contracts import Alert, MetricDefinition, MinorUnit
from exporter.query import AnyId, Query, QueryMetricsProvider, ago, column, count, earliest, relation, total

payouts = relation(
    "payouts",
    "money that the platform owes or paid to one vendor",
    column("id", AnyId, "identifies the row; for changed-only refreshes", optional=True),
    column("vendor_id", AnyId, "the vendor; NULL is the first party"),
    column("status", String, "due, processing, paid or failed"),
    column("amount_cents", BigInteger, "the amount, in the currency's minor unit"),
    column("amount", Numeric, "the amount, in major units", instead_of="amount_cents"),
    column("currency", String, "ISO 4217 code of the currency"),
    column("due_at", DateTime, "when it is to be paid; may be in the future"),
    column("updated_at", DateTime, "when the row was last written; for changed-only refreshes", optional=True),
    example="SELECT id, seller_id AS vendor_id, state AS status, amount, currency, due_at FROM settlement",
)

DAY = 86_400.0
STATUSES = ("due", "processing", "paid", "failed")
PAYOUTS = MetricDefinition(
    "payouts.total",
    "payouts",
    "Payouts",
    "Number of payouts, by status (relation payouts, column status).",
    labels={"status": STATUSES},
    icon="landmark",
)
VALUE = MetricDefinition(
    "payouts.value",
    "payout_value",
    "Payout value",
    "Total amount of payouts, by currency and status, in major units "
    "(relation payouts, columns amount_cents, currency and status).",
    labels={"currency": (), "status": STATUSES},
    money=True,
    scope="vendor",
    icon="coins",
)
OLDEST_DUE = MetricDefinition(
    "payouts.oldest_due",
    "payout_oldest_due_timestamp_seconds",
    "Oldest due payout",
    "Unix time since which the oldest payout has been due; by default, payouts due for more than 30 days are ignored "
    "(relation payouts, columns due_at and status).",
    fold="min",
    unit="s",
    icon="hourglass",
)


@dataclass(frozen=True)
class PayoutMetricsProvider(QueryMetricsProvider):
    """Metrics of payouts, which have no platform and are vendor-wide; their value has no platform scope.

    `horizon` limits the oldest due payout, and `minor_unit` is the number of decimal places of the amounts.
    """

    metrics_category = "payouts"
    team = "vendors"
    alerts = (Alert("OrionPayoutsOverdue", OLDEST_DUE, default=2 * DAY, unit="s"),)
    horizon: timedelta = timedelta(days=30)
    minor_unit: MinorUnit = "currency"

    def queries(self) -> Iterator[Query]:
        """Count payouts by status, and add up their amounts by currency and status."""
        p = payouts.c
        whose = partial(Query, vendor=p.vendor_id, time_column=p.due_at)
        payout = partial(whose, updated_at=p.updated_at, primary_key=p.id)
        yield payout(by={"status": p.status}, values={PAYOUTS: count()})
        value = VALUE.in_minor_unit(self.minor_unit)
        yield payout(by={"currency": p.currency, "status": p.status}, values={value: total(p.amount_cents)})
        is_due = (p.status == "due") & (p.due_at > ago(self.horizon)) & (p.due_at <= ago(timedelta()))
        yield whose(prefilter=is_due, values={OLDEST_DUE: earliest(p.due_at, past=True)})
