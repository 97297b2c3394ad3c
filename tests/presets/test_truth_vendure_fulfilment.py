"""The truths of Vendure from the cart to the payout are the numbers of its dump and of what was changed there."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import Connection, text

from tests.presets.truths import Numbers, at, by, numbers, truths
from tests.support.databases import SharedDatabase
from tests.support.other_shops.vendure import vendure

NOW = datetime(2026, 11, 23, tzinfo=UTC)
TRUTHS = truths("vendure")
HOUR = 3600


@pytest.fixture
def shop(shared_database: SharedDatabase) -> Iterator[Connection]:
    """The tables of the shop."""
    with vendure(shared_database).engine.connect() as connection:
        yield connection


def truth(shop: Connection, metric: str) -> Numbers:
    return numbers(shop, TRUTHS.by_metric[metric], at(NOW))


def moments(shop: Connection, metric: str, label: str) -> dict[str, str]:
    """Return the earliest time of a metric for each value of the label, as text in UTC."""
    found: dict[str, float] = {}
    for labels, moment in truth(shop, f"orion_{metric}_timestamp_seconds").items():
        name = dict(labels)[label]
        found[name] = min(moment, found.get(name, moment))
    return {name: f"{datetime.fromtimestamp(moment, UTC):%m-%d %H:%M}" for name, moment in found.items()}


def test_carts_are_active_orders_with_a_line(shop: Connection) -> None:
    # 770 orders of the dump, less one that is old, one that is not active and one without units.
    assert by(truth(shop, "orion_platform_carts"), "state") == {("open",): 2, ("abandoned",): 770 - 3 - 2}
    value = by(truth(shop, "orion_platform_cart_value"), "currency", "state")
    assert value["USD", "open"] == pytest.approx(69.65 + 9.85 + 6)
    assert {currency for currency, _ in value} == {"USD", "EUR", "GBP", "AUD"}


def test_payments_are_those_of_customers(shop: Connection) -> None:
    assert by(truth(shop, "orion_platform_payments"), "method", "status") == {
        ("connected-payment-method", "paid"): 998 + 846, ("standard-payment", "paid"): 547 + 436,
        ("standard-payment", "authorized"): 159 + 124,
        # Of 77 declined ones, of which four were changed, also to an error.
        ("standard-payment", "failed"): 77 - 4 + 1, ("standard-payment", "cancelled"): 1,
        ("standard-payment", "pending"): 2,
    }  # fmt: skip
    paid = "SELECT sum(amount) FROM payment WHERE state = 'Settled' AND \"orderId\" IN"
    orders = "(SELECT id FROM \"order\" WHERE type <> 'Seller')"
    assert by(truth(shop, "orion_platform_payment_value"), "status")["paid",] == pytest.approx(
        float(shop.execute(text(f"{paid} {orders}")).scalar_one()) / 100
    )
    assert moments(shop, "platform_payment_oldest_pending", "method") == {"standard-payment": "11-20 00:00"}
    last = truth(shop, "orion_platform_payment_last_paid_timestamp_seconds")
    history = text(
        'SELECT EXTRACT(EPOCH FROM max(h."createdAt")) FROM history_entry h JOIN "order" o ON o.id = h."orderId"'
        " WHERE o.type <> 'Seller' AND h.type = 'ORDER_PAYMENT_TRANSITION' AND data LIKE '%\"to\"\\:\"Settled\"%'"
    )
    assert max(last.values()) == pytest.approx(float(shop.execute(history).scalar_one()))


def test_refunds_are_those_of_parts_or_of_what_customers_ordered(shop: Connection) -> None:
    assert by(truth(shop, "orion_platform_refunds"), "status") == {
        ("paid",): 31 + 29, ("requested",): 25 + 18 - 2, ("rejected",): 2,
    }  # fmt: skip
    refunds = by(truth(shop, "orion_refunds"), "vendor", "status")
    seller = {labels: count for labels, count in refunds.items() if labels[0] != "marketplace"}
    assert seller.items() ^ refunds.items() == {
        (("marketplace", "paid"), 31), (("marketplace", "requested"), 25 - 1), (("marketplace", "rejected"), 1),
    }  # fmt: skip
    ((name, _),) = seller
    assert seller == {(name, "requested"): 1}
    assert by(truth(shop, "orion_refund_value"), "vendor", "status")[name, "requested"] == 5
    assert moments(shop, "refund_oldest_requested", "vendor") == {name: "11-21 00:00", "marketplace": "11-20 00:00"}
    every = shop.execute(text("SELECT sum(total) FROM refund")).scalar_one()
    assert by(truth(shop, "orion_platform_refund_value"))[()] == pytest.approx(float(every) / 100 - 5)


def test_shipments_are_fulfillments_and_what_is_in_none(shop: Connection) -> None:
    # Of Regular and Seller orders: fulfillments, and orders with a rest, as is that of the cancelled fulfillment.
    ready = (82 - 1) + 127 + (29 + 37 + 368 + 1) + (29 + 46 + 685)
    want = {("ready",): ready, ("shipped",): 251 + 329, ("delivered",): 506 + 641, ("cancelled",): 1}
    assert by(truth(shop, "orion_shipments"), "status") == want
    assert by(truth(shop, "orion_platform_shipments"), "status") == want
    overdue = by(truth(shop, "orion_shipments_overdue"), "vendor")
    assert (overdue["marketplace",], sum(overdue.values())) == (1, 2)
    # Three days before the payment of the dump; the other is older than a month.
    assert moments(shop, "shipment_oldest_ready", "vendor")["marketplace"].startswith("11-19 22:2")
    assert min(moments(shop, "platform_shipment_oldest_ready", "platform").values()).startswith("11-19 22:2")


def test_a_fulfillment_waits_from_the_payment_until_it_is_shipped(shop: Connection) -> None:
    # One has only arrived.
    shipped = """SELECT count(*) FROM history_entry
        WHERE type = 'ORDER_FULFILLMENT_TRANSITION' AND data LIKE '%"to"\\:"Shipped"%'"""
    assert shop.execute(text(shipped)).scalar_one() == 580 + 1147 - 1
    want = {("1d",): 580 + 1147 - 4, ("2d",): 1, ("3d",): 1, ("7d",): 1, ("later",): 1}
    assert by(truth(shop, "orion_shipments_dispatched"), "within") == want
    assert by(truth(shop, "orion_platform_shipments_dispatched"), "within") == want
    for metric in ("orion_shipment_dispatch_wait_seconds", "orion_platform_shipment_dispatch_wait_seconds"):
        # The others were shipped within seconds.
        assert 0 <= by(truth(shop, metric))[()] - (30 + 60 + 5 * 24 + 8 * 24) * HOUR < 5 * 1727


def test_payouts_are_transfers_to_sellers(shop: Connection) -> None:
    payouts = by(truth(shop, "orion_payouts"), "platform", "status")
    # The rest are those for which the plugin takes a store for a seller.
    assert payouts == {("__default_channel__", "paid"): 1782 - 57}
    assert ("marketplace",) not in by(truth(shop, "orion_payouts"), "vendor")
    assert by(truth(shop, "orion_platform_payouts"), "platform")["__default_channel__",] == 1725
    value = by(truth(shop, "orion_payout_value"), "currency", "status")
    assert {status for _, status in value} == {"paid"}
    assert 0 < sum(value.values()) < 145_460_093 / 100


def test_jobs_are_those_of_the_queue_and_scheduled_tasks(shop: Connection) -> None:
    assert by(truth(shop, "orion_jobs"), "queue", "status") == {
        ("apply-collection-filters", "completed"): 47, ("update-search-index", "completed"): 120,
        ("update-search-index", "pending"): 9023,
        ("send-email", "pending"): 3, ("send-email", "running"): 2, ("send-email", "failed"): 1,
        ("send-email", "completed"): 1,
        ("clean-sessions", "completed"): 1, ("clean-sessions", "scheduled"): 1,
        ("clean-jobs", "completed"): 1, ("clean-jobs", "running"): 1,
        ("clean-carts", "failed"): 1, ("clean-carts", "scheduled"): 1,
        # It is not enabled.
        ("index-all", "completed"): 1,
        ("report", "pending"): 1,
    }  # fmt: skip
    of_dump = {"update-search-index", "apply-collection-filters"}
    due, success = (
        {queue: moment for queue, moment in moments(shop, f"job_{metric}", "queue").items() if queue not in of_dump}
        for metric in ("oldest_due", "last_success")
    )
    assert due == {"send-email": "11-22 18:00", "report": "11-22 23:55"}
    assert success == {
        "send-email": "11-22 15:02", "clean-sessions": "11-22 23:10", "clean-jobs": "11-21 23:50",
        "index-all": "11-01 00:00",
    }  # fmt: skip
    assert moments(shop, "job_oldest_running", "queue") == {"send-email": "11-22 23:00", "clean-jobs": "11-22 23:50"}
