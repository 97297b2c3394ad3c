"""The truths of OpenCart on its own tables: they can be executed, and they agree with what was written there."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import Connection, text

from tests.presets.truths import LABELS, Numbers, at, by, numbers, truths, wrong_labels
from tests.support.databases import MakeDatabase, SharedDatabase
from tests.support.other_shops.opencart import NOW, PARAMETERS, load_opencart, opencart

TRUTHS = truths("opencart")
STORES = {("store-0",), ("store-1",)}
OPEN = {
    # Which of its platforms is the primary one is not known.
    "orion_vendor_platform_info": {"labels ['platform', 'vendor']"},
    # A status that the shop added and that is in neither list.
    "orion_orders": {"status 18"},
    "orion_platform_orders": {"status 18"},
}
ON_MORE_PLATFORMS = {
    "products": 2,
    "products_featured": 1,
    "stock_items": 2,
    "stock_units": 939 + 7,
    "stock_reserved_units": 0,
    "stock_oversold_items": 0,
}
"""What the merchant has once: the products 28 and 30 are in both stores."""

SALE = "order_status_id IN (5, 1, 2, 12, 3, 17, 19)"
"""The statuses in the lists of the settings."""


@pytest.fixture
def shop(shared_database: SharedDatabase) -> Iterator[Connection]:
    """The tables of the shop."""
    with opencart(shared_database).engine.connect() as connection:
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
        assert by(found, "platform").keys() <= STORES


def test_the_default_store_is_a_platform_and_not_in_the_table(shop: Connection) -> None:
    assert one(shop, "SELECT COUNT(*) FROM oc_store") == 1
    assert by(truth(shop, "orion_platform_info"), "platform", "name", "state") == {
        ("store-0", "Your Store", "active"): 1, ("store-1", "Books", "active"): 1,
    }  # fmt: skip
    assert by(truth(shop, "orion_vendor_platform_info"), "platform").keys() == STORES


@pytest.mark.parametrize("metric", [each for each in TRUTHS.by_metric if each.startswith("orion_platform_")])
def test_the_merchant_has_what_the_stores_have(shop: Connection, metric: str) -> None:
    name = metric.removeprefix("orion_platform_")
    mine = TRUTHS.by_metric.get(f"orion_{name}")
    if mine is None or name.endswith("info"):
        return
    vendor, platform = truth(shop, mine.metric), truth(shop, metric)
    if name in ON_MORE_PLATFORMS:
        assert by(platform)[()] - by(vendor)[()] == ON_MORE_PLATFORMS[name]
    else:
        labels = [label for label in LABELS[metric] if label != "vendor"]
        assert by(vendor, *labels) == by(platform, *labels)


def test_an_order_has_a_status(shop: Connection) -> None:
    assert by(truth(shop, "orion_orders"), "platform", "status") == {
        ("store-0", "pending"): 1,
        # Processing, a reversal that was cancelled, processed, and a status in the list of those in process.
        ("store-0", "processing"): 4,
        # `Collected`, which is in the list of complete ones.
        ("store-0", "delivered"): 1,
        ("store-0", "shipped"): 1, ("store-0", "refunded"): 1,
        ("store-0", "cancelled"): 2, ("store-0", "failed"): 3,
        ("store-1", "pending"): 1, ("store-1", "processing"): 1, ("store-1", "delivered"): 2,
        ("store-1", "refunded"): 2, ("store-1", "18"): 1,
    }  # fmt: skip
    assert by(truth(shop, "orion_orders"))[()] == one(shop, "SELECT COUNT(*) FROM oc_order") - 2 == 20
    assert by(truth(shop, "orion_orders_open"), "platform") == {("store-0",): 5, ("store-1",): 2}


def test_customers_pay_in_their_currency_and_reports_are_in_that_of_the_shop(shop: Connection) -> None:
    value = by(truth(shop, "orion_order_value"), "platform", "currency")
    assert value == pytest.approx({
        ("store-0", "EUR"): 100 * 0.9, ("store-0", "USD"): 248,
        ("store-1", "GBP"): 60 * 0.8, ("store-1", "INR"): 24 * 64.4, ("store-1", "USD"): 73,
        # 10.33 dollars are 1554.665 yen, of which there are no parts.
        ("store-1", "JPY"): 1555,
    })  # fmt: skip
    rates = {"EUR": 0.9, "GBP": 0.8, "INR": 64.4, "USD": 1, "JPY": 1555 / 10.33}
    # As the dashboard has `Total Sales`, and Reports > Statistics has `Order Sales`.
    for metric, orders in (("orion_order_value", "order_status_id > 0"), ("orion_order_revenue", SALE)):
        found = by(truth(shop, metric), "currency")
        in_dollars = sum(amount / rates[currency] for (currency,), amount in found.items())
        assert in_dollars == pytest.approx(one(shop, f"SELECT SUM(total) FROM oc_order WHERE {orders}"))
    assert by(truth(shop, "orion_order_revenue"), "platform", "currency")["store-0", "USD"] == 50 + 40 + 21 + 23


def test_times_are_in_utc_before_and_after_the_change_of_the_clocks(shop: Connection) -> None:
    last = by(truth(shop, "orion_order_last_created_timestamp_seconds"), "platform")
    # The last rows are no orders.
    assert last == {("store-0",): seconds("2026-11-26 01:00:00"), ("store-1",): seconds("2026-11-02 15:00:00")}
    oldest = by(truth(shop, "orion_order_oldest_open_timestamp_seconds"), "platform")
    # The clocks went back an hour on 1 November.
    assert oldest == {("store-0",): seconds("2026-11-24 11:00:00"), ("store-1",): seconds("2026-10-30 16:00:00")}


def test_a_store_may_have_another_zone_and_utc_needs_no_tables(make_database: MakeDatabase) -> None:
    with make_database("mariadb", load_opencart).engine.begin() as shop:
        shop.execute(text("UPDATE oc_setting SET value = 'UTC' WHERE `key` = 'config_timezone'"))
        setting = (
            "INSERT INTO oc_setting (store_id, code, `key`, value) VALUES (1, 'config', 'config_timezone', '+02:00')"
        )
        shop.execute(text(setting))
        last = by(truth(shop, "orion_order_last_created_timestamp_seconds"), "platform")
        assert last == {("store-0",): seconds("2026-11-25 20:00:00"), ("store-1",): seconds("2026-11-02 08:00:00")}


def test_products_and_their_variants_are_those_of_stores(shop: Connection) -> None:
    assert by(truth(shop, "orion_platform_products"), "platform", "state") == {
        ("store-0", "active"): 19 + 3, ("store-1", "active"): 2, ("store-1", "inactive"): 1,
    }  # fmt: skip
    assert by(truth(shop, "orion_products"), "platform") == {("store-0",): 22, ("store-1",): 1}
    assert by(truth(shop, "orion_products_featured"))[()] == 4
    in_list = one(shop, "SELECT COUNT(*) FROM oc_product")
    # Two are in no store, or in one that is gone.
    assert by(truth(shop, "orion_products"))[()] == in_list - 2 == 23


def test_stock_is_that_of_products_that_have_no_variants(shop: Connection) -> None:
    assert by(truth(shop, "orion_platform_stock_items"), "platform", "level") == {
        ("store-0", "out"): 1, ("store-0", "low"): 1, ("store-0", "ok"): 16 + 1 + 1, ("store-1", "ok"): 2,
        ("store-1", "out"): 1,
    }  # fmt: skip
    tracked = "SELECT SUM(quantity) FROM oc_product WHERE subtract = 1 AND product_id"
    assert by(truth(shop, "orion_stock_units"), "platform") == {
        ("store-0",): one(shop, f"{tracked} < 50") + 4 + 6, ("store-1",): -2,
    }  # fmt: skip
    assert by(truth(shop, "orion_stock_oversold_items"), "platform") == {("store-0",): 0, ("store-1",): 1}


def test_customers_are_accounts(shop: Connection) -> None:
    assert by(truth(shop, "orion_platform_customers"), "platform", "state") == {
        ("store-0", "active"): 1, ("store-0", "inactive"): 1, ("store-1", "active"): 2,
    }  # fmt: skip
    # Customer 4 has confirmed no order, and a guest is no customer.
    buyers = by(truth(shop, "orion_platform_customers_with_orders"), "platform")
    assert buyers == {("store-0",): 1, ("store-1",): 1}
    assert by(truth(shop, "orion_users"), "role", "state") == {
        ("Administrator", "active"): 1, ("Order Processing", "inactive"): 1,
    }  # fmt: skip
    assert by(truth(shop, "orion_platform_default_pages"), "platform", "state") == {
        ("store-0", "published"): 4, ("store-0", "draft"): 1, ("store-1", "published"): 1,
    }  # fmt: skip


def test_a_cart_is_what_one_visitor_has_in_one_store(shop: Connection) -> None:
    carts = {("store-0", "open"): 1, ("store-0", "abandoned"): 1, ("store-1", "abandoned"): 1}
    assert by(truth(shop, "orion_platform_carts"), "platform", "state") == carts
    assert by(truth(shop, "orion_platform_cart_value"), "platform", "currency", "state") == {
        ("store-0", "USD", "open"): 500 + 2 * 101,
        ("store-0", "USD", "abandoned"): 100,
        ("store-1", "USD", "abandoned"): 3 * 100,
    }  # fmt: skip


def test_payments_are_those_of_confirmed_orders(shop: Connection) -> None:
    assert by(truth(shop, "orion_platform_payments"), "method", "status") == {
        ("bank_transfer", "pending"): 2, ("bank_transfer", "failed"): 1, ("cod", "paid"): 1,
        # Of the refunded ones, three.
        ("paypal", "paid"): 11,
        ("paypal", "cancelled"): 2, ("paypal", "failed"): 2, ("paypal", "pending"): 1,
    }  # fmt: skip
    value = by(truth(shop, "orion_platform_payment_value"), "currency", "status")
    assert value["USD", "paid"] == 40 + 20 + 12 + 14 + 15 + 16 + 18 + 21 + 23
    last = by(truth(shop, "orion_platform_payment_last_paid_timestamp_seconds"), "platform", "method")
    assert last["store-0", "paypal"] == seconds("2026-11-26 01:00:00")
    oldest = by(truth(shop, "orion_platform_payment_oldest_pending_timestamp_seconds"), "platform")
    assert oldest["store-1",] == seconds("2026-10-30 16:00:00")


def test_refunds_are_refunded_orders_and_returns_of_others(shop: Connection) -> None:
    assert by(truth(shop, "orion_refunds"), "platform", "status") == {
        ("store-0", "requested"): 2, ("store-0", "approved"): 1, ("store-0", "paid"): 1,
        ("store-1", "approved"): 1, ("store-1", "paid"): 2 + 1,
    }  # fmt: skip
    assert by(truth(shop, "orion_refund_value"), "currency", "status") == pytest.approx({
        ("USD", "requested"): 22, ("EUR", "requested"): 22 * 0.9, ("GBP", "approved"): 22 * 0.8,
        ("GBP", "paid"): 2 * 22 * 0.8, ("USD", "paid"): 14 + 15 + 16,
    })  # fmt: skip
    oldest = by(truth(shop, "orion_refund_oldest_requested_timestamp_seconds"), "platform")
    assert oldest == {("store-0",): seconds("2026-11-20 15:00:00")}


def test_a_shipment_is_an_order_that_is_in_process_or_was_shipped(shop: Connection) -> None:
    assert by(truth(shop, "orion_shipments"), "platform", "status") == {
        ("store-0", "ready"): 3, ("store-0", "shipped"): 1, ("store-0", "delivered"): 1, ("store-0", "returned"): 1,
        ("store-1", "ready"): 1, ("store-1", "shipped"): 1, ("store-1", "delivered"): 2, ("store-1", "cancelled"): 1,
    }  # fmt: skip
    assert by(truth(shop, "orion_shipments_overdue"), "platform") == {("store-0",): 2, ("store-1",): 1}
    oldest = by(truth(shop, "orion_shipment_oldest_ready_timestamp_seconds"), "platform")
    assert oldest == {("store-0",): seconds("2026-11-24 11:10:00")}


def test_a_shipment_waits_until_it_is_shipped_or_complete(shop: Connection) -> None:
    assert by(truth(shop, "orion_shipments_dispatched"), "platform", "within") == {
        ("store-0", "1d"): 1, ("store-0", "2d"): 1, ("store-0", "7d"): 1,
        ("store-1", "1d"): 1, ("store-1", "3d"): 1, ("store-1", "later"): 1,
    }  # fmt: skip
    waits = by(truth(shop, "orion_shipment_dispatch_wait_seconds"), "platform")
    hours = {place: wait / 3600 for place, wait in waits.items()}
    assert hours == {("store-0",): 34 + 5 * 24 + 2, ("store-1",): 70 + 10 + 10 * 24}


def test_jobs_are_cron_jobs_and_charges_of_subscriptions(shop: Connection) -> None:
    assert by(truth(shop, "orion_jobs"), "queue", "status") == {
        ("currency", "scheduled"): 1, ("gdpr", "pending"): 1, ("sitemap", "pending"): 1,
        ("subscription-charges", "scheduled"): 1, ("subscription-charges", "pending"): 1,
        ("subscription-charges", "failed"): 1,
    }  # fmt: skip
    # Without the job that was due twelve years ago.
    assert by(truth(shop, "orion_job_oldest_due_timestamp_seconds"), "queue") == {
        ("sitemap",): seconds("2026-11-26 11:00:00"),
        ("subscription-charges",): seconds("2026-11-26 10:30:00"),
    }
