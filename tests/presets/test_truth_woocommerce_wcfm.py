"""The truths of WooCommerce with WCFM are the numbers of the rows that were written."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection

from tests.presets.truths import FAMILIES, Numbers, at, by, numbers, truths, wrong_labels
from tests.support.databases import SharedDatabase
from tests.support.other_shops.woocommerce import NOW, PARAMETERS
from tests.support.other_shops.woocommerce_wcfm import wcfm

TRUTHS = truths("woocommerce", "wcfm")
OPEN_LABELS = {"orion_vendor_platform_info": {"labels ['platform', 'vendor']"}}


@pytest.fixture
def shop(shared_database: SharedDatabase) -> Iterator[Connection]:
    """WooCommerce with WCFM."""
    with wcfm(shared_database).engine.connect() as connection:
        yield connection


def truth(shop: Connection, metric: str) -> Numbers:
    return numbers(shop, TRUTHS.by_metric[metric], at(NOW) | PARAMETERS)


def days(found: Numbers, *labels: str) -> dict[tuple[str, ...], float]:
    return {names: (NOW.timestamp() - moment) / 86_400 for names, moment in by(found, *labels).items()}


def test_each_metric_has_a_truth_or_is_absent() -> None:
    assert TRUTHS.by_metric.keys() | set(TRUTHS.absent) == FAMILIES.keys()
    assert TRUTHS.by_metric.keys() & set(TRUTHS.absent) == set()
    assert all(each.means.endswith(".") for each in TRUTHS.by_metric.values())


def test_truths_have_series_with_the_labels_of_their_metric(shop: Connection) -> None:
    for metric in TRUTHS.by_metric:
        found = truth(shop, metric)
        assert found, metric
        assert wrong_labels(metric, found) == OPEN_LABELS.get(metric, set()), metric
        if "vendor" in FAMILIES[metric].labels:
            assert {vendor for (vendor,) in by(found, "vendor")} <= {"shop", "vera", "willi"}, metric


def test_vendors_are_users_with_the_role(shop: Connection) -> None:
    assert by(truth(shop, "orion_vendor_info"), "vendor", "name", "state") == {
        ("vera", "Vera's Vases", "active"): 1, ("willi", "Willi", "inactive"): 1, ("shop", "Shop", "active"): 1,
    }  # fmt: skip
    assert by(truth(shop, "orion_products"), "vendor") == {("vera",): 2, ("willi",): 1, ("shop",): 7}


def test_a_part_is_what_one_vendor_has_of_an_order_and_the_rest_is_the_shops(shop: Connection) -> None:
    assert by(truth(shop, "orion_orders"), "vendor", "status") == {
        ("vera", "pending"): 1, ("vera", "processing"): 1, ("vera", "delivered"): 1, ("vera", "cancelled"): 1,
        ("willi", "processing"): 1, ("willi", "delivered"): 1,
        ("shop", "pending"): 2, ("shop", "delivered"): 1, ("shop", "refunded"): 1, ("shop", "failed"): 1,
    }  # fmt: skip
    assert by(truth(shop, "orion_orders_open"), "vendor") == {("vera",): 2, ("willi",): 1, ("shop",): 2}
    assert by(truth(shop, "orion_order_value"), "vendor") == pytest.approx({
        ("vera",): 33.96 + 59.94 + 50 + 19.98, ("willi",): 6 + 3, ("shop",): 0 + 19.98 + 26.92 + 39.96 + 59.94,
    })  # fmt: skip
    assert by(truth(shop, "orion_order_revenue"), "vendor") == pytest.approx({
        ("vera",): 33.96 + 59.94 + 45, ("willi",): 6 + 3, ("shop",): 26.92 + 39.96 - 39.96,
    })  # fmt: skip
    # The total sales of WooCommerce's own report.
    for metric in ("orion_order_revenue", "orion_platform_order_revenue"):
        assert by(truth(shop, metric))[()] == pytest.approx(174.82)
    assert by(truth(shop, "orion_platform_orders"))[()] == 8


def test_a_refund_is_of_the_vendor_whose_line_it_is_of(shop: Connection) -> None:
    assert by(truth(shop, "orion_refund_value"), "vendor", "status") == pytest.approx({
        ("vera", "paid"): 5, ("shop", "paid"): 39.96, ("vera", "requested"): 3.5, ("willi", "rejected"): 1,
        ("willi", "requested"): 2,
    })  # fmt: skip
    assert by(truth(shop, "orion_platform_refunds"), "status") == {("paid",): 2, ("requested",): 2, ("rejected",): 1}
    assert days(truth(shop, "orion_refund_oldest_requested_timestamp_seconds"), "vendor") == {("vera",): 2}


def test_a_vendor_can_ship_before_the_order_is_complete(shop: Connection) -> None:
    assert by(truth(shop, "orion_shipments"), "vendor", "status") == {
        ("vera", "shipped"): 1, ("vera", "delivered"): 1, ("willi", "ready"): 1, ("shop", "shipped"): 1,
        ("shop", "cancelled"): 1,
    }  # fmt: skip
    # Of her shipments no time is known.
    assert by(truth(shop, "orion_shipments_dispatched"), "vendor", "within") == {("shop", "1d"): 1}
    assert by(truth(shop, "orion_shipments_overdue"), "vendor") == {("vera",): 0, ("willi",): 0, ("shop",): 0}
    oldest = days(truth(shop, "orion_shipment_oldest_ready_timestamp_seconds"), "vendor")
    assert oldest == pytest.approx({("willi",): 0.6149}, abs=0.001)


def test_withdrawals_are_due_once_they_are_requested(shop: Connection) -> None:
    assert by(truth(shop, "orion_payout_value"), "vendor", "currency", "status") == {
        ("vera", "USD", "due"): 19, ("vera", "USD", "paid"): 10, ("vera", "USD", "processing"): 5,
        ("willi", "USD", "due"): 12, ("willi", "USD", "failed"): 3.5,
    }  # fmt: skip
    assert by(truth(shop, "orion_platform_payouts"), "status") == {
        ("due",): 2, ("paid",): 1, ("processing",): 1, ("failed",): 1,
    }  # fmt: skip
    assert days(truth(shop, "orion_payout_oldest_due_timestamp_seconds"), "vendor") == {("vera",): 3}
