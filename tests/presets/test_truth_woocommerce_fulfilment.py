"""The truths of WooCommerce from the cart to the payout are the numbers of the rows that were written."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Literal

import pytest
from sqlalchemy import Connection, text

from tests.presets.truths import Numbers, at, by, numbers, truths
from tests.support.databases import MakeDatabase, SharedDatabase
from tests.support.other_shops import load_zone
from tests.support.other_shops.woocommerce import NOW, PARAMETERS, load_alone, load_dokan

VARIANTS: dict[str, Literal["dokan"] | None] = {"alone": None, "dokan": "dokan"}
DAY = 86_400


@pytest.fixture
def alone(shared_database: SharedDatabase) -> Iterator[Connection]:
    """WooCommerce without Dokan."""
    with shared_database("mariadb", load_alone).engine.connect() as connection:
        yield connection


@pytest.fixture
def dokan(shared_database: SharedDatabase) -> Iterator[Connection]:
    """WooCommerce with Dokan."""
    with shared_database("mariadb", load_dokan).engine.connect() as connection:
        yield connection


def truth(shop: Connection, metric: str, now: datetime = NOW) -> Numbers:
    has_dokan = shop.execute(text("SELECT 1 FROM wp_options WHERE option_value LIKE '%dokan-lite%'")).first()
    found = truths("woocommerce", "dokan" if has_dokan else None)
    return numbers(shop, found.by_metric[metric], at(now) | PARAMETERS)


def days(found: Numbers, *labels: str) -> dict[tuple[str, ...], float]:
    """Return how many days before NOW these moments are."""
    return {names: (NOW.timestamp() - moment) / DAY for names, moment in by(found, *labels).items()}


@pytest.mark.parametrize("shop", VARIANTS)
def test_carts_are_drafts_of_the_checkout_with_a_line(shop: str, request: pytest.FixtureRequest) -> None:
    connection: Connection = request.getfixturevalue(shop)
    # Beside the drafts that are in both: one of the dump from yesterday, or one of now that was never changed.
    before = {"alone": ("abandoned", 79.92), "dokan": ("open", 7.0)}[shop]
    carts = by(truth(connection, "orion_platform_carts"), "state")
    assert carts == {(state,): 1 + (state == before[0]) for state in ("open", "abandoned")}
    value = by(truth(connection, "orion_platform_cart_value"), "currency", "state")
    usd = value.pop(("USD", before[0]))
    assert usd == before[1] + (7 if shop == "alone" else 0)
    assert value == {("EUR", "open"): 7} | ({("USD", "abandoned"): 7} if shop == "dokan" else {})


def test_a_payment_is_one_of_an_order_by_its_gateway(alone: Connection) -> None:
    assert by(truth(alone, "orion_platform_payments"), "method", "status") == {
        ("bacs", "pending"): 1,
        # On hold, but paid before.
        ("bacs", "paid"): 1,
        ("cod", "paid"): 1, ("stripe", "paid"): 1, ("stripe", "failed"): 1, ("paypal", "cancelled"): 1,
        # Refunded, and of an order of the staff.
        ("unknown", "paid"): 1,
    }  # fmt: skip
    assert by(truth(alone, "orion_platform_payment_value"), "currency", "status") == pytest.approx({
        ("USD", "pending"): 19.98, ("USD", "paid"): 39.96 + 59.94 + 79.92 + 39.96, ("USD", "failed"): 59.94,
        ("USD", "cancelled"): 19.98,
    })  # fmt: skip
    assert by(truth(alone, "orion_platform_payment_oldest_pending_timestamp_seconds"), "method").keys() == {("bacs",)}
    assert days(truth(alone, "orion_platform_payment_last_paid_timestamp_seconds"), "method") == pytest.approx(
        {("bacs",): 0.5, ("cod",): 0.2, ("stripe",): 0.6149}, abs=0.001
    )


def test_what_was_split_was_paid_for_once(dokan: Connection) -> None:
    assert by(truth(dokan, "orion_platform_payments"), "method", "status") == {
        ("stripe", "paid"): 3, ("stripe", "failed"): 1, ("bacs", "pending"): 2, ("cod", "paid"): 1,
        # Cancelled after it was paid.
        ("paypal", "paid"): 1,
    }  # fmt: skip
    assert by(truth(dokan, "orion_platform_payment_value"), "status") == {
        ("paid",): 40 + 60 + 30 + 9 + 99, ("pending",): 12 + 8, ("failed",): 5,
    }  # fmt: skip
    # The other is older than a month.
    assert days(truth(dokan, "orion_platform_payment_oldest_pending_timestamp_seconds"), "method") == {("bacs",): 2}
    last = days(truth(dokan, "orion_platform_payment_last_paid_timestamp_seconds"), "method")
    assert last == pytest.approx({("stripe",): 2.9, ("paypal",): 9.5})


def test_refunds_are_paid_and_none_of_an_order_in_the_trash(alone: Connection, dokan: Connection) -> None:
    assert by(truth(alone, "orion_refunds"), "vendor", "status") == {("shop", "paid"): 2}
    assert by(truth(alone, "orion_platform_refund_value"), "currency", "status") == {("USD", "paid"): 5 + 39.96}
    assert by(truth(dokan, "orion_refunds"), "vendor", "status") == {
        ("anna-s", "paid"): 2, ("anna-s", "rejected"): 1, ("bert", "paid"): 2, ("bert", "requested"): 2,
        ("closed", "requested"): 1,
        # Of the split order itself.
        ("shop", "paid"): 1,
    }  # fmt: skip
    assert by(truth(dokan, "orion_refund_value"), "vendor", "status") == {
        ("anna-s", "paid"): 21, ("anna-s", "rejected"): 4.5, ("bert", "paid"): 14, ("bert", "requested"): 7,
        ("closed", "requested"): 2, ("shop", "paid"): 2,
    }  # fmt: skip
    assert by(truth(dokan, "orion_platform_refunds"), "status") == {("paid",): 5, ("requested",): 3, ("rejected",): 1}
    assert days(truth(dokan, "orion_refund_oldest_requested_timestamp_seconds"), "vendor") == {("bert",): 2}


def test_a_shipment_is_an_order_that_is_not_only_virtual(alone: Connection, dokan: Connection) -> None:
    assert by(truth(alone, "orion_shipments"), "vendor", "status") == {
        ("shop", "ready"): 1, ("shop", "shipped"): 1, ("shop", "cancelled"): 1,
    }  # fmt: skip
    assert by(truth(dokan, "orion_shipments"), "vendor", "status") == {
        ("anna-s", "shipped"): 2, ("bert", "ready"): 1, ("bert", "shipped"): 1, ("closed", "shipped"): 1,
        ("shop", "ready"): 1,
    }  # fmt: skip
    assert by(truth(dokan, "orion_platform_shipments"), "status") == {("ready",): 2, ("shipped",): 4}
    assert by(truth(dokan, "orion_shipments_overdue"), "vendor") == {
        ("anna-s",): 0, ("bert",): 1, ("closed",): 0, ("shop",): 0,
    }  # fmt: skip
    assert by(truth(alone, "orion_shipments_overdue")) == {(): 0}
    assert by(truth(alone, "orion_shipments_overdue", NOW + timedelta(days=2))) == {(): 1}


def test_a_shipment_waits_from_its_payment_until_it_is_completed(alone: Connection, dokan: Connection) -> None:
    assert by(truth(dokan, "orion_shipments_dispatched"), "vendor", "within") == {
        ("anna-s", "2d"): 1, ("anna-s", "later"): 1, ("bert", "3d"): 1,
        # From the order, as it was paid after it was sent.
        ("closed", "1d"): 1,
    }  # fmt: skip
    wait = by(truth(dokan, "orion_shipment_dispatch_wait_seconds"), "vendor")
    assert wait == {("anna-s",): 11.25 * DAY, ("bert",): 3 * DAY, ("closed",): DAY}
    assert by(truth(dokan, "orion_platform_shipment_dispatch_wait_seconds")) == {(): 15.25 * DAY}
    assert by(truth(alone, "orion_shipments_dispatched"), "within") == {("1d",): 1}
    # From 21:14:34 to 6:00.
    assert by(truth(alone, "orion_shipment_dispatch_wait_seconds")) == {(): 8 * 3600 + 45 * 60 + 26}
    oldest = "orion_shipment_oldest_ready_timestamp_seconds"
    assert days(truth(dokan, oldest), "vendor") == {("bert",): 2.5, ("shop",): 1}
    assert days(truth(dokan, oldest, NOW + timedelta(days=28.5)), "vendor") == {("shop",): 1}


def test_withdrawals_are_due_until_they_are_approved(dokan: Connection) -> None:
    assert by(truth(dokan, "orion_payouts"), "vendor", "status") == {
        ("anna-s", "due"): 2, ("anna-s", "paid"): 1, ("bert", "due"): 1, ("bert", "failed"): 1,
    }  # fmt: skip
    assert by(truth(dokan, "orion_platform_payouts"), "status") == {("due",): 3, ("paid",): 1, ("failed",): 1}
    assert by(truth(dokan, "orion_payout_value"), "vendor", "currency", "status") == {
        ("anna-s", "USD", "due"): 41, ("anna-s", "USD", "paid"): 20.5, ("bert", "USD", "due"): 12,
        ("bert", "USD", "failed"): 5,
    }  # fmt: skip
    assert days(truth(dokan, "orion_payout_oldest_due_timestamp_seconds"), "vendor") == {("anna-s",): 6}
    assert days(truth(dokan, "orion_platform_payout_oldest_due_timestamp_seconds"), "platform") == {("shop",): 6}


def test_an_action_is_pending_once_it_is_due(alone: Connection) -> None:
    jobs = by(truth(alone, "orion_jobs"), "queue", "status")
    ours = {labels: count for labels, count in jobs.items() if labels[0] in {"wc_import", "mail"}}
    assert ours == {
        ("wc_import", "scheduled"): 1, ("wc_import", "pending"): 4, ("wc_import", "running"): 3,
        ("wc_import", "completed"): 3, ("wc_import", "failed"): 1, ("mail", "failed"): 1,
        ("mail", "scheduled"): 1,
    }  # fmt: skip
    total = alone.execute(text("SELECT COUNT(*) FROM wp_actionscheduler_actions WHERE status <> 'canceled'"))
    assert sum(jobs.values()) == total.scalar_one()
    assert {status for _, status in jobs.keys() - ours.keys()} == {"completed", "pending"}
    hours = {
        metric: days(truth(alone, f"orion_job_{metric}_timestamp_seconds"), "queue")["wc_import",] * 24
        for metric in ("oldest_due", "oldest_running", "last_success")
    }
    assert hours == pytest.approx({"oldest_due": 5, "oldest_running": 0.5, "last_success": 8})


@pytest.mark.parametrize(
    ("option", "zone", "hours"), [("gmt_offset", "-3.5", -3.5), ("timezone_string", "Europe/Paris", 1)]
)
def test_dokan_stores_the_time_of_the_site(make_database: MakeDatabase, option: str, zone: str, hours: float) -> None:
    shop = make_database("mariadb", load_dokan)
    load_zone(shop.engine, "Europe/Paris")
    with shop.engine.begin() as connection:
        connection.execute(text(f"UPDATE wp_options SET option_value = '{zone}' WHERE option_name = '{option}'"))
        # The exporter reads in UTC, and the shop writes in the time zone of the server.
        for session in ("SYSTEM", "+00:00"):
            connection.execute(text(f"SET time_zone = '{session}'"))
            for metric, ago in (("payout_oldest_due", 6), ("refund_oldest_requested", 2)):
                found = days(truth(connection, f"orion_platform_{metric}_timestamp_seconds"))
                assert found == {(): pytest.approx(ago + hours / 24)}


def test_the_status_of_a_plugin_is_paid_by_its_date_and_no_shipment(make_database: MakeDatabase) -> None:
    with make_database("mariadb", load_alone).engine.begin() as connection:
        connection.execute(text("UPDATE wp_wc_orders SET status = 'wc-packed' WHERE id IN (22, 27)"))
        payments = by(truth(connection, "orion_platform_payments"), "method", "status")
        assert (payments["stripe", "paid"], payments["unknown", "pending"]) == (1, 1)
        assert by(truth(connection, "orion_shipments"), "status") == {("shipped",): 1}
