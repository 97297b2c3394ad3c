"""Refunds: a customer asks, the shop approves and pays, or rejects."""

from exporter.demo import schema
from exporter.demo.archive import Archive
from exporter.demo.order import Order
from exporter.demo.world import DAY, HOUR, World, chance

_REJECTED = 0.01
_ANSWER = 2 * DAY


class Refunds:
    """The refunds of orders."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._rng = world.random("refunds")
        self._archive = Archive(world, schema.refunds)

    def request(self, order: Order, paid_after: float) -> None:
        """Let the customer ask for the money now, and get it after some seconds."""
        refund = self._add(order, "requested")
        self._world.after(paid_after * self._rng.uniform(0.4, 0.9), self._write, refund, "approved")
        self._world.after(paid_after, self._write, refund, "paid")

    def give_back(self, order: Order) -> None:
        """Pay a cancelled order back, of the shop's own accord."""
        refund = self._add(order, "approved")
        self._world.after(self._rng.uniform(1, 20) * HOUR, self._write, refund, "paid")

    def perhaps_reject(self, order: Order) -> None:
        """Let a few customers ask for money that they do not get."""
        if chance(self._rng, _REJECTED):
            refund = self._add(order, "requested")
            self._world.after(self._rng.uniform(0.2, 1) * _ANSWER, self._write, refund, "rejected")

    def _write(self, refund: int, status: str) -> None:
        self._world.changes.change(schema.refunds, refund, status=status, updated_at=self._world.stamp())

    def _add(self, order: Order, status: str) -> int:
        now = self._world.stamp()
        number = self._world.changes.add(
            schema.refunds,
            vendor_id=order.vendor,
            platform_id=order.platform,
            order_id=order.id,
            status=status,
            amount_cents=order.cents,
            currency=order.currency,
            created_at=now,
            updated_at=now,
        )
        self._archive.note(number)
        return number
