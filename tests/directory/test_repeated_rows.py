"""Rows that are there twice, because nothing keeps a table unique: they count once, and no series comes out twice."""

from collections import Counter
from contextlib import closing
from random import Random

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine, insert
from sqlalchemy.orm import Session

from exporter.demo.schema import inventory, platforms, products, vendor_platforms, vendors
from exporter.directory.directory import Directory, Membership
from exporter.directory.tables import TABLES
from exporter.fold.info import info_families
from tests.support.databases import Database
from tests.support.random_shop import NOW
from tests.support.shop import Exporter, series_of
from tests.support.shops import add, without_keys
from tests.support.truth import expected

IDS, FLAGS = st.integers(1, 3), st.sampled_from((True, False, None))
NAMED = st.lists(st.tuples(IDS, st.sampled_from((None, "", "acme", "bolt"))), max_size=6)
MEMBERSHIPS = st.lists(st.tuples(IDS, IDS, FLAGS, FLAGS), max_size=8)


def read(
    named: list[tuple[int, str | None]], memberships: list[tuple[int, int, bool | None, bool | None]]
) -> Directory:
    """Return the directory of tables without keys: vendors and platforms of these ids and codes, and memberships."""
    engine = create_engine("sqlite://")
    with Session(engine) as db:
        for table in TABLES:
            columns = ", ".join(each.name for each in table.columns)
            db.connection().exec_driver_sql(f"CREATE TABLE {table.name} ({columns})")
        of = vendor_platforms.c
        names = (of.vendor_id.name, of.platform_id.name, of.is_active.name, of.is_primary.name)
        for filled, rows in (
            (vendors, [{"id": id_, "code": code} for id_, code in named]),
            (platforms, [{"id": id_, "code": code} for id_, code in named]),
            (vendor_platforms, [dict(zip(names, row, strict=True)) for row in memberships]),
        ):
            for row in rows:
                db.execute(insert(filled), row)
        found = Directory.read(db)
    engine.dispose()
    return found


@given(NAMED, MEMBERSHIPS)
def test_no_series_is_twice_whatever_the_tables_hold_twice(
    named: list[tuple[int, str | None]], memberships: list[tuple[int, int, bool | None, bool | None]]
) -> None:
    found = read(named, memberships)
    for family in info_families(found, ""):
        assert family.axis.is_unique
    ids = {id_ for id_, _ in named}
    assert found.vendors.keys() == found.platforms.keys() == ids
    more = Counter(id_ for id_, _ in named) - Counter(ids)
    assert Counter(found.repeated) == Counter(
        {(of, id_): n for of in ("vendors", "platforms") for id_, n in more.items()}
    )
    active = {row[:2] for row in memberships if row[2] and {row[0], row[1]} <= ids}
    primary = {row[:2] for row in memberships if row[2] and row[3]} & active
    held = [(vendor, each) for vendor, of in found.memberships.items() for each in of]
    assert sorted((vendor, each.platform_id) for vendor, each in held) == sorted(active)
    assert {(vendor, each.platform_id) for vendor, each in held if each.primary} == primary


@given(NAMED, MEMBERSHIPS, st.randoms())
def test_the_order_of_the_rows_makes_no_difference(
    named: list[tuple[int, str | None]],
    memberships: list[tuple[int, int, bool | None, bool | None]],
    random: Random,
) -> None:
    before = read(named, memberships)
    random.shuffle(named)
    random.shuffle(memberships)
    assert read(named, memberships) == before


def test_the_second_of_two_active_memberships_may_be_the_primary_one() -> None:
    named: list[tuple[int, str | None]] = [(1, "acme"), (2, "bolt")]
    found = read(named, [(1, 1, True, None), (1, 2, True, False), (1, 2, True, True), (1, 2, False, True)])
    assert found.memberships == {1: (Membership(2, primary=True), Membership(1, primary=False))}


def test_a_membership_that_is_there_twice_counts_once(small_shop: Database) -> None:
    add(small_shop, products, [{"vendor_id": 1, "is_active": True}, {"vendor_id": 2, "is_active": True}])
    add(small_shop, inventory, [{"vendor_id": 1, "quantity": 10}, {"vendor_id": 2, "quantity": 5}])
    without_keys(small_shop, vendor_platforms)
    add(small_shop, vendor_platforms, [{"vendor_id": 1, "platform_id": 2, "is_active": True, "is_primary": True}])
    with closing(Exporter(small_shop.url, NOW).refresh()) as made, small_shop.engine.connect() as connection:
        assert made.failures() == {}
        found = series_of(made.text())
        assert found == expected(connection, NOW)
        assert made.store["tenancy"].report.rejected == {}
    labels = {"category": "tenancy", "platform": "side", "state": "active"}
    assert found["orion_platform_vendors", frozenset(labels.items())] == 2


def test_an_id_that_is_there_twice_is_used_once_and_counted(small_shop: Database) -> None:
    with closing(Exporter(small_shop.url, NOW).refresh()) as made:
        before = series_of(made.text())
    without_keys(small_shop, vendors, platforms)
    add(small_shop, vendors, [{"id": 2, "code": "bolt", "is_active": True, "is_verified": True}] * 2)
    add(small_shop, platforms, [{"id": 1, "code": "main", "is_active": True}])
    with closing(Exporter(small_shop.url, NOW).refresh()) as made:
        assert made.failures() == {}
        assert series_of(made.text()) == before
        report = made.store["tenancy"].report
    assert report.rejected == {"duplicate": 3}
    assert report.warnings == ("table platforms contains id 1 twice; one row is used. Make id the primary key",)
    assert report.codes_replaced == 0
