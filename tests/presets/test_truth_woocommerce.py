"""The truths of WooCommerce on its own tables, alone and with Dokan: they can be executed, and they agree."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Connection, text

from tests.presets.truths import FAMILIES, Numbers, Truths, at, by, numbers, truths, wrong_labels
from tests.support.databases import MakeDatabase, SharedDatabase
from tests.support.other_shops import load
from tests.support.other_shops.woocommerce import NOW, PARAMETERS, VENDORS, load_alone, load_dokan

ALONE, DOKAN = truths("woocommerce"), truths("woocommerce", "dokan")
OPEN_LABELS = {"orion_vendor_platform_info": {"labels ['platform', 'vendor']"}}
"""WooCommerce knows no primary platform."""


@pytest.fixture
def alone(shared_database: SharedDatabase) -> Iterator[Connection]:
    """WooCommerce without Dokan."""
    with shared_database("mariadb", load_alone).engine.connect() as connection:
        yield connection


@pytest.fixture
def dokan(shared_database: SharedDatabase) -> Iterator[Connection]:
    """WooCommerce with Dokan, three vendors and fourteen orders."""
    with shared_database("mariadb", load_dokan).engine.connect() as connection:
        yield connection


def truth(shop: Connection, metric: str, now: datetime = NOW) -> Numbers:
    has_dokan = shop.execute(text("SELECT 1 FROM wp_options WHERE option_value LIKE '%dokan-lite%'")).first()
    found = DOKAN if has_dokan else ALONE
    return numbers(shop, found.by_metric[metric], at(now) | PARAMETERS)


def one(shop: Connection, sql: str) -> float:
    return float(shop.execute(text(sql)).scalar_one())


@pytest.mark.parametrize("found", [ALONE, DOKAN], ids=["alone", "dokan"])
def test_each_metric_has_a_truth_or_is_absent(found: Truths) -> None:
    assert found.by_metric.keys() | set(found.absent) == FAMILIES.keys()
    assert found.by_metric.keys() & set(found.absent) == set()
    assert all(each.means.endswith(".") for each in found.by_metric.values())


@pytest.mark.parametrize("metric", ALONE.by_metric)
def test_a_truth_has_series_with_the_labels_of_its_metric(alone: Connection, metric: str) -> None:
    found = truth(alone, metric)
    assert found
    assert wrong_labels(metric, found) == OPEN_LABELS.get(metric, set())


@pytest.mark.parametrize("metric", DOKAN.by_metric)
def test_a_truth_with_dokan_has_series_with_the_labels_of_its_metric(dokan: Connection, metric: str) -> None:
    found = truth(dokan, metric)
    assert found
    assert wrong_labels(metric, found) == OPEN_LABELS.get(metric, set())
    if "vendor" in FAMILIES[metric].labels:
        assert {vendor for (vendor,) in by(found, "vendor")} <= {"shop", *(login for _, login, _, _ in VENDORS)}


def test_the_shop_alone_is_one_vendor_on_one_platform(alone: Connection) -> None:
    for metric in ALONE.by_metric:
        found = truth(alone, metric)
        for label in {"vendor", "platform"} & FAMILIES[metric].labels.keys():
            assert by(found, label).keys() == {("shop",)}
        if f"orion_platform_{metric.removeprefix('orion_')}" in ALONE.by_metric:
            kept = [label for label in FAMILIES[metric].labels if label not in {"category", "vendor"}]
            assert by(found, *kept) == by(truth(alone, f"orion_platform_{metric.removeprefix('orion_')}"), *kept)


def test_each_order_counts_once_and_drafts_and_refunds_do_not(alone: Connection) -> None:
    assert by(truth(alone, "orion_orders"), "status") == {
        ("pending",): 3, ("processing",): 1, ("delivered",): 1, ("cancelled",): 1, ("refunded",): 1, ("failed",): 1,
    }  # fmt: skip
    assert by(truth(alone, "orion_orders_open"))[()] == 4
    assert by(truth(alone, "orion_order_value"), "currency") == {("USD",): 319.68}


def test_revenue_is_the_total_sales_of_analytics(alone: Connection) -> None:
    revenue = by(truth(alone, "orion_platform_order_revenue"), "currency")
    assert revenue == {("USD",): 174.82}
    # As the report computes it, in a table that WooCommerce fills later.
    excluded = "('wc-pending', 'wc-failed', 'wc-cancelled', 'wc-checkout-draft', 'wc-auto-draft', 'wc-trash')"
    report = f"SELECT SUM(total_sales) FROM wp_wc_order_stats WHERE status NOT IN {excluded}"
    assert one(alone, report) == pytest.approx(174.82)


def test_moments_are_in_utc_and_the_horizon_is_a_month(alone: Connection) -> None:
    last = by(truth(alone, "orion_order_last_created_timestamp_seconds"))[()]
    # Draft 30 is the last row.
    assert last == datetime.fromisoformat("2026-11-25T21:14:35+00:00").timestamp()
    oldest = by(truth(alone, "orion_order_oldest_open_timestamp_seconds"))[()]
    assert oldest == datetime.fromisoformat("2026-11-25T21:14:11+00:00").timestamp()
    assert by(truth(alone, "orion_order_oldest_open_timestamp_seconds", NOW + timedelta(days=31))) == {}


def test_products_and_stock_are_those_of_woocommerces_lookup_table(alone: Connection) -> None:
    assert by(truth(alone, "orion_products"), "state") == {("active",): 8, ("inactive",): 2}
    lookup = "wp_wc_product_meta_lookup WHERE stock_quantity IS NOT NULL"
    assert by(truth(alone, "orion_stock_items"))[()] == one(alone, f"SELECT COUNT(*) FROM {lookup}") == 10
    assert by(truth(alone, "orion_stock_units"))[()] == one(alone, f"SELECT SUM(stock_quantity) FROM {lookup}") == 194
    assert by(truth(alone, "orion_stock_items"), "level") == {("out",): 2, ("ok",): 8}
    for metric in ("orion_products_featured", "orion_products_without_price", "orion_stock_reserved_units"):
        assert by(truth(alone, metric))[()] == 0


def test_customers_are_accounts_and_pages_are_those_of_the_site(alone: Connection) -> None:
    assert by(truth(alone, "orion_users"), "role") == {("administrator",): 1, ("customer",): 1}
    assert by(truth(alone, "orion_customers"))[()] == by(truth(alone, "orion_customers_with_orders"))[()] == 1
    assert by(truth(alone, "orion_platform_default_pages"), "state") == {("published",): 5, ("draft",): 2}
    assert by(truth(alone, "orion_media_files"), "media_type") == {("image",): 1}


def test_stock_is_not_counted_if_the_shop_does_not_manage_any(make_database: MakeDatabase) -> None:
    shop = make_database("mariadb", load, "woocommerce")
    with shop.engine.begin() as connection:
        connection.execute(text("UPDATE wp_options SET option_value = 'no' WHERE option_name LIKE '%_manage_stock'"))
        assert by(truth(connection, "orion_stock_items")) == {}


def test_vendors_are_those_who_may_sell_or_once_could(dokan: Connection) -> None:
    found = truth(dokan, "orion_vendor_info")
    assert by(found, "vendor", "name", "state") == {
        ("anna-s", "Anna's Ceramics", "active"): 1, ("bert", "Bert", "active"): 1, ("shop", "Shop", "active"): 1,
        ("closed", "Closed & Co", "inactive"): 1,
    }  # fmt: skip
    assert by(truth(dokan, "orion_platform_vendors"), "state") == {("active",): 3, ("inactive",): 1}


def test_sub_orders_are_orders_of_vendors_and_parents_of_customers(dokan: Connection) -> None:
    assert by(truth(dokan, "orion_orders"), "vendor", "status") == {
        ("anna-s", "delivered"): 2, ("anna-s", "cancelled"): 1,
        ("bert", "processing"): 1, ("bert", "pending"): 1, ("bert", "refunded"): 1,
        ("closed", "pending"): 1, ("closed", "cancelled"): 1, ("closed", "failed"): 1,
        ("shop", "processing"): 1,
    }  # fmt: skip
    assert by(truth(dokan, "orion_platform_orders"), "status") == {
        ("processing",): 2, ("delivered",): 1, ("pending",): 2, ("cancelled",): 1, ("refunded",): 1, ("failed",): 1,
    }  # fmt: skip


def test_revenue_counts_parents_or_sub_orders_and_never_both(dokan: Connection) -> None:
    # Anna: 25, and 60 of which 20 were refunded; Bert: 15 of which 5 were refunded, 12 on hold, 9 refunded.
    assert by(truth(dokan, "orion_order_revenue"), "vendor") == {("anna-s",): 65, ("bert",): 22, ("shop",): 99}
    # The refund of a sub-order is none of its parent.
    assert by(truth(dokan, "orion_platform_order_revenue"), "platform") == {("shop",): 40 + 60 - 20 + 12 + 99}
    # Both ways the same goods were ordered.
    assert by(truth(dokan, "orion_order_value"))[()] == by(truth(dokan, "orion_platform_order_value"))[()] == 263


def test_the_oldest_open_order_of_a_vendor_is_not_older_than_a_month(dokan: Connection) -> None:
    oldest = by(truth(dokan, "orion_order_oldest_open_timestamp_seconds"), "vendor")
    days = {vendor: (NOW.timestamp() - moment) / 86_400 for (vendor,), moment in oldest.items()}
    assert days == {"bert": 3, "shop": 1}


def test_goods_are_those_of_their_author_or_of_the_shop(dokan: Connection) -> None:
    assert by(truth(dokan, "orion_products"), "vendor", "state") == {
        ("anna-s", "active"): 2, ("anna-s", "inactive"): 1, ("bert", "active"): 2, ("closed", "active"): 1,
        ("shop", "active"): 1,
    }  # fmt: skip
    assert by(truth(dokan, "orion_products_featured"), "vendor")["anna-s",] == 1
    assert by(truth(dokan, "orion_products_without_price"), "vendor")["anna-s",] == 1
    assert by(truth(dokan, "orion_media_files"), "vendor", "media_type") == {
        ("anna-s", "image"): 1, ("bert", "image"): 1, ("closed", "video"): 1, ("shop", "image"): 1,
    }  # fmt: skip


def test_stock_is_what_reservations_leave_and_variations_have_their_products_threshold(dokan: Connection) -> None:
    assert by(truth(dokan, "orion_stock_units"), "vendor") == {
        ("anna-s",): 3 + 9 + 8 + 11, ("bert",): 2, ("closed",): 6, ("shop",): 40,
    }  # fmt: skip
    # The hold of the closed vendor's goods has expired, and the shop's are for an order that was paid.
    assert by(truth(dokan, "orion_stock_reserved_units"), "vendor") == {
        ("anna-s",): 1, ("bert",): 3, ("closed",): 0, ("shop",): 0,
    }  # fmt: skip
    assert by(truth(dokan, "orion_stock_items"), "vendor", "level") == {
        ("anna-s", "low"): 2, ("anna-s", "ok"): 2, ("bert", "out"): 2, ("closed", "ok"): 1, ("shop", "ok"): 1,
    }  # fmt: skip
    assert by(truth(dokan, "orion_stock_oversold_items"), "vendor")["bert",] == 1
    later = truth(dokan, "orion_stock_reserved_units", NOW + timedelta(hours=2))
    assert by(later, "vendor")["bert",] == 0


@pytest.mark.parametrize("name", ["orders", "products", "stock_units", "stock_items", "stock_reserved_units"])
def test_vendors_add_up_to_the_platform(dokan: Connection, name: str) -> None:
    vendors, platform = by(truth(dokan, f"orion_{name}"))[()], by(truth(dokan, f"orion_platform_{name}"))[()]
    # Two orders were split in two.
    assert vendors - platform == (2 if name == "orders" else 0)


def test_customers_are_customers_of_the_shop(dokan: Connection) -> None:
    assert "orion_customers" in DOKAN.absent
    assert by(truth(dokan, "orion_platform_customers"))[()] == 2
    assert by(truth(dokan, "orion_platform_customers_with_orders"))[()] == 1
