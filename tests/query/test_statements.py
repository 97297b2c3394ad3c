"""What a refresh costs does not depend on how many vendors there are."""

from collections import Counter

from sqlalchemy import insert

from exporter.demo.schema import orders, vendor_platforms, vendors
from tests.support.databases import Database, Dialect, MakeDatabase
from tests.support.random_shop import NOW
from tests.support.shop import Exporter
from tests.support.shops import two_days

QUERIES = {
    "tenancy": 4, "customers": 1, "cms": 3, "catalog": 1, "inventory": 1, "orders": 3, "marketplace": 3,
    "carts": 2, "payments": 3, "refunds": 3, "shipments": 3, "payouts": 3, "jobs": 3,
}  # fmt: skip
"""The provider's own statements: one for each set of labels."""

MORE: dict[str, dict[str, int]] = {
    # Both sets of labels are read by one statement; and one per table counts flags that are neither true nor false.
    "sqlite": {"orders": -1, "tenancy": 7, "customers": 1, "cms": 1, "catalog": 1, "marketplace": 1},
    "postgresql": {"orders": 1, "cms": 2},  # and a savepoint where numbers may be large
    "mariadb": {},
}

DIRECTORY = 4
"""Platforms, vendors, memberships, modules."""

BEGIN = {"sqlite": 2, "postgresql": 6, "mariadb": 5}
"""The transaction, its limits, and a savepoint."""


def statements(exporter: Exporter) -> dict[str, int]:
    states = exporter.refresh().store.states()
    assert exporter.failures() == {}
    return {state.category: state.report.statements for state in states}


def add_vendors(database: Database, count: int) -> None:
    numbers = range(10_000, 10_000 + count)
    with database.engine.begin() as connection:
        connection.execute(insert(vendors), [{"id": each, "code": f"v{each}", "is_active": True} for each in numbers])
        member = {"platform_id": 1, "is_active": True}
        connection.execute(insert(vendor_platforms), [{"vendor_id": each, **member} for each in numbers])
        order = {"status": "pending", "currency": "EUR", "updated_at": NOW}
        rows = [{"id": 1_000_000 + each, "vendor_id": each, **order} for each in numbers]
        connection.execute(insert(orders), rows)


def test_statements_are_as_many_for_ten_vendors_as_for_a_thousand(
    dialect: Dialect, make_database: MakeDatabase
) -> None:
    database = make_database(dialect, two_days)
    exporter = Exporter(database.url, NOW)
    statements(exporter)  # the first refresh learns which values the labels have
    few = statements(exporter)
    add_vendors(database, 990)
    many = statements(exporter)
    exporter.close()
    own = Counter(QUERIES) + Counter(dict.fromkeys(QUERIES, DIRECTORY + BEGIN[database.dialect]))
    own.update(MORE[database.dialect])
    assert many == few == own
    assert exporter.text("orders").count("\norion_orders_open{") > 990
