"""The truths of Medusa on its own tables: they can be executed, and agree with what was written."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Connection, text

from tests.presets.truths import LABELS, Numbers, at, by, numbers, truths, wrong_labels
from tests.support.databases import SharedDatabase
from tests.support.other_shops import load
from tests.support.other_shops.medusa import NOW, medusa

HOME, EU, US, OUTLET, OLD = "Default Sales Channel", "EU", "US", "Outlet", "Old"
"""The channels: the outlet is disabled, and the old one was deleted; another that was deleted has no orders."""

STRIPE, SYSTEM = "pp_stripe_stripe", "pp_system_default"
TRUTHS = truths("medusa")

ON_CHANNELS = ("order", "refund", "shipment")
"""How the names of metrics begin whose rows have a channel; all others count at the default one, and where they are."""


@pytest.fixture
def shop(shared_database: SharedDatabase) -> Iterator[Connection]:
    """The tables of the shop."""
    with medusa(shared_database).engine.connect() as connection:
        yield connection


def truth(shop: Connection, metric: str, now: datetime = NOW) -> Numbers:
    return numbers(shop, TRUTHS.by_metric[f"orion_{metric}"], at(now))


def one(shop: Connection, sql: str) -> float:
    return float(shop.execute(text(sql)).scalar_one())


def days_ago(found: Numbers, *labels: str) -> dict[tuple[str, ...], float]:
    """Return how many days before NOW the moments are, by these labels."""
    return {place: round((NOW.timestamp() - moment) / 86_400, 3) for place, moment in by(found, *labels).items()}


def test_each_metric_has_a_truth_or_is_absent() -> None:
    assert TRUTHS.by_metric.keys() | set(TRUTHS.absent) == LABELS.keys()
    assert TRUTHS.by_metric.keys() & set(TRUTHS.absent) == set()
    assert all(each.means.endswith(".") for each in TRUTHS.by_metric.values())


@pytest.mark.parametrize("metric", TRUTHS.by_metric)
def test_a_truth_has_series_with_the_labels_of_its_metric(shop: Connection, metric: str) -> None:
    found = truth(shop, metric.removeprefix("orion_"))
    assert found
    assert wrong_labels(metric, found) == set()
    for label, known in (("vendor", {("shop",)}), ("platform", {(each,) for each in (HOME, EU, US, OUTLET, OLD)})):
        if label in LABELS[metric]:
            assert by(found, label).keys() <= known


@pytest.mark.parametrize("metric", [
    metric for metric in TRUTHS.by_metric
    if metric.startswith("orion_platform_") and metric.removeprefix("orion_platform_").startswith(ON_CHANNELS)
])  # fmt: skip
def test_what_has_a_channel_is_the_same_in_both_scopes(shop: Connection, metric: str) -> None:
    platforms = truth(shop, metric.removeprefix("orion_"))
    vendors = truth(shop, metric.removeprefix("orion_platform_"))
    assert vendors == {labels | {("vendor", "shop")}: value for labels, value in platforms.items()}


def test_the_shop_as_it_was_dumped(shared_database: SharedDatabase) -> None:
    with shared_database("postgresql", load, "medusa").engine.connect() as shop:
        assert by(truth(shop, "orders"), "platform", "status") == {
            (EU, "pending"): 1, (EU, "cancelled"): 1, (US, "pending"): 1, (US, "delivered"): 1
        }  # fmt: skip
        assert by(truth(shop, "order_value"), "currency") == {("EUR",): 50, ("USD",): 50}
        # No product is in a channel, and no item is of a variant.
        assert by(truth(shop, "products"), "state") == {("inactive",): 2}
        assert truth(shop, "stock_items") == truth(shop, "platform_products") == {}


def test_channels_are_there_as_long_as_they_have_orders(shop: Connection) -> None:
    assert by(truth(shop, "platform_info"), "platform", "state") == {
        (HOME, "active"): 1, (EU, "active"): 1, (US, "active"): 1, (OUTLET, "inactive"): 1, (OLD, "inactive"): 1
    }  # fmt: skip
    members = by(truth(shop, "vendor_platform_info"), "platform", "primary")
    assert {platform for platform, primary in members if primary == "true"} == {HOME}


def test_the_status_of_an_order_is_that_of_its_parcels_and_payments(shop: Connection) -> None:
    found = truth(shop, "orders")
    # Neither the draft nor the two that were deleted.
    assert by(found)[()] == one(shop, 'SELECT count(*) FROM "order"') - 3 == 24
    assert by(found, "platform", "status") == {
        (EU, "pending"): 1 + 1, (EU, "processing"): 5, (EU, "shipped"): 2, (EU, "delivered"): 1,
        # One of them was archived later.
        (EU, "cancelled"): 1 + 1,
        (US, "pending"): 1 + 1, (US, "processing"): 1, (US, "shipped"): 1, (US, "delivered"): 1 + 2,
        (US, "refunded"): 1, (US, "cancelled"): 1,
        (OUTLET, "processing"): 1, (OLD, "delivered"): 1,
        # An order without a channel.
        (HOME, "processing"): 1,
    }  # fmt: skip
    assert by(truth(shop, "orders_open"), "platform") == {(EU,): 7, (US,): 3, (OUTLET,): 1, (OLD,): 0, (HOME,): 1}


def test_totals_are_those_of_the_orders_version(shop: Connection) -> None:
    value = by(truth(shop, "order_value"), "platform", "currency")
    assert value[EU, "EUR"] == 2 * 25 + 80 + 60 + 70 + 100 + 30 + 5 + 45 + 0 + 44 + 7
    assert value[US, "USD"] == 2 * 25 + 40 + 90 + 0 + 30 + 65 + 55 + 33
    assert (
        one(shop, "SELECT count(*) FROM order_summary WHERE version = 1 AND deleted_at IS NULL")
        > by(truth(shop, "orders"))[()]
    )


def test_revenue_is_what_was_paid_and_not_paid_back(shop: Connection) -> None:
    revenue = by(truth(shop, "order_revenue"), "platform", "currency")
    # Not what is authorized only; 10 that were captured in part; not what was refunded, or is owed.
    assert revenue == {
        (EU, "EUR"): 80 + 70 + 100 + 30 + 10 + 44 + 7, (US, "USD"): 40 + 90 + 0 + 30 + 65,
        (HOME, "EUR"): 15, (OUTLET, "EUR"): 22, (OLD, "EUR"): 12,
    }  # fmt: skip
    captured = one(shop, "SELECT sum(amount) FROM capture WHERE deleted_at IS NULL")
    refunded = one(shop, "SELECT sum(amount) FROM refund WHERE deleted_at IS NULL AND payment_id NOT LIKE '%twin'")
    # Order 116 was overpaid by 20, and 5 of the cancelled order 110 were kept.
    assert sum(revenue.values()) == captured - refunded - 20 - 5


def test_moments_of_orders(shop: Connection) -> None:
    last = days_ago(truth(shop, "order_last_created_timestamp_seconds"), "platform")
    assert last == {(EU,): 0.05, (US,): 0.6, (HOME,): 2, (OUTLET,): 4, (OLD,): 200}
    # An order of 45 days that requires an action does not hide the others.
    oldest = days_ago(truth(shop, "order_oldest_open_timestamp_seconds"), "platform")
    assert oldest == {(EU,): 3, (US,): 6, (HOME,): 2, (OUTLET,): 4}
    assert truth(shop, "order_oldest_open_timestamp_seconds", NOW + timedelta(days=31)) == {}


def test_products_are_active_if_they_are_published_in_an_active_channel(shop: Connection) -> None:
    assert by(truth(shop, "products"), "state") == {("active",): 1, ("inactive",): 4}
    assert by(truth(shop, "platform_products"), "platform", "state") == {
        (EU, "active"): 1, (EU, "inactive"): 1, (US, "active"): 1, (US, "inactive"): 1, (OUTLET, "inactive"): 1
    }  # fmt: skip
    # The price of one was deleted, another has one in a sale only.
    assert by(truth(shop, "products_without_price"))[()] == 4
    assert by(truth(shop, "platform_products_without_price"), "platform") == {(EU,): 1, (US,): 1, (OUTLET,): 1}
    assert by(truth(shop, "platform_media_files"), "platform") == {(EU,): 2, (US,): 2}


def test_stock_is_that_of_items_that_are_sold(shop: Connection) -> None:
    # The dump without the deleted product: 0, 5, 20 and 25 units. The box is in two places, and of two variants.
    assert by(truth(shop, "stock_units"))[()] == 0 + 5 + 20 + 25 + 9 + 6 + 2
    assert by(truth(shop, "stock_reserved_units"))[()] == 8 + 3 + 5
    assert by(truth(shop, "stock_items"), "level") == {("out",): 2, ("low",): 1, ("ok",): 4}
    assert by(truth(shop, "stock_oversold_items"))[()] == 1
    assert days_ago(truth(shop, "stock_last_updated_timestamp_seconds")) == {(): 0.1}


def test_stock_counts_on_the_channels_of_its_location_and_its_product(shop: Connection) -> None:
    assert by(truth(shop, "platform_stock_units"), "platform") == {(EU,): 0 + 5 + 20 + 25, (US,): 0 + 5 + 9 + 2}
    assert by(truth(shop, "platform_stock_items"), "platform", "level") == {
        (EU, "out"): 1, (EU, "low"): 1, (EU, "ok"): 2, (US, "out"): 2, (US, "low"): 1, (US, "ok"): 1
    }  # fmt: skip
    assert by(truth(shop, "platform_stock_oversold_items"), "platform") == {(EU,): 0, (US,): 1}


def test_customers_have_an_account(shop: Connection) -> None:
    assert by(truth(shop, "customers"), "state") == {("active",): 1 + 1}
    assert by(truth(shop, "customers_with_orders"))[()] == 1
    assert by(truth(shop, "platform_customers"), "platform")[OLD,] == 2
    assert by(truth(shop, "users"), "role") == {("admin",): 2}


def test_carts_have_lines_and_are_not_completed(shop: Connection) -> None:
    # The first was changed by its line.
    assert by(truth(shop, "platform_carts"), "platform", "state") == {
        (EU, "open"): 1, (US, "abandoned"): 1, (HOME, "abandoned"): 1
    }  # fmt: skip
    assert by(truth(shop, "platform_cart_value"), "currency", "state") == {
        ("EUR", "open"): 25, ("USD", "abandoned"): 25, ("JPY", "abandoned"): 1_000
    }  # fmt: skip
    assert by(truth(shop, "platform_carts", NOW + timedelta(hours=2)), "state") == {("abandoned",): 3}
    assert truth(shop, "platform_carts", NOW + timedelta(days=31)) == {}


def test_payments_are_sessions_with_what_was_captured(shop: Connection) -> None:
    assert by(truth(shop, "platform_payments"), "method", "status") == {
        (STRIPE, "paid"): 8, (STRIPE, "part_paid"): 1, (STRIPE, "authorized"): 1, (STRIPE, "cancelled"): 3,
        # That of a cart which was only shown is none yet.
        (STRIPE, "failed"): 1, (STRIPE, "pending"): 2, (SYSTEM, "paid"): 7, (SYSTEM, "pending"): 2,
    }  # fmt: skip
    assert by(truth(shop, "platform_payment_value"), "currency", "status") == {
        # What was refunded counts as well.
        ("EUR", "paid"): 80 + 70 + 120 + 30 + 35 + 15 + 12 + 22 + 44 + 7, ("USD", "paid"): 40 + 90 + 50 + 50 + 65,
        ("EUR", "authorized"): 60, ("EUR", "part_paid"): 45, ("EUR", "failed"): 25, ("EUR", "pending"): 25,
        ("USD", "pending"): 25 + 65 + 33, ("USD", "cancelled"): 25 + 55, ("EUR", "cancelled"): 80,
    }  # fmt: skip


def test_moments_of_payments(shop: Connection) -> None:
    oldest = days_ago(truth(shop, "platform_payment_oldest_pending_timestamp_seconds"), "platform", "method")
    assert oldest == {(EU, STRIPE): 0.25, (US, SYSTEM): 2.6}
    last = days_ago(truth(shop, "platform_payment_last_paid_timestamp_seconds"), "platform", "method")
    assert (last[EU, STRIPE], last[US, STRIPE], last[US, SYSTEM]) == (2.9, 5.9, 1.5)


def test_refunds_are_counted_once(shop: Connection) -> None:
    assert by(truth(shop, "refunds"), "platform", "status") == {
        (EU, "paid"): 2, (EU, "requested"): 1,
        (US, "paid"): 1, (US, "requested"): 1, (US, "approved"): 1, (US, "rejected"): 1,
    }  # fmt: skip
    assert by(truth(shop, "refund_value"), "currency", "status") == {
        ("EUR", "paid"): 20 + 30, ("EUR", "requested"): 10,
        ("USD", "paid"): 50, ("USD", "requested"): 2 * 10, ("USD", "approved"): 20, ("USD", "rejected"): 5,
    }  # fmt: skip
    # A return of 33 days is forgotten.
    assert days_ago(truth(shop, "refund_oldest_requested_timestamp_seconds"), "platform") == {(EU,): 0.8}


def test_shipments_are_parcels_and_what_is_left_of_paid_orders(shop: Connection) -> None:
    assert by(truth(shop, "shipments"), "platform", "status") == {
        # Paid, authorized, and free.
        (EU, "ready"): 3 + 1, (EU, "shipped"): 3, (EU, "delivered"): 1, (EU, "cancelled"): 1,
        (US, "ready"): 1, (US, "shipped"): 2, (US, "delivered"): 3,
        (OUTLET, "ready"): 1, (OUTLET, "cancelled"): 1,
    }  # fmt: skip
    assert by(truth(shop, "shipments_overdue"), "platform") == {(EU,): 2, (US,): 1, (OUTLET,): 1}
    assert days_ago(truth(shop, "shipment_oldest_ready_timestamp_seconds"), "platform")[EU,] == 3


def test_dispatch_is_counted_from_the_payment(shop: Connection) -> None:
    assert by(truth(shop, "shipments_dispatched"), "platform", "within") == {
        (EU, "1d"): 1, (EU, "2d"): 1, (EU, "7d"): 1, (EU, "later"): 1, (US, "1d"): 3, (US, "3d"): 1
    }  # fmt: skip
    wait = by(truth(shop, "shipment_dispatch_wait_seconds"), "platform")
    days = {channel: seconds / 86_400 for (channel,), seconds in wait.items()}
    # One was sent before it was paid.
    assert days == pytest.approx({EU: 1.5 + 12 + 5 + 0.3, US: 0.6 + 2.8 + 0.5 + 0})


def test_jobs_are_executions_and_notifications(shop: Connection) -> None:
    assert by(truth(shop, "jobs"), "queue", "status") == {
        ("import-products", "pending"): 2, ("import-products", "completed"): 2, ("import-products", "failed"): 1,
        ("complete-cart", "running"): 3, ("complete-cart", "failed"): 1,
        ("notification", "pending"): 1, ("notification", "completed"): 2, ("notification", "failed"): 1,
    }  # fmt: skip
    oldest = days_ago(truth(shop, "job_oldest_due_timestamp_seconds"), "queue")
    assert oldest == {("import-products",): 0.2, ("notification",): 0.4}
    assert days_ago(truth(shop, "job_oldest_running_timestamp_seconds"), "queue") == {("complete-cart",): 0.3}
    success = truth(shop, "job_last_success_timestamp_seconds")
    assert days_ago(success, "queue") == {("import-products",): 0.95, ("notification",): 1}
