"""Shipments: their number by status, those that are late, and how fast parcels leave."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, DateTime, String, and_, or_

from exporter.contracts import Alert, Measure, MetricDefinition
from exporter.query import (
    AnyId,
    Query,
    QueryMetricsProvider,
    ago,
    column,
    count,
    earliest,
    moment,
    optional,
    relation,
    seconds_between,
    span,
    spans,
    total,
)

shipments = relation(
    "shipments",
    "a parcel, or what of a paid order was not shipped yet; an order may have both",
    column("id", AnyId, "identifies the row; for changed-only refreshes", optional=True),
    column("vendor_id", AnyId, "the vendor who ships it; NULL is the first party"),
    column("platform_id", AnyId, "the platform of the order; NULL counts on all of its vendor's"),
    column("status", String, "ready, shipped, delivered, returned or cancelled"),
    column("ready_at", DateTime, "since when it could be shipped: when it was paid, else when it was ordered"),
    column("due_at", DateTime, "when it has to be shipped; NULL is some days after ready_at", optional=True),
    column("shipped_at", DateTime, "when it left; NULL if it has not", optional=True),
    column("delivered_at", DateTime, "when it arrived; NULL if it has not", optional=True),
    column("updated_at", DateTime, "when the row was last written; for changed-only refreshes", optional=True),
    example="SELECT p.id, p.seller_id AS vendor_id, b.site_id AS platform_id, p.state AS status, "
    "b.paid_at AS ready_at, p.sent_at AS shipped_at FROM parcel AS p JOIN basket AS b ON b.id = p.basket_id "
    "WHERE b.paid_at IS NOT NULL",
)

DAY = timedelta(days=1)
SHIPMENTS = MetricDefinition(
    "shipments.total",
    "shipments",
    "Shipments",
    "Number of shipments, by status (relation shipments, column status).",
    labels={"status": ("ready", "shipped", "delivered", "returned", "cancelled")},
    icon="truck",
)
OVERDUE = MetricDefinition(
    "shipments.overdue",
    "shipments_overdue",
    "Overdue shipments",
    "Number of ready shipments that should have left; by default, those without a due date are due after two days "
    "(relation shipments, columns due_at, ready_at and status).",
    icon="alarm-clock",
)
OLDEST_READY = MetricDefinition(
    "shipments.oldest_ready",
    "shipment_oldest_ready_timestamp_seconds",
    "Oldest ready shipment",
    "Unix time since which the oldest ready shipment could be shipped; by default, shipments older than 30 days are "
    "ignored (relation shipments, columns ready_at and status).",
    fold="min",
    unit="s",
    icon="hourglass",
)
WAIT = MetricDefinition(
    "shipments.dispatch_wait",
    "shipment_dispatch_wait_seconds",
    "Time to dispatch",
    "Total time from ready to shipped, over all shipments that left (relation shipments, columns ready_at and "
    "shipped_at).",
    unit="s",
    icon="timer",
)


DISPATCHED = MetricDefinition(
    "shipments.dispatched",
    "shipments_dispatched",
    "Dispatched shipments",
    "Number of shipments that left, by time from ready to shipped: within a day, within two but not within one, and "
    "so on (relation shipments, columns ready_at and shipped_at).",
    labels={"within": ("1d", "2d", "3d", "7d", "later")},
    icon="send",
)


@dataclass(frozen=True)
class ShipmentMetricsProvider(QueryMetricsProvider):
    """Metrics of shipments.

    Shipments without a due date are due `ship_within` after they were ready. `dispatch_within` are the limits of the
    classes of the time until dispatch, and `horizon` limits the oldest ready one.
    """

    metrics_category = "shipments"
    team = "sales"
    alerts = (
        Alert("OrionShipmentsOverdue", OVERDUE, default=5),
        Alert("OrionDispatchSlow", WAIT, default=1.5, unit="1", severity="info", for_="1h"),
    )
    ship_within: timedelta = 2 * DAY
    dispatch_within: tuple[timedelta, ...] = (DAY, 2 * DAY, 3 * DAY, 7 * DAY)
    horizon: timedelta = 30 * DAY

    def queries(self) -> Iterator[Query]:
        """Count shipments by status and by the time that they took to leave.

        What is late depends on the current time, and an index on (status, ready_at) supports it.
        """
        s = shipments.c
        whose = partial(Query, vendor=s.vendor_id, platform=s.platform_id, time_column=s.ready_at)
        shipment = partial(whose, updated_at=s.updated_at, primary_key=s.id)
        yield shipment(by={"status": s.status}, values={SHIPMENTS: count()})
        yield whose(prefilter=s.status == "ready", values=self._late())
        yield self._dispatched(shipment)

    def _late(self) -> dict[Measure, ColumnElement[Any]]:
        s = shipments.c
        due, late = moment(s.due_at), moment(s.ready_at) < ago(self.ship_within)
        is_overdue = optional(or_(due < ago(timedelta()), and_(due.is_(None), late)), otherwise=late)
        recent = s.ready_at > ago(self.horizon)
        return {OVERDUE: count(is_overdue), OLDEST_READY: earliest(s.ready_at, where=recent, past=True)}

    def _dispatched(self, shipment: "partial[Query]") -> Query:
        s = shipments.c
        wait, limits = seconds_between(s.ready_at, s.shipped_at), self.dispatch_within
        dispatched = DISPATCHED.with_values(within=spans(limits))
        values = {dispatched: count(), WAIT: total(wait)}
        # The first condition leaves out a SELECT of a UNION whose rows are not shipped yet before it is executed.
        left = and_(s.shipped_at.is_not(None), wait.is_not(None))
        return shipment(prefilter=left, by={"within": span(wait, limits)}, values=values)
