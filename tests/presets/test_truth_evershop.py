"""The truths of EverShop on its own tables: they can be executed, and agree with plain counts and EverShop's report."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Connection, text

from tests.presets.truths import LABELS, Numbers, at, by, numbers, truths, wrong_labels
from tests.support.databases import SharedDatabase
from tests.support.other_shops.evershop import NOW, ORDERS, evershop

TRUTHS = truths("evershop")
FEATURED = {"featured": "'homepage'"}
CAPTURED = "('paid', 'stripe_captured', 'stripe_partial_refunded', 'stripe_refunded', 'paypal_captured')"


@pytest.fixture
def shop(shared_database: SharedDatabase) -> Iterator[Connection]:
    """The tables of the shop."""
    with evershop(shared_database).engine.connect() as connection:
        yield connection


def truth(shop: Connection, metric: str, now: datetime = NOW) -> Numbers:
    return numbers(shop, TRUTHS.by_metric[f"orion_{metric}"], at(now) | FEATURED)


def one(shop: Connection, sql: str) -> float:
    return float(shop.execute(text(sql)).scalar_one())


def only(found: Numbers) -> float:
    (value,) = found.values()
    return value


def test_each_metric_has_a_truth_or_is_absent() -> None:
    assert TRUTHS.by_metric.keys() | set(TRUTHS.absent) == LABELS.keys()
    assert TRUTHS.by_metric.keys() & set(TRUTHS.absent) == set()
    assert all(each.means.endswith(".") for each in TRUTHS.by_metric.values())


@pytest.mark.parametrize("metric", TRUTHS.by_metric)
def test_a_truth_has_series_with_the_labels_of_its_metric(shop: Connection, metric: str) -> None:
    found = truth(shop, metric.removeprefix("orion_"))
    assert found
    assert wrong_labels(metric, found) == set()
    for label in {"vendor", "platform"} & LABELS[metric].keys():
        assert by(found, label).keys() == {("shop",)}


@pytest.mark.parametrize("metric", [
    metric for metric in TRUTHS.by_metric
    if metric.startswith("orion_platform_") and metric.replace("platform_", "") in TRUTHS.by_metric
])  # fmt: skip
def test_both_scopes_are_the_same(shop: Connection, metric: str) -> None:
    platforms, vendors = truth(shop, metric.removeprefix("orion_")), truth(shop, metric.removeprefix("orion_platform_"))
    assert vendors == {labels | {("vendor", "shop")}: value for labels, value in platforms.items()}


def test_orders_and_their_value_are_those_of_the_dashboard(shop: Connection) -> None:
    orders = truth(shop, "platform_orders")
    assert by(orders)[()] == one(shop, 'SELECT count(*) FROM "order"') == ORDERS
    value = by(truth(shop, "platform_order_value"))[()]
    assert value == pytest.approx(one(shop, 'SELECT sum(grand_total) FROM "order"'))
    refunded = "SELECT count(*) FROM \"order\" WHERE payment_status = 'stripe_refunded'"
    assert by(orders, "status")["refunded",] == one(shop, refunded)
    assert one(shop, f"{refunded} AND status <> 'closed'") > 0  # which EverShop did not close


def test_revenue_is_what_was_captured_less_refunds(shop: Connection) -> None:
    captured = f'SELECT sum(grand_total) FROM "order" WHERE payment_status IN {CAPTURED}'
    refunds = by(truth(shop, "platform_refund_value"))[()]
    assert by(truth(shop, "platform_order_revenue"))[()] == pytest.approx(one(shop, captured) - refunds)
    assert by(truth(shop, "platform_payment_value"), "status")["paid",] == pytest.approx(one(shop, captured))


def test_an_order_was_placed_after_its_cart_was_begun(shop: Connection) -> None:
    placed = truth(shop, "order_last_created_timestamp_seconds")
    shown = one(shop, 'SELECT EXTRACT(EPOCH FROM max(created_at)) FROM "order"')
    assert only(placed) == pytest.approx((NOW - timedelta(days=1 / 8)).timestamp())
    assert shown < only(placed)


def test_carts_that_are_orders_are_none(shop: Connection) -> None:
    active = "SELECT count(*) FROM cart WHERE status AND created_at > '2026-10-27 12:00:00+00'"
    carts = truth(shop, "platform_carts")
    ordered = one(shop, f'{active} AND cart_id IN (SELECT cart_id FROM "order")')
    empty = one(shop, f"{active} AND cart_id NOT IN (SELECT cart_id FROM cart_item)")
    assert ordered > 0
    assert empty == 1
    assert by(carts)[()] == one(shop, active) - ordered - empty
    assert by(carts, "state").keys() == {("open",), ("abandoned",)}
    subtotals = f"SELECT sum(sub_total_with_discount_incl_tax) FROM ({active.replace('count(*)', '*')}) c"
    lines = f"{subtotals} WHERE cart_id > {ORDERS} AND cart_id IN (SELECT cart_id FROM cart_item)"
    assert by(truth(shop, "platform_cart_value"))[()] == pytest.approx(one(shop, lines))


def test_each_order_is_a_payment_of_its_method(shop: Connection) -> None:
    payments = truth(shop, "platform_payments")
    assert by(payments)[()] == ORDERS
    assert by(payments, "status").keys() == {
        (status,) for status in ("pending", "authorized", "paid", "failed", "cancelled")
    }
    last = by(truth(shop, "platform_payment_last_paid_timestamp_seconds"), "method")
    assert last.keys() == {("cod",), ("paypal",), ("stripe",), ("zero_checkout",)}
    assert max(last.values()) < NOW.timestamp()


def test_what_is_ready_is_in_no_parcel(shop: Connection) -> None:
    shipments = by(truth(shop, "shipments"), "status")
    parcels = "SELECT count(*) FROM shipment"
    assert sum(shipments.values()) - shipments["ready",] == one(shop, parcels)
    assert shipments["cancelled",] == one(shop, f"{parcels} WHERE status = 'canceled'")
    assert shipments["returned",] == one(shop, f"{parcels} WHERE status = 'returned'")
    # By EverShop's own summary, if nothing was delivered in part.
    summary = "('pending', 'partially_shipped', 'canceled', 'partially_canceled')"
    ready = (f'SELECT count(*) FROM "order" WHERE shipment_status IN {summary} AND'
        " (status = 'processing' AND payment_status <> 'stripe_refunded'"
        " OR status = 'new' AND payment_method = 'cod')")  # fmt: skip
    assert shipments["ready",] == one(shop, ready)
    assert by(truth(shop, "shipments_dispatched"))[()] == sum(shipments.values()) - sum(
        shipments[status,] for status in ("ready", "cancelled")
    )
    assert by(truth(shop, "shipments_dispatched"), "within").keys() == {
        (within,) for within in ("1d", "2d", "3d", "7d", "later")
    }
    assert 0 < only(truth(shop, "shipments_overdue")) < shipments["ready",]


def test_events_that_succeeded_are_no_jobs(shop: Connection) -> None:
    jobs = truth(shop, "jobs")
    assert by(jobs)[()] == one(shop, "SELECT count(*) FROM event") - 1
    assert by(jobs, "status").keys() == {("pending",), ("running",), ("failed",)}
    due = truth(shop, "job_oldest_due_timestamp_seconds")
    assert by(due, "queue").keys() == {("order_placed",), ("product_updated",)}
    assert truth(shop, "job_oldest_due_timestamp_seconds", NOW + timedelta(days=31)) == {}
