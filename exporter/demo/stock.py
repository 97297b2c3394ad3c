"""Products and their stock: reserved by orders, reduced by shipping, refilled when it is low."""

from dataclasses import dataclass
from itertools import cycle
from random import Random

from exporter.demo import schema
from exporter.demo.assortment import Item, Product, assortment
from exporter.demo.rhythm import next_visit
from exporter.demo.tenants import Seller
from exporter.demo.world import World, chance

_EDITS_PER_DAY = 60
_COUNTS_PER_DAY = 40
_TRIES = 4
_OVERSELLING = 0.08
_UNITS = (1, 1, 1, 1, 2, 3)
_DEFAULT_REORDER_POINT = 5


@dataclass(slots=True)
class Moved:
    """Total units since the shop was created. The stock always equals received - shipped - lost."""

    received: int = 0
    shipped: int = 0
    lost: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an order: an item and the number of units."""

    item: Item
    units: int


class Stock:
    """The stock of all vendors."""

    def __init__(self, world: World, sellers: list[Seller], *, orders_per_day: float) -> None:
        self._world = world
        self._rng = world.random("stock")
        self._shelves: dict[int, list[Item]] = {}
        for rank, seller in enumerate(sellers):
            self._shelves[seller.id] = assortment(world, self._rng, seller, rank, seller.share * orders_per_day)
        self._tour = cycle(self._shelves.values())
        self._items = [item for shelf in self._shelves.values() for item in shelf]
        self.moved = Moved(received=sum(item.quantity for item in self._items))
        world.after(0, self._edit)
        world.after(0, self._count)

    def basket(self, rng: Random, seller: Seller) -> list[Line]:
        """Return the lines of a new order; empty if all items tried are sold out."""
        shelf = self._shelves[seller.id]
        wanted: dict[int, Line] = {}
        for _ in range(1 + chance(rng, 0.35) + chance(rng, 0.15)):
            item = _choose(rng, shelf)
            if item is not None:
                units = rng.choice(_UNITS)
                wanted[item.id] = Line(item, min(units, item.available) if item.available > 0 else units)
        return list(wanted.values())

    def too_much(self, seller: Seller, items: int) -> list[Line]:
        """Return lines for the most popular items, each with more units than available."""
        return [Line(item, max(item.available, 0) + 3) for item in self._shelves[seller.id][:items]]

    def little(self, seller: Seller, items: int) -> list[Line]:
        """Return lines of one unit for the least popular items."""
        return [Line(item, 1) for item in self._shelves[seller.id][-items:]]

    def reserve(self, lines: list[Line]) -> None:
        """Reserve units for an order; may exceed the stock, like concurrent sales on another channel."""
        for line in lines:
            line.item.reserved += line.units
            self._reorder(line.item)
            self._write(line.item)

    def release(self, lines: list[Line]) -> None:
        """Release the reserved units of an order that will not be shipped."""
        for line in lines:
            line.item.reserved -= line.units
            self._write(line.item)

    def ship(self, lines: list[Line]) -> bool:
        """Ship the reserved units. Return False and change nothing if some of them are not in stock."""
        if any(line.item.quantity < line.units for line in lines):
            return False
        for line in lines:
            line.item.quantity -= line.units
            line.item.reserved -= line.units
            self.moved.shipped += line.units
            self._write(line.item)
        return True

    def take_back(self, lines: list[Line]) -> None:
        """Add returned units to the stock."""
        for line in lines:
            self._receive(line.item, line.units)

    def _reorder(self, item: Item) -> None:
        point = _DEFAULT_REORDER_POINT if item.reorder_point is None else item.reorder_point
        if item.available <= point and not item.ordered:
            item.ordered = True
            self._world.after(self._rng.uniform(0.3, 1.7) * item.lead_time, self._refill, item)

    def _refill(self, item: Item) -> None:
        item.ordered = False
        self._receive(item, max(0, item.capacity - item.available))

    def _receive(self, item: Item, units: int) -> None:
        item.quantity += units
        self.moved.received += units
        self._write(item)

    def _count(self) -> None:
        """Simulate a stocktake of one vendor after the other, which sometimes finds that units are missing."""
        item = self._rng.choice(next(self._tour))
        missing = min(item.quantity, self._rng.choice((0, 0, 1, 2)))
        item.quantity -= missing
        self.moved.lost += missing
        self._reorder(item)
        self._write(item)
        self._world.at(next_visit(self._rng, self._world.now, _COUNTS_PER_DAY), self._count)

    def _edit(self) -> None:
        """Change a product: mostly its price, sometimes whether it is active or featured."""
        product = self._rng.choice(self._items).product
        _edit(self._rng, product)
        self._world.changes.change(
            schema.products,
            product.id,
            price_cents=product.price,
            is_active=product.is_active,
            is_featured=product.is_featured,
            updated_at=self._world.stamp(),
        )
        self._world.at(next_visit(self._rng, self._world.now, _EDITS_PER_DAY), self._edit)

    def _write(self, item: Item) -> None:
        self._world.changes.change(
            schema.inventory,
            item.id,
            quantity=item.quantity,
            reserved_quantity=item.reserved,
            updated_at=self._world.stamp(),
        )


def _choose(rng: Random, shelf: list[Item]) -> Item | None:
    for _ in range(_TRIES):
        # Squared, because the first items are the most popular ones.
        item = shelf[int(len(shelf) * rng.random() ** 2)]
        if item.product.is_for_sale and (item.available > 0 or chance(rng, _OVERSELLING)):
            return item
    return None


def _edit(rng: Random, product: Product) -> None:
    if chance(rng, 0.1):
        # In equilibrium, about one product in fifteen is inactive.
        product.is_active = chance(rng, 0.93)
    elif chance(rng, 0.1):
        product.is_featured = chance(rng, 0.05)
    elif product.is_careless and chance(rng, 0.02):
        # In equilibrium, about one product in eleven of a careless vendor has no price.
        product.price = None
    elif product.price is not None:
        product.price = max(99, round(product.price * rng.uniform(0.95, 1.05)))
    elif chance(rng, 0.2):
        product.price = 1990
