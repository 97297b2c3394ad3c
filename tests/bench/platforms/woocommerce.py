"""WooCommerce on MariaDB, with orders in their own tables and without plugins for vendors."""

from tests.bench.platforms.platform import Platform
from tests.support.other_shops.woocommerce import PARAMETERS, load_alone

PLATFORM = Platform(
    "woocommerce",
    "mariadb",
    load_alone,
    orders=1_000_000,
    sizes=(
        "SELECT COUNT(*) FROM wp_wc_orders WHERE type = 'shop_order'",
        "SELECT COUNT(*) FROM wp_woocommerce_order_items WHERE order_item_type = 'line_item'",
    ),
    parameters=PARAMETERS,
    notes={
        "shipments": "products from `wp_wc_order_product_lookup`: 53 s for the three statements before; "
        "`CREATE INDEX order_products ON wp_wc_order_product_lookup (order_id, variation_id, product_id)` "
        "saves a sixth",
    },
)
