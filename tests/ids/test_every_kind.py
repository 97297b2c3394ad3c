"""The numbers of a vendor and a platform are those of SQL, for every kind of id, in every path that compares ids."""

from contextlib import closing
from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from exporter.contracts.metrics import MetricsContext
from exporter.directory.directory import Directory
from tests.ids.asking import aggregator, counted
from tests.ids.kinds import KINDS, Kind
from tests.ids.shop import CASES, IDS, build, execute, number, orders
from tests.query.incremental.conftest import Watch, watch
from tests.query.incremental.watching import CATEGORIES, pending, refreshed
from tests.support.databases import Database, Dialect, MakeDatabase, SharedDatabase
from tests.support.modules import only
from tests.support.random_shop import NOW
from tests.support.shop import Exporter, series_of

__all__ = ["watch"]

CONTEXT = MetricsContext(NOW)
COUNTED = only("orders", "catalog", "cms")
"""The modules whose statistics are compared here; those of all are those of SQL in tests/statistics."""
REFRESHED = only("tenancy", "orders", "customers", "cms", "carts", "payments")
"""The modules of a full refresh: the others that compare ids can tell what changed, and are refreshed for that."""
EVERY = pytest.mark.parametrize(("dialect", "kind"), CASES, ids=IDS)
_CHOSEN = {kind.name: [*kind.types][number % len(kind.types)] for number, kind in enumerate(KINDS)}
ONCE = [
    pytest.param(dialect, kind, id=id_, marks=[] if _CHOSEN[kind.name] == dialect else [pytest.mark.soak])
    for (dialect, kind), id_ in zip(CASES, IDS, strict=True)
]
"""Each kind on one of its databases; the others are left to `make soak`."""


@pytest.fixture
def database(dialect: Dialect, kind: Kind, shared_database: SharedDatabase) -> Database:
    return shared_database(dialect, build, dialect, kind.name)


def of(kind: Kind, vendor: int, platform: int | None = None) -> str:
    on = "IS NULL" if platform is None else f"= {kind.literal(platform)}"
    return f"SELECT count(*) FROM orders WHERE vendor_id = {kind.literal(vendor)} AND platform_id {on}"


@EVERY
def test_a_full_refresh(dialect: Dialect, kind: Kind, database: Database) -> None:
    with closing(Exporter(database.url, NOW, REFRESHED, alerts=True).refresh()) as exporter:
        assert exporter.failures() == {}
        text = exporter.text()
        reports = [state.report for state in exporter.store.states()]
    assert [(each.unattributed, each.warnings) for each in reports] == [(0, ())] * len(reports), dialect
    found = {
        (labels["vendor"], labels["platform"]): value
        for (name, pairs), value in series_of(text).items()
        if name == "orion_orders_open" and (labels := dict(pairs))
    }
    wide = number(database, of(kind, 1))
    assert found == {
        ("acme", "main"): number(database, of(kind, 1, 1)) + wide,
        ("acme", "side"): number(database, of(kind, 1, 2)),
        ("bolt", "side"): number(database, of(kind, 2, 2)) + number(database, of(kind, 2)),
    }
    assert 'alert_threshold{alert="OrionNoOrders",category="orders",platform="main",vendor="acme"} 5' in text


@EVERY
def test_the_statistics_of_a_vendor(kind: Kind, database: Database) -> None:
    mine = f"SELECT count(*) FROM orders WHERE vendor_id = {kind.literal(1)}"
    there = f"{mine} AND (platform_id = {kind.literal(1)} OR platform_id IS NULL)"
    products = f"SELECT count(*) FROM products WHERE vendor_id = {kind.literal(1)}"
    with closing(Exporter(database.url, NOW, COUNTED)) as exporter, Session(database.engine) as db:
        for id_ in kind.passed:
            everywhere = aggregator(exporter).vendor_statistics(db, id_, CONTEXT)
            on_main = aggregator(exporter).vendor_statistics(db, id_, replace(CONTEXT, platform_id=id_))
            assert counted(everywhere) == number(database, mine) > 0
            assert counted(on_main) == number(database, there) > 0
            assert counted(everywhere, "catalog", "catalog.products") == number(database, products) > 0
            assert "cms" not in on_main.values  # which is disabled on main


@EVERY
def test_the_statistics_of_a_platform(kind: Kind, database: Database) -> None:
    members = f"SELECT vendor_id FROM vendor_platforms WHERE platform_id = {kind.literal(1)}"
    wide = f"platform_id IS NULL AND vendor_id IN ({members})"
    there = f"SELECT count(*) FROM orders WHERE platform_id = {kind.literal(1)} OR {wide}"
    with closing(Exporter(database.url, NOW, COUNTED)) as exporter, Session(database.engine) as db:
        for id_ in kind.passed:
            statistics = aggregator(exporter).platform_statistics(db, id_, CONTEXT)
            assert counted(statistics) == number(database, there) > 0
            assert "cms" not in statistics.values


@EVERY
def test_the_directory_of_one_vendor(kind: Kind, database: Database) -> None:
    with Session(database.engine) as db:
        found = Directory.read(db, kind.passed[0])
        again = Directory.read(db, kind.passed[0], found)
    assert [entry.label for entry in found.vendors.values()] == ["acme"]
    assert [len(of) for of in found.memberships.values()] == [2]
    assert again is found


@pytest.mark.parametrize(("dialect", "kind"), ONCE)
@pytest.mark.parametrize("large", [pytest.param(1_000, marks=pytest.mark.soak), 2], ids=["vendors", "months"])
def test_a_changed_only_refresh(
    dialect: Dialect, kind: Kind, make_database: MakeDatabase, watch: Watch, large: int
) -> None:
    database = make_database(dialect, build, dialect, kind.name)
    watching = watch(database, large=large)
    before = watching.text("orders")
    written = f"'2026-03-01 08:00:00.000000', '{watching.stamp:%Y-%m-%d %H:%M:%S}.000000'"
    execute(database.engine, *orders(kind, 1, 1, 1, written), *orders(kind, 2, 2, 2, written))
    assert refreshed(watching)
    on_main = number(database, of(kind, 1, 1)) + number(database, of(kind, 1))
    on_side = number(database, of(kind, 2, 2)) + number(database, of(kind, 2))
    assert (pending(watching), pending(watching, "bolt", "side")) == (on_main, on_side)
    assert watching.text("orders") != before
    for category in CATEGORIES:
        watching.refresh(category)
        assert watching.store[category].report.unattributed == 0
        assert watching.changed_only(category) > 0
