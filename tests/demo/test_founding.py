from datetime import timedelta
from time import process_time
from typing import Any

import pytest
from sqlalchemy import ColumnElement, Engine, Table, and_, case, func, select

from exporter.demo import schema
from tests.demo.conftest import NewShop
from tests.demo.rows import NOW, moments, naive

orders, stock = schema.orders.c, schema.inventory.c


@pytest.fixture
def shop(month: tuple[Engine, float]) -> Engine:
    return month[0]


def scalar(engine: Engine, what: ColumnElement[Any], *where: ColumnElement[bool]) -> Any:
    with engine.connect() as connection:
        return connection.scalar(select(what).where(*where))


def count(engine: Engine, table: Table, *where: ColumnElement[bool]) -> int:
    with engine.connect() as connection:
        return int(connection.execute(select(func.count()).select_from(table).where(*where)).scalar_one())


def by(engine: Engine, column: ColumnElement[Any]) -> dict[Any, int]:
    with engine.connect() as connection:
        return {row[0]: row[1] for row in connection.execute(select(column, func.count()).group_by(column))}


def test_three_platforms_and_25_vendors(shop: Engine) -> None:
    assert count(shop, schema.platforms) == 3
    assert count(shop, schema.vendors) == 25
    assert 1 <= count(shop, schema.vendors, schema.vendors.c.is_active.is_(False)) <= 4
    assert 1 <= count(shop, schema.vendors, schema.vendors.c.is_verified.is_(False)) <= 4
    assert len(by(shop, schema.vendors.c.code)) == 25


def test_some_vendors_are_on_two_platforms_and_one_is_on_none(shop: Engine) -> None:
    memberships = by(shop, schema.vendor_platforms.c.vendor_id)
    assert len(memberships) == 24
    assert sorted(set(memberships.values())) == [1, 2]
    assert list(memberships.values()).count(2) == 6
    primary = by(shop, case((schema.vendor_platforms.c.is_primary, schema.vendor_platforms.c.vendor_id), else_=None))
    assert {vendor: number for vendor, number in primary.items() if vendor is not None} == dict.fromkeys(memberships, 1)
    assert len(by(shop, schema.vendor_platforms.c.platform_id)) == 3
    assert count(shop, schema.vendor_platforms, schema.vendor_platforms.c.is_active.is_(False)) == 1


def test_a_vendor_without_a_platform_has_products_but_no_orders(shop: Engine) -> None:
    alone = schema.vendors.c.id.not_in(select(schema.vendor_platforms.c.vendor_id))
    vendor = scalar(shop, schema.vendors.c.id, alone)
    assert count(shop, schema.products, schema.products.c.vendor_id == vendor) > 5
    assert count(shop, schema.orders, orders.vendor_id == vendor) == 0


def test_one_module_is_off_and_what_it_left_behind_is_still_there(shop: Engine) -> None:
    with shop.connect() as connection:
        modules = {tuple(row) for row in connection.execute(select(schema.platform_modules))}
    assert modules == {(1, "cms", True), (3, "marketplace", False)}
    on_third = select(schema.vendor_platforms.c.vendor_id).where(schema.vendor_platforms.c.platform_id == 3)
    elsewhere = select(schema.vendor_platforms.c.vendor_id).where(schema.vendor_platforms.c.platform_id != 3)
    jobs, staged = schema.marketplace_import_jobs, schema.marketplace_products
    only = (staged.c.vendor_id.in_(on_third), staged.c.vendor_id.not_in(elsewhere))
    assert count(shop, staged, *only) > 0
    assert count(shop, jobs, jobs.c.vendor_id.in_(on_third), jobs.c.vendor_id.not_in(elsewhere)) == 0


def test_a_month_of_orders_of_a_few_big_vendors_and_many_small_ones(shop: Engine) -> None:
    assert 15_000 <= count(shop, schema.orders) <= 30_000
    sizes = sorted(by(shop, orders.vendor_id).values())
    assert len(sizes) == 24
    assert sizes[-1] > 10 * sizes[len(sizes) // 2]
    assert sum(sizes[-5:]) > sum(sizes[:-5])
    first = scalar(shop, func.min(orders.created_at))
    assert timedelta() <= first - naive(NOW - timedelta(days=30)) < timedelta(hours=6)


def test_orders_come_in_with_the_rhythm_of_the_day(shop: Engine) -> None:
    hours = by(shop, func.strftime("%H", orders.created_at))
    assert len(hours) == 24
    assert hours["20"] > 8 * hours["03"]
    assert max(hours, key=lambda hour: hours[hour]) in {"19", "20", "21"}


def test_most_orders_are_in_euros(shop: Engine) -> None:
    currencies = by(shop, orders.currency)
    assert set(currencies) == {"EUR", "CHF", "USD"}
    assert currencies["EUR"] > currencies["CHF"] + currencies["USD"]
    assert 2_000 < scalar(shop, func.avg(orders.total_cents)) < 20_000
    assert scalar(shop, func.min(orders.total_cents)) > 0


def without_price(shop: Engine) -> set[int]:
    """Return the ids of vendors with products without a price."""
    products = schema.products.c
    with shop.connect() as connection:
        return set(connection.scalars(select(products.vendor_id).where(products.price_cents.is_(None))))


@pytest.mark.parametrize("seed", [1, *(pytest.param(each, marks=pytest.mark.soak) for each in (2, 3))])
def test_two_vendors_have_products_without_a_price_and_the_others_never_have(seed: int, new_shop: NewShop) -> None:
    engine, shop = new_shop(seed=seed, speed=600)
    founded = without_price(engine)
    shop.advance(NOW + timedelta(hours=1))  # 25 simulated days
    assert len(founded) == 2
    assert without_price(engine) == founded


def test_there_is_something_to_see_at_once(shop: Engine) -> None:
    assert set(by(shop, orders.status)) == {"pending", "processing", "shipped", "delivered", "cancelled", "refunded"}
    available = stock.quantity - stock.reserved_quantity
    assert count(shop, schema.inventory, stock.reserved_quantity > stock.quantity) > 0
    assert count(shop, schema.inventory, available <= 0) > 10
    low = and_(available > 0, available <= func.coalesce(stock.reorder_point, 5))
    assert count(shop, schema.inventory, low) > 50
    jobs = by(shop, schema.marketplace_import_jobs.c.status)
    assert jobs["completed"] > 10 * jobs["failed"] > 0
    stuck = schema.marketplace_import_jobs.c.started_at < naive(NOW - timedelta(hours=3))
    assert count(shop, schema.marketplace_import_jobs, schema.marketplace_import_jobs.c.status == "running", stuck) > 0
    assert 1 <= len(without_price(shop)) <= 2
    assert count(shop, schema.inventory, stock.reorder_point.is_(None)) > 0
    assert set(by(shop, schema.media_files.c.media_type)) == {"image", "document", "video"}
    assert count(shop, schema.customers, schema.customers.c.last_order_at.is_(None)) > 0
    assert count(shop, schema.customers, schema.customers.c.platform_id.is_(None)) > 0
    assert set(by(shop, schema.users.c.role)) == {"admin", "vendor"}


def test_every_platform_has_a_default_of_every_page(shop: Engine) -> None:
    pages = schema.content_pages
    assert count(shop, pages, pages.c.vendor_id.is_(None), pages.c.slug.not_like("runbook-%")) == 3 * 8
    assert count(shop, pages, pages.c.vendor_id.is_not(None)) > 20


def test_teams_have_an_owner_each_and_some_are_still_invited(shop: Engine) -> None:
    members = schema.vendor_users
    assert count(shop, members, members.c.role == "owner") == 25
    assert count(shop, members, members.c.invitation_accepted_at.is_(None)) > 0


def test_certificates_expire_in_the_months_to_come(shop: Engine) -> None:
    domains = schema.vendor_domains.c
    assert (
        naive(NOW - timedelta(days=17))
        < scalar(shop, func.min(domains.ssl_expires_at))
        < naive(NOW + timedelta(days=11))
    )
    assert scalar(shop, func.max(domains.ssl_expires_at)) <= naive(NOW + timedelta(days=90))
    assert count(shop, schema.vendor_domains, domains.is_verified.is_(False)) > 0


def test_nothing_happens_in_the_future_and_all_in_whole_seconds(shop: Engine) -> None:
    found = moments(shop)
    assert len(found) > 50_000
    assert max(found) <= naive(NOW)
    assert {moment.microsecond for moment in found} == {0}


def test_a_row_is_never_older_than_its_beginning(shop: Engine) -> None:
    for table in (schema.orders, schema.products, schema.marketplace_products):
        assert count(shop, table, table.c.updated_at < table.c.created_at) == 0
    jobs = schema.marketplace_import_jobs.c
    assert count(shop, schema.marketplace_import_jobs, jobs.started_at < jobs.created_at) == 0
    assert count(shop, schema.marketplace_import_jobs, jobs.completed_at < jobs.started_at) == 0


def test_a_month_costs_no_more_than_its_days(month: tuple[Engine, float], new_shop: NewShop) -> None:
    def days(number: int) -> float:
        began = process_time()
        new_shop(seed=7, history=timedelta(days=number))
        return process_time() - began

    # It costs at most four times as much as a week; with a look at all earlier events for each, 18 times.
    quickest = min(days(7) for _ in range(3))
    assert month[1] < 8 * quickest
