"""Problems that the demo shop can simulate, so that alerts can be tried out.

Each scenario only writes ordinary rows; the alert follows from the rules in Prometheus.
"""

from collections.abc import Callable
from dataclasses import dataclass

from exporter.demo.imports import Imports
from exporter.demo.jobs import Jobs
from exporter.demo.payments import Payments
from exporter.demo.stock import Stock
from exporter.demo.tenants import Seller
from exporter.demo.trade import Trade

DATABASE_DOWN = "database-down"
"""Removes the database file while the exporter runs; see `life`."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of the shop that a scenario can change; `sellers` are sorted by size."""

    sellers: list[Seller]
    stock: Stock
    imports: Imports
    trade: Trade
    payments: Payments
    jobs: Jobs


def _oversold(parts: Parts) -> None:
    seller = parts.sellers[2]
    for line in parts.stock.too_much(seller, items=25):
        parts.trade.order(seller, [line])


def _stalled_orders(parts: Parts) -> None:
    seller = parts.sellers[1]
    for line in parts.stock.little(seller, items=12):
        parts.trade.forget(seller, [line])


def _import_stuck(parts: Parts) -> None:
    parts.imports.stick(parts.sellers[0].id)


def _value_drop(parts: Parts) -> None:
    parts.trade.visitors = 0.05


def _payment_outage(parts: Parts) -> None:
    parts.payments.broken = "card"


def _late_shipments(parts: Parts) -> None:
    seller = parts.sellers[1]
    for line in parts.stock.little(seller, items=12):
        parts.trade.leave(seller, [line])


def _jobs_stuck(parts: Parts) -> None:
    parts.jobs.stick("emails", waiting=40)


SCENARIOS: dict[str, Callable[[Parts], None]] = {
    "oversold": _oversold,
    "stalled-orders": _stalled_orders,
    "import-stuck": _import_stuck,
    "value-drop": _value_drop,
    "payment-outage": _payment_outage,
    "late-shipments": _late_shipments,
    "jobs-stuck": _jobs_stuck,
}
"""The scenarios, applied when the shop starts: orders exceed the stock; orders of the last days are not processed; an
import does not finish; 95% fewer visitors; all payments by card fail; paid orders are not shipped; a queue of jobs
waits."""
