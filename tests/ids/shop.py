"""A small shop whose vendors and platforms have ids of one kind."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Engine, MetaData
from sqlalchemy.types import UserDefinedType

from exporter.demo.schema import METADATA
from tests.ids.kinds import KINDS, Kind
from tests.support.databases import DIALECTS, Database, Dialect

CASES = [(dialect, kind) for kind in KINDS for dialect in DIALECTS if dialect in kind.types]
IDS = [f"{kind}-{dialect}" for dialect, kind in CASES]

WRITTEN = "'2026-02-10 08:00:00.000000', '2020-01-01 00:00:00.000000'"
"""When rows were created and updated, for SQL."""

# Vendor 1 is on both platforms, at home on 1; vendor 2 is on 2. (vendor, platform), 0 for NULL; the number of orders.
ORDERS = {(1, 1): 3, (1, 2): 2, (1, 0): 1, (2, 2): 4, (2, 0): 2}


class Raw(UserDefinedType[Any]):
    """A column type by its name in SQL."""

    cache_ok = True

    def __init__(self, name: str) -> None:
        self.name = name

    def get_col_spec(self, **_: object) -> str:
        """Return the name."""
        return self.name


def build(engine: Engine, dialect: Dialect, kind_name: str) -> None:
    """Create the application's tables with ids of this kind, and fill them."""
    kind = next(each for each in KINDS if each.name == kind_name)
    create(engine, kind.types[dialect])
    vendors = [f"({kind.literal(n)}, '{code}', TRUE, TRUE)" for n, code in ((1, "acme"), (2, "bolt"))]
    platforms = [f"({kind.literal(n)}, '{code}', TRUE)" for n, code in ((1, "main"), (2, "side"))]
    members = [f"({kind.literal(v)}, {kind.literal(p)}, TRUE, {h})" for v, p, h in MEMBERS]
    execute(
        engine,
        f"INSERT INTO vendors (id, code, is_active, is_verified) VALUES {', '.join(vendors)}",
        f"INSERT INTO platforms (id, code, is_active) VALUES {', '.join(platforms)}",
        f"INSERT INTO vendor_platforms (vendor_id, platform_id, is_active, is_primary) VALUES {', '.join(members)}",
        f"INSERT INTO platform_modules (platform_id, module, is_enabled) VALUES ({kind.literal(1)}, 'cms', FALSE)",
        f"INSERT INTO alert_thresholds (id, alert, vendor_id, value) VALUES (1, 'OrionNoOrders', {kind.literal(1)}, 5)",
        "CREATE INDEX by_month ON orders (vendor_id, created_at)",
        *(statement for (v, p), count in ORDERS.items() for statement in orders(kind, v, p, count)),
        *(statement for table in WIDE for statement in wide(kind, table)),
    )


MEMBERS = ((1, 1, "TRUE"), (1, 2, "FALSE"), (2, 2, "TRUE"))
WIDE = ("products", "inventory", "marketplace_products")
_numbers = iter(range(1, 10**9))


def create(engine: Engine, type_: str, *apart: str, other: str = "", of_orders: str = "INTEGER") -> None:
    """Create the tables with this type for ids of vendors and platforms; `other` in the tables `apart`.

    The orders have ids of the type `of_orders`.
    """
    metadata = MetaData()
    for table in METADATA.tables.values():
        copy = table.to_metadata(metadata)
        for column in copy.columns:
            owner = column.name in {"vendor_id", "platform_id"} or (column.name == "id" and table.name in OWNERS)
            if owner:
                column.type = Raw(other if table.name in apart else type_)
                column.autoincrement = False
    metadata.tables["orders"].c.id.type = Raw(of_orders)
    metadata.tables["orders"].c.id.autoincrement = False
    metadata.create_all(engine)


OWNERS = ("vendors", "platforms")


def orders(kind: Kind, vendor: int, platform: int, count: int, written: str = WRITTEN) -> list[str]:
    """Return statements that insert orders; the platform 0 is NULL."""
    on = kind.literal(platform) if platform else "NULL"
    return [
        "INSERT INTO orders (id, vendor_id, platform_id, status, total_cents, currency, created_at, updated_at)"
        f" VALUES ({next(_numbers)}, {kind.literal(vendor)}, {on}, 'pending', 100, 'EUR', {written})"
        for _ in range(count)
    ]


def wide(kind: Kind, table: str) -> list[str]:
    """Return statements that insert two rows of vendor 1 and one of vendor 2 into a table without platforms."""
    return [
        f"INSERT INTO {table} (id, vendor_id, updated_at)"
        f" VALUES ({next(_numbers)}, {kind.literal(vendor)}, '2020-01-01 00:00:00.000000')"
        for vendor in (1, 1, 2)
    ]


def execute(engine: Engine, *statements: str) -> None:
    """Run statements as they are: nothing in them is a parameter."""
    with engine.begin() as connection:
        cursor: Any = connection.connection.cursor()
        for statement in statements:
            cursor.execute(statement)
        cursor.close()


def number(database: Database, sql: str) -> Any:
    """Return the single value of a query, run as it is."""
    return rows(database, sql)[0][0]


def rows(database: Database, sql: str) -> Sequence[Any]:
    """Return the rows of a query, run as it is."""
    with database.engine.connect() as connection:
        cursor: Any = connection.connection.cursor()
        cursor.execute(sql)
        found: Sequence[Any] = cursor.fetchall()
        cursor.close()
    return found
