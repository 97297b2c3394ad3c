"""Zero dates, infinite times and times in the future: no moment is hidden by them, and no category fails."""

from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from exporter.alerting.catalogue import EXPORTER
from exporter.alerting.rules import is_moment
from exporter.contracts.metrics import MetricsContext
from providers.cms import ContentService
from tests.query.incremental.watching import Watching
from tests.query.times import (
    AGE,
    COLUMNS,
    EVERY,
    EXPIRY,
    FUTURE,
    FUTURE_SECONDS,
    INFINITE,
    KINDS,
    LATE,
    NONE,
    REAL,
    REAL_SECONDS,
    SOME,
    TimeColumn,
    insert,
    read,
)
from tests.support.alerts import ALERTS
from tests.support.databases import Database, Dialect, MakeDatabase
from tests.support.random_shop import NOW
from tests.support.shop import Exporter, series_of
from tests.support.shops import two_platforms

ACME, BOLT = 1, 2
CODES = {ACME: "acme", BOLT: "bolt"}
_IDS = count(1)

Times = dict[tuple[str, str], float]
"""The exported times by metric and vendor."""


def test_every_column_of_times_is_tried_here() -> None:
    tried = {(each.category, each.series, f"{each.table}.{each.column}") for each in COLUMNS}
    run = ("marketplace", "import_last_run_success", "marketplace_import_jobs.completed_at")
    assert read() == tried | {run}


def test_every_alert_on_an_age_is_about_one_of_them() -> None:
    ages = {
        alert.series.removeprefix("orion_").removeprefix("platform_")
        for alert in ALERTS
        if alert.category != EXPORTER and is_moment(alert)
    }
    assert ages <= {each.series for each in COLUMNS}


def shop(make_database: MakeDatabase, dialect: Dialect, kind: str) -> Database:
    """Make a shop in which acme has only rows with such a time in each column, and bolt also real ones."""
    database = make_database(dialect, two_platforms)
    with database.engine.begin() as connection:
        for table, rows in _rows(kind):
            insert(connection, table, rows)
    return database


def _rows(kind: str) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    for each in {(column.table, column.column): column for column in COLUMNS}.values():
        of = [(ACME, kind), (BOLT, kind), (BOLT, REAL)]
        yield each.table, [{"id": next(_IDS), **_owner(each, v), **each.row, each.column: time} for v, time in of]


def _owner(column: TimeColumn, vendor: int) -> dict[str, Any]:
    return {"vendor_id": vendor} if column.owner == "vendor" else {column.owner: CODES[vendor]}


def wanted(dialect: Dialect, kind: str) -> Times:
    """Return the times that are true: of bolt's rows the real ones, of acme's none but a certificate's."""
    found = {(each.series, "bolt"): float(REAL_SECONDS) for each in COLUMNS}
    expiry = {(each.series, "acme"): float(FUTURE_SECONDS) for each in COLUMNS if each.reads == EXPIRY}
    return found | expiry if KINDS[dialect][kind] == LATE else found


def exported(exporter: Exporter) -> Times:
    scopes = {"vendor": "orion_", "method": "orion_platform_", "queue": "orion_"}
    columns = {scopes[each.owner] + each.series: each for each in COLUMNS}
    found = ((columns.get(name), dict(labels), value) for (name, labels), value in series_of(exporter.text()).items())
    return {(column.series, labels[column.owner]): value for column, labels, value in found if column}


def rejected(dialect: Dialect, kind: str) -> dict[str, dict[str, int]]:
    """Return what is to be counted: rows dated after now, and earliest times that are infinite."""
    what, found = KINDS[dialect][kind], dict[str, dict[str, int]]()
    if what == NONE:
        return {}
    judged = [each for each in COLUMNS if each.reads != EXPIRY and not each.planned]
    for table, of in {each.table: each for each in judged}.items():
        mine = [each for each in judged if each.table == table]
        # A vendor with an older row has another begin of an age: the one in the future hides nothing, and is not seen.
        seen = 1 if of.owner == "vendor" and all(each.reads == AGE for each in mine) else 2
        found[of.category] = {"future": seen * len({each.column for each in mine})}
    return found | ({"tenancy": {"value": 1}} if what == INFINITE else {})


def counted(exporter: Exporter) -> dict[str, dict[str, int]]:
    states = exporter.store.states()
    return {each.category: dict(each.report.rejected) for each in states if each.report.rejected}


@pytest.mark.parametrize(("on", "kind"), SOME)
def test_a_time_that_cannot_be_true_hides_no_other(on: Dialect, kind: str, make_database: MakeDatabase) -> None:
    database = shop(make_database, on, kind)
    with closing(Exporter(database.url, NOW)) as exporter:
        for _ in range(2):  # the second has a column for each value that the first has found
            exporter.refresh()
            assert exporter.failures() == {}
            assert exported(exporter) == wanted(on, kind)
            assert counted(exporter) == rejected(on, kind)
        of_vendors = {each.series for each in COLUMNS if each.owner == "vendor"}
        expected = {name: value for name, value in wanted(on, kind).items() if name[0] in of_vendors}
        assert statistics(exporter, database) == expected


def statistics(exporter: Exporter, database: Database) -> Times:
    """Return the times in the statistics of both vendors; those of the platform are bolt's or a certificate's."""
    found, context = Times(), MetricsContext(NOW)
    keys = {
        f"{each.category}.{definition.key}": definition
        for each in exporter.providers
        for definition in each.definitions
    }
    names = {definition.key: definition.name for definition in keys.values()}
    read = {each.series for each in COLUMNS}
    with Session(database.engine) as db:
        if database.dialect == "postgresql":
            db.execute(text("SET LOCAL TIME ZONE 'UTC'"))
        for provider in exporter.providers:
            statistics = provider.source.statistics
            assert statistics is not None
            for vendor, code in CODES.items():
                values = statistics.get_vendor_metrics(db, vendor, context)
                found |= {(names[each.key], code): each.value for each in values if names[each.key] in read}
            whole = {names[each.key]: each.value for each in statistics.get_platform_metrics(db, 2, context)}
            assert {whole[name] for name in whole if name in read} <= {REAL_SECONDS}
    return found


@pytest.mark.parametrize("large", [1, pytest.param(1_000, marks=pytest.mark.soak)], ids=["by month", "whole"])
@pytest.mark.parametrize(("on", "kind"), SOME)
def test_what_changed_is_read_as_all_is(on: Dialect, kind: str, large: int, make_database: MakeDatabase) -> None:
    database = shop(make_database, on, kind)
    with database.engine.begin() as connection:
        connection.execute(text("CREATE INDEX by_month ON orders (vendor_id, created_at)"))
    watching = Watching(database.url, large=large)
    full = Watching(database.url, changed_only=False, clock=watching.clock)
    with closing(watching), closing(full):
        for _ in range(2):
            watching.passes(100).refresh()
        for time in (kind, REAL, kind):
            with database.engine.begin() as connection:
                rows = [{"id": next(_IDS), "vendor_id": v, **_order(), "created_at": time} for v in (ACME, BOLT)]
                insert(connection, "orders", [{**row, "updated_at": watching.stamp} for row in rows])
            watching.passes(1).refresh()
            full.refresh()
            assert (watching.failures(), counted(watching)) == ({}, counted(full))
            assert watching.text() == full.text()
        assert watching.changed_only() == 4
    assert exported(watching)["order_last_created_timestamp_seconds", "acme"] == REAL_SECONDS


def _order() -> dict[str, Any]:
    return next(dict(each.row) for each in COLUMNS if each.reads == AGE)


def test_a_time_in_the_future_comes_true_without_a_change(make_database: MakeDatabase) -> None:
    database = make_database("sqlite", two_platforms)
    soon = (NOW + timedelta(minutes=10)).replace(tzinfo=None)
    with database.engine.begin() as connection:
        insert(
            connection, "orders", [{"id": each, "vendor_id": 1, **_order(), "created_at": REAL} for each in range(9)]
        )
        insert(connection, "orders", [{"id": 9, "vendor_id": 1, **_order(), "created_at": soon}])
    name = ("order_last_created_timestamp_seconds", "acme")
    with closing(Watching(database.url)) as watching:
        for seconds, time, future in ((0, REAL_SECONDS, 1), (300, REAL_SECONDS, 1), (301, NOW.timestamp() + 600, 0)):
            watching.passes(seconds).refresh("orders")
            assert (exported(watching)[name], counted(watching).get("orders", {}).get("future", 0)) == (time, future)
        assert watching.changed_only() == 2


def test_one_more_statement_is_run_only_if_there_is_a_time_in_the_future(make_database: MakeDatabase) -> None:
    database = make_database("sqlite", two_platforms)
    customer = {"vendor_id": ACME, "platform_id": 2, "is_active": True}
    with closing(Exporter(database.url, NOW)) as exporter:
        statements = []
        for time in (REAL, FUTURE, FUTURE):
            with database.engine.begin() as connection:
                insert(connection, "customers", [{"id": next(_IDS), **customer, "created_at": time}])
            statements.append(exporter.refresh("customers").store["customers"].report.statements)
    assert statements == [statements[0], statements[0] + 1, statements[0] + 1]


def test_so_many_vendors_have_times_in_the_future_that_all_are_read(make_database: MakeDatabase) -> None:
    database = make_database("sqlite", two_platforms)
    rows = [(vendor, time) for vendor in range(1, 1_102) for time in (REAL, FUTURE)]
    with database.engine.begin() as connection:
        insert(connection, "customers", [{"id": next(_IDS), "vendor_id": v, "created_at": time} for v, time in rows])
    with closing(Exporter(database.url, NOW).refresh("customers")) as exporter:
        vendors = ("acme", "bolt", "unknown")
        name = "customer_last_registered_timestamp_seconds"
        assert exported(exporter) == {(name, each): REAL_SECONDS for each in vendors}
        assert counted(exporter) == {"customers": {"future": 1_101}}


RUNS = {
    "a success dated in the future": ([("completed", FUTURE), ("failed", REAL)], 0),
    "a failure dated in the future": ([("failed", FUTURE), ("completed", REAL)], 1),
    "only the future": ([("completed", FUTURE)], None),
}


@pytest.mark.parametrize(("jobs", "succeeded"), RUNS.values(), ids=RUNS)
def test_the_last_run_is_none_of_the_future(
    small_shop: Database, jobs: list[tuple[str, str]], succeeded: float | None
) -> None:
    job = {"vendor_id": BOLT, "marketplace": "ebay", "created_at": REAL}
    with small_shop.engine.begin() as connection:
        rows = [{"id": next(_IDS), **job, "status": status, "completed_at": time} for status, time in jobs]
        insert(connection, "marketplace_import_jobs", rows)
    labels = {"category": "marketplace", "vendor": "bolt", "platform": "side", "marketplace": "ebay"}
    with closing(Exporter(small_shop.url, NOW).refresh("marketplace")) as exporter:
        found = series_of(exporter.text()).get(("orion_import_last_run_success", frozenset(labels.items())))
        assert (found, counted(exporter)) == (succeeded, {"marketplace": {"future": 1}})


@pytest.mark.parametrize(("on", "kind"), [(on, kind) for on, kind in EVERY if KINDS[on][kind] == NONE])
def test_a_run_without_a_time_is_none(on: Dialect, kind: str, make_database: MakeDatabase) -> None:
    with closing(Exporter(shop(make_database, on, kind).url, NOW).refresh("marketplace")) as exporter:
        found = series_of(exporter.text()).items()
        runs = {dict(labels)["vendor"]: of for (name, labels), of in found if name == "orion_import_last_run_success"}
    assert runs == {"bolt": 1}


@pytest.mark.parametrize(("on", "kind"), EVERY)
def test_a_page_is_found_whenever_it_was_changed(on: Dialect, kind: str, make_database: MakeDatabase) -> None:
    database = make_database(on, two_platforms)
    page = {"id": 1, "platform_id": 1, "slug": "terms", "title": "Terms", "body": "", "is_published": True}
    with database.engine.begin() as connection:
        insert(connection, "content_pages", [{**page, "updated_at": kind}])
    with Session(database.engine) as db:
        found = ContentService().get_page(db, "terms", platform_id=1)
        assert ContentService().get_default_pages(db, ["terms"]) == [found]
    assert found is not None
    future = datetime.fromisoformat(FUTURE) if KINDS[on][kind] == LATE else None
    assert found.updated_at == future
