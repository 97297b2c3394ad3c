"""Creates a vendor's initial products and stock."""

from dataclasses import dataclass
from math import ceil, sqrt
from random import Random

from exporter.demo import schema
from exporter.demo.names import LOCATIONS
from exporter.demo.tenants import Seller
from exporter.demo.world import DAY, World, chance

_LARGEST = 420
_SMALLEST = 12
_WITH_ANNEX = 3
_UNITS_PER_ORDER = 2.25
_STOCKED = 12
_SLOW_SUPPLIER = 2
_MEDIAN_CENTS = 2900
# Ranks of vendors by size, from 0, who forget the price of one product in _UNPRICED.
_CARELESS = frozenset({4, 10})
_UNPRICED = 12


@dataclass(slots=True)
class Product:
    """A product; the price is in cents, or None if it is not set, which only happens to careless vendors."""

    id: int
    price: int | None
    is_active: bool
    is_featured: bool
    is_careless: bool

    @property
    def is_for_sale(self) -> bool:
        """Whether the product can be bought."""
        return self.is_active and self.price is not None


@dataclass(slots=True)
class Item:
    """Stock of a product at one location, in units; `lead_time` is the mean refill time in simulated seconds."""

    id: int
    product: Product
    quantity: int
    reorder_point: int | None
    capacity: int
    lead_time: float
    reserved: int = 0
    ordered: bool = False

    @property
    def available(self) -> int:
        """The units that can be sold; negative if more units are reserved than in stock."""
        return self.quantity - self.reserved


def assortment(world: World, rng: Random, seller: Seller, rank: int, orders_per_day: float) -> list[Item]:
    """Create a vendor's products and their stock; return the items, most popular first.

    The stock is sized for the vendor's orders per day; the largest vendors have a second location.
    """
    size = max(_SMALLEST, int(_LARGEST * sqrt(seller.share / 0.35)) + rng.randrange(10))
    slow = _SLOW_SUPPLIER if chance(rng, 0.2) else 1
    items = []
    for position in range(size):
        product = _product(world, rng, seller, position, is_careless=rank in _CARELESS)
        # The share of sales of this position, if positions are drawn as the square of a uniform random number.
        popularity = sqrt((position + 1) / size) - sqrt(position / size)
        sales = orders_per_day * _UNITS_PER_ORDER * popularity
        lead_time = slow * rng.uniform(0.5, 3) * DAY
        locations = LOCATIONS if rank < _WITH_ANNEX and chance(rng, 0.25) else LOCATIONS[:1]
        for location in locations:
            item = _item(rng, product, sales / len(locations), lead_time)
            item.id = _shelve(world, rng, seller, item, location)
            items.append(item)
    return items


def _product(world: World, rng: Random, seller: Seller, position: int, *, is_careless: bool) -> Product:
    price: int | None = max(99, int(rng.lognormvariate(0, 0.9) * _MEDIAN_CENTS) // 10 * 10 + 9)
    if is_careless and position % _UNPRICED == _UNPRICED - 1:
        price = None
    is_active, is_featured = not chance(rng, 0.07), chance(rng, 0.05)
    product = Product(0, price, is_active=is_active, is_featured=is_featured, is_careless=is_careless)
    age = rng.uniform(5, 85) * DAY
    product.id = world.changes.add(
        schema.products,
        vendor_id=seller.id,
        sku=f"{seller.code[:3].upper()}-{position + 1:05}",
        is_active=product.is_active,
        is_featured=product.is_featured,
        price_cents=price,
        currency=seller.currency,
        created_at=world.stamp(age),
        updated_at=world.stamp(age * rng.random()),
    )
    return product


def _item(rng: Random, product: Product, sales: float, lead_time: float) -> Item:
    capacity = max(8, ceil(sales * _STOCKED * rng.uniform(0.7, 1.4)))
    reorder_point = None if chance(rng, 0.3) else max(2, capacity // 5)
    return Item(0, product, int(capacity * rng.uniform(0.3, 1.0)), reorder_point, capacity, lead_time)


def _shelve(world: World, rng: Random, seller: Seller, item: Item, location: str) -> int:
    return world.changes.add(
        schema.inventory,
        vendor_id=seller.id,
        product_id=item.product.id,
        location=location,
        quantity=item.quantity,
        reserved_quantity=0,
        reorder_point=item.reorder_point,
        updated_at=world.stamp(rng.uniform(0, 5) * DAY),
    )
