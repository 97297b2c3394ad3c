"""Ids that differ although the database takes them for equal."""

from contextlib import closing
from dataclasses import dataclass

import pytest
from sqlalchemy.orm import Session

from exporter.contracts.metrics import MetricsContext
from tests.ids.asking import aggregator, counted, unattributed
from tests.ids.shop import WRITTEN, create, execute, number
from tests.query.incremental.conftest import Watch, watch
from tests.query.incremental.watching import pending, refreshed
from tests.support.databases import Database, Dialect, MakeDatabase
from tests.support.modules import only
from tests.support.random_shop import NOW
from tests.support.shop import Exporter, series_of

__all__ = ["watch"]

UPPER, LOWER = "0198C0DE-0000-7000-8000-00000000ABCD", "0198c0de-0000-7000-8000-00000000abcd"


@dataclass(frozen=True)
class Case:
    """A database and a column type in which spellings are equal; the id of a vendor, and how rows spell it."""

    dialect: Dialect
    type: str
    id: str
    spelled: tuple[str, ...]
    rows_type: str = ""

    @property
    def platform(self) -> str:
        """How rows spell the platform Main."""
        return "Main" if self.spelled[0] == self.id or "bin" in self.type else "MAIN"

    def __str__(self) -> str:
        return f"{self.dialect}-{self.rows_type or self.type}-{self.id[:4]}"


CASES = (
    Case("mariadb", "VARCHAR(40)", "abc", ("ABC", "Abc", "abc", "\N{LATIN SMALL LETTER A WITH ACUTE}bc", "abc ")),
    Case("mariadb", "CHAR(36)", LOWER, (UPPER, LOWER)),
    Case("mariadb", "CHAR(36)", UPPER, (LOWER, UPPER)),
    Case("mariadb", "VARCHAR(40) COLLATE utf8mb4_unicode_nopad_ci", "abc", ("ABC", "abc")),
    Case("mariadb", "VARCHAR(40) CHARACTER SET latin1", "\xe9", ("\xc9", "\xe9", "e")),
    Case("mariadb", "VARCHAR(40) COLLATE utf8mb4_bin", "abc", ("abc", "abc ")),
    Case("postgresql", "CHAR(10)", "abc", ("abc",), "CHAR(12)"),
    Case("postgresql", "citext", "abc", ("ABC", "Abc", "abc")),
    Case("sqlite", "TEXT COLLATE NOCASE", "abc", ("ABC", "Abc", "abc")),
)


def made(make: MakeDatabase, case: Case) -> Database:
    """Return a shop with the vendor and another one; each spelling has an order on main."""
    database = make(case.dialect)
    if case.dialect == "postgresql":
        execute(database.engine, "CREATE EXTENSION citext")
    create(database.engine, case.type, "orders", other=case.rows_type or case.type)
    execute(
        database.engine,
        f"INSERT INTO vendors (id, code, is_active) VALUES ('{case.id}', 'acme', TRUE), ('other', 'bolt', TRUE)",
        "INSERT INTO platforms (id, code, is_active) VALUES ('Main', 'main', TRUE)",
        "INSERT INTO vendor_platforms (vendor_id, platform_id, is_active, is_primary)"
        f" VALUES ('{case.spelled[0]}', 'Main', TRUE, TRUE), ('other', 'Main', TRUE, TRUE)",
        f"INSERT INTO platform_modules (platform_id, module, is_enabled) VALUES ('{case.platform}', 'cms', FALSE)",
        "INSERT INTO alert_thresholds (id, alert, vendor_id, platform_id, value)"
        f" VALUES (1, 'OrionNoOrders', '{case.spelled[len(case.spelled) > 1]}', '{case.platform}', 5)",
    )
    for spelled in case.spelled:
        order(database, spelled)
    order(database, "other")
    return database


def order(database: Database, vendor: str, written: str = WRITTEN) -> None:
    last = number(database, "SELECT coalesce(max(id), 0) FROM orders")
    execute(
        database.engine,
        "INSERT INTO orders (id, vendor_id, platform_id, status, created_at, updated_at)"
        f" VALUES ({last + 1}, '{vendor}', 'Main', 'pending', {written})",
    )


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
