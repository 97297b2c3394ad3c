"""Orders: their number by status, their value by currency, and the time of the oldest open order."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from sqlalchemy import BigInteger, Boolean, ColumnElement, DateTime, Numeric, String, and_, func

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

orders = relation(
    "orders",
    "what one vendor has to fulfil: a split order, or one vendor's lines of an order. Carts are no orders",
    column("id", AnyId, "identifies the row; for changed-only refreshes", optional=True),
    column("vendor_id", AnyId, "the vendor that fulfils it; NULL is the first party"),
    column("platform_id", AnyId, "the platform on which it was ordered; NULL counts on all of its vendor's"),
    column("status", String, "pending, processing, shipped, delivered, cancelled, refunded or failed"),
    column("total_cents", BigInteger, "what the customer pays, in the currency's minor unit"),
    column("total", Numeric, "what the customer pays, in major units", instead_of="total_cents"),
    column("refunded_cents", BigInteger, "what was paid back of it, in the minor unit", extension=True),
    column("refunded", Numeric, "what was paid back, in major units", instead_of="refunded_cents"),
    column("is_paid", Boolean, "whether it was paid; only paid orders are revenue", extension=True),
    column("paid_at", DateTime, "when it was paid; NULL if it was not", extension=True, or_else="is_paid"),
    column("currency", String, "ISO 4217 code of the currency"),
    column("created_at", DateTime, "when it was ordered"),
    column("updated_at", DateTime, "when the row was last written; for changed-only refreshes", optional=True),
    platform_row="what one customer ordered",
    example="SELECT p.id, p.seller_id AS vendor_id, b.site_id AS platform_id, p.state AS status, p.amount AS total, "
    "b.currency, b.placed_at AS created_at FROM parcel AS p JOIN basket AS b ON b.id = p.basket_id",
)

DAY = 86_400.0
STATUSES = ("pending", "processing", "shipped", "delivered", "cancelled", "refunded")
"""The statuses that are exported as 0; others are exported as they are found, such as `failed`."""
ORDERS = MetricDefinition(
    "orders.total",
    "orders",
    "Orders",
    "Number of orders, by status (relation orders, column status).",
    labels={"status": STATUSES},
    icon="shopping-cart",
)
OPEN = MetricDefinition(
    "orders.open",
    "orders_open",
    "Open orders",
    "Number of open orders, by default pending and processing ones (relation orders, column status).",
    icon="inbox",
)
LAST_CREATED = MetricDefinition(
    "orders.last_created",
    "order_last_created_timestamp_seconds",
    "Last order",
    "Unix time of the last order (relation orders, column created_at).",
    fold="max",
    unit="s",
    icon="clock",
)
OLDEST_OPEN = MetricDefinition(
    "orders.oldest_open",
    "order_oldest_open_timestamp_seconds",
    "Oldest open order",
    "Unix time of the oldest open order; by default, orders older than 30 days are ignored "
    "(relation orders, columns created_at and status).",
    fold="min",
    unit="s",
    icon="hourglass",
)
VALUE = MetricDefinition(
    "orders.value",
    "order_value",
    "Order value",
    "Total value of all orders, by currency, in major units (relation orders, columns total_cents and currency).",
    labels={"currency": ()},
    money=True,
    icon="coins",
)
REVENUE = MetricDefinition(
    "orders.revenue",
    "order_revenue",
    "Revenue",
    "Total value of orders except, by default, cancelled and refunded ones, by currency, in major units "
    "(relation orders, columns total_cents, status and currency).",
    labels={"currency": ()},
    money=True,
    icon="banknote",
)


@dataclass(frozen=True)
class OrderMetricsProvider(QueryMetricsProvider):
    """Metrics of orders.

    `open` are open statuses, `unpaid` those without revenue, `open_horizon` limits the oldest, and `minor_unit` is the
    number of decimal places of the amounts.
    """

    metrics_category = "orders"
    team = "sales"
    alerts = (
        Alert("OrionOpenOrdersHigh", OPEN, default=100),
        Alert("OrionOrdersStalled", OLDEST_OPEN, default=3 * DAY, unit="s"),
        Alert("OrionOrderBacklogGrowing", OPEN, default=1.5, unit="1", severity="info", for_="1h"),
        Alert("OrionNoOrders", LAST_CREATED, default=DAY, unit="s"),
        Alert("OrionCancellationSpike", ORDERS.where(status="cancelled"), default=0.3, unit="1"),
        Alert("OrionRefundSpike", ORDERS.where(status="refunded"), default=0.2, unit="1"),
        Alert("OrionOrderValueDrop", VALUE, default=0.5, unit="1", for_="30m"),
    )
    open: tuple[str, ...] = ("pending", "processing")
    unpaid: tuple[str, ...] = ("cancelled", "refunded", "failed")
    open_horizon: timedelta = timedelta(days=30)
    minor_unit: MinorUnit = "currency"

    def queries(self) -> Iterator[Query]:
        """Count orders by status, and sum up their values by currency.

        The oldest open order depends on the current time. It is a separate query, so that the results of the others can
        be cached between refreshes; an index on (status, created_at) supports it.
        """
        o = orders.c
        whose = partial(Query, vendor=o.vendor_id, platform=o.platform_id, time_column=o.created_at)
        order = partial(whose, updated_at=o.updated_at, primary_key=o.id)
        is_open = o.status.in_(self.open)
        states = {ORDERS: count(), OPEN: count(is_open), LAST_CREATED: latest(o.created_at)}
        yield order(by={"status": o.status}, values=states)
        young = o.created_at > ago(self.open_horizon)
        yield whose(prefilter=is_open & young, values={OLDEST_OPEN: earliest(o.created_at, past=True)})
        value, revenue = (each.in_minor_unit(self.minor_unit) for each in (VALUE, REVENUE))
        net = optional(o.total_cents - func.coalesce(o.refunded_cents, 0), otherwise=o.total_cents)
        money = {value: total(o.total_cents), revenue: total(net, where=_is_revenue(self.unpaid))}
        yield order(by={"currency": o.currency}, values=money)


def _is_revenue(unpaid: tuple[str, ...]) -> ColumnElement[bool]:
    o = orders.c
    counts = func.coalesce(o.status, "").not_in(unpaid)
    # Where the shop says what was paid, unpaid orders are no revenue, whatever their status is.
    known = optional(and_(counts, o.paid_at.is_not(None)), otherwise=counts)
    return optional(and_(counts, o.is_paid.is_(True)), otherwise=known)
