"""Carts: their number and value, open and abandoned."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from sqlalchemy import BigInteger, ColumnElement, DateTime, Numeric, String, case, func

from exporter.contracts import MetricDefinition, MinorUnit
from exporter.query import AnyId, Query, QueryMetricsProvider, ago, column, count, moment, relation, total

carts = relation(
    "carts",
    "a cart with at least one line that has not become an order",
    column("id", AnyId, "identifies the row", optional=True),
    column("platform_id", AnyId, "the platform on which it is; NULL is no platform"),
    column("value_cents", BigInteger, "what the lines cost, in the currency's minor unit"),
    column("value", Numeric, "what the lines cost, in major units", instead_of="value_cents"),
    column("currency", String, "ISO 4217 code of the currency"),
    column("created_at", DateTime, "when the first line was put into it"),
    column("updated_at", DateTime, "when the customer last changed it; NULL is not since created_at"),
    example="SELECT b.id, b.site_id AS platform_id, b.amount AS value, b.currency, b.opened_at AS created_at, "
    "b.touched_at AS updated_at FROM basket AS b WHERE b.placed_at IS NULL AND b.line_count > 0",
)

STATE = ("open", "abandoned")
CARTS = MetricDefinition(
    "carts.total",
    "carts",
    "Carts",
    "Number of carts that are no orders yet, by state; by default, abandoned ones were not changed for an hour, and "
    "carts older than 30 days are ignored (relation carts, columns created_at and updated_at).",
    labels={"state": STATE},
    icon="shopping-cart",
)
VALUE = MetricDefinition(
    "carts.value",
    "cart_value",
    "Cart value",
    "Total value of carts, by currency and state, in major units (relation carts, columns value_cents, currency, "
    "created_at and updated_at).",
    labels={"currency": (), "state": STATE},
    money=True,
    icon="coins",
)


@dataclass(frozen=True)
class CartMetricsProvider(QueryMetricsProvider):
    """Metrics of carts, which have a platform and no vendor.

    A cart is abandoned if it was not changed for `abandoned_after`; carts older than `horizon` are ignored, and
    `minor_unit` is the number of decimal places of the values.
    """

    metrics_category = "carts"
    team = "sales"
    abandoned_after: timedelta = timedelta(hours=1)
    horizon: timedelta = timedelta(days=30)
    minor_unit: MinorUnit = "currency"

    def queries(self) -> Iterator[Query]:
        """Count carts by state, and add up their values by currency."""
        c = carts.c
        cart = partial(Query, platform=c.platform_id, where=c.created_at > ago(self.horizon), time_column=c.created_at)
        state = self._state()
        yield cart(by={"state": state}, values={CARTS: count()})
        value = VALUE.in_minor_unit(self.minor_unit)
        yield cart(by={"currency": c.currency, "state": state}, values={value: total(c.value_cents)})

    def _state(self) -> ColumnElement[str]:
        changed = func.coalesce(moment(carts.c.updated_at), carts.c.created_at)
        return case((changed > ago(self.abandoned_after), "open"), else_="abandoned")
