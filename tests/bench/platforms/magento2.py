"""Magento 2 on MariaDB, with sources of stock and Webkul's marketplace: the shop made by hand, with more orders."""

from tests.bench.platforms.platform import Platform
from tests.support.other_shops.magento2 import load_magento2

PLATFORM = Platform(
    "magento2",
    "mariadb",
    load_magento2,
    orders=50_000,
    sizes=("SELECT COUNT(*) FROM sales_order", "SELECT COUNT(*) FROM sales_order_item"),
    notes={
        "orders": "the marketplace's tables have no indexes, so they are grouped first: 1.1 s with 2,000 orders before",
    },
)
