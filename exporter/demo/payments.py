"""Payments: by card, wallet or invoice; some attempts fail and are repeated."""

from exporter.demo import schema
from exporter.demo.archive import Archive
from exporter.demo.order import Order
from exporter.demo.world import World, chance

METHODS = {"card": 0.6, "wallet": 0.25, "invoice": 0.15}
"""Share of each method."""
_ON_DELIVERY = "invoice"
_FAILED = 0.05


class Payments:
    """The payments of orders, one row for each attempt."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._rng = world.random("payments")
        self._archive = Archive(world, schema.payments)
        self.broken: str | None = None
        """A method that fails for everybody."""
        self._methods: dict[int, str] = {}

    def begin(self, order: Order, ago: float = 0.0) -> None:
        """Add the payment of a new order, perhaps after an attempt that failed."""
        (method,) = self._rng.choices(list(METHODS), list(METHODS.values()))
        if method == self.broken or chance(self._rng, _FAILED):
            self._add(order, method, "failed", ago)
        status = "authorized" if method == _ON_DELIVERY else "pending"
        order.payment = self._add(order, method, status, ago)
        self._methods[order.id] = method

    def succeed(self, order: Order) -> bool:
        """Let the customer pay; return whether the order can be processed."""
        method = self._methods[order.id]
        if method == self.broken:
            self._end(order, "failed")
            return False
        if method != _ON_DELIVERY:
            self._paid(order)
        return True

    def delivered(self, order: Order) -> None:
        """Let the customer pay what was delivered on invoice."""
        if self._methods.pop(order.id, "") == _ON_DELIVERY:
            self._paid(order)

    def cancel(self, order: Order) -> bool:
        """End the payment of a cancelled order; return whether money has to go back."""
        method = self._methods.pop(order.id, "")
        if order.shipment and method != _ON_DELIVERY:
            return True
        if method != self.broken:
            self._end(order, "cancelled")
        return False

    def _paid(self, order: Order) -> None:
        now = self._world.stamp()
        self._world.changes.change(schema.payments, order.payment, status="paid", paid_at=now, updated_at=now)

    def _end(self, order: Order, status: str) -> None:
        self._world.changes.change(schema.payments, order.payment, status=status, updated_at=self._world.stamp())

    def _add(self, order: Order, method: str, status: str, ago: float) -> int:
        number = self._world.changes.add(
            schema.payments,
            platform_id=order.platform,
            order_id=order.id,
            method=method,
            status=status,
            amount_cents=order.cents,
            currency=order.currency,
            created_at=self._world.stamp(ago),
            paid_at=None,
            updated_at=self._world.stamp(ago),
        )
        self._archive.note(number)
        return number
