"""The cases that gave a false number, or none: what each has to give."""

import gzip
from collections.abc import Callable
from contextlib import closing

import pytest

from exporter.exposition.rendering import END, Format, gzipped, plain
from tests.cases.shop import EXPIRY_SECONDS, Said, build, say
from tests.support.databases import MakeDatabase
from tests.support.random_shop import NOW
from tests.support.shop import Exporter
from tests.support.shops import two_days

Shop = Callable[..., Said]


@pytest.fixture
def of_mariadb(make_database: MakeDatabase) -> Shop:
    """Return a function that changes the shop on MariaDB and exports it."""
    return lambda *statements: say(make_database("mariadb", build), "SET sql_mode = ''", *statements)


@pytest.fixture
def of_postgresql(make_database: MakeDatabase) -> Shop:
    """Return a function that changes the shop on PostgreSQL and exports it."""
    return lambda *statements: say(make_database("postgresql", build), *statements)


def test_one_row_in_another_case_relabels_no_others(of_mariadb: Shop) -> None:
    said = of_mariadb(
        "UPDATE orders SET status = 'Pending', total_cents = 1 WHERE id = 1",
        "INSERT INTO orders (id, vendor_id, platform_id, status, total_cents, currency, created_at, updated_at)"
        " SELECT 99 + seq, 1, 1, 'pending', 1000, 'EUR', '2026-02-20', '2026-02-20' FROM seq_1_to_500",
    )
    found = said.values("orders", vendor="acme", platform="main")
    assert (found["pending"], found["Pending"], found["shipped"]) == (500, 1, 1)
    assert said.values("orders_open", vendor="acme", platform="main") == {"": 500}
    assert said.values("order_value", vendor="acme", platform="main") == {"EUR": 5020.01}


def test_bits_are_flags(of_mariadb: Shop) -> None:
    said = of_mariadb(
        "ALTER TABLE vendors MODIFY is_active BIT, MODIFY is_verified BIT",
        "ALTER TABLE platforms MODIFY is_active BIT",
        "ALTER TABLE vendor_platforms MODIFY is_active BIT, MODIFY is_primary BIT",
        "UPDATE vendors SET is_active = b'0' WHERE code = 'bolt'",
        "UPDATE platforms SET is_active = b'0' WHERE code = 'b2b'",
        "UPDATE vendor_platforms SET is_active = b'0' WHERE platform_id = 2",
    )
    assert said.values("vendor_info", vendor="bolt", platform="main") == {"unknown inactive": 1}
    assert said.values("platform_info", platform="b2b") == {"unknown inactive": 1}
    assert said.values("vendor_platform_info", platform="b2b") == {}
    assert said.values("platform_products", platform="b2b", state="active") == {"": 0}


def test_zero_dates_are_no_times(of_mariadb: Shop) -> None:
    said = of_mariadb(
        "UPDATE vendor_domains SET vendor_id = 1",
        "UPDATE vendor_domains SET ssl_expires_at = '0000-00-00' WHERE id = 2",
        "UPDATE vendor_users SET invitation_accepted_at = '0000-00-00'",
    )
    expiry = "domain_certificate_expiry_timestamp_seconds"
    assert said.values(expiry, platform="main") == {"acme": EXPIRY_SECONDS}
    assert said.values(f"platform_{expiry}") == {"main": EXPIRY_SECONDS}
    members = said.values("team_members", vendor="acme", platform="main")
    assert members == {"active": 0, "invited": 1, "inactive": 0}


def test_a_certificate_that_never_expires_costs_its_own_time(of_postgresql: Shop) -> None:
    said = of_postgresql("UPDATE vendor_domains SET ssl_expires_at = 'infinity' WHERE vendor_id = 2")
    assert said.values("domain_certificate_expiry_timestamp_seconds", platform="main") == {"acme": EXPIRY_SECONDS}
    assert said.values("vendor_info", vendor="bolt") == {"unknown main active": 1}
    assert said.rejected["tenancy"] == {"value": 1}


def test_a_status_may_be_an_enum(of_postgresql: Shop) -> None:
    said = of_postgresql(
        "CREATE TYPE progress AS ENUM ('pending', 'processing', 'shipped', 'delivered', 'cancelled', 'refunded')",
        "ALTER TABLE orders ALTER status TYPE progress USING status::progress",
    )
    assert said.values("orders_open", platform="main") == {"acme": 1, "bolt": 0}
    assert said.values("order_revenue", vendor="acme", platform="main") == {"EUR": 30}


@pytest.mark.parametrize(
    "type_", ["BIGINT", pytest.param("BIGINT UNSIGNED", id="unsigned"), pytest.param("DECIMAL(40,0)", id="decimal")]
)
def test_a_sum_beyond_64_bits_is_right(of_mariadb: Shop, type_: str) -> None:
    said = of_mariadb(
        f"ALTER TABLE orders MODIFY total_cents {type_}",
        "UPDATE orders SET total_cents = 9000000000000000000 WHERE vendor_id = 1",
    )
    assert said.values("order_value", vendor="acme", platform="main") == {"EUR": 1.8e17}


def test_the_largest_unsigned_number_is_right(of_mariadb: Shop) -> None:
    said = of_mariadb(
        "ALTER TABLE orders MODIFY total_cents BIGINT UNSIGNED",
        "UPDATE orders SET total_cents = 18446744073709551615 WHERE id = 3",
    )
    assert said.values("order_value", vendor="bolt", platform="main") == {"EUR": 1.8446744073709552e17}


def test_codes_may_be_bytes(of_mariadb: Shop) -> None:
    said = of_mariadb("ALTER TABLE vendors MODIFY code VARBINARY(64)")
    assert said.values("orders_open", platform="main") == {"acme": 1, "bolt": 0}


def test_a_small_exposition_is_compressed_well(make_database: MakeDatabase) -> None:
    database = make_database("sqlite", two_days)
    with closing(Exporter(database.url, NOW).refresh()) as made:
        segments = [part for each in made.store.states() for part in each.rendered[Format.TEXT]]
        segments.append(END[Format.TEXT])
        text = b"".join(plain(segments))
        sent = sum(map(len, gzipped(segments)))
    assert len(text) > 50_000
    assert sent <= 1.2 * len(gzip.compress(text, 1))
