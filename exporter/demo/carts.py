"""Carts: some become orders within minutes, the others are left, and thrown away after weeks."""

from exporter.demo import schema
from exporter.demo.names import PLATFORMS
from exporter.demo.rhythm import next_visit
from exporter.demo.world import DAY, MINUTE, World, chance

CARTS_PER_DAY = 400
_BOUGHT = 0.35
_KEPT = 20 * DAY
_CURRENCY = "EUR"


class Carts:
    """Carts of visitors; one that becomes an order is no row any more."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._rng = world.random("carts")
        self._next_visit()

    def _next_visit(self) -> None:
        self._world.at(next_visit(self._rng, self._world.now, CARTS_PER_DAY), self._visit)

    def _visit(self) -> None:
        self._next_visit()
        (platform,) = self._rng.choices(range(1, len(PLATFORMS) + 1), (6, 2, 1))
        now = self._world.stamp()
        cart = self._world.changes.add(
            schema.carts,
            platform_id=platform,
            value_cents=round(self._rng.lognormvariate(8, 0.8)),
            currency=PLATFORMS[platform - 1][2] or _CURRENCY,
            created_at=now,
            updated_at=now,
        )
        for _ in range(self._rng.randrange(4)):
            self._world.after(self._rng.uniform(1, 25) * MINUTE, self._touch, cart)
        kept = self._rng.uniform(26, 50) * MINUTE if chance(self._rng, _BOUGHT) else _KEPT
        self._world.after(kept, self._world.changes.remove, schema.carts, cart)

    def _touch(self, cart: int) -> None:
        value = round(self._rng.lognormvariate(8, 0.8))
        self._world.changes.change(schema.carts, cart, value_cents=value, updated_at=self._world.stamp())
