"""When only what changed is read, what that sees, and what waits for the next full refresh."""

import shutil
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, update

from exporter.demo.schema import orders, vendor_platforms, vendors
from tests.query.incremental.conftest import Watch
from tests.query.incremental.orders import fill, order
from tests.query.incremental.watching import FULL_EVERY, pending, refreshed
from tests.support.databases import Database, MakeDatabase
from tests.support.shops import add


def remove(database: Database, vendor_id: int) -> None:
    """Delete all orders of a vendor but the first."""
    kept = orders.c.id % 30 == 0
    with database.engine.begin() as connection:
        connection.execute(delete(orders).where(orders.c.vendor_id == vendor_id, ~kept))


def test_what_is_written_is_seen(shop: Database, watch: Watch) -> None:
    watching = watch(shop)
    order(shop, watching.passes(60).stamp)
    assert refreshed(watching)
    assert (pending(watching), pending(watching, "v3")) == (11, 10)


def test_a_deleted_row_counts_until_all_is_read(shop: Database, watch: Watch) -> None:
    watching = watch(shop)
    with shop.engine.begin() as connection:
        connection.execute(delete(orders).where(orders.c.vendor_id == 1))
    assert refreshed(watching)
    assert pending(watching) == 10
    assert not refreshed(watching, FULL_EVERY)
    assert pending(watching) == 0


def test_a_deleted_row_is_gone_as_soon_as_its_vendor_is_looked_at(shop: Database, watch: Watch) -> None:
    watching = watch(shop)
    order(shop, watching.stamp, vendor_id=777, currency="XXX", total_cents=100)
    order(shop, watching.stamp, vendor_id=777, status="refunded")
    assert refreshed(watching)
    assert 'currency="XXX"' in watching.text("orders")
    with shop.engine.begin() as connection:
        connection.execute(delete(orders).where(orders.c.vendor_id == 777))
    order(shop, watching.stamp, vendor_id=777, status="shipped")
    assert refreshed(watching)
    assert watching.store["orders"].report.unattributed == 1
    assert 'currency="XXX"' not in watching.text("orders")


def test_a_file_that_was_replaced_is_read_in_full(shop: Database, watch: Watch, tmp_path: Path) -> None:
    watching = watch(shop)
    assert refreshed(watching)
    path = Path(shop.engine.url.database or "")
    other = tmp_path / "other.db"
    shutil.copy(path, other)
    with closing(sqlite3.connect(other)) as restored, restored:
        restored.execute("DELETE FROM orders WHERE vendor_id = 1")
    other.replace(path)
    assert not refreshed(watching)
    assert (pending(watching), pending(watching, "v3")) == (0, 10)
    assert refreshed(watching)


def test_the_indexes_of_another_database_are_looked_up_again(shop: Database, watch: Watch, tmp_path: Path) -> None:
    watching = watch(shop)
    assert refreshed(watching)
    path = Path(shop.engine.url.database or "")
    other = tmp_path / "other.db"
    shutil.copy(path, other)
    with closing(sqlite3.connect(other)) as restored, restored:
        indexes = restored.execute("SELECT name FROM sqlite_master WHERE type = 'index' AND sql LIKE '%updated_at%'")
        names = [name for (name,) in indexes]
        assert names
        for name in names:
            restored.execute(f"DROP INDEX {name}")
    other.replace(path)
    assert [refreshed(watching) for _ in range(2)] == [False, False]


@pytest.mark.parametrize("dialect", ["postgresql", "mariadb"])
def test_another_target_is_read_in_full(shop_everywhere: Database, make_database: MakeDatabase, watch: Watch) -> None:
    other = make_database(shop_everywhere.dialect, fill)
    watching = watch(shop_everywhere)
    with other.engine.begin() as connection:
        connection.execute(delete(orders).where(orders.c.vendor_id == 1))
    assert refreshed(watching)
    watching.url = other.url
    assert not refreshed(watching)
    assert (pending(watching), pending(watching, "v3")) == (0, 10)
    assert refreshed(watching)


def test_an_hour_after_the_last_full_refresh_all_is_read(shop: Database, watch: Watch) -> None:
    watching = watch(shop)  # which has read all 600 s ago
    assert [refreshed(watching, 1000.0) for _ in range(5)] == [True, True, False, True, True]


def test_vendors_with_more_than_a_tenth_of_the_rows_are_not_read_one_by_one(shop: Database, watch: Watch) -> None:
    watching = watch(shop, share=0.1)
    for vendor in (1, 2, 3):
        order(shop, watching.stamp, vendor_id=vendor)
    assert refreshed(watching)
    order(shop, watching.passes(60).stamp, vendor_id=None)  # a separate vendor, without a row until now
    for vendor in (1, 2, 3, 4):
        order(shop, watching.stamp, vendor_id=vendor)
    assert not refreshed(watching)
    assert [pending(watching, name) for name in ("acme", "v3", "v4", "v5")] == [12, 12, 11, 10]


def test_more_rows_than_are_worth_looking_at_mean_that_all_is_read(shop: Database, watch: Watch) -> None:
    watching = watch(shop)
    add(shop, orders, [{"vendor_id": 888, "updated_at": watching.stamp} for _ in range(1_700)])
    assert not refreshed(watching)
    assert refreshed(watching, 300.0)


def test_a_vendor_is_recomputed_on_every_platform(shop: Database, watch: Watch) -> None:
    order(shop, datetime(2020, 1, 1), platform_id=2)  # noqa: DTZ001 - the tables hold UTC without a zone
    watching = watch(shop)
    order(shop, watching.stamp, platform_id=1)
    order(shop, watching.stamp, platform_id=None)
    assert refreshed(watching)
    # Rows that name no platform are at home on main.
    assert (pending(watching), pending(watching, platform="side")) == (12, 1)


@pytest.mark.parametrize("vendor_id", [None, 999])
def test_rows_of_nobody_are_a_vendor_of_their_own(
    shop_everywhere: Database, watch: Watch, vendor_id: int | None
) -> None:
    order(shop_everywhere, datetime(2020, 1, 1), vendor_id=vendor_id)  # noqa: DTZ001 - see above
    watching = watch(shop_everywhere)
    order(shop_everywhere, watching.stamp, vendor_id=vendor_id)
    order(shop_everywhere, watching.stamp, vendor_id=3)
    assert refreshed(watching)
    assert (pending(watching, "unknown"), pending(watching, "v3"), pending(watching, "v4")) == (2, 11, 10)


def test_a_change_of_the_directory_relabels_and_recomputes_nothing(shop: Database, watch: Watch) -> None:
    watching = watch(shop)
    order(shop, datetime(2020, 1, 1))  # noqa: DTZ001 - which no refresh of changes sees
    member = vendor_platforms.c
    with shop.engine.begin() as connection:
        connection.execute(update(vendors).where(vendors.c.id == 1).values(code="acme-new"))
        connection.execute(delete(vendor_platforms).where(member.vendor_id == 2))
    assert refreshed(watching)
    assert (pending(watching, "acme-new"), pending(watching)) == (10, None)
    assert watching.text("orders").count('vendor="bolt"') > 0


@pytest.mark.parametrize(("late", "seen"), [(59.0, 11), (61.0, 10)])
def test_a_transaction_may_last_as_long_as_the_overlap(shop: Database, watch: Watch, late: float, seen: int) -> None:
    watching = watch(shop, overlap=60.0)
    order(shop, watching.stamp - timedelta(seconds=late))
    assert refreshed(watching)
    assert pending(watching) == seen


def test_rows_that_were_seen_are_not_read_again(shop: Database, watch: Watch) -> None:
    watching = watch(shop, overlap=3000.0)
    at = watching.stamp - timedelta(seconds=30)
    order(shop, at)
    assert refreshed(watching, 1.0)
    with shop.engine.begin() as connection:  # not what an application may do: the time stays as it is
        connection.execute(update(orders).where(orders.c.vendor_id == 1).values(status="refunded"))
    assert refreshed(watching, 1.0)
    assert pending(watching) == 11


def test_a_clock_that_goes_back_means_that_all_is_read(shop: Database, watch: Watch) -> None:
    watching = watch(shop)
    watching.clock.jump(-7200)
    order(shop, watching.stamp)
    assert not refreshed(watching)
    assert pending(watching) == 11
    assert refreshed(watching)


@pytest.mark.parametrize(("takes", "changed_only"), [(1.9, False), (2.0, True)])
def test_what_is_quick_is_read_in_full(shop: Database, watch: Watch, takes: float, changed_only: bool) -> None:
    assert refreshed(watch(shop, takes=takes)) is changed_only


def test_it_can_be_switched_off(shop: Database, watch: Watch) -> None:
    assert not refreshed(watch(shop, changed_only=False))
