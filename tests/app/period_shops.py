"""An exporter of a small shop, in which reading the orders may take a minute."""

import threading
from collections.abc import Mapping
from typing import Any

from exporter.app.live import Live
from exporter.config.configuration import configuration_of
from tests.faults.conftest import eventually
from tests.support.clock import FakeClock
from tests.support.databases import Dialect
from tests.support.random_shop import NOW

ORDERS = "SELECT id, vendor_id, platform_id, status, total_cents, currency, created_at, updated_at FROM orders"
OMIT = ["refunded_cents", "refunded", "is_paid", "paid_at"]
SLEEP: dict[Dialect, str] = {
    "postgresql": "(SELECT count(*) FROM pg_sleep(60)) > 0",
    "mariadb": "(SELECT SLEEP(60)) = 0",
    "sqlite": "(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n) > 0",
}


def slow_orders(dialect: Dialect) -> dict[str, Any]:
    """Return the settings of the relations of a shop in which reading the orders takes a minute."""
    return {"orders": {"sql": f"{ORDERS} WHERE {SLEEP[dialect]}", "omit": OMIT}}


def live_of(settings: Mapping[str, Any]) -> Live:
    """Return an exporter that is not started, so that it refreshes nothing by itself."""
    return Live(configuration_of(settings), lambda: configuration_of(settings), FakeClock(NOW))


def closed(live: Live) -> None:
    """Stop an exporter and close its connections, after the threads that use them have ended."""
    live.stop()
    eventually(lambda: not live.periods._readings)
    eventually(lambda: not any(each.name.startswith("refresh-") for each in threading.enumerate()))
    live.application.databases.close()
    live.periods._shop.databases.close()
