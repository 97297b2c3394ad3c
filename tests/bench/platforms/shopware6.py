"""Shopware 6 on MariaDB: the shop made by hand, with more orders."""

from tests.bench.platforms.platform import Platform
from tests.support.other_shops.shopware6 import load_shopware6

PLATFORM = Platform(
    "shopware6",
    "mariadb",
    load_shopware6,
    orders=50_000,
    sizes=("SELECT COUNT(*) FROM `order`", "SELECT COUNT(*) FROM order_delivery"),
)
