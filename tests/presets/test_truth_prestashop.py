"""The truths of PrestaShop on its own tables: they can be executed, and they agree with what was written there."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import Connection, text

from tests.presets.truths import LABELS, Numbers, at, by, numbers, truths, wrong_labels
from tests.support.databases import MakeDatabase, SharedDatabase
from tests.support.other_shops.prestashop import NOW, PARAMETERS, load_prestashop, prestashop

TRUTHS = truths("prestashop")
SHOPS = {("shop-1",), ("shop-2",), ("shop-3",)}
OPEN = {
    # Which of its platforms is the primary one is not known.
    "orion_vendor_platform_info": {"labels ['platform', 'vendor']"},
    # Of an order without a state.
    "orion_orders": {"status unknown"},
    "orion_platform_orders": {"status unknown"},
}
ON_MORE_PLATFORMS = {
    "products": 3,
    "products_featured": 3,
    "stock_items": 1,
    "stock_units": 50,
    "stock_reserved_units": 5,
    "stock_oversold_items": 0,
}
"""What the merchant has once: product 5 is in two shops, product 6 in three, of which two have the same stock."""


@pytest.fixture
def shop(shared_database: SharedDatabase) -> Iterator[Connection]:
    """The tables of the shop."""
    with prestashop(shared_database).engine.connect() as connection:
        yield connection


def truth(shop: Connection, metric: str, now: datetime = NOW) -> Numbers:
    return numbers(shop, TRUTHS.by_metric[metric], at(now) | PARAMETERS)


def one(shop: Connection, sql: str) -> float:
    return float(shop.execute(text(sql)).scalar_one())


def seconds(moment: str) -> float:
    """Return the Unix time of a moment in UTC."""
    return datetime.fromisoformat(moment).replace(tzinfo=UTC).timestamp()


def test_each_metric_has_a_truth_or_is_absent() -> None:
    assert TRUTHS.by_metric.keys() | set(TRUTHS.absent) == LABELS.keys()
    assert TRUTHS.by_metric.keys() & set(TRUTHS.absent) == set()
    assert all(each.means.endswith(".") for each in TRUTHS.by_metric.values())


@pytest.mark.parametrize("metric", TRUTHS.by_metric)
def test_a_truth_has_series_with_the_labels_of_its_metric(shop: Connection, metric: str) -> None:
    found = truth(shop, metric)
    assert found
    assert wrong_labels(metric, found) == OPEN.get(metric, set())
    if "vendor" in LABELS[metric]:
        assert by(found, "vendor").keys() == {("shop",)}
    if "platform" in LABELS[metric]:
        assert by(found, "platform").keys() <= SHOPS


def test_shops_are_platforms_unless_they_are_deleted(shop: Connection) -> None:
    assert by(truth(shop, "orion_platform_info"), "platform", "name", "state") == {
        ("shop-1", "Shop", "active"): 1, ("shop-2", "Europe", "active"): 1, ("shop-3", "Outlet", "inactive"): 1,
    }  # fmt: skip
    assert by(truth(shop, "orion_vendor_info"), "platform") == {("shop-1",): 1}
    assert by(truth(shop, "orion_vendor_platform_info"), "platform").keys() == SHOPS


@pytest.mark.parametrize("metric", [each for each in TRUTHS.by_metric if each.startswith("orion_platform_")])
def test_the_merchant_has_what_the_shops_have(shop: Connection, metric: str) -> None:
    name = metric.removeprefix("orion_platform_")
    mine = TRUTHS.by_metric.get(f"orion_{name}")
    if mine is None or name.endswith(("media_files", "info")):
        return
    vendor, platform = truth(shop, mine.metric), truth(shop, metric)
    if name in ON_MORE_PLATFORMS:
        assert by(platform)[()] - by(vendor)[()] == ON_MORE_PLATFORMS[name]
    elif name != "catalog_last_updated_timestamp_seconds":
        labels = [label for label in LABELS[metric] if label != "vendor"]
        assert by(vendor, *labels) == by(platform, *labels)


def test_an_order_counts_by_the_id_of_its_state_or_by_its_flags(shop: Connection) -> None:
    assert by(truth(shop, "orion_orders"), "platform", "status") == {
        ("shop-1", "pending"): 3 + 2, ("shop-1", "processing"): 3, ("shop-1", "shipped"): 1,
        ("shop-1", "delivered"): 1, ("shop-1", "cancelled"): 1 + 1, ("shop-1", "refunded"): 2, ("shop-1", "failed"): 2,
        # Waiting, partly paid, authorized, and the state of a module that has no flags.
        ("shop-2", "pending"): 4,
        # Paid remotely, and two states of modules, of which one is deleted.
        ("shop-2", "processing"): 3,
        ("shop-2", "shipped"): 1, ("shop-2", "cancelled"): 1, ("shop-2", "refunded"): 1, ("shop-2", "unknown"): 1,
        ("shop-3", "delivered"): 1,
    }  # fmt: skip
    assert by(truth(shop, "orion_orders"))[()] == one(shop, "SELECT COUNT(*) FROM ps_orders") == 28
    assert by(truth(shop, "orion_orders_open"), "platform") == {("shop-1",): 8, ("shop-2",): 7, ("shop-3",): 0}


def test_ids_of_states_are_those_of_the_settings_and_a_shop_may_not_manage_stock(make_database: MakeDatabase) -> None:
    setting = (
        "INSERT INTO ps_configuration (name, value, id_shop, date_add, date_upd) VALUES ('{}', {}, {}, NOW(), NOW())"
    )
    with make_database("mariadb", load_prestashop).engine.begin() as shop:
        shop.execute(text("UPDATE ps_configuration SET value = 22 WHERE name = 'PS_OS_DELIVERED'"))
        # The setting of one shop is not that of all.
        shop.execute(text(setting.format("PS_OS_DELIVERED", 20, 2)))
        shop.execute(text(setting.format("PS_STOCK_MANAGEMENT", 0, 1)))
        status = by(truth(shop, "orion_orders"), "status")
        # What was delivered by its id is shipped by its flags.
        assert (status["delivered",], status["shipped",]) == (1, 2 + 2)
        assert by(truth(shop, "orion_platform_stock_items"), "platform").keys() == {("shop-2",), ("shop-3",)}


def test_revenue_is_that_of_the_orders_in_the_statistics_of_prestashop(shop: Connection) -> None:
    assert by(truth(shop, "orion_order_value"), "platform", "currency") == {
        ("shop-1", "USD"): 308 + 517, ("shop-2", "EUR"): 523, ("shop-3", "JPY"): 3000,
    }  # fmt: skip
    revenue = by(truth(shop, "orion_platform_order_revenue"), "platform")
    assert revenue == {("shop-1",): 100 + 40 + 25 + 60, ("shop-2",): 90 + 11 + 12 + 14, ("shop-3",): 3000}
    # As AdminStatsController computes it, but with tax and shipping, and not converted.
    joined = "ps_orders o LEFT JOIN ps_order_state os ON o.current_state = os.id_order_state WHERE os.logable = 1"
    for number in (1, 2, 3):
        report = f"SELECT SUM(total_paid_tax_incl) FROM {joined} AND o.id_shop = {number}"
        assert revenue[f"shop-{number}",] == one(shop, report)


def test_times_are_in_utc_before_and_after_the_change_of_the_clocks(shop: Connection) -> None:
    last = by(truth(shop, "orion_order_last_created_timestamp_seconds"), "platform")
    assert last == {
        ("shop-1",): seconds("2026-11-26 10:00:00"),  # 11:00 in Paris
        ("shop-2",): seconds("2026-10-20 21:30:00"),  # 23:30, in the summer
        ("shop-3",): seconds("2025-12-24 10:00:00"),
    }
    oldest = by(truth(shop, "orion_order_oldest_open_timestamp_seconds"), "platform")
    assert oldest == {("shop-1",): seconds("2026-11-10 09:00:00")}
    # When the horizon is in the summer, too.
    earlier = by(
        truth(shop, "orion_order_oldest_open_timestamp_seconds", datetime(2026, 10, 30, tzinfo=UTC)), "platform"
    )
    assert earlier["shop-2",] == seconds("2026-10-20 21:30:00")


def test_products_are_those_of_their_shops(shop: Connection) -> None:
    assert by(truth(shop, "orion_products"), "platform", "state") == {
        ("shop-1", "active"): 19, ("shop-1", "inactive"): 1, ("shop-2", "active"): 1,
    }  # fmt: skip
    assert by(truth(shop, "orion_platform_products"), "platform", "state") == {
        ("shop-1", "active"): 19, ("shop-1", "inactive"): 1, ("shop-2", "active"): 2, ("shop-2", "inactive"): 1,
        ("shop-3", "active"): 1,
    }  # fmt: skip
    assert by(truth(shop, "orion_platform_media_files"), "platform", "media_type") == {
        ("shop-1", "image"): 23, ("shop-2", "image"): 1,
        **{(each, kind): 1 for (each,) in SHOPS for kind in ("application", "video")},
    }  # fmt: skip


def test_stock_is_that_of_combinations_or_products_and_shared_in_a_group(shop: Connection) -> None:
    # Nine simple products and 39 combinations; the sums of the other eleven products are not counted.
    assert by(truth(shop, "orion_platform_stock_items"), "platform", "level") == {
        ("shop-1", "out"): 2, ("shop-1", "low"): 3, ("shop-1", "ok"): 48 - 5,
        ("shop-2", "out"): 1, ("shop-2", "low"): 1, ("shop-2", "ok"): 2,
        # The same 45 units, of which this shop wants more.
        ("shop-3", "low"): 1,
    }  # fmt: skip
    changed = (5 + 2 + 3 - 1 + 4 + 0 + 8) - (300 + 300 + 300 + 300 + 300)
    sums = "SELECT SUM(quantity) FROM ps_stock_available WHERE id_shop = 1 AND id_product_attribute = 0"
    in_dump = one(shop, f"{sums} AND id_product <= 19 AND id_product NOT IN (6, 7, 8, 19)") + 4 * 300
    assert by(truth(shop, "orion_platform_stock_units"), "platform") == {
        ("shop-1",): in_dump + changed + 5, ("shop-2",): 2 + 50 + 4 + 4, ("shop-3",): 50,
    }  # fmt: skip
    assert by(truth(shop, "orion_stock_units"), "platform") == {("shop-1",): in_dump + changed + 5, ("shop-2",): 60}
    assert by(truth(shop, "orion_stock_oversold_items"), "platform") == {("shop-1",): 1, ("shop-2",): 0}


def test_customers_are_accounts_that_are_not_deleted(shop: Connection) -> None:
    assert by(truth(shop, "orion_platform_customers"), "platform", "state") == {
        # The customer of the demo, and the one to whom the module for the GDPR gives the orders of others.
        ("shop-1", "active"): 1, ("shop-1", "inactive"): 1, ("shop-2", "active"): 2, ("shop-3", "inactive"): 1,
    }  # fmt: skip
    buyers = by(truth(shop, "orion_platform_customers_with_orders"), "platform")
    assert buyers == {("shop-1",): 1, ("shop-2",): 1, ("shop-3",): 1}
    assert by(truth(shop, "orion_users"), "role", "state") == {
        ("SuperAdmin", "active"): 2, ("Logistician", "inactive"): 1,
    }  # fmt: skip
    assert by(truth(shop, "orion_platform_default_pages"), "platform", "state") == {
        ("shop-1", "published"): 5, ("shop-1", "draft"): 1, ("shop-2", "published"): 1, ("shop-2", "draft"): 1,
    }  # fmt: skip


def test_carts_are_those_without_an_order(shop: Connection) -> None:
    assert one(shop, "SELECT COUNT(*) FROM ps_cart") == 5 + 23 + 6
    assert by(truth(shop, "orion_platform_carts"), "platform", "state") == {
        ("shop-1", "open"): 1, ("shop-1", "abandoned"): 1, ("shop-2", "open"): 1, ("shop-2", "abandoned"): 1,
    }  # fmt: skip
    value = by(truth(shop, "orion_platform_cart_value"), "platform", "currency", "state")
    assert value == pytest.approx({
        ("shop-1", "USD", "open"): 2 * 11.90,
        ("shop-1", "USD", "abandoned"): 23.90 + 18.90 + 2,
        ("shop-2", "EUR", "abandoned"): 10 + 2 * (30 + 1),
        ("shop-2", "USD", "open"): 10 * 1.1,
    })  # fmt: skip


def test_a_payment_is_that_of_one_reference(shop: Connection) -> None:
    payments = truth(shop, "orion_platform_payments")
    assert by(payments)[()] == one(shop, "SELECT COUNT(DISTINCT reference) FROM ps_orders") == 27
    assert by(payments, "platform", "status") == {
        ("shop-1", "paid"): 6, ("shop-1", "pending"): 5, ("shop-1", "failed"): 2, ("shop-1", "cancelled"): 2,
        # Also what was refunded in part, and what was cancelled after it had been paid.
        ("shop-2", "paid"): 6,
        ("shop-2", "pending"): 3, ("shop-2", "part_paid"): 1, ("shop-2", "authorized"): 1, ("shop-3", "paid"): 1,
    }  # fmt: skip
    assert by(payments, "method")["instalments",] == 1
    value = by(truth(shop, "orion_platform_payment_value"), "platform", "status")
    assert value["shop-1", "paid"] == 100 + (40 + 25) + 60 + 50 + 80 + 70
    assert value["shop-2", "part_paid"] == 200
    last = by(truth(shop, "orion_platform_payment_last_paid_timestamp_seconds"), "platform", "method")
    assert last["shop-2", "ps_checkout"] == seconds("2026-07-10 12:00:00")
    oldest = by(truth(shop, "orion_platform_payment_oldest_pending_timestamp_seconds"), "method")
    assert oldest["ps_wirepayment",] == seconds("2026-11-10 09:00:00")


def test_refunds_are_credit_slips_and_the_returns_before_them(shop: Connection) -> None:
    assert by(truth(shop, "orion_platform_refunds"), "platform", "status") == {
        ("shop-1", "requested"): 1, ("shop-1", "approved"): 1, ("shop-1", "rejected"): 1, ("shop-1", "paid"): 3,
        ("shop-2", "approved"): 2, ("shop-2", "paid"): 2,
    }  # fmt: skip
    assert by(truth(shop, "orion_refund_value"), "currency", "status") == {
        ("USD", "requested"): 2 * 60, ("USD", "approved"): 40, ("USD", "rejected"): 60,
        ("USD", "paid"): 15 + 5 + 50 + 70,
        ("EUR", "approved"): 70 + 55, ("EUR", "paid"): 25 + 5 + 40,
    }  # fmt: skip
    oldest = by(truth(shop, "orion_refund_oldest_requested_timestamp_seconds"), "platform")
    assert oldest == {("shop-1",): seconds("2026-11-20 09:00:00")}


def test_a_shipment_is_an_order_that_was_paid_or_shipped(shop: Connection) -> None:
    assert by(truth(shop, "orion_shipments"), "platform", "status") == {
        ("shop-1", "ready"): 3, ("shop-1", "shipped"): 2, ("shop-1", "delivered"): 1, ("shop-1", "cancelled"): 1,
        ("shop-2", "ready"): 2, ("shop-2", "shipped"): 1, ("shop-2", "returned"): 2, ("shop-3", "delivered"): 1,
    }  # fmt: skip
    assert by(truth(shop, "orion_shipments_overdue"), "platform") == {("shop-1",): 2, ("shop-2",): 2, ("shop-3",): 0}
    oldest = by(truth(shop, "orion_shipment_oldest_ready_timestamp_seconds"), "platform")
    assert oldest == {("shop-1",): seconds("2026-11-20 08:00:00")}


def test_a_shipment_waits_from_its_payment_until_it_is_shipped(shop: Connection) -> None:
    assert by(truth(shop, "orion_shipments_dispatched"), "platform", "within") == {
        ("shop-1", "1d"): 2, ("shop-1", "2d"): 1, ("shop-2", "3d"): 1, ("shop-2", "7d"): 1, ("shop-2", "later"): 1,
        ("shop-3", "1d"): 1,
    }  # fmt: skip
    hours = {
        place: wait / 3600
        for place, wait in by(truth(shop, "orion_shipment_dispatch_wait_seconds"), "platform").items()
    }
    assert hours == {("shop-1",): 12 + 30 + 8, ("shop-2",): (3 * 24 - 1) + 5 * 24 + 8 * 24, ("shop-3",): 0}
