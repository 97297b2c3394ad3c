"""An exporter of a small shop, in which reading the orders may take a minute."""

import threading
from collections.abc import Mapping
from typing import Any

from sqlalchemy import text

from exporter.app.live import Live
from exporter.config.configuration import configuration_of
from tests.faults.conftest import eventually
from tests.support.clock import FakeClock
from tests.support.databases import Database, Dialect
from tests.support.random_shop import NOW

ORDERS = "SELECT id, vendor_id, platform_id, status, total_cents, currency, created_at, updated_at FROM orders"
OMIT = ["refunded_cents", "refunded", "is_paid", "paid_at"]
SLEEP: dict[Dialect, str] = {
    "postgresql": "(SELECT count(*) FROM pg_sleep(60)) > 0",
    "mariadb": "(SELECT SLEEP(60)) = 0",
    "sqlite": "(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n) > 0",
}
_RUNNING: dict[Dialect, str] = {
    "postgresql": "FROM pg_stat_activity WHERE datname = current_database() AND state = 'active'"
    " AND query LIKE '%pg_sleep(60)%' AND pid <> pg_backend_pid()",
    "mariadb": "FROM information_schema.processlist WHERE db = database() AND info LIKE '%SLEEP(60)%'"
    " AND id <> connection_id()",
}


def slow_orders(dialect: Dialect) -> dict[str, Any]:
    """Return the settings of the relations of a shop in which reading the orders takes a minute."""
    return {"orders": {"sql": f"{ORDERS} WHERE {SLEEP[dialect]}", "omit": OMIT}}


def running(database: Database) -> int:
    """Return how many statements that take a minute run in a database that is a server's."""
    with database.engine.connect() as connection:
        return int(connection.execute(text(f"SELECT count(*) {_RUNNING[database.dialect]}")).scalar() or 0)


def terminate(database: Database) -> None:
    """End the connection whose statement takes a minute."""
    with database.engine.connect() as connection:
        ended = connection.execute(text(f"SELECT pg_terminate_backend(pid) {_RUNNING['postgresql']}"))
        assert ended.scalars().all() == [True]


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
