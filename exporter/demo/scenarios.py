"""What can go wrong in the demo shop on demand, so that an alert can be seen before it is needed.

Each makes the cause happen with ordinary rows, as a shop would; the alert is Prometheus' own conclusion.
"""

from collections.abc import Callable
from dataclasses import dataclass

from exporter.demo.imports import Imports
from exporter.demo.stock import Stock
from exporter.demo.tenants import Seller
from exporter.demo.trade import Trade

DATABASE_DOWN = "database-down"
"""Not one of the shop: its file is moved away under the exporter."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What a scenario may meddle with; `sellers` are by size."""

    sellers: list[Seller]
    stock: Stock
    imports: Imports
    trade: Trade


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


SCENARIOS: dict[str, Callable[[Parts], None]] = {
    "oversold": _oversold,
    "stalled-orders": _stalled_orders,
    "import-stuck": _import_stuck,
    "value-drop": _value_drop,
}
"""What happens as soon as the shop is there: more is sold than there is; orders of the last days that nobody looks at;
an import that does not end; nineteen of twenty visitors stay away."""
