"""What is ordered: orders by status, their value by currency, and how long the oldest open one has waited."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from sqlalchemy import BigInteger, DateTime, Integer, String, column, func, table

from exporter.contracts import Alert, MetricDefinition
from exporter.query import Query, QueryMetricsProvider, ago, count, earliest, latest, total

orders = table(
    "orders",
    column("id", Integer),
    column("vendor_id", Integer),
    column("platform_id", Integer),
    column("status", String),
    column("total_cents", BigInteger),
    column("currency", String),
    column("created_at", DateTime),
    column("updated_at", DateTime),
)

DAY = 86_400.0
STATUSES = ("pending", "processing", "shipped", "delivered", "cancelled", "refunded")
ORDERS = MetricDefinition(
    "orders.total", "orders", "Orders", "Orders (orders).", labels={"status": STATUSES}, icon="shopping-cart"
)
OPEN = MetricDefinition(
    "orders.open",
    "orders_open",
    "Open orders",
    "Orders that wait for somebody (orders.status, pending and processing unless configured).",
    icon="inbox",
)
LAST_CREATED = MetricDefinition(
    "orders.last_created",
    "order_last_created_timestamp_seconds",
    "Last order",
    "When the last order was made (orders.created_at).",
    fold="max",
    unit="s",
    icon="clock",
)
OLDEST_OPEN = MetricDefinition(
    "orders.oldest_open",
    "order_oldest_open_timestamp_seconds",
    "Oldest open order",
    "When the oldest open order was made (orders.created_at), among those younger than 30 days unless configured.",
    fold="min",
    unit="s",
    icon="hourglass",
)
VALUE = MetricDefinition(
    "orders.value",
    "order_value",
    "Order value",
    "Value of every order, in major units (orders.total_cents).",
    labels={"currency": ()},
    money=True,
    icon="coins",
)
REVENUE = MetricDefinition(
    "orders.revenue",
    "order_revenue",
    "Revenue",
    "Value of orders that are not cancelled or refunded, in major units (orders.total_cents).",
    labels={"currency": ()},
    money=True,
    icon="banknote",
)


@dataclass(frozen=True)
class OrderMetricsProvider(QueryMetricsProvider):
    """Knows orders. `open` are the statuses that wait, `unpaid` those that bring nothing."""

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
    unpaid: tuple[str, ...] = ("cancelled", "refunded")
    open_horizon: timedelta = timedelta(days=30)

    def queries(self) -> Iterator[Query]:
        """Count by status and add up by currency: of the same rows, and so asked for at once where that is quicker.

        The oldest open order depends on the clock: it stands apart, so that the others may be kept from refresh to
        refresh. An index on (status, created_at) answers it.
        """
        o = orders.c
        whose = partial(Query, vendor=o.vendor_id, platform=o.platform_id, time_column=o.created_at)
        order = partial(whose, updated_at=o.updated_at, primary_key=o.id)
        is_open, is_paid = o.status.in_(self.open), func.coalesce(o.status, "").not_in(self.unpaid)
        yield order(
            by={"status": o.status},
            values={ORDERS: count(), OPEN: count(is_open), LAST_CREATED: latest(o.created_at)},
        )
        young = o.created_at > ago(self.open_horizon)
        yield whose(prefilter=is_open & young, values={OLDEST_OPEN: earliest(o.created_at)})
        yield order(
            by={"currency": o.currency},
            values={VALUE: total(o.total_cents), REVENUE: total(o.total_cents, where=is_paid)},
        )
