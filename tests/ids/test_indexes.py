"""The index on vendor_id finds one vendor, and a list of vendors, whatever type the ids have."""

from collections.abc import Callable, Sequence
from typing import Any, Literal

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from exporter.contracts.metrics import MetricsContext
from exporter.query.incremental.changes import of_vendors
from exporter.query.shaping import shaped
from exporter.relations.relations import ORION
from providers.orders import OrderMetricsProvider, orders
from tests.ids.shop import create, execute, rows
from tests.support.databases import Database, SharedDatabase
from tests.support.random_shop import NOW

Served = Literal["postgresql", "mariadb"]

VENDORS, ROWS = 400, 20_000
CONTEXT = MetricsContext(NOW)

# The id of the vendor {n}, from 1 to VENDORS, for each type.
TYPES: dict[Served, dict[str, str]] = {
    "postgresql": {
        "integer": "{n}",
        "bigint": "5000000000 + {n}",
        "numeric(20)": "18446744073709551615 + {n}",
        "text": "'v' || {n}",
        "varchar(40)": "'v' || {n}",
        "char(20)": "'v' || {n}",
        "uuid": "md5(({n})::text)::uuid",
        "bytea": "decode(md5(({n})::text), 'hex')",
    },
    "mariadb": {
        "INTEGER": "{n}",
        "BIGINT": "5000000000 + {n}",
        "BIGINT UNSIGNED": "18446744073709551000 + {n}",
        "DECIMAL(20)": "CAST(99999999999999990000 AS DECIMAL(20)) + {n}",
        "VARCHAR(40)": "CONCAT('v', {n})",
        "VARCHAR(40) CHARACTER SET latin1": "CONCAT('v', {n})",
        "VARCHAR(40) COLLATE utf8mb4_bin": "CONCAT('v', {n})",
        "CHAR(36)": "CONCAT('00000000-0000-7000-8000-', LPAD({n}, 12, '0'))",
        "BINARY(16)": "UNHEX(MD5({n}))",
    },
}
CASES = [(dialect, type_) for dialect, types in TYPES.items() for type_ in types]

_NUMBERS: dict[Served, str] = {
    "postgresql": "generate_series(1, {count}) AS s(n)",
    "mariadb": "(SELECT seq AS n FROM seq_1_to_{count}) AS s",
}
_ANALYZE: dict[Served, str] = {"postgresql": "ANALYZE orders", "mariadb": "ANALYZE TABLE orders PERSISTENT FOR ALL"}


def build(engine: Engine, dialect: Served, type_: str) -> None:
    """Create a shop with many vendors and orders, and let the database count them."""
    create(engine, type_)
    id_, numbers = TYPES[dialect][type_], _NUMBERS[dialect]
    vendor, of_order = id_.format(n="n"), id_.format(n=f"(n % {VENDORS} + 1)")
    execute(
        engine,
        f"INSERT INTO vendors (id, code, is_active) SELECT {vendor}, 'v', TRUE FROM {numbers.format(count=VENDORS)}",
        "INSERT INTO orders (id, vendor_id, status, total_cents, currency, created_at, updated_at)"
        f" SELECT n, {of_order}, 'pending', 1, 'EUR', '2026-02-01', '2020-01-01' FROM {numbers.format(count=ROWS)}",
        _ANALYZE[dialect],
    )


@pytest.fixture
def database(dialect: Served, type_: str, shared_database: SharedDatabase) -> Database:
    return shared_database(dialect, build, dialect, type_)


def plans(database: Database, run: Callable[[Session], object]) -> list[str]:
    """Return the plan of each statement on orders that `run` executes."""
    found: list[str] = []
    explaining = False

    def explain(_connection: Any, cursor: Any, statement: str, parameters: Any, *_: object) -> None:
        nonlocal explaining
        if "FROM orders" not in statement or "GROUP BY" not in statement or explaining:
            return
        explaining = True
        cursor.execute(f"EXPLAIN {statement}", parameters)
        found.append("\n".join(" ".join(map(str, row)) for row in cursor.fetchall()))
        explaining = False

    event.listen(database.engine, "before_cursor_execute", explain)
    try:
        with Session(database.engine) as db:
            run(db)
    finally:
        event.remove(database.engine, "before_cursor_execute", explain)
    return found


def without_the_index(found: Sequence[str]) -> list[str]:
    return [plan for plan in found if "ix_orders_vendor_id" not in plan or "Seq Scan" in plan or " ALL " in plan]


@pytest.mark.parametrize(("dialect", "type_"), CASES)
def test_of_one_vendor(database: Database) -> None:
    ids = [row[0] for row in rows(database, "SELECT id FROM vendors ORDER BY id LIMIT 1")]
    numbers = OrderMetricsProvider()
    found = plans(database, lambda db: numbers.get_vendor_metrics(db, ids[0], CONTEXT))
    assert len(found) == len(shaped(numbers.queries(), ORION))
    assert without_the_index(found) == []


@pytest.mark.parametrize(("dialect", "type_"), CASES)
def test_of_a_list_of_vendors(dialect: Served, database: Database) -> None:
    ids = {row[0] for row in rows(database, "SELECT id FROM vendors ORDER BY id LIMIT 5")}
    query = shaped(OrderMetricsProvider().queries(), ORION)[0]
    among = of_vendors(dialect, orders.c.vendor_id, ids)
    counted: list[int] = []

    def run(db: Session) -> None:
        counted.extend(row[3] for row in query.rows(db, CONTEXT, among).rows)

    found = plans(database, run)
    assert len(found) == 1
    assert without_the_index(found) == []
    assert counted == [ROWS // VENDORS] * len(ids)
