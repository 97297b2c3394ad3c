"""The random shop is repeatable, the same in every database, and as hostile as it says."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, timedelta
from typing import Any

import pytest
from sqlalchemy import create_engine, func, select

from exporter.demo.schema import METADATA
from tests.support.attribution import Directory, Row, tables
from tests.support.databases import Database
from tests.support.hostile_rows import HORIZON, NOW
from tests.support.random_shop import HOSTILE_CODES, MODULES, Shop, fill, shop
from tests.support.truth import excluded, expected, unattributed

SEEDS = range(16)
APART = {"alert_thresholds"}
"""What no module owns, and has its own tests."""


@pytest.fixture(scope="module")
def shops() -> list[Shop]:
    return [shop(seed) for seed in SEEDS]


def rows_of(shops: list[Shop], table: str) -> Iterator[Row]:
    return (row for one in shops for row in one[table])


def test_the_same_seed_makes_the_same_shop_and_another_another() -> None:
    assert shop(3) == shop(3)
    assert shop(3) != shop(4)


def test_the_size_is_what_was_asked_for() -> None:
    small = shop(1, vendors=3, rows=20)
    assert (len(small["vendors"]), len(small["orders"])) == (3, 20)
    assert len(shop(1, vendors=1000, rows=5)["vendors"]) == 1000


def test_every_database_holds_the_shop_as_it_was_made(database: Database) -> None:
    fill(database.engine, 5, rows=120)
    made = shop(5, rows=120)
    with database.engine.connect() as connection:
        stored = tables(connection)
    assert set(made) == set(stored) - APART
    for name, rows in made.items():
        keys = list(METADATA.tables[name].primary_key.columns.keys())
        assert by_key(rows, keys) == by_key(stored[name], keys), name


def by_key(rows: Any, keys: list[str]) -> dict[tuple[Any, ...], Row]:
    return {tuple(row[key] for key in keys): dict(row) for row in rows}


def test_the_oracle_answers_the_same_on_every_database(database: Database) -> None:
    reference = create_engine("sqlite://")
    fill(reference, 2, rows=150)
    fill(database.engine, 2, rows=150)
    with database.engine.connect() as connection, reference.connect() as other:
        assert expected(connection, NOW) == expected(other, NOW)
        for module in MODULES:
            assert excluded(connection, module) == excluded(other, module)
            assert unattributed(connection, module) == unattributed(other, module)
    reference.dispose()


def test_the_databases_group_text_alike(database: Database) -> None:
    fill(database.engine, 0)
    made = shop(0)
    columns = {
        "orders": ("status", "currency"),
        "media_files": ("media_type",),
        "users": ("role",),
        "marketplace_import_jobs": ("marketplace", "status"),
        "vendors": ("code",),
    }
    with database.engine.connect() as connection:
        for table, names in columns.items():
            for name in names:
                column = METADATA.tables[table].c[name]
                counted = connection.execute(select(column, func.count()).group_by(column))
                assert dict(map(tuple, counted)) == Counter(row[name] for row in made[table]), (
                    table,
                    name,
                )


def test_every_column_that_may_be_null_is_null_somewhere_and_not_everywhere(shops: list[Shop]) -> None:
    always = {("customers", "email"), ("content_pages", "title"), ("orders", "customer_id")}
    never = {("products", "sku"), ("inventory", "location"), ("inventory", "product_id"), ("users", "email")}
    never |= {("vendor_domains", "domain"), ("content_pages", "slug"), ("content_pages", "body")}
    never |= {("orders", "order_number"), ("payments", "order_id")}
    for table in (table for table in METADATA.sorted_tables if table.name not in APART):
        for column in (column for column in table.columns if column.nullable):
            nulls = {row[column.name] is None for row in rows_of(shops, table.name)}
            if (table.name, column.name) not in always | never:
                assert nulls == {True, False}, f"{table.name}.{column.name}"


@pytest.mark.parametrize("table", ["vendors", "platforms"])
def test_codes_are_what_nobody_would_choose(shops: list[Shop], table: str) -> None:
    codes = [row["code"] for row in rows_of(shops, table)]
    assert set(HOSTILE_CODES) <= set(codes)
    taken = [
        one
        for one in shops
        for row in one[table]
        if row["code"] == "double" and f"double-{row['id']}" in {other["code"] for other in one[table]}
    ]
    assert taken


def members(one: Shop) -> dict[int, list[Row]]:
    platforms = {row["id"] for row in one["platforms"]}
    return {
        vendor["id"]: [
            row
            for row in one["vendor_platforms"]
            if row["vendor_id"] == vendor["id"] and row["is_active"] is True and row["platform_id"] in platforms
        ]
        for vendor in one["vendors"]
    }


@pytest.mark.parametrize(
    "kind",
    [
        pytest.param(lambda rows: not rows, id="none"),
        pytest.param(lambda rows: len(rows) > 1, id="several"),
        pytest.param(lambda rows: sum(row["is_primary"] is True for row in rows) > 1, id="two-primaries"),
        pytest.param(lambda rows: len(rows) > 1 and not any(row["is_primary"] for row in rows), id="no-primary"),
    ],
)
def test_vendors_have_memberships_of_every_kind(shops: list[Shop], kind: Callable[[list[Row]], bool]) -> None:
    assert sum(kind(rows) for one in shops for rows in members(one).values()) >= 3


def test_memberships_and_switches_point_nowhere_too(shops: list[Shop]) -> None:
    for table, column, target in (
        ("vendor_platforms", "vendor_id", "vendors"),
        ("vendor_platforms", "platform_id", "platforms"),
        ("platform_modules", "platform_id", "platforms"),
    ):
        lost = [row for one in shops for row in one[table] if row[column] not in {r["id"] for r in one[target]}]
        assert len(lost) >= 10, (table, column)


@pytest.mark.parametrize("module", MODULES)
def test_every_module_is_on_off_and_unsaid_somewhere(shops: list[Shop], module: str) -> None:
    said = Counter(row["is_enabled"] for row in rows_of(shops, "platform_modules") if row["module"] == module)
    assert set(said) == {True, False, None}


def test_some_vendors_have_a_module_off_wherever_they_are(shops: list[Shop]) -> None:
    off = [
        (vendor, module)
        for directory in map(Directory, shops)
        for vendor in directory.vendors
        for module in MODULES
        if directory.is_off_everywhere(module, vendor)
    ]
    assert len(off) >= 10


@pytest.mark.parametrize(
    ("table", "platform"),
    [
        ("orders", True),
        ("customers", True),
        ("vendor_domains", True),
        ("content_pages", True),
        ("products", False),
        ("inventory", False),
        ("media_files", False),
        ("marketplace_import_jobs", False),
        ("vendor_users", False),
    ],
)
def test_rows_are_orphans(shops: list[Shop], table: str, *, platform: bool) -> None:
    targets = {"vendor_id": "vendors"} | ({"platform_id": "platforms"} if platform else {})
    for column, target in targets.items():
        lost = [
            row
            for one in shops
            for row in one[table]
            if row[column] is not None and row[column] not in {other["id"] for other in one[target]}
        ]
        assert len(lost) >= 10, column


def test_orders_are_of_every_age_and_size(shops: list[Shop]) -> None:
    orders = list(rows_of(shops, "orders"))
    moments = [row["created_at"].replace(tzinfo=UTC) for row in orders if row["created_at"] is not None]
    assert max(moments) > NOW
    assert min(moments) < NOW - HORIZON
    assert {NOW, NOW - HORIZON, NOW - HORIZON + timedelta(microseconds=1)} <= set(moments)
    totals = [row["total_cents"] for row in orders if row["total_cents"] is not None]
    assert max(totals) > 9 * 10**12
    assert {"on hold", "unknown", "", None} <= {row["status"] for row in orders}
    assert {"", None, "EUR", "JPY", "kwd", "XAU"} <= {row["currency"] for row in orders}


def test_stock_is_negative_huge_and_oversold(shops: list[Shop]) -> None:
    stock = [row for row in rows_of(shops, "inventory") if None not in (row["quantity"], row["reserved_quantity"])]
    assert min(row["quantity"] for row in stock) < 0
    assert max(row["quantity"] for row in stock) > 10**9
    assert any(row["reserved_quantity"] > row["quantity"] for row in stock)


def test_tables_are_empty_for_some_seeds(shops: list[Shop]) -> None:
    assert (shops[7]["vendors"], shops[11]["platforms"]) == ([], [])
    assert not any(shops[15].values())
    assert sum(not rows for one in shops[:15] for rows in one.values()) >= 5


def test_some_vendors_have_nothing_and_some_nothing_but_null(shops: list[Shop]) -> None:
    for one in (shops[0], shops[3]):
        silent = [row for row in one["inventory"] if row["vendor_id"] == one["vendors"][0]["id"]]
        assert silent
        assert {row["quantity"] for row in silent} == {None}
        assert one["vendors"][-1]["id"] not in {row["vendor_id"] for row in one["inventory"]}
