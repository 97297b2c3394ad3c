"""The oracle's reading of scopes, zeros and modules that are off, on a shop that a person can count."""

import pytest
from sqlalchemy import Connection, create_engine

from tests.support.attribution import labels
from tests.support.random_shop import NOW, fill, shop
from tests.support.tiny_shop import add, row, said, text
from tests.support.truth import excluded, expected, unattributed


def test_the_directory_of_a_shop_without_a_row(db: Connection) -> None:
    names = ("orion_vendor_info", "orion_vendor_platform_info", "orion_platform_info", "orion_platform_vendors")
    assert said(db, *names) == text("""
        orion_platform_info{name="Side",platform="side",state="active"} 1
        orion_platform_info{name="unknown",platform="main",state="unknown"} 1
        orion_platform_vendors{platform="main",state="active"} 2
        orion_platform_vendors{platform="main",state="inactive"} 0
        orion_platform_vendors{platform="main",state="unverified"} 0
        orion_platform_vendors{platform="side",state="active"} 1
        orion_platform_vendors{platform="side",state="inactive"} 0
        orion_platform_vendors{platform="side",state="unverified"} 0
        orion_vendor_info{name="Acme",platform="side",state="active",vendor="acme"} 1
        orion_vendor_info{name="Bolt",platform="main",state="active",vendor="bolt"} 1
        orion_vendor_info{name="Crow",platform="unassigned",state="active",vendor="crow"} 1
        orion_vendor_platform_info{platform="main",primary="false",vendor="acme"} 1
        orion_vendor_platform_info{platform="main",primary="false",vendor="bolt"} 1
        orion_vendor_platform_info{platform="side",primary="true",vendor="acme"} 1
    """)


def test_zeros_are_at_home_for_products_and_everywhere_for_customers(db: Connection) -> None:
    assert said(db, "orion_products_featured", "orion_customers_with_orders") == text("""
        orion_customers_with_orders{platform="main",vendor="acme"} 0
        orion_customers_with_orders{platform="main",vendor="bolt"} 0
        orion_customers_with_orders{platform="side",vendor="acme"} 0
        orion_products_featured{platform="main",vendor="bolt"} 0
        orion_products_featured{platform="side",vendor="acme"} 0
        orion_products_featured{platform="unassigned",vendor="crow"} 0
    """)


def test_a_vendor_s_product_is_reported_once_and_counts_on_every_platform(db: Connection) -> None:
    add(db, "products", [row(vendor_id=v, is_featured=True) for v in (1, 1, 3, None, 99)])
    assert said(db, "orion_products_featured", "orion_platform_products_featured") == text("""
        orion_platform_products_featured{platform="main"} 2
        orion_platform_products_featured{platform="side"} 2
        orion_products_featured{platform="main",vendor="bolt"} 0
        orion_products_featured{platform="side",vendor="acme"} 2
        orion_products_featured{platform="unassigned",vendor="crow"} 1
        orion_products_featured{platform="unassigned",vendor="unknown"} 2
    """)
    assert (unattributed(db, "catalog"), excluded(db, "catalog")) == (2, 0)


def test_a_module_that_is_off_moves_what_has_another_home_and_excludes_the_rest(db: Connection) -> None:
    add(db, "platform_modules", [row(platform_id=2, module=m, is_enabled=False) for m in ("catalog", "orders")])
    add(db, "platform_modules", [row(platform_id=1, module="orders", is_enabled=None)])
    add(db, "products", [row(vendor_id=1, is_featured=True)])
    assert said(db, "orion_products_featured", "orion_platform_products_featured") == text("""
        orion_platform_products_featured{platform="main"} 1
        orion_products_featured{platform="main",vendor="acme"} 1
        orion_products_featured{platform="main",vendor="bolt"} 0
        orion_products_featured{platform="unassigned",vendor="crow"} 0
    """)
    ids = ((1, 2), (99, 2), (1, 77), (1, 1), (None, 1), (1, None))
    add(db, "orders", [row(vendor_id=v, platform_id=p, status="pending") for v, p in ids])
    assert said(db, "orion_orders_open", "orion_platform_orders_open") == text("""
        orion_orders_open{platform="main",vendor="acme"} 2
        orion_orders_open{platform="main",vendor="bolt"} 0
        orion_orders_open{platform="main",vendor="unknown"} 1
        orion_orders_open{platform="unknown",vendor="acme"} 1
        orion_platform_orders_open{platform="main"} 3
        orion_platform_orders_open{platform="unknown"} 1
    """)
    assert (unattributed(db, "orders"), excluded(db, "orders")) == (2, 2)


def test_rows_are_excluded_where_a_vendor_s_module_is_off_everywhere(db: Connection) -> None:
    add(db, "platform_modules", [row(platform_id=1, module="catalog", is_enabled=False)])
    add(db, "products", [row(vendor_id=2)] * 3)
    assert said(db, "orion_products_without_price") == text("""
        orion_products_without_price{platform="side",vendor="acme"} 0
        orion_products_without_price{platform="unassigned",vendor="crow"} 0
    """)
    assert excluded(db, "catalog") == 3


def test_a_code_that_cannot_stand_for_one_row_gets_its_id() -> None:
    codes = {1: "a", 2: "b", 3: "b", 4: None, 5: "", 6: "unknown", 7: "b-2", 8: "unassigned"}
    assert labels([{"id": number, "code": code} for number, code in codes.items()]) == {
        1: "a",
        2: "b-2-2",
        3: "b-3",
        4: "-4",
        5: "-5",
        6: "unknown-6",
        7: "b-2",
        8: "unassigned-8",
    }


@pytest.mark.parametrize("seed", range(0, 16, 3))
def test_every_row_of_a_random_shop_is_reported_once_or_excluded(seed: int) -> None:
    counted = {
        "customers": (["orion_customers"], ["customers"]),
        "catalog": (["orion_products"], ["products"]),
        "inventory": (["orion_stock_items"], ["inventory"]),
        "orders": (["orion_orders"], ["orders"]),
        "cms": (["orion_pages", "orion_platform_default_pages", "orion_media_files"], ["content_pages", "media_files"]),
        "marketplace": (
            ["orion_import_jobs", "orion_staging_products"],
            ["marketplace_import_jobs", "marketplace_products"],
        ),
    }
    engine, made = create_engine("sqlite://"), shop(seed)
    fill(engine, seed)
    with engine.connect() as connection:
        samples = expected(connection, NOW)
        for category, (names, sources) in counted.items():
            reported = sum(value for (name, _), value in samples.items() if name in names)
            assert reported == sum(len(made[table]) for table in sources) - excluded(connection, category), category
    engine.dispose()
