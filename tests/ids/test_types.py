"""Ids of another type than their table has."""

from contextlib import closing
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from exporter.app.application import assemble
from exporter.app.check import check
from exporter.config.configuration import load
from exporter.contracts.metrics import Id, MetricsContext
from exporter.demo.schema import METADATA
from exporter.directory.spelling import as_stored
from tests.ids.asking import aggregator, counted, unattributed
from tests.ids.shop import create, execute, rows
from tests.support import handmade
from tests.support.databases import Database, Dialect, MakeDatabase
from tests.support.modules import only
from tests.support.random_shop import NOW
from tests.support.shop import Exporter, series_of

UPPER, LOWER = "0198C0DE-0000-7000-8000-00000000ABCD", "0198c0de-0000-7000-8000-00000000abcd"


@dataclass(frozen=True)
class Mismatch:
    """The types of ids of vendors, and of vendors in orders; two of each, as SQL; and the warning."""

    types: tuple[str, str]
    vendors: tuple[str, str]
    orders: tuple[str, str]
    warning: str


MISMATCHES = [
    Mismatch(("VARCHAR(40)", "INTEGER"), ("'1'", "'2'"), ("1", "2"), "vendor_id has numbers instead of text"),
    Mismatch(("INTEGER", "VARCHAR(40)"), ("1", "0"), ("'1'", "'x'"), "vendor_id has text instead of numbers"),
]


def mismatched(database: Database, case: Mismatch) -> None:
    """Create a shop whose orders have vendor ids of another type."""
    create(database.engine, case.types[0], "orders", other=case.types[1])
    execute(
        database.engine,
        f"INSERT INTO vendors (id, code) VALUES ({case.vendors[0]}, 'acme'), ({case.vendors[1]}, 'bolt')",
        *(
            f"INSERT INTO orders (id, vendor_id, status, updated_at) VALUES ({at}, {id_}, 'pending', '2026-02-10')"
            for at, id_ in enumerate(case.orders, start=1)
        ),
    )


@pytest.mark.parametrize("case", MISMATCHES, ids=lambda case: case.warning)
def test_another_type_is_a_failure(dialect: Dialect, make_database: MakeDatabase, case: Mismatch) -> None:
    database = make_database(dialect)
    mismatched(database, case)
    with closing(Exporter(database.url, NOW).refresh("orders")) as exporter:
        assert case.warning in exporter.failures()["orders"]
        assert "orion_orders" not in exporter.text("orders")


@pytest.mark.parametrize("case", MISMATCHES, ids=lambda case: case.warning)
def test_check_finds_another_type_in_a_relation(
    dialect: Dialect, make_database: MakeDatabase, tmp_path: Path, case: Mismatch
) -> None:
    database = make_database(dialect)
    mismatched(database, case)
    file = tmp_path / "shop.yaml"
    file.write_text("preset: orion\nrelations: {orders: {sql: SELECT * FROM orders}}\n")
    application = assemble(load(file, {**only("orders"), "ORION_EXPORTER_DATABASE_URL": database.url}))
    found = [each for each in check(application) if each.subject == "orders" and each.level == "problem"]
    application.databases.close()
    assert [case.warning in each.message for each in found] == [True]


def test_some_of_another_type_are_unattributed_with_a_warning(make_database: MakeDatabase) -> None:
    database = make_database("sqlite")
    mismatched(database, Mismatch(("INTEGER", "BLOB"), ("1", "2"), ("1", "'2'"), ""))
    with closing(Exporter(database.url, NOW).refresh("orders")) as exporter:
        assert unattributed(exporter) == 1
        assert pending_of(exporter, "acme") == 1
        assert not pending_of(exporter, "bolt")
        (found,) = exporter.store["orders"].report.warnings
    assert "vendor_id has text instead of numbers" in found


@pytest.mark.parametrize(
    ("table", "column"),
    [("vendor_platforms", "vendor_id"), ("vendor_platforms", "platform_id"), ("platform_modules", "platform_id")],
)
def test_the_directory_has_one_type(make_database: MakeDatabase, tmp_path: Path, table: str, column: str) -> None:
    database = make_database("sqlite", handmade.build)
    columns = ", ".join(
        f"CAST({each.name} AS TEXT) AS {each.name}" if each.name == column else each.name
        for each in METADATA.tables[table].columns
    )
    file = tmp_path / "shop.yaml"
    file.write_text(f"preset: orion\nrelations: {{{table}: {{sql: 'SELECT {columns} FROM {table}'}}}}\n")
    with closing(Exporter(database.url, NOW, file=file).refresh()) as exporter:
        failures = exporter.failures()
    assert failures.keys() >= {"orders", "tenancy"}
    assert f"{table}.{column} has text instead of numbers" in failures["orders"]


def pending_of(exporter: Exporter, vendor: str) -> float | None:
    labels = {"category": "orders", "platform": "unassigned", "status": "pending", "vendor": vendor}
    return series_of(exporter.text("orders")).get(("orion_orders", frozenset(labels.items())))


@pytest.mark.parametrize("kinds", [("VARCHAR(40)", "INTEGER"), ("INTEGER", "VARCHAR(40)")])
def test_statistics_on_mariadb_compare_no_text_with_numbers(
    make_database: MakeDatabase, kinds: tuple[str, str]
) -> None:
    """There 'x' equals 0, and '5x' equals 5."""
    database = make_database("mariadb")
    create(database.engine, kinds[0], "orders", other=kinds[1])
    texts = kinds[1] != "INTEGER"
    execute(
        database.engine,
        *(f"INSERT INTO vendors (id, code) VALUES ({each}, 'v{each}')" for each in (("5", "0") if texts else ())),
        *(f"INSERT INTO vendors (id, code) VALUES ('{each}', 'v{each}')" for each in (() if texts else ("5x", "x"))),
        *(
            f"INSERT INTO orders (id, vendor_id, status, updated_at) VALUES ({at}, {id_}, 'pending', '2026-02-10')"
            for at, id_ in enumerate(("'5x'", "'x'") if texts else ("5", "0"), start=1)
        ),
    )
    assert len(rows(database, "SELECT 1 FROM orders JOIN vendors ON vendors.id = orders.vendor_id")) == 2
    with closing(Exporter(database.url, NOW)) as exporter, Session(database.engine) as db:
        for id_ in (5, 0) if texts else ("5x", "x"):
            assert counted(aggregator(exporter).vendor_statistics(db, id_, MetricsContext(NOW))) == 0


A_UUID = UUID(LOWER)


@pytest.mark.parametrize(
    ("given", "example", "wanted"),
    [
        (5, None, 5),
        (5, 7, 5),
        (5, Decimal(7), 5),
        ("5", 7, 5),
        ("5", Decimal(7), 5),
        ("05", 7, None),
        ("five", 7, None),
        (A_UUID, 7, None),
        (b"5", 7, None),
        (5, "7", "5"),
        (Decimal(5), "7", "5"),
        ("ABC", "abc", "ABC"),
        (A_UUID.hex, LOWER, LOWER),
        (UPPER, A_UUID.hex, A_UUID.hex),
        (UPPER, LOWER, UPPER),
        (A_UUID, LOWER, LOWER),
        (A_UUID, UPPER, UPPER),
        (A_UUID, A_UUID.hex, A_UUID.hex),
        (A_UUID, "acme", LOWER),
        (A_UUID, "a-b", LOWER),
        (10**31, A_UUID.hex, str(10**31)),
        ("-5", 7, -5),
        (" 5", 7, None),
        ("9" * 5_000, 7, None),
        (A_UUID.bytes, LOWER, LOWER),
        (b"\xff", "acme", None),
        (UPPER, A_UUID, A_UUID),
        (A_UUID.hex, A_UUID, A_UUID),
        (A_UUID.bytes, A_UUID, A_UUID),
        ("acme", A_UUID, None),
        (5, A_UUID, None),
        (A_UUID, bytes(16), A_UUID.bytes),
        (UPPER, bytes(16), A_UUID.bytes),
        (A_UUID.hex, bytes(16), A_UUID.bytes),
        ("00ff", bytes(2), b"\x00\xff"),
        ("acme", bytes(2), None),
        (5, bytes(2), None),
    ],
)
def test_an_id_takes_the_type_of_the_table(given: Id, example: Any, wanted: Id | None) -> None:
    found = as_stored(given, example)
    assert (found, type(found)) == (wanted, type(wanted))
