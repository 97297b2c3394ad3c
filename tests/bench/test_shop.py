"""The shop that is measured, and that everyone who is measured finds the same numbers in it."""

from datetime import UTC, datetime

import psycopg
import pytest
from sqlalchemy import Connection, text

from tests.bench import shop, statements
from tests.bench.questions import QUESTIONS
from tests.support.databases import Database, MakeDatabase
from tests.support.shop import Exporter, series_of

ORDERS = 3_000


@pytest.fixture
def database(make_database: MakeDatabase) -> Database:
    return make_database("postgresql")


def sizes(connection: Connection) -> list[int]:
    query = "SELECT count(*) FROM orders GROUP BY vendor_id ORDER BY 1 DESC"
    return list(connection.scalars(text(query)))


def test_even_vendors_have_equally_many_orders_on_one_to_three_platforms(database: Database) -> None:
    built = shop.build(database.engine, shop.Plan(40, ORDERS, 3, "even"))
    with database.engine.connect() as connection:
        assert sizes(connection) == [ORDERS // 40] * 40
        strays = """SELECT count(*) FROM orders o WHERE NOT EXISTS (
            SELECT FROM vendor_platforms m WHERE m.vendor_id = o.vendor_id AND m.platform_id = o.platform_id)"""
        assert connection.scalar(text(strays)) == 0
        assert connection.scalar(text("SELECT count(DISTINCT status) FROM orders")) == len(shop.STATUSES)
    assert (built.places, built.largest) == (84, ORDERS // 40)


def test_zipf_vendors_are_as_large_as_their_rank_says(database: Database) -> None:
    built = shop.build(database.engine, shop.Plan(40, ORDERS, 3, "zipf"))
    whole = sum(1 / rank for rank in range(1, 41))
    with database.engine.connect() as connection:
        found = sizes(connection)
    assert sum(found) == ORDERS
    assert found == pytest.approx([ORDERS / whole / rank for rank in range(1, 41)], abs=1)
    assert built.largest == found[0]


def test_touched_orders_are_as_many_as_asked_for_at_most(database: Database) -> None:
    plan = shop.Plan(40, ORDERS, 3, "even")
    shop.build(database.engine, plan)
    with database.engine.connect() as connection:
        before = connection.scalar(text("SELECT max(updated_at) FROM orders"))
    shop.touch(database.engine, plan, 100)
    with database.engine.connect() as connection:
        after = connection.scalar(text("SELECT count(*) FROM orders WHERE updated_at > :before"), {"before": before})
    assert 80 < (after or 0) <= 100


def test_every_way_by_hand_counts_every_order(database: Database) -> None:
    shop.build(database.engine, shop.Plan(40, ORDERS, 3, "even"))
    url = database.url.replace("+psycopg", "")
    copied, fetched = statements.measure(url, 1)
    assert {name: timing.rows for name, timing in copied.items()} == {
        name: timing.rows for name, timing in fetched.items()
    }
    with psycopg.connect(url) as connection:
        by_both = connection.execute(statements.by_status_and_currency(url)[0].encode()).fetchall()
        by_columns = connection.execute(statements.a_column_each(url)[0].encode()).fetchall()
        own = connection.execute(statements.of_the_provider(url)[-1].encode()).fetchall()
    assert sum(row[4] for row in by_both) == ORDERS
    assert sum(sum(row[2:8]) for row in by_columns) == ORDERS
    assert sum(row[2] for row in own) == ORDERS


def test_the_peers_are_asked_for_the_numbers_that_the_exporter_has(database: Database) -> None:
    shop.build(database.engine, shop.Plan(40, ORDERS, 3, "even"))
    exporter = Exporter(database.url, datetime.now(UTC))
    found = series_of(exporter.refresh("orders").text("orders"))
    exporter.close()
    asked = 0
    with database.engine.connect() as connection:
        for question in QUESTIONS:
            for row in connection.execute(text(question.sql())).mappings():
                labels = frozenset((name, row[name]) for name in question.labels)
                for name in question.values:
                    if row[name] is not None:
                        asked += 1
                        assert found[name, labels] == pytest.approx(row[name]), (name, labels)
    filled = sum(1 for (name, _), value in found.items() if not name.startswith("orion_platform_") and value == 0)
    assert asked + filled >= sum(1 for name, _ in found if not name.startswith("orion_platform_"))
