"""Payouts: each week a vendor gets what was delivered, without the platform's fee."""

from collections import Counter

from exporter.demo import schema
from exporter.demo.archive import Archive
from exporter.demo.order import Order
from exporter.demo.tenants import Seller
from exporter.demo.world import DAY, HOUR, World, chance

_WEEK = 7 * DAY
_FEE = 0.12
_DUE_AFTER = 2 * DAY
_FAILED = 0.03


class Payouts:
    """What vendors have earned, and the payouts of it."""

    def __init__(self, world: World, sellers: list[Seller]) -> None:
        self._world = world
        self._rng = world.random("payouts")
        self._archive = Archive(world, schema.payouts)
        self._earned: Counter[tuple[int, str]] = Counter()
        for seller in sellers:
            world.after(self._rng.uniform(0, _WEEK), self._settle, seller.id)

    def earn(self, order: Order) -> None:
        """Add a delivered order to what its vendor gets."""
        self._earned[order.vendor, order.currency] += order.cents

    def _settle(self, vendor: int) -> None:
        for key in sorted(key for key in self._earned if key[0] == vendor):
            self._plan(vendor, round(self._earned.pop(key) * (1 - _FEE)), currency=key[1])
        self._world.after(_WEEK, self._settle, vendor)

    def _plan(self, vendor: int, cents: int, currency: str) -> None:
        number = self._world.changes.add(
            schema.payouts,
            vendor_id=vendor,
            status="due",
            amount_cents=cents,
            currency=currency,
            due_at=self._world.stamp(-_DUE_AFTER),
            updated_at=self._world.stamp(),
        )
        self._archive.note(number)
        self._world.after(_DUE_AFTER + self._rng.uniform(0.5, 8) * HOUR, self._process, number)

    def _process(self, number: int) -> None:
        self._write(number, "processing")
        if chance(self._rng, _FAILED):
            self._world.after(self._rng.uniform(6, 20) * HOUR, self._write, number, "failed")
            self._world.after(DAY, self._process, number)
        else:
            self._world.after(self._rng.uniform(6, 30) * HOUR, self._write, number, "paid")

    def _write(self, number: int, status: str) -> None:
        self._world.changes.change(schema.payouts, number, status=status, updated_at=self._world.stamp())
