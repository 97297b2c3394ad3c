"""The truths of django-oscar on its own tables: they can be executed, agree with each other and on both databases."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Literal

import pytest
from sqlalchemy import Connection, text

from tests.presets.truths import FAMILIES, Numbers, at, by, numbers, truths, wrong_labels
from tests.support.databases import Dialect, MakeDatabase, SharedDatabase
from tests.support.other_shops.oscar import NOW, ORDERS, load, oscar
from tests.support.processes import shared_folder

TRUTHS = truths("django-oscar")
SITES = {"shop.example", "books.example", "outlet.example"}
HOME = "shop.example"
UNKNOWN = "unknown"

OPEN_LABELS: Mapping[str, set[str]] = {
    "orion_vendor_platform_info": {"labels ['platform', 'vendor']"},
    "orion_customers": {"labels ['state']"},
    "orion_customers_with_orders": {"labels []"},
    "orion_customer_last_registered_timestamp_seconds": {"labels []"},
    "orion_media_files": {"labels ['media_type']"},
}
"""Oscar knows no primary platform, and customers and pictures have neither a vendor nor a site."""

Shop = Callable[[Literal["sqlite", "postgresql"]], Connection]


@pytest.fixture
def on(shared_database: SharedDatabase, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """Return a function: the shop on this kind of database."""
    opened: list[Connection] = []

    def connect(dialect: Literal["sqlite", "postgresql"]) -> Connection:
        opened.append(oscar(shared_database, dialect, tmp_path_factory).engine.connect())
        return opened[-1]

    yield connect
    for connection in opened:
        connection.close()


@pytest.fixture
def shop(on: Shop) -> Connection:
    """The tables of the shop on SQLite."""
    return on("sqlite")


def truth(shop: Connection, metric: str, now: datetime = NOW) -> Numbers:
    return numbers(shop, TRUTHS.by_metric[metric], at(now))


def one(shop: Connection, sql: str) -> float:
    return float(shop.execute(text(sql)).scalar_one())


def test_each_metric_has_a_truth_or_is_absent() -> None:
    assert TRUTHS.by_metric.keys() | set(TRUTHS.absent) == FAMILIES.keys()
    assert TRUTHS.by_metric.keys() & set(TRUTHS.absent) == set()
    assert all(each.means.endswith(".") for each in TRUTHS.by_metric.values())


def test_truths_have_series_with_the_labels_of_their_metric(shop: Connection) -> None:
    vendors = {vendor for (vendor,) in by(truth(shop, "orion_vendor_info"), "vendor")}
    for metric in TRUTHS.by_metric:
        found = truth(shop, metric)
        assert found, metric
        assert wrong_labels(metric, found) == OPEN_LABELS.get(metric, set()), metric
        assert {dict(labels).get("vendor", UNKNOWN) for labels in found} <= vendors | {UNKNOWN}, metric
        assert {dict(labels).get("platform", HOME) for labels in found} <= SITES, metric


def test_both_databases_have_the_same_shop_and_the_same_truths(on: Shop) -> None:
    sqlite, postgresql = on("sqlite"), on("postgresql")
    for metric in TRUTHS.by_metric:
        expected = truth(sqlite, metric)
        found = truth(postgresql, metric)
        assert found.keys() == expected.keys(), metric
        assert all(found[labels] == pytest.approx(expected[labels]) for labels in found), metric


@pytest.mark.parametrize("dialect", ["sqlite", "postgresql"])
def test_the_shop_is_made_once_and_copied_from_then_on(
    shared_database: SharedDatabase,
    make_database: MakeDatabase,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    dialect: Dialect,
) -> None:
    made = oscar(shared_database, dialect, tmp_path_factory)
    monkeypatch.setattr("tests.support.other_shops.oscar.create", None)
    copy = make_database(dialect)
    load(copy.engine, shared_folder(tmp_path_factory))
    with made.engine.connect() as one_shop, copy.engine.connect() as another:
        for metric in ("orion_orders", "orion_stock_units"):
            assert truth(another, metric) == truth(one_shop, metric)


def test_the_shop_has_the_pitfalls(shop: Connection) -> None:
    assert one(shop, "SELECT count(*) FROM order_order") == ORDERS
    several = "SELECT count(*) FROM (SELECT 1 FROM order_line GROUP BY order_id HAVING count(DISTINCT partner_id) > 1)"
    assert one(shop, several) > 100
    for sql in (
        "order_order WHERE user_id IS NULL AND guest_email <> ''",
        "order_line WHERE partner_id IS NULL AND partner_name = 'Closed Ltd'",
        "order_line WHERE line_price_incl_tax < line_price_before_discounts_incl_tax",
        "order_line l JOIN order_order o ON o.id = l.order_id WHERE o.status = 'Complete' AND l.status = 'Cancelled'",
        "order_line WHERE status = 'Returned'",
        "partner_stockrecord WHERE num_in_stock IS NULL AND low_stock_threshold IS NOT NULL",
        "partner_stockrecord WHERE num_in_stock IS NULL AND partner_sku IN (SELECT partner_sku FROM order_line)",
        "partner_stockrecord WHERE low_stock_threshold IS NULL",
        "partner_stockrecord WHERE price = 0",
        "partner_stockrecord WHERE price IS NULL",
        "catalogue_product p WHERE NOT EXISTS (SELECT 1 FROM partner_stockrecord r WHERE r.product_id = p.id)",
    ):
        assert one(shop, f"SELECT count(*) FROM {sql}") > 0, sql


def test_vendors_of_one_name_have_different_labels(shop: Connection) -> None:
    names = by(truth(shop, "orion_vendor_info"), "name")
    assert names["Meyer & Söhne",] == 2
    assert sum(names.values()) == one(shop, "SELECT count(*) FROM partner_partner") == 11
    assert by(truth(shop, "orion_vendor_info"), "platform") == {(HOME,): 11}
    assert by(truth(shop, "orion_vendor_platform_info"), "platform") == dict.fromkeys(((each,) for each in SITES), 11)
    assert by(truth(shop, "orion_platform_vendors"), "platform") == dict.fromkeys(((each,) for each in SITES), 11)


def test_customers_orders_are_the_orders_and_parts_are_more(shop: Connection) -> None:
    orders = by(truth(shop, "orion_platform_orders"), "status")
    assert sum(orders.values()) == ORDERS
    assert orders.keys() == {("pending",), ("processing",), ("delivered",), ("cancelled",)}
    assert orders["delivered",] == one(shop, "SELECT count(*) FROM order_order WHERE status = 'Complete'")
    parts = truth(shop, "orion_orders")
    # NULL is the partner that was deleted.
    pairs = "SELECT count(*) FROM (SELECT DISTINCT order_id, partner_id FROM order_line)"
    assert by(parts)[()] == one(shop, pairs) > ORDERS
    deleted = "SELECT count(DISTINCT order_id) FROM order_line WHERE partner_id IS NULL"
    assert by(parts, "vendor")[UNKNOWN,] == one(shop, deleted) > 0


def test_a_part_is_as_far_as_the_least_advanced_of_its_lines(shop: Connection) -> None:
    ours = {"Pending": "pending", "Being processed": "processing", "Shipped": "shipped", "Returned": "refunded"}
    lines = shop.execute(text("SELECT order_id, partner_id, status FROM order_line")).all()
    parts: dict[tuple[int, int | None], set[str]] = {}
    for order, partner, status in lines:
        parts.setdefault((order, partner), set()).add(status)
    expected = dict.fromkeys((*ours.values(), "cancelled"), 0)
    for statuses in parts.values():
        expected[next((each for name, each in ours.items() if name in statuses), "cancelled")] += 1
    assert any(len(statuses) > 1 for statuses in parts.values())
    assert by(truth(shop, "orion_orders"), "status") == {(status,): count for status, count in expected.items()}


@pytest.mark.parametrize(("scope", "labels"), [("", ("vendor", "platform")), ("platform_", ("platform",))])
def test_orders_agree_in_status_and_time(shop: Connection, scope: str, labels: tuple[str, ...]) -> None:
    orders = by(truth(shop, f"orion_{scope}orders"), *labels, "status")
    still_open = by(truth(shop, f"orion_{scope}orders_open"), *labels)
    for place, count in still_open.items():
        assert count == sum(orders.get((*place, status), 0) for status in ("pending", "processing"))
    oldest = by(truth(shop, f"orion_{scope}order_oldest_open_timestamp_seconds"), *labels)
    last = by(truth(shop, f"orion_{scope}order_last_created_timestamp_seconds"), *labels)
    assert {place for place, count in still_open.items() if count} >= oldest.keys() != set()
    horizon = (NOW - timedelta(days=30)).timestamp()
    assert all(horizon <= oldest[place] <= last[place] < NOW.timestamp() for place in oldest)
    assert max(last.values()) == (NOW - timedelta(hours=1)).timestamp()
    assert truth(shop, f"orion_{scope}order_oldest_open_timestamp_seconds", NOW + timedelta(days=31)) == {}


def test_value_is_the_total_revenue_of_the_dashboard(shop: Connection) -> None:
    total = one(shop, "SELECT sum(total_incl_tax) FROM order_order")
    assert by(truth(shop, "orion_platform_order_value"))[()] == pytest.approx(total)
    lines = one(shop, "SELECT sum(line_price_incl_tax) FROM order_line")
    assert by(truth(shop, "orion_order_value"))[()] == pytest.approx(lines)
    # Shipping is in orders, and in no part.
    assert total - lines == pytest.approx(one(shop, "SELECT sum(shipping_incl_tax) FROM order_order"))
    assert by(truth(shop, "orion_order_value"), "currency").keys() == {("GBP",), ("EUR",), ("USD",)}


def test_revenue_is_value_less_what_was_cancelled_and_what_was_given_back(shop: Connection) -> None:
    value, revenue = (by(truth(shop, f"orion_platform_order_{name}"))[()] for name in ("value", "revenue"))
    cancelled = one(shop, "SELECT sum(total_incl_tax) FROM order_order WHERE status = 'Cancelled'")
    refunded = one(shop, "SELECT sum(amount_refunded) FROM payment_source")
    assert value - revenue == pytest.approx(cancelled + refunded)
    lost = one(shop, "SELECT sum(line_price_incl_tax) FROM order_line WHERE status IN ('Cancelled', 'Returned')")
    parts_value, parts_revenue = (by(truth(shop, f"orion_order_{name}"))[()] for name in ("value", "revenue"))
    assert parts_value - parts_revenue == pytest.approx(lost)
    # The shop pays cancelled and returned lines back, unless the whole order is cancelled, which was not paid.
    gone = "SELECT sum(shipping_incl_tax) FROM order_order WHERE status = 'Cancelled'"
    kept = "SELECT sum(shipping_incl_tax) FROM order_order"
    assert revenue - parts_revenue == pytest.approx(one(shop, kept) - one(shop, gone))


def test_products_are_offers_of_vendors_and_the_catalogue_of_a_site(shop: Connection) -> None:
    offers = "SELECT count(*) FROM (SELECT DISTINCT partner_id, product_id FROM partner_stockrecord)"
    assert by(truth(shop, "orion_products"))[()] == one(shop, offers)
    assert ("newcomer",) not in by(truth(shop, "orion_products"), "vendor")
    catalogue = one(shop, "SELECT count(*) FROM catalogue_product")
    assert by(truth(shop, "orion_platform_products"), "platform") == {(site,): catalogue for site in SITES}
    unpriced = by(truth(shop, "orion_platform_products_without_price"), "platform")[HOME,]
    free_or_none = one(shop, "SELECT count(DISTINCT product_id) FROM partner_stockrecord WHERE price >= 0")
    priced_parents = one(shop, "SELECT count(DISTINCT p.parent_id) FROM catalogue_product p"
        " JOIN partner_stockrecord r ON r.product_id = p.id WHERE r.price >= 0")  # fmt: skip
    assert catalogue - unpriced == free_or_none + priced_parents


def test_stock_is_that_of_products_whose_class_tracks_it(shop: Connection) -> None:
    ebooks = ("SELECT p.id FROM catalogue_product p JOIN catalogue_productclass c ON c.id = p.product_class_id"
        " WHERE c.name = 'E-books'")  # fmt: skip
    tracked = f"FROM partner_stockrecord WHERE product_id NOT IN ({ebooks})"
    for name, sql in (
        ("items", "count(*)"),
        ("units", "sum(num_in_stock)"),
        ("reserved_units", "sum(num_allocated)"),
        ("oversold_items", "sum(COALESCE(num_allocated, 0) > COALESCE(num_in_stock, 0))"),
    ):
        expected = one(shop, f"SELECT {sql} {tracked}")
        assert by(truth(shop, f"orion_stock_{name}"))[()] == expected > 0
        assert by(truth(shop, f"orion_platform_stock_{name}"), "platform") == {(site,): expected for site in SITES}
    assert by(truth(shop, "orion_stock_items"), "level").keys() == {("out",), ("low",), ("ok",)}


def test_people_are_counted_once(shop: Connection) -> None:
    accounts = one(shop, "SELECT count(*) FROM auth_user")
    assert by(truth(shop, "orion_customers"))[()] == by(truth(shop, "orion_users"))[()] == accounts
    assert by(truth(shop, "orion_users"), "role")["staff",] == 2
    assert by(truth(shop, "orion_customers"), "state")["inactive",] > 0
    buyers = one(shop, "SELECT count(*) FROM auth_user u WHERE EXISTS (SELECT 1 FROM order_order WHERE user_id = u.id)")
    assert by(truth(shop, "orion_customers_with_orders"))[()] == buyers < accounts
    team = by(truth(shop, "orion_team_members"))[()]
    assert team == one(shop, "SELECT count(*) FROM partner_partner_users")
    assert by(truth(shop, "orion_platform_team_members"), "platform") == {(site,): team for site in SITES}


def test_pages_are_on_their_sites_and_pictures_everywhere(shop: Connection) -> None:
    pages = by(truth(shop, "orion_platform_default_pages"), "platform")
    assert pages == {("shop.example",): 2, ("books.example",): 2, ("outlet.example",): 2}
    assert by(truth(shop, "orion_media_files"), "media_type") == {("image",): 60}
