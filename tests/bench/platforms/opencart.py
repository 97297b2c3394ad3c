"""OpenCart on MariaDB: the stores of its tests, of which the first has become larger."""

from tests.bench.platforms.platform import Platform
from tests.support.other_shops.opencart import PARAMETERS, load_opencart

PLATFORM = Platform(
    "opencart",
    "mariadb",
    load_opencart,
    orders=50_000,
    sizes=("SELECT COUNT(*) FROM oc_order", "SELECT COUNT(*) FROM oc_order_product"),
    parameters=PARAMETERS,
)
