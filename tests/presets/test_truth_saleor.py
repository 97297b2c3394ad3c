"""The truths of Saleor on its own tables: they can be executed, and agree with what was written, and with counts."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Connection, text

from tests.presets.truths import LABELS, Numbers, at, by, numbers, truths, wrong_labels
from tests.support.databases import SharedDatabase
from tests.support.other_shops.saleor import NOW, saleor

USD, PLN, EUR = "default-channel", "channel-pln", "outlet"
"""The channels by their currency; the first is the home of what belongs to none, the last is not active."""

TRUTHS = truths("saleor")
OPEN_LABELS = {"orion_vendor_platform_info": {"labels ['platform', 'vendor']"}}
"""Saleor knows no primary channel."""

ON_CHANNELS = ("order", "refund", "shipment")
"""How the names of metrics begin whose rows have a channel; all others count at the first one, and where they are."""


@pytest.fixture
def shop(shared_database: SharedDatabase) -> Iterator[Connection]:
    """The tables of the shop."""
    with saleor(shared_database).engine.connect() as connection:
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
    assert wrong_labels(metric, found) == OPEN_LABELS.get(metric, set())
    for label, known in (("vendor", {("shop",)}), ("platform", {(USD,), (PLN,), (EUR,)})):
        if label in LABELS[metric]:
            assert by(found, label).keys() <= known


@pytest.mark.parametrize("metric", [
    metric for metric in TRUTHS.by_metric
    if metric.startswith("orion_platform_") and metric.removeprefix("orion_platform_").startswith(ON_CHANNELS)
    and metric.replace("platform_", "") in TRUTHS.by_metric
])  # fmt: skip
def test_what_has_a_channel_is_the_same_in_both_scopes(shop: Connection, metric: str) -> None:
    platforms = truth(shop, metric.removeprefix("orion_"))
    vendors = truth(shop, metric.removeprefix("orion_platform_"))
    assert vendors == {labels | {("vendor", "shop")}: value for labels, value in platforms.items()}


def test_the_rows_are_as_saleor_writes_them(shop: Connection) -> None:
    charged = """
        SELECT count(*) FROM order_order o WHERE total_charged_amount <> (
          SELECT COALESCE(sum(captured_amount), 0) FROM payment_payment WHERE order_id = o.id
        ) + (SELECT COALESCE(sum(charged_value), 0) FROM payment_transactionitem WHERE order_id = o.id)
    """
    assert one(shop, charged) == 0
    allocated = "SELECT sum(quantity_allocated) FROM warehouse_"
    assert one(shop, f"{allocated}stock") == one(shop, f"{allocated}allocation")


def test_orders_are_counted_in_each_status_and_drafts_are_none(shop: Connection) -> None:
    found = truth(shop, "orders")
    assert by(found)[()] == one(shop, "SELECT count(*) FROM order_order") - 1 == 34
    # The dump: 4 unconfirmed, 14 unfulfilled in part or whole, 2 fulfilled.
    assert by(found, "status") == {
        ("pending",): 4 + 1, ("processing",): 14 + 6, ("shipped",): 2 + 4,
        ("cancelled",): 1, ("refunded",): 1, ("failed",): 1,
    }  # fmt: skip
    assert by(found, "platform", "status")[EUR, "shipped"] == 1
    assert by(truth(shop, "orders_open")) == {(): 25}


def test_value_is_the_report_of_saleor_with_what_was_cancelled_and_expired(shop: Connection) -> None:
    value = by(truth(shop, "platform_order_value"), "currency")
    report = "SELECT sum(total_gross_amount) FROM order_order WHERE status NOT IN ('draft', 'canceled', 'expired')"
    for currency, canceled, expired in (("USD", 70, 30), ("PLN", 0, 0), ("EUR", 0, 0)):
        reported = one(shop, f"{report} AND currency = '{currency}'")
        assert value[currency,] - canceled - expired == pytest.approx(reported)


def test_revenue_is_what_was_charged_and_not_paid_back(shop: Connection) -> None:
    revenue = by(truth(shop, "order_revenue"), "currency")
    dump = "SELECT sum(total_charged_amount) FROM order_order WHERE number <= 20 AND currency = "
    # Not the 70 of the cancelled order; 5 of the order that was returned, 60 of the one that was in part.
    assert revenue["USD",] == pytest.approx(one(shop, f"{dump} 'USD'") + 60 + 5 + 20 + 25)
    # Not the 30 and the 2 that are too much.
    assert revenue["PLN",] == pytest.approx(one(shop, f"{dump} 'PLN'") + 200 + 90 + 120 + 10 + 5)
    assert revenue["EUR",] == 15


def test_moments_of_orders(shop: Connection) -> None:
    last = days_ago(truth(shop, "order_last_created_timestamp_seconds"), "platform")
    assert last == {(USD,): 0.05, (PLN,): 0.59, (EUR,): 60}
    # An unfulfilled order of 45 days does not hide the others.
    assert days_ago(truth(shop, "order_oldest_open_timestamp_seconds"), "platform") == {(USD,): 2, (PLN,): 6}
    assert truth(shop, "order_oldest_open_timestamp_seconds", NOW + timedelta(days=31)) == {}


def test_products_are_active_where_they_can_be_bought(shop: Connection) -> None:
    assert by(truth(shop, "products"), "state") == {("active",): 32 + 3, ("inactive",): 4}
    # Published later; not published, available to nobody yet, or published later; in a channel that is off.
    assert by(truth(shop, "platform_products"), "platform", "state") == {
        (PLN, "active"): 32 + 1, (PLN, "inactive"): 1, (USD, "active"): 32 + 2, (USD, "inactive"): 3,
        (EUR, "inactive"): 1,
    }  # fmt: skip
    assert by(truth(shop, "products_without_price"))[()] == 3
    assert by(truth(shop, "platform_products_without_price"), "platform") == {(USD,): 1, (PLN,): 2, (EUR,): 1}


def test_stock_is_what_orders_and_checkouts_leave(shop: Connection) -> None:
    # Eight warehouses with 54 variants that are tracked and not on preorder, and four rows.
    assert by(truth(shop, "stock_items"), "level") == {("out",): 1, ("low",): 2, ("ok",): 8 * 54 + 1}
    # Those of the dump that are on preorder now were allocated before.
    variants = "SELECT id FROM product_productvariant WHERE track_inventory AND NOT is_preorder AND id < 900"
    stock = "SELECT sum(quantity_allocated) FROM warehouse_stock WHERE product_variant_id IN"
    allocated = one(shop, f"{stock} ({variants})")
    # Of the checkouts, one holds 3 units; the 9 of another are free again.
    assert by(truth(shop, "stock_reserved_units"))[()] == allocated + 4 + 5 + 3
    assert by(truth(shop, "stock_oversold_items"))[()] == 1


def test_stock_counts_on_the_channels_of_its_warehouse_that_list_its_variant(shop: Connection) -> None:
    # Each channel has seven of the eight warehouses; two of the four rows are listed in one channel only.
    assert by(truth(shop, "platform_stock_items"), "platform") == {(USD,): 7 * 54 + 3, (PLN,): 7 * 54 + 1}
    assert by(truth(shop, "platform_stock_oversold_items"), "platform") == {(USD,): 1, (PLN,): 0}


def test_accounts_are_customers_or_staff(shop: Connection) -> None:
    assert by(truth(shop, "customers"), "state") == {("active",): 20 + 2, ("inactive",): 1}
    assert by(truth(shop, "customers_with_orders"))[()] == 3
    assert by(truth(shop, "platform_customers"), "platform") == {(USD,): 23, (PLN,): 23, (EUR,): 23}
    assert by(truth(shop, "users"), "role", "state") == {
        ("superuser", "active"): 1, ("staff", "active"): 23 + 1, ("staff", "inactive"): 1
    }  # fmt: skip


def test_pages_and_media_are_shown_on_channels(shop: Connection) -> None:
    pages = by(truth(shop, "platform_default_pages"), "platform", "state")
    assert pages == {(channel, state): 2 for channel in (USD, PLN, EUR) for state in ("published", "draft")}
    assert by(truth(shop, "media_files"), "media_type") == {("image",): 48 + 1, ("video",): 1}
    assert by(truth(shop, "platform_media_files"), "platform")[EUR,] == 1


def test_carts_have_lines_and_did_not_become_orders(shop: Connection) -> None:
    assert by(truth(shop, "platform_carts"), "platform", "state") == {(PLN, "open"): 1, (USD, "abandoned"): 3}
    # Saleor has not computed the totals of those in the dump: 4 units for 45, 4 for 20, and 8 for 45.
    assert by(truth(shop, "platform_cart_value"), "currency", "state") == {
        ("PLN", "open"): 120, ("USD", "abandoned"): 180 + 80 + 360
    }  # fmt: skip
    assert by(truth(shop, "platform_carts", NOW + timedelta(hours=2)), "state") == {("abandoned",): 4}
    assert truth(shop, "platform_carts", NOW + timedelta(days=31)) == {}


def test_payments_of_plugins_and_transactions_of_apps_are_attempts(shop: Connection) -> None:
    found = by(truth(shop, "platform_payments"), "method", "status")
    dummy = "mirumee.payments.dummy"
    # What the dump refunded stays paid, and what it voided is cancelled.
    assert {(method, status): n for (method, status), n in found.items() if method == dummy} == {
        (dummy, "paid"): 11 + 2, (dummy, "authorized"): 4, (dummy, "cancelled"): 3
    }  # fmt: skip
    assert {(method, status): n for (method, status), n in found.items() if method != dummy} == {
        ("adyen", "part_paid"): 1, ("adyen", "failed"): 1, ("adyen", "pending"): 1, ("adyen", "cancelled"): 2,
        ("adyen", "paid"): 1, ("stripe", "failed"): 1, ("stripe", "paid"): 1, ("stripe", "pending"): 3,
        ("app.stripe", "paid"): 7, ("app.stripe", "part_paid"): 1, ("app.stripe", "authorized"): 1,
        ("app.stripe", "failed"): 1, ("app.stripe", "pending"): 2, ("app.stripe", "cancelled"): 1,
        ("manual", "paid"): 2, ("cash", "pending"): 1,
    }  # fmt: skip


def test_the_value_of_a_payment_is_what_was_to_be_paid(shop: Connection) -> None:
    value = by(truth(shop, "platform_payment_value"), "currency", "status")
    assert value["USD", "part_paid"] == 60 + 25 + 10
    assert value["PLN", "failed"] == 120 + 120
    assert value["PLN", "pending"] == 120 + 120 + 120 + 120 + 90
    # What was refunded, or charged back, counts as well.
    dump = "SELECT sum(total) FROM payment_payment WHERE id < 900 AND charge_status LIKE 'fully-%%' AND currency = "
    assert value["PLN", "paid"] == pytest.approx(one(shop, f"{dump} 'PLN'") + 235 + 90 + 120 + 90 + 12 + 5)


def test_moments_of_payments(shop: Connection) -> None:
    # An attempt of 40 days is forgotten.
    oldest = days_ago(truth(shop, "platform_payment_oldest_pending_timestamp_seconds"), "platform", "method")
    assert oldest == {(USD, "adyen"): 2, (PLN, "stripe"): 0.02, (PLN, "cash"): 4, (PLN, "app.stripe"): 0.03}
    last = days_ago(truth(shop, "platform_payment_last_paid_timestamp_seconds"), "platform", "method")
    assert (last[USD, "adyen"], last[PLN, "app.stripe"], last[EUR, "manual"]) == (4.9, 0.9, 59)


def test_refunds_are_counted_once(shop: Connection) -> None:
    assert by(truth(shop, "refunds"), "platform", "status") == {
        (PLN, "requested"): 2, (PLN, "approved"): 1, (PLN, "rejected"): 1, (PLN, "paid"): 1,
        (USD, "approved"): 2, (USD, "paid"): 4, (USD, "rejected"): 4,
    }  # fmt: skip
    assert by(truth(shop, "refund_value"), "currency", "status") == {
        ("PLN", "requested"): 30 + 2, ("PLN", "approved"): 5, ("PLN", "rejected"): 7, ("PLN", "paid"): 1_285.65,
        ("USD", "approved"): 10 + 70, ("USD", "rejected"): 5 + 3 + 70 + 40,
        ("USD", "paid"): pytest.approx(413.36 + 40 + 75 + 30),
    }  # fmt: skip
    assert days_ago(truth(shop, "refund_oldest_requested_timestamp_seconds"), "platform") == {(PLN,): 0.5}


def test_shipments_are_fulfillments_and_what_is_left_of_paid_orders(shop: Connection) -> None:
    assert by(truth(shop, "shipments"), "platform", "status") == {
        # Of the dump, three orders in each channel are paid and not fulfilled.
        (USD, "ready"): 3 + 1, (PLN, "ready"): 3 + 3,
        (USD, "shipped"): 6 + 2, (PLN, "shipped"): 7 + 2, (EUR, "shipped"): 1,
        (USD, "returned"): 3, (USD, "cancelled"): 1, (PLN, "cancelled"): 1,
    }  # fmt: skip
    assert by(truth(shop, "shipments_overdue"), "platform") == {(USD,): 0, (PLN,): 3, (EUR,): 0}
    assert days_ago(truth(shop, "shipment_oldest_ready_timestamp_seconds"), "platform") == {(USD,): 0.59, (PLN,): 6}


def test_dispatch_is_counted_from_the_payment(shop: Connection) -> None:
    assert by(truth(shop, "shipments_dispatched"), "platform", "within") == {
        (USD, "1d"): 6, (USD, "2d"): 1, (USD, "later"): 1, (PLN, "1d"): 7 + 1, (PLN, "3d"): 1, (EUR, "7d"): 1
    }  # fmt: skip
    wait = by(truth(shop, "shipment_dispatch_wait_seconds"), "platform")
    # Parcels of the dump were shipped within seconds, and one before its order was paid.
    days = {channel: seconds / 86_400 for (channel,), seconds in wait.items()}
    assert days == pytest.approx({USD: 1.5 + 11, PLN: 2.4, EUR: 3.5}, abs=0.001)


def test_jobs_are_deliveries_exports_and_installations(shop: Connection) -> None:
    assert by(truth(shop, "jobs"), "queue", "status") == {
        ("webhook", "pending"): 2, ("webhook", "failed"): 1, ("webhook", "completed"): 1,
        ("export", "pending"): 1, ("export", "failed"): 1, ("export", "completed"): 3,
        ("app_installation", "failed"): 1,
    }  # fmt: skip
    assert days_ago(truth(shop, "job_oldest_due_timestamp_seconds"), "queue") == {("webhook",): 0.1, ("export",): 0.6}
    assert days_ago(truth(shop, "job_last_success_timestamp_seconds"), "queue") == {("webhook",): 1.8, ("export",): 2}
