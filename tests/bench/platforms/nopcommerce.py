"""nopCommerce on PostgreSQL: the shop made by hand, with more orders."""

from tests.bench.platforms.platform import Platform
from tests.support.other_shops.nopcommerce import load_nopcommerce

PLATFORM = Platform(
    "nopcommerce",
    "postgresql",
    load_nopcommerce,
    orders=50_000,
    sizes=('SELECT COUNT(*) FROM "Order"', 'SELECT COUNT(*) FROM "OrderItem"'),
)
