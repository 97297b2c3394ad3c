"""Rows whose primary key has any type, and providers that declare their ids with another type than the table has."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from typing import Any

import pytest
from sqlalchemy import BigInteger, DateTime, Integer, String, Uuid, column, table
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeEngine

from exporter.contracts.metrics import MetricDefinition, MetricsContext
from exporter.query import Query, QueryMetricsProvider, count
from tests.ids.kinds import KINDS, Kind
from tests.ids.shop import CASES, build, create, execute, orders
from tests.query.incremental.conftest import Watch, watch
from tests.query.incremental.watching import pending, refreshed
from tests.support.databases import Dialect, MakeDatabase, SharedDatabase
from tests.support.random_shop import NOW
from tests.support.seed import provider
from tests.support.shop import Exporter, series_of

__all__ = ["watch"]

# A type of primary key, and three literals.
KEYS: list[tuple[Dialect, str, tuple[str, str, str]]] = [
    ("sqlite", "TEXT", ("'a'", "'A'", "'a '")),
    ("sqlite", "BLOB", ("X'00'", "X'27'", "X'FF'")),
    ("postgresql", "bigint", ("5000000000", "1", "-1")),
    ("postgresql", "numeric", ("99999999999999999999", "1.0", "2.5")),
    ("postgresql", "text", ("'a'", "'A'", "'a '")),
    ("postgresql", "bytea", (r"'\x00'", r"'\x27'", r"'\xff'")),
    ("postgresql", "uuid", tuple(f"'0198c0de-0000-7000-8000-00000000000{n}'" for n in "123")),  # type: ignore[list-item]
    ("postgresql", "integer[]", ("'{1}'", "'{1,2}'", "'{}'")),
    ("postgresql", "jsonb", ("'{}'", "'[1]'", "'1'")),
    ("postgresql", "timestamp", ("'2020-01-01'", "'2020-01-02'", "'2020-01-03'")),
    ("mariadb", "BIGINT UNSIGNED", ("18446744073709551615", "1", "2")),
    ("mariadb", "BINARY(2)", ("X'0027'", "X'005C'", "X'FFFF'")),
    ("mariadb", "VARCHAR(9)", ("'a'", "'b'", "'\xe9'")),
    ("mariadb", "UUID", tuple(f"'0198c0de-0000-7000-8000-00000000000{n}'" for n in "123")),  # type: ignore[list-item]
]


@pytest.mark.parametrize(("dialect", "type_", "keys"), KEYS, ids=[f"{d}-{type_}" for d, type_, _ in KEYS])
def test_a_written_row_is_counted_once(
    dialect: Dialect, type_: str, keys: tuple[str, ...], make_database: MakeDatabase, watch: Watch
) -> None:
    database = make_database(dialect)
    create(database.engine, "INTEGER", of_orders=type_)
    execute(database.engine, "INSERT INTO vendors (id, code) VALUES (1, 'acme')")

    def order(key: str, at: str) -> None:
        columns = "id, vendor_id, status, updated_at"
        execute(database.engine, f"INSERT INTO orders ({columns}) VALUES ({key}, 1, 'pending', '{at}.000000')")

    order(keys[0], "2020-01-01 00:00:00")
    watching = watch(database, overlap=3000.0)
    for number, key in enumerate(keys[1:], start=2):
        order(key, f"{watching.stamp:%Y-%m-%d %H:%M:%S}")
        assert [refreshed(watching, 5), refreshed(watching, 5)] == [True, True]
        assert pending(watching, platform="unassigned") == number


CARDS = MetricDefinition("cards.total", "cards", "Cards", "Cards (orders).")


@dataclass(frozen=True)
class Cards(QueryMetricsProvider):
    """Counts the orders of vendors, whose ids it declares with some type."""

    metrics_category = "cards"
    declared: type[TypeEngine[Any]] = Integer

    def queries(self) -> Iterator[Query]:
        """Yield one query."""
        names = ("id", "vendor_id", "platform_id")
        o = table("orders", *(column(name, self.declared) for name in names), column("updated_at", DateTime)).c
        card = partial(Query, primary_key=o.id, updated_at=o.updated_at)
        yield card({CARDS: count()}, vendor=o.vendor_id, platform=o.platform_id)


SOME = [(dialect, kind) for dialect, kind in CASES if kind.name in {"bigint", "text", "uuid", "CHAR(36)"}]


@pytest.mark.parametrize("declared", [Integer, BigInteger, String, Uuid])
@pytest.mark.parametrize(("dialect", "kind"), SOME, ids=str)
def test_what_a_provider_declares_makes_no_difference(
    dialect: Dialect, kind: Kind, shared_database: SharedDatabase, declared: type[TypeEngine[Any]]
) -> None:
    database = shared_database(dialect, build, dialect, kind.name)
    implementation = Cards(declared)
    more = [provider(implementation)]
    with closing(Exporter(database.url, NOW, more=more).refresh("cards")) as exporter, Session(database.engine) as db:
        assert exporter.failures() == {}
        labels = {"category": "cards", "platform": "side", "vendor": "bolt"}
        assert series_of(exporter.text("cards"))["orion_cards", frozenset(labels.items())] == 6
        of_vendor = implementation.get_vendor_metrics(db, kind.passed[0], MetricsContext(NOW))
        of_platform = implementation.get_platform_metrics(db, kind.passed[0], MetricsContext(NOW))
    assert [value.value for value in (*of_vendor, *of_platform)] == [6, 4]


@pytest.mark.parametrize("declared", [Integer, String, Uuid])
def test_nor_for_what_changed(dialect: Dialect, make_database: MakeDatabase, watch: Watch, declared: type) -> None:
    name = "CHAR(36)"
    database = make_database(dialect, build, dialect, name)
    watching = watch(database, more=[provider(Cards(declared))]).refresh("cards").passes(60).refresh("cards")
    kind = next(each for each in KINDS if each.name == name)
    written = f"NULL, '{watching.stamp:%Y-%m-%d %H:%M:%S}.000000'"
    execute(database.engine, *orders(kind, 2, 2, 1, written))
    before = watching.changed_only("cards")
    watching.passes(60).refresh("cards")
    assert watching.failures() == {}
    assert watching.changed_only("cards") == before + 1
    labels = {"category": "cards", "platform": "side", "vendor": "bolt"}
    assert series_of(watching.text("cards"))["orion_cards", frozenset(labels.items())] == 7
