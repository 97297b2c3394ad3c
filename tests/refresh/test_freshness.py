"""Old numbers never look alive: what is served after a failure, for how long, and what is no longer there."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from sqlalchemy import text

from exporter.demo.schema import METADATA, orders, vendors
from tests.support.databases import Database
from tests.support.random_shop import NOW
from tests.support.samples import With
from tests.support.seed import Moody, provider
from tests.support.shop import Exporter
from tests.support.shops import add

MAX_AGE = 600.0


@pytest.fixture
def moody() -> Moody:
    return Moody()


@pytest.fixture
def shop(exporter_with: With, moody: Moody) -> Exporter:
    return exporter_with(moody)


def said(exporter: Exporter) -> list[str]:
    return [line.rpartition(" ")[2] for line in exporter.text("loyalty").splitlines() if "acme" in line]


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (RuntimeError("out of points\nsecond line"), "RuntimeError: out of points"),
        (SystemExit(1), "SystemExit: 1"),
        (ValueError(), "ValueError: ValueError"),
        (ZeroDivisionError("division by zero"), "ZeroDivisionError: division by zero"),
    ],
    ids=repr,
)
def test_a_provider_that_raises_costs_its_own_category(
    shop: Exporter, moody: Moody, error: BaseException, message: str
) -> None:
    moody.error = error
    shop.refresh()
    assert shop.failures() == {"loyalty": f"internal: elsewhere/loyalty.py: {message}"}
    assert said(shop) == []
    assert all(shop.text(each.category) for each in shop.providers if each.category != "loyalty")


def test_the_last_good_snapshot_is_served_until_it_is_too_old(shop: Exporter, moody: Moody) -> None:
    shop.refresh()
    moody.error = RuntimeError("no")
    shop.clock.advance(MAX_AGE)
    shop.refresh("loyalty")
    assert said(shop) == ["1.0"]
    shop.clock.advance(0.001)
    assert said(shop) == []
    assert shop.store["loyalty"].last_success == NOW.timestamp()


def test_age_is_counted_from_the_start_of_the_refresh_and_a_failure_does_not_renew_it(
    shop: Exporter, moody: Moody
) -> None:
    shop.refresh("loyalty")
    moody.error = RuntimeError("no")
    for _ in range(5):
        shop.clock.advance(MAX_AGE / 4)
        shop.refresh("loyalty")
    assert said(shop) == []
    assert shop.store["loyalty"].failures == {"internal": 5}


def test_a_success_ends_the_failure(shop: Exporter, moody: Moody) -> None:
    moody.error = RuntimeError("no")
    shop.refresh("loyalty")
    moody.error = None
    state = shop.refresh("loyalty").store["loyalty"]
    assert shop.failures() == {}
    assert (state.up, state.refreshes, state.failures) == (True, 2, {"internal": 1})
    assert said(shop) == ["1.0"]


def test_series_of_rows_that_are_gone_are_gone(small_shop: Database) -> None:
    add(small_shop, orders, [{"vendor_id": 2, "platform_id": 2, "currency": "CHF", "total_cents": 1}])
    with closing(Exporter(small_shop.url, NOW).refresh()) as exporter:
        assert 'currency="CHF"' in exporter.text("orders")
        assert 'vendor="bolt"' in exporter.text()
        with small_shop.engine.begin() as connection:
            connection.execute(orders.delete())
            connection.execute(vendors.delete().where(vendors.c.id == 2))
        exporter.refresh()
        assert 'currency="CHF"' not in exporter.text("orders")
        assert 'vendor="bolt"' not in exporter.text()
        assert 'vendor="acme"' in exporter.text("orders")


@pytest.fixture
def without_inventory(small_shop: Database) -> Iterator[Exporter]:
    with small_shop.engine.begin() as connection:
        connection.execute(text("DROP TABLE inventory"))
    with closing(Exporter(small_shop.url, NOW)) as exporter:
        yield exporter


def test_a_module_that_is_not_installed_is_idle(without_inventory: Exporter) -> None:
    state = without_inventory.refresh().store["inventory"]
    assert (state.installed, state.tried, state.up) == (False, True, False)
    assert without_inventory.failures() == {}
    assert all(state.tried for state in without_inventory.store.states())


def test_an_idle_module_that_is_installed_later_is_served(without_inventory: Exporter, small_shop: Database) -> None:
    without_inventory.refresh("inventory")
    METADATA.tables["inventory"].create(small_shop.engine)
    state = without_inventory.refresh("inventory").store["inventory"]
    assert (state.installed, state.up) == (True, True)


@pytest.mark.usefixtures("without_inventory")
def test_a_module_that_is_named_in_the_configuration_is_expected(small_shop: Database) -> None:
    environ = {"ORION_EXPORTER_PROVIDERS_INVENTORY_EVERY": "30s"}
    with closing(Exporter(small_shop.url, NOW, environ)) as exporter:
        assert 'table "inventory" does not exist' in exporter.refresh().failures()["inventory"]
        assert exporter.store["inventory"].installed


def test_a_module_that_was_there_before_is_missed(small_shop: Database) -> None:
    with closing(Exporter(small_shop.url, NOW).refresh()) as exporter:
        with small_shop.engine.begin() as connection:
            connection.execute(text("DROP TABLE inventory"))
        assert list(exporter.refresh().failures()) == ["inventory"]
        assert "orion_stock_units" in exporter.text("inventory")


def test_a_provider_from_elsewhere_that_does_not_say_its_tables_is_never_idle(exporter_with: With) -> None:
    assert provider(Moody()).tables == {}
    assert exporter_with(Moody()).refresh("loyalty").store["loyalty"].installed
