"""PrestaShop on MariaDB: the shops of its tests, of which the first has become large."""

from tests.bench.platforms.platform import Platform
from tests.support.other_shops.prestashop import PARAMETERS, load_prestashop

PLATFORM = Platform(
    "prestashop",
    "mariadb",
    load_prestashop,
    orders=1_000_000,
    sizes=("SELECT COUNT(*) FROM ps_orders", "SELECT COUNT(*) FROM ps_order_detail"),
    parameters=PARAMETERS,
    notes={
        "shipments": "the status no longer reads the whole history: 35 s before; no index helps the time to dispatch",
    },
)
