"""Ids that differ although the database takes them for equal."""

from contextlib import closing

import pytest
from sqlalchemy.orm import Session

from exporter.contracts.metrics import MetricsContext
from tests.ids.asking import aggregator, counted, unattributed
from tests.ids.shop import execute, number
from tests.ids.spellings import CASES, Case, made, order
from tests.query.incremental.conftest import Watch, watch
from tests.query.incremental.watching import pending, refreshed
from tests.support.databases import MakeDatabase
from tests.support.modules import only
from tests.support.random_shop import NOW
from tests.support.shop import Exporter, series_of

__all__ = ["watch"]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_rows_belong_to_the_vendor_whom_the_database_finds(make_database: MakeDatabase, case: Case) -> None:
    database = made(make_database, case)
    joined = number(
        database, "SELECT count(*) FROM orders JOIN vendors ON vendors.id = orders.vendor_id WHERE code = 'acme'"
    )
    with (
        closing(
            Exporter(database.url, NOW, only("tenancy", "orders", "cms"), alerts=True).refresh("alerts")
        ) as exporter,
        Session(database.engine) as db,
    ):
        assert exporter.store["alerts"].report.rejected == {}
        assert unattributed(exporter.refresh()) == 0
        series = series_of(exporter.text())
        for id_ in (case.id, case.spelled[0]):
            assert counted(aggregator(exporter).vendor_statistics(db, id_, MetricsContext(NOW))) == joined
        for platform in ("Main", case.platform):
            said = aggregator(exporter).platform_statistics(db, platform, MetricsContext(NOW))
            assert counted(said) == joined + 1
    labels = {"category": "orders", "platform": "main", "status": "pending", "vendor": "acme"}
    assert series["orion_orders", frozenset(labels.items())] == joined == len(case.spelled)
    labels = {"alert": "OrionNoOrders", "category": "orders", "platform": "main", "vendor": "acme"}
    assert series["orion_alert_threshold", frozenset(labels.items())] == 5
    assert not any(name.startswith("orion_platform_pages") for name, _ in series)
    assert ("orion_vendor_platform_info", frozenset(
        {"category": "tenancy", "platform": "main", "primary": "true", "vendor": "acme"}.items()
    )) in series  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_change_is_counted_once_however_it_is_spelled(make_database: MakeDatabase, watch: Watch, case: Case) -> None:
    database = made(make_database, case)
    watching = watch(database)
    before = len(case.spelled)
    for spelled in case.spelled:
        order(database, spelled, f"'2026-02-10 08:00:00.000000', '{watching.stamp:%Y-%m-%d %H:%M:%S}.000000'")
        before += 1
        assert refreshed(watching) is (case.type not in {"citext", "TEXT COLLATE NOCASE"})  # which are read in full
        assert (pending(watching), pending(watching, "bolt")) == (before, 1)
        assert unattributed(watching) == 0


def test_vendors_who_differ_only_in_case_are_two(make_database: MakeDatabase, watch: Watch) -> None:
    """In a table of vendors that is case-sensitive; the orders are not."""
    case = Case("mariadb", "VARCHAR(40) COLLATE utf8mb4_bin", "abc", ("abc", "ABC", "ABC"), "VARCHAR(40)")
    database = made(make_database, case)
    execute(database.engine, "INSERT INTO vendors (id, code, is_active) VALUES ('ABC', 'upper', TRUE)")
    watching = watch(database)
    assert [pending(watching, each) for each in ("acme", "upper", "bolt")] == [1, 2, 1]
    order(database, "ABC", f"NULL, '{watching.stamp:%Y-%m-%d %H:%M:%S}.000000'")
    assert refreshed(watching)
    assert [pending(watching, each) for each in ("acme", "upper", "bolt")] == [1, 3, 1]
    with Session(database.engine) as db:
        for id_, wanted in (("abc", 1), ("ABC", 3)):
            assert counted(aggregator(watching).vendor_statistics(db, id_, MetricsContext(NOW))) == wanted


def test_rows_of_nobody_stay_so_in_every_spelling(make_database: MakeDatabase, watch: Watch) -> None:
    database = made(make_database, Case("mariadb", "VARCHAR(40)", "abc", ("ghost", "GHOST")))
    watching = watch(database)
    assert unattributed(watching) == 2
    order(database, "Ghost", f"NULL, '{watching.stamp:%Y-%m-%d %H:%M:%S}.000000'")
    assert refreshed(watching)
    assert (unattributed(watching), pending(watching, "unknown")) == (3, 3)
