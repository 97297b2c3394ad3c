"""EverShop on PostgreSQL: the shop of its tests, which has sold much more."""

from tests.bench.platforms.platform import Platform
from tests.support.other_shops.evershop import load_evershop

PLATFORM = Platform(
    "evershop",
    "postgresql",
    load_evershop,
    orders=50_000,
    sizes=('SELECT count(*) FROM "order"', "SELECT count(*) FROM order_item"),
    variant={"landing-pages": True},
)
