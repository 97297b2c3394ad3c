"""Numbers at the edges of their types: compared and added up as numbers, not as their types allow."""

from collections.abc import Iterable
from contextlib import closing
from itertools import product

import pytest
from sqlalchemy import select, text

from exporter.demo.schema import inventory
from exporter.query.shaping import shaped
from exporter.relations.relations import ORION
from providers.inventory import InventoryMetricsProvider
from providers.inventory import inventory as stock_items
from tests.support.databases import Database, Dialect, MakeDatabase
from tests.support.random_shop import NOW
from tests.support.shop import Exporter, series_of
from tests.support.shops import add, two_platforms
from tests.support.truth import expected

SMALL, LARGE = 2**31, 2**63
INTEGERS: dict[str, tuple[str, tuple[int, ...]]] = {
    "integer": ("INTEGER", (-SMALL, -SMALL + 1, SMALL - 2, SMALL - 1)),
    "bigint": ("BIGINT", (-LARGE, -LARGE + 1, LARGE - 2, LARGE - 1)),
    "unsigned": ("INTEGER UNSIGNED", (2 * SMALL - 2, 2 * SMALL - 1)),
    "unsigned bigint": ("BIGINT UNSIGNED", (LARGE, 2 * LARGE - 2, 2 * LARGE - 1)),
}
"""Types of a column, and numbers at their edges."""

COLUMNS = ("quantity", "reserved_quantity", "reorder_point")


def retype(database: Database, table: str, type_: str, columns: Iterable[str]) -> None:
    """Give columns of a table another type; SQLite has one for all integers."""
    clause = {"mariadb": "MODIFY {} {}", "postgresql": "ALTER COLUMN {} TYPE {}"}
    with database.engine.begin() as connection:
        for column in columns if database.dialect in clause else ():
            connection.execute(text(f"ALTER TABLE {table} {clause[database.dialect].format(column, type_)}"))


def level(quantity: int | None, reserved: int | None, reorder_point: int | None) -> str | None:
    if quantity is None or reserved is None:
        return None
    if quantity <= reserved:
        return "out"
    return "low" if quantity - reserved <= (5 if reorder_point is None else reorder_point) else "ok"


KINDS = [(each, kind) for each in ("postgresql", "sqlite") for kind in ("integer", "bigint")]
KINDS += [("mariadb", kind) for kind in INTEGERS]


@pytest.mark.parametrize(("on", "kind"), KINDS)
def test_the_level_of_stock_at_the_edges_of_a_type(on: Dialect, kind: str, make_database: MakeDatabase) -> None:
    database, (type_, edges) = make_database(on, two_platforms), INTEGERS[kind]
    retype(database, "inventory", type_, COLUMNS)
    signed = () if "unsigned" in kind else (-7, -1)
    numbers = (None, *signed, 0, 1, 5, 6, *edges)
    rows = dict(enumerate(product(numbers, numbers, (None, *signed, 0, 3, edges[-1])), start=1))
    with database.engine.begin() as connection:
        columns = ", ".join(f":{name}" for name in COLUMNS)
        statement = (
            f"INSERT INTO inventory (id, {', '.join(COLUMNS)}, updated_at) VALUES (:id, {columns}, '2026-03-01')"
        )
        given = [{"id": id_, **dict(zip(COLUMNS, row, strict=True))} for id_, row in rows.items()]
        connection.execute(text(statement), given)
        (query,) = shaped(InventoryMetricsProvider().queries(), ORION)
        found = connection.execute(select(stock_items.c.id, query.by["level"])).all()
    assert {rows[id_]: of for id_, of in found} == {row: level(*row) for row in rows.values()}


def stock(database: Database, *rows: tuple[int, int]) -> None:
    names = ("quantity", "reserved_quantity")
    add(database, inventory, [{"vendor_id": 1, **dict(zip(names, row, strict=True))} for row in rows])


def test_oversold_stock_in_unsigned_columns(make_database: MakeDatabase) -> None:
    database = make_database("mariadb", two_platforms)
    retype(database, "inventory", "INT UNSIGNED", COLUMNS)
    stock(database, (10, 20), (10, 2), (3, 0))
    with closing(Exporter(database.url, NOW).refresh("inventory")) as made:
        found = series_of(made.text())
    labels = {"category": "inventory", "vendor": "acme", "platform": "main"}
    assert found["orion_stock_oversold_items", frozenset(labels.items())] == 1
    for of in ("out", "ok", "low"):
        assert found["orion_stock_items", frozenset({**labels, "level": of}.items())] == 1


def test_a_quantity_that_stands_for_unlimited(small_shop: Database) -> None:
    stock(small_shop, (2**31 - 1, -1), (2**31 - 1, 0), (-(2**31), 1))
    with closing(Exporter(small_shop.url, NOW).refresh()) as made, small_shop.engine.connect() as connection:
        assert made.failures() == {}
        assert series_of(made.text()) == expected(connection, NOW)
