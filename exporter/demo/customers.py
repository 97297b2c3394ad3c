"""The vendors' customers: most return, some are new, and old ones are deleted."""

from random import Random

from exporter.demo import schema
from exporter.demo.names import FIRST_NAMES, LAST_NAMES
from exporter.demo.tenants import Seller
from exporter.demo.world import DAY, World, chance

_CUSTOMERS = 6000
_NEW = 0.12


class Customers:
    """The customers of each vendor. Above twice the initial number, each new customer replaces an old one."""

    def __init__(self, world: World, sellers: list[Seller]) -> None:
        self._world = world
        self._rng = world.random("customers")
        self._known: dict[int, list[int]] = {}
        self._room: dict[int, int] = {}
        for seller in sellers:
            known = [self._register(seller, self._rng.uniform(0, 89) * DAY) for _ in range(_size(seller))]
            self._known[seller.id] = known
            self._room[seller.id] = 2 * len(known) + 10

    def buyer(self, seller: Seller) -> int:
        """Return the id of the next buyer, and set the time of the last order."""
        known = self._known[seller.id]
        customer = self._newcomer(seller) if chance(self._rng, _NEW) else self._rng.choice(known)
        self._world.changes.change(schema.customers, customer, last_order_at=self._world.stamp())
        return customer

    def _newcomer(self, seller: Seller) -> int:
        known = self._known[seller.id]
        customer = self._register(seller, 0)
        if len(known) < self._room[seller.id]:
            known.append(customer)
        else:
            erased = self._rng.randrange(len(known))
            self._world.changes.remove(schema.customers, known[erased])
            known[erased] = customer
        return customer

    def _register(self, seller: Seller, ago: float) -> int:
        rng = self._rng
        return self._world.changes.add(
            schema.customers,
            vendor_id=seller.id,
            platform_id=_platform(rng, seller),
            email=_email(rng),
            is_active=not chance(rng, 0.04),
            created_at=self._world.stamp(ago),
            last_order_at=self._world.stamp(ago * rng.random()) if chance(rng, 0.55) else None,
        )


def _size(seller: Seller) -> int:
    return 6 + int(seller.share * _CUSTOMERS)


def _platform(rng: Random, seller: Seller) -> int | None:
    # Some vendors share customers across their platforms.
    return None if seller.id % 9 == 0 else seller.pick_platform(rng)


def _email(rng: Random) -> str:
    return f"{rng.choice(FIRST_NAMES)}.{rng.choice(LAST_NAMES)}{rng.randrange(10**6)}@mail.example"
