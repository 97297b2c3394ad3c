"""The frame that measures other platforms: rows are multiplied, statements are noted, and other rows are kept."""

import pytest
from sqlalchemy import text

from tests.bench.parts import parts, with_part
from tests.bench.platforms.command import parser, take
from tests.bench.platforms.document import TITLE, Measured, part
from tests.bench.platforms.filling import fill, written
from tests.bench.platforms.measuring import Module, Refresh, Statement
from tests.bench.platforms.platform import names, platform
from tests.support.databases import Database, MakeDatabase

MODULES = {"orders": Module(Refresh(2.5, [Statement("SELECT 1", 0.5, 0.25), Statement("SELECT 2", 1.5, 1.25)]))}


def measured(name: str, orders: int, module: str = "orders") -> Measured:
    modules, whole = {module: MODULES["orders"]}, module == "orders"
    return Measured(name, "MariaDB 11", orders, 2 * orders, modules, {}, "2026-11-26 12:00", "abc", "0.5", whole)


@pytest.fixture
def opencart(make_database: MakeDatabase) -> Database:
    database = make_database("mariadb")
    fill(database.engine, "opencart", platform("opencart"), 400)
    return database


def test_numbers_are_those_of_the_shop() -> None:
    sql = "INSERT INTO a SELECT 1 FROM seq_1_to_{{orders}};\n\nSELECT {{orders * 5 / 4}}, {{orders / 20}};\n"
    assert written(sql, 300) == ["INSERT INTO a SELECT 1 FROM seq_1_to_300", "SELECT 375, 15"]


@pytest.mark.parametrize("name", names())
def test_each_platform_has_statements_and_sizes(name: str) -> None:
    found = platform(name)
    assert found.orders >= 50_000
    assert len(found.sizes) == 2


def test_rows_are_multiplied_and_each_module_is_measured(opencart: Database) -> None:
    with opencart.engine.connect() as connection:
        keys = "SELECT COUNT(*) FROM information_schema.statistics WHERE table_schema = DATABASE() AND non_unique"
        assert connection.scalar(text(f"{keys} AND table_name = 'oc_order_product'")) == 1
    found = take(opencart.engine, "opencart", platform("opencart"), ["orders"])
    assert found.orders > 400
    assert found.lines > 800
    assert list(found.modules) == ["orders"]
    (orders,) = found.modules.values()
    assert any("oc_order" in each.text for each in orders.full.statements)
    assert 0 <= orders.full.slowest.cpu <= orders.full.cpu
    assert 0 < orders.full.slowest.wall < orders.full.wall


def test_rows_of_other_platforms_and_modules_and_other_parts_are_kept() -> None:
    document = "# Benchmarks\n\nText.\n\n# Prometheus\n\nMore.\n"
    for each in (measured("b", 10), measured("a", 20), measured("b", 30, "jobs"), measured("a", 40)):
        document = with_part(document, part(each, document))
    assert list(parts(document)) == ["Benchmarks", "Prometheus", TITLE]
    rows = [line for line in document.splitlines() if line.startswith(("| a |", "| b |"))]
    assert [row.split(" | ")[1:3] for row in rows] == [
        ["MariaDB 11", "40"],
        ["MariaDB 11", "10"],
        ["orders", "2"],
        ["orders", "2"],
        ["jobs", "2"],
    ]
    assert "| orders | 2 | 1.25 s (1.50 s) | 1.50 s (2.50 s) | - | - |" in rows[2]


def test_one_may_name_platforms() -> None:
    options = parser().parse_args(["opencart", "--orders", "100"])
    assert (options.names, options.orders) == (["opencart"], 100)
    assert "opencart" in names()
