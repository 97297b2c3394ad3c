"""The truths of django-oscar from the basket to the shipment agree with plain counts."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Connection, text

from tests.presets.truths import Numbers, at, by, numbers, truths
from tests.support.databases import SharedDatabase
from tests.support.other_shops.oscar import NOW, ORDERS, oscar

TRUTHS = truths("django-oscar")
HOME = "shop.example"


@pytest.fixture
def shop(shared_database: SharedDatabase, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """The tables of the shop on SQLite."""
    with oscar(shared_database, "sqlite", tmp_path_factory).engine.connect() as connection:
        yield connection


def truth(shop: Connection, metric: str, now: datetime = NOW) -> Numbers:
    return numbers(shop, TRUTHS.by_metric[metric], at(now))


def one(shop: Connection, sql: str) -> float:
    return float(shop.execute(text(sql)).scalar_one())


def test_carts_are_open_or_frozen_baskets_at_the_first_site(shop: Connection) -> None:
    carts = by(truth(shop, "orion_platform_carts"), "platform", "state")
    assert carts == {(HOME, "open"): 2, (HOME, "abandoned"): 2}
    # Two pieces of each of two products, with tax; the other baskets are older than a month, saved or merged.
    assert one(shop, "SELECT count(*) FROM basket_basket b WHERE status IN ('Open', 'Frozen')") == 4 + 1 + 1
    prices = "SELECT sum(price) FROM partner_stockrecord WHERE id IN (SELECT stockrecord_id FROM basket_line l"
    price = one(shop, f"{prices} JOIN basket_basket b ON b.id = l.basket_id WHERE b.status = 'Saved')")
    value = by(truth(shop, "orion_platform_cart_value"), "currency", "state")
    assert value == pytest.approx(dict.fromkeys((("GBP", "open"), ("GBP", "abandoned")), 2 * 2 * price * 1.2), abs=0.05)
    assert by(truth(shop, "orion_platform_carts", NOW + timedelta(hours=1)), "state") == {("abandoned",): 4}


def test_a_payment_is_a_source_of_an_order(shop: Connection) -> None:
    payments = by(truth(shop, "orion_platform_payments"), "method", "status")
    orders = {
        status: one(shop, f"SELECT count(*) FROM order_order WHERE status = '{status}'")
        for status in ("Pending", "Cancelled", "Being processed", "Complete")
    }
    assert payments == {
        ("card", "part_paid"): 1, ("card", "pending"): 2, ("card", "authorized"): orders["Pending"] - 3,
        ("card", "cancelled"): orders["Cancelled"], ("card", "paid"): orders["Being processed"] + orders["Complete"],
    }  # fmt: skip
    assert sum(payments.values()) == ORDERS
    value = by(truth(shop, "orion_platform_payment_value"), "status")
    assert value["pending",] == 0
    assert sum(value.values()) == pytest.approx(one(shop, "SELECT sum(amount_allocated) FROM payment_source"))
    # The older of the two is older than a month.
    pending = "SELECT max(strftime('%s', date_placed)) FROM order_order WHERE status = 'Pending'"
    oldest = truth(shop, "orion_platform_payment_oldest_pending_timestamp_seconds")
    assert list(oldest.values()) == [one(shop, pending)]
    last = truth(shop, "orion_platform_payment_last_paid_timestamp_seconds")
    debited = "SELECT max(strftime('%s', date_placed)) FROM order_order WHERE status IN ('Being processed', 'Complete')"
    assert max(last.values()) == one(shop, debited)


def test_a_refund_is_a_transaction(shop: Connection) -> None:
    refunds = truth(shop, "orion_platform_refunds")
    lines = one(shop, "SELECT count(*) FROM order_line WHERE status = 'Returned'")
    cancelled = "SELECT count(*) FROM order_line l JOIN order_order o ON o.id = l.order_id WHERE l.status = 'Cancelled'"
    assert by(refunds, "status") == {("paid",): lines + one(shop, f"{cancelled} AND o.status <> 'Cancelled'")}
    assert by(truth(shop, "orion_platform_refund_value"))[()] == pytest.approx(
        one(shop, "SELECT sum(amount_refunded) FROM payment_source")
    )


def test_a_shipment_is_what_a_partner_has_to_ship_of_an_order(shop: Connection) -> None:
    ebooks = "SELECT p.id FROM catalogue_product p JOIN catalogue_productclass c ON c.id = p.product_class_id"
    lines = shop.execute(text(
        "SELECT l.order_id, l.partner_id, l.status, o.status FROM order_line l JOIN order_order o ON o.id = l.order_id"
        f" WHERE l.product_id NOT IN ({ebooks} WHERE c.name = 'E-books')"
    )).all()  # fmt: skip
    ours = {"Being processed": "ready", "Shipped": "shipped", "Returned": "returned", "Cancelled": "cancelled"}
    parcels = {line[:3] for line in lines if line[3] not in {"Cancelled", "Pending"}}
    want = {(name,): sum(status == theirs for _, _, status in parcels) for theirs, name in ours.items()}
    assert by(truth(shop, "orion_shipments"), "status") == want
    assert by(truth(shop, "orion_platform_shipments"), "status") == want
    assert by(truth(shop, "orion_shipments"), "vendor")["unknown",] > 0
    ready = want["ready",]
    assert 0 < by(truth(shop, "orion_shipments_overdue"))[()] < ready
    assert by(truth(shop, "orion_platform_shipments_overdue", NOW + timedelta(days=3)))[()] == ready
    oldest = truth(shop, "orion_shipment_oldest_ready_timestamp_seconds")
    assert (
        NOW - timedelta(days=30) <= datetime.fromtimestamp(min(oldest.values()), NOW.tzinfo) < NOW - timedelta(days=2)
    )


def test_a_shipment_waits_until_its_shipping_event(shop: Connection) -> None:
    wanted = by(truth(shop, "orion_shipments"), "status")
    for scope in ("", "platform_"):
        dispatched = by(truth(shop, f"orion_{scope}shipments_dispatched"), "within")
        # What came back had left.
        assert sum(dispatched.values()) == wanted["shipped",] + wanted["returned",]
        assert set(dispatched) == {("1d",), ("2d",), ("3d",), ("7d",), ("later",)}
        # They waited 0, 30, 60, 90, 130 or 200 hours.
        hours = by(truth(shop, f"orion_{scope}shipment_dispatch_wait_seconds"))[()] / 3600
        low = 30 * dispatched["2d",] + 60 * dispatched["3d",] + 200 * dispatched["later",]
        assert low + 90 * dispatched["7d",] < hours < low + 130 * dispatched["7d",]
        assert hours % 10 == 0
