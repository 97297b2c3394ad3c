"""The truths of Vendure on its own tables: they can be executed, and agree with each other and with plain counts."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Connection, text

from tests.presets.truths import FAMILIES, Numbers, at, by, numbers, truths, wrong_labels
from tests.support.databases import SharedDatabase
from tests.support.other_shops.vendure import vendure

NOW = datetime(2026, 11, 23, tzinfo=UTC)
"""A moment after the last row of the dump."""

DEFAULT = "__default_channel__"
FIRST_PARTY = "marketplace"
STORES = {"uk-store", "eu-store", "au-store"}
TRUTHS = truths("vendure")


@pytest.fixture
def shop(shared_database: SharedDatabase) -> Iterator[Connection]:
    """The tables of the shop."""
    with vendure(shared_database).engine.connect() as connection:
        yield connection


def truth(shop: Connection, metric: str, now: datetime = NOW) -> Numbers:
    return numbers(shop, TRUTHS.by_metric[metric], at(now))


def one(shop: Connection, sql: str) -> float:
    return float(shop.execute(text(sql)).scalar_one())


def values(found: Numbers, label: str) -> set[str]:
    return {dict(labels)[label] for labels in found}


def test_each_metric_has_a_truth_or_is_absent() -> None:
    assert TRUTHS.by_metric.keys() | set(TRUTHS.absent) == FAMILIES.keys()
    assert TRUTHS.by_metric.keys() & set(TRUTHS.absent) == set()
    assert all(each.means.endswith(".") for each in TRUTHS.by_metric.values())


@pytest.mark.parametrize("metric", TRUTHS.by_metric)
def test_a_truth_has_series_with_the_labels_of_its_metric(shop: Connection, metric: str) -> None:
    found = truth(shop, metric)
    assert found
    assert wrong_labels(metric, found) == set()
    if metric in {"orion_orders", "orion_platform_orders"}:
        assert "failed" not in values(found, "status")
    if "vendor" in FAMILIES[metric].labels:
        assert values(found, "vendor") <= values(truth(shop, "orion_vendor_info"), "vendor")
    if "platform" in FAMILIES[metric].labels:
        assert values(found, "platform") <= {DEFAULT} | STORES


def test_vendors_are_sellers_and_the_marketplace(shop: Connection) -> None:
    found = truth(shop, "orion_vendor_info")
    names = {dict(labels)["vendor"]: dict(labels)["name"] for labels in found}
    assert len(found) == len(names) == one(shop, "SELECT count(*) FROM seller") == 41
    assert names[FIRST_PARTY] == "first party"
    assert not any(name.endswith("-eu") or name in STORES for name in names)
    assert values(truth(shop, "orion_platform_info"), "platform") == {DEFAULT} | STORES


def test_memberships_are_as_many_as_vendors_on_platforms(shop: Connection) -> None:
    members = truth(shop, "orion_vendor_platform_info")
    vendors = by(truth(shop, "orion_platform_vendors"), "platform")
    assert by(members, "platform") == vendors == {(DEFAULT,): 41, ("uk-store",): 1, ("eu-store",): 4, ("au-store",): 1}
    assert by(members, "primary")["true",] == len(truth(shop, "orion_vendor_info"))
    # Each vendor of the shop has one administrator, so they are as many.
    assert by(truth(shop, "orion_platform_team_members"), "platform") == vendors


def test_parts_are_regular_and_seller_orders_in_their_own_state(shop: Connection) -> None:
    found = truth(shop, "orion_orders")
    placed = 'SELECT count(*) FROM "order" WHERE "orderPlacedAt" IS NOT NULL AND type <> \'Aggregate\''
    assert by(found)[()] == one(shop, placed) == 3_188
    for status, state in (("pending", "PaymentAuthorized"), ("delivered", "Delivered"), ("cancelled", "Cancelled")):
        assert by(found, "status")[status,] == one(shop, f"{placed} AND state = '{state}'")
    sellers = one(shop, 'SELECT count(*) FROM "order" JOIN order_channels_channel x ON x."orderId" = "order".id'
        ' JOIN channel c ON c.id = x."channelId" WHERE type = \'Seller\' AND "sellerId" > 1')  # fmt: skip
    # The rest are those for which the plugin takes a store for a seller: 57.
    assert by(found)[()] - by(found, "vendor")[FIRST_PARTY,] == sellers == 1_725


def test_customers_orders_are_regular_and_aggregate_orders(shop: Connection) -> None:
    found = truth(shop, "orion_platform_orders")
    placed = 'SELECT count(*) FROM "order" WHERE "orderPlacedAt" IS NOT NULL AND type <> \'Seller\''
    assert by(found)[()] == one(shop, placed) == 3_110
    assert by(found, "status")["pending",] == one(shop, f"{placed} AND state = 'PaymentAuthorized'")
    in_stores = one(
        shop, f'{placed} AND id IN (SELECT "orderId" FROM order_channels_channel WHERE "channelId" IN (2, 3, 4))'
    )
    assert by(found)[()] - by(found, "platform")[DEFAULT,] == in_stores == 723


@pytest.mark.parametrize(("scope", "labels"), [("", ("vendor", "platform")), ("platform_", ("platform",))])
def test_orders_agree_in_status_and_time(shop: Connection, scope: str, labels: tuple[str, ...]) -> None:
    orders = by(truth(shop, f"orion_{scope}orders"), *labels, "status")
    still_open = by(truth(shop, f"orion_{scope}orders_open"), *labels)
    for place, count in still_open.items():
        assert count == sum(orders.get((*place, status), 0) for status in ("pending", "processing"))
    oldest = by(truth(shop, f"orion_{scope}order_oldest_open_timestamp_seconds"), *labels)
    last = by(truth(shop, f"orion_{scope}order_last_created_timestamp_seconds"), *labels)
    assert {place for place, count in still_open.items() if count} == oldest.keys()
    assert all(oldest[place] <= last[place] < NOW.timestamp() for place in oldest)
    assert truth(shop, f"orion_{scope}order_oldest_open_timestamp_seconds", NOW + timedelta(days=31)) == {}


@pytest.mark.parametrize(("scope", "kind"), [("", "Seller"), ("platform_", "Aggregate")])
def test_revenue_is_value_less_what_is_not_paid_and_refunds(shop: Connection, scope: str, kind: str) -> None:
    value = by(truth(shop, f"orion_{scope}order_value"), "currency")
    revenue = by(truth(shop, f"orion_{scope}order_revenue"), "currency")
    ours = f"type IN ('Regular', '{kind}') AND \"orderPlacedAt\" IS NOT NULL"
    for (currency,), total in value.items():
        these = f"{ours} AND \"currencyCode\" = '{currency}'"
        totals = f'SELECT COALESCE(sum("subTotalWithTax" + "shippingWithTax"), 0) FROM "order" WHERE {these}'
        refunds = ('SELECT COALESCE(sum(r.total), 0) FROM refund r JOIN payment p ON p.id = r."paymentId"'
            f" JOIN \"order\" ON \"order\".id = p.\"orderId\" WHERE r.state = 'Settled' AND {these}")  # fmt: skip
        unpaid = one(shop, f"{totals} AND \"order\".state = 'PaymentAuthorized'")
        assert round(total * 100) == one(shop, totals)
        assert round((total - revenue[currency,]) * 100) == unpaid + one(shop, refunds)
    assert value.keys() == {("USD",), ("EUR",), ("GBP",), ("AUD",)}


def test_products_are_counted_once_per_vendor_and_per_platform(shop: Connection) -> None:
    alive = 'FROM product p WHERE "deletedAt" IS NULL'
    products = truth(shop, "orion_products")
    assert by(products)[()] == one(shop, f"SELECT count(*) {alive}") == 540
    assert by(products, "state")["inactive",] == one(shop, f"SELECT count(*) {alive} AND NOT enabled")
    # Three sellers have no products.
    assert len(values(products, "vendor") - {FIRST_PARTY}) == 40 - 3
    per_channel = f'SELECT count(*) FROM product_channels_channel WHERE "productId" IN (SELECT id {alive})'
    on_platforms = by(truth(shop, "orion_platform_products"))[()]
    assert one(shop, per_channel) == 1_173
    assert on_platforms == one(shop, f'{per_channel} AND "channelId" <= 4') == 673
    for metric in ("orion_products_without_price", "orion_platform_products_without_price"):
        assert by(truth(shop, metric))[()] == 0


def test_stock_of_vendors_is_the_stock_in_the_default_channel(shop: Connection) -> None:
    for name in ("units", "reserved_units", "items", "oversold_items"):
        platforms = by(truth(shop, f"orion_platform_stock_{name}"), "platform")
        assert by(truth(shop, f"orion_stock_{name}"))[()] == platforms[DEFAULT,]
    tracked = 'v."deletedAt" IS NULL AND v."trackInventory" <> \'FALSE\''
    counted = f"SELECT count(*) FROM product_variant v WHERE {tracked}"
    levels = 'stock_level JOIN product_variant v ON v.id = "productVariantId"'
    units = f'SELECT sum("stockOnHand") FROM {levels} WHERE {tracked}'
    assert by(truth(shop, "orion_stock_items"))[()] == one(shop, counted) == 815
    assert by(truth(shop, "orion_stock_units"))[()] == one(shop, units) == 304_719
    assert by(truth(shop, "orion_stock_items"), "level").keys() == {("out",), ("low",), ("ok",)}


def test_goods_of_sellers_are_out_of_stock_in_stores(shop: Connection) -> None:
    levels = by(truth(shop, "orion_platform_stock_items"), "platform", "level")
    goods = one(shop, "SELECT count(*) FROM product_variant_channels_channel x JOIN product_variant_channels_channel y"
        ' USING ("productVariantId") JOIN channel c ON c.id = y."channelId" WHERE x."channelId" = 3 AND "sellerId" > 1'
    )  # fmt: skip
    assert levels["eu-store", "out"] == goods == 10


def test_customers_are_counted_once(shop: Connection) -> None:
    alive = one(shop, 'SELECT count(*) FROM customer WHERE "deletedAt" IS NULL')
    customers = by(truth(shop, "orion_platform_customers"), "platform")
    buyers = by(truth(shop, "orion_platform_customers_with_orders"), "platform")
    assert sum(customers.values()) == alive == 2_636
    assert all(buyers[place] <= count for place, count in customers.items())
    assert sum(buyers.values()) == one(shop, 'SELECT count(DISTINCT "customerId") FROM "order" JOIN customer c'
        ' ON c.id = "customerId" WHERE "orderPlacedAt" IS NOT NULL AND "deletedAt" IS NULL')  # fmt: skip
    accounts = one(shop, 'SELECT count(*) FROM "user" WHERE "deletedAt" IS NULL')
    assert by(truth(shop, "orion_users"))[()] == accounts


def test_media_of_the_default_channel_are_all_media(shop: Connection) -> None:
    files = by(truth(shop, "orion_platform_media_files"), "platform")
    size = by(truth(shop, "orion_platform_media_size_bytes"), "platform")
    assert files[DEFAULT,] == one(shop, "SELECT count(*) FROM asset")
    assert size[DEFAULT,] == one(shop, 'SELECT sum("fileSize") FROM asset')
    # Sellers show the same pictures, so no vendor has more than there are.
    assert max(by(truth(shop, "orion_media_files"), "vendor").values()) <= files[DEFAULT,]
