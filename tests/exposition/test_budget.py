"""Above the series budget only platforms are exported, and vendors come back once there is clearly room for them."""

import logging
from array import array
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing

import pytest
from sqlalchemy import delete

from exporter.demo.schema import vendor_platforms
from exporter.exposition.budget import Budget
from exporter.exposition.rendering import Format
from exporter.exposition.snapshot import NAN, Axis, Column, Family
from exporter.exposition.telemetry import Telemetry
from tests.support.databases import Database
from tests.support.random_shop import NOW
from tests.support.shop import Exporter, series_of
from tests.support.shops import add

SMALL = ["orion_users", "orion_platform_cards"]
ALL = [*SMALL, "orion_cards"]


def family(name: str, names: tuple[str, ...], series: int, absent: int = 0) -> Family:
    cells = tuple((f"{number}",) * len(names) for number in range(series + absent))
    return Family(name, "", Axis(names, cells), (Column((), array("d", [1.0] * series + [NAN] * absent)),))


def families(series: int, absent: int = 0) -> list[Family]:
    """Return one family of each scope, with so many series together, three of them not of vendors."""
    return [
        family("orion_users", (), 1),
        family("orion_platform_cards", ("platform",), 2),
        family("orion_cards", ("platform", "vendor"), series - 3, absent),
    ]


def names(budget: Budget, series: int, *, full: bool = True, absent: int = 0) -> list[str]:
    return [each.name for each in budget.allowed(families(series, absent), full=full)]


def test_vendors_go_above_the_limit_and_come_back_below_nine_tenths_of_it() -> None:
    budget = Budget("loyalty", 100, vendors=True)
    steps = [
        (100, True, ALL),
        (101, False, SMALL),
        (100, True, SMALL),
        (90, True, SMALL),
        (89, False, SMALL),
        (91, True, SMALL),
        (89, True, ALL),
        (100, False, ALL),
        (101, True, SMALL),
    ]
    for series, full, exported in steps:
        assert (series, names(budget, series, full=full)) == (series, exported)
        assert budget.dropped == (exported == SMALL)


def test_cells_without_a_sample_do_not_count() -> None:
    budget = Budget("loyalty", 100, vendors=True)
    assert names(budget, 100, absent=1000) == ALL
    assert names(budget, 101, absent=1000) == SMALL


def test_a_limit_of_zero_is_none() -> None:
    budget = Budget("loyalty", 0, vendors=True)
    assert names(budget, 10_000) == ALL
    assert not budget.dropped


def test_platforms_and_the_installation_are_exported_however_many_they_are() -> None:
    assert names(Budget("loyalty", 1, vendors=True), 4) == SMALL


@pytest.mark.parametrize("limit", [0, 1, 100])
def test_with_the_detail_of_platforms_vendors_are_never_in_it_and_nothing_is_dropped(limit: int) -> None:
    budget = Budget("loyalty", limit, vendors=False)
    assert names(budget, 50) == SMALL
    assert not budget.dropped


def test_it_is_logged_once_each_time_the_detail_changes(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "exporter.exposition.budget")
    budget = Budget("loyalty", 100, vendors=True)
    for series in (100, 101, 102, 95, 80, 81):
        names(budget, series)
    assert [(each.levelname, vars(each)["series"], vars(each)["max_series"]) for each in caplog.records] == [
        ("WARNING", 101, 100),
        ("INFO", 80, 100),
    ]
    assert {vars(each)["category"] for each in caplog.records} == {"loyalty"}


Limited = Callable[..., Exporter]
MEMBERS = range(100, 120)


@pytest.fixture
def limited(small: Database) -> Iterator[Limited]:
    """Return a function: an exporter with these settings of the provider of customers, in a shop of 22 vendors."""
    add(small, vendor_platforms, [{"vendor_id": 1, "platform_id": each, "is_active": False} for each in MEMBERS])
    with small.engine.begin() as connection:
        for each in MEMBERS:
            connection.exec_driver_sql(f"INSERT INTO vendors (id, code, is_active) VALUES ({each}, 'v{each}', true)")
            connection.exec_driver_sql(
                f"INSERT INTO vendor_platforms (vendor_id, platform_id, is_active) VALUES ({each}, 1, true)"
            )
    with ExitStack() as opened:

        def make(**settings: object) -> Exporter:
            prefix = "ORION_EXPORTER_PROVIDERS_CUSTOMERS_"
            environ = {prefix + name.upper(): str(value) for name, value in settings.items()}
            return opened.enter_context(closing(Exporter(small.url, NOW, environ)))

        yield make


def leave(database: Database, vendors: int) -> None:
    """End the memberships of these vendors but for as many."""
    with database.engine.begin() as connection:
        connection.execute(delete(vendor_platforms).where(vendor_platforms.c.vendor_id.in_(MEMBERS[vendors:])))


def refreshed(exporter: Exporter) -> tuple[int, set[str], float]:
    """Refresh; return the series, the labels of them, and what the exporter reports about the detail."""
    exporter.refresh("customers")
    assert exporter.failures() == {}
    found = series_of(exporter.text("customers"))
    told = series_of(Telemetry(exporter.store, "1").render(Format.TEXT).decode())
    dropped = told["orion_exporter_detail_dropped", frozenset({("category", "customers")})]
    return len(found), {label for _, labels in found for label, _ in labels}, dropped


@pytest.fixture
def whole(limited: Limited) -> int:
    """How many series there are if nothing limits them."""
    return refreshed(limited(max_series=0))[0]


def test_as_many_as_the_limit_are_exported(limited: Limited, whole: int) -> None:
    assert refreshed(limited(max_series=whole)) == (whole, {"category", "platform", "state", "vendor"}, 0)


def test_one_more_leaves_the_platforms(limited: Limited, whole: int, caplog: pytest.LogCaptureFixture) -> None:
    exporter = limited(max_series=whole - 1)
    series, labels, dropped = refreshed(exporter)
    assert (labels, dropped) == ({"category", "platform", "state"}, 1)
    assert 0 < series < whole
    refreshed(exporter)
    said = [record for record in caplog.records if record.levelno == logging.WARNING]
    assert [(each.getMessage(), vars(each)["series"]) for each in said] == [
        ("series limit exceeded; exporting only platform totals", whole)
    ]


def test_vendors_come_back_below_nine_tenths(limited: Limited, whole: int, small: Database) -> None:
    exporter = limited(max_series=whole - 1)
    refreshed(exporter)
    leave(small, 19)
    assert refreshed(exporter)[2] == 1
    leave(small, 10)
    assert refreshed(exporter)[1:] == ({"category", "platform", "state", "vendor"}, 0)


def test_a_category_may_have_platforms_only_for_good(limited: Limited, whole: int) -> None:
    series, labels, dropped = refreshed(limited(detail="platform"))
    assert (labels, dropped) == ({"category", "platform", "state"}, 0)
    assert 0 < series < whole


def test_the_sums_of_the_platforms_are_the_same(limited: Limited, whole: int) -> None:
    every, few = limited(max_series=0), limited(max_series=1)
    refreshed(every)
    refreshed(few)
    platforms = {
        series: value
        for series, value in series_of(every.text("customers")).items()
        if series[0].startswith("orion_platform_")
    }
    assert series_of(few.text("customers")) == platforms
    assert len(platforms) < whole
