"""The oracle's numbers, counted by hand; what it says is written as the exposition would."""

from datetime import timedelta

from sqlalchemy import Connection

from tests.support.tiny_shop import MARCH, NOW, add, row, said, text
from tests.support.truth import unattributed

DAY = timedelta(days=1)


def test_money_is_by_currency_and_an_order_without_a_status_is_revenue(db: Connection) -> None:
    orders: list[tuple[str | None, int | None, str | None]] = [
        ("pending", 1050, "EUR"),
        ("cancelled", 500, "EUR"),
        (None, 100, "EUR"),
        ("pending", None, "EUR"),
        ("pending", None, "USD"),
        ("refunded", None, "CHF"),
        ("shipped", 10**13, None),
        ("shipped", 1, ""),
        ("shipped", 1050, "JPY"),
        ("shipped", 1050, "kwd"),
        ("shipped", 1050, "XTS"),
    ]
    add(db, "orders", [row(vendor_id=2, platform_id=1, status=s, total_cents=t, currency=c) for s, t, c in orders])
    assert said(db, "orion_order_value", "orion_order_revenue") == text("""
        orion_order_revenue{currency="CHF",platform="main",vendor="bolt"} 0
        orion_order_revenue{currency="EUR",platform="main",vendor="bolt"} 11.5
        orion_order_revenue{currency="JPY",platform="main",vendor="bolt"} 1050
        orion_order_revenue{currency="XTS",platform="main",vendor="bolt"} 10.5
        orion_order_revenue{currency="kwd",platform="main",vendor="bolt"} 1.05
        orion_order_revenue{currency="unknown",platform="main",vendor="bolt"} 100000000000
        orion_order_value{currency="EUR",platform="main",vendor="bolt"} 16.5
        orion_order_value{currency="JPY",platform="main",vendor="bolt"} 1050
        orion_order_value{currency="XTS",platform="main",vendor="bolt"} 10.5
        orion_order_value{currency="kwd",platform="main",vendor="bolt"} 1.05
        orion_order_value{currency="unknown",platform="main",vendor="bolt"} 100000000000
    """)


def test_the_oldest_open_order_is_looked_for_among_the_young_ones(db: Connection) -> None:
    ages = (("pending", 30), ("processing", 29), ("pending", -1), ("shipped", 20))
    add(db, "orders", [row(vendor_id=2, platform_id=1, status=s, created_at=NOW - n * DAY) for s, n in ages])
    metrics = ("orion_order_oldest_open_timestamp_seconds", "orion_order_last_created_timestamp_seconds")
    assert said(db, *metrics) == text(f"""
        orion_order_last_created_timestamp_seconds{{platform="main",vendor="bolt"}} {MARCH - 20 * 86400}
        orion_order_oldest_open_timestamp_seconds{{platform="main",vendor="bolt"}} {MARCH - 29 * 86400}
    """)


def test_statuses_are_as_they_stand_and_missing_ones_are_unknown(db: Connection) -> None:
    add(db, "orders", [row(vendor_id=2, platform_id=1, status=s) for s in ("lost", None, "", "unknown", "shipped")])
    db.exec_driver_sql("DELETE FROM vendor_platforms")
    assert said(db, "orion_orders") == text("""
        orion_orders{platform="main",status="lost",vendor="bolt"} 1
        orion_orders{platform="main",status="shipped",vendor="bolt"} 1
        orion_orders{platform="main",status="unknown",vendor="bolt"} 3
    """)


def test_stock_without_a_number_is_not_zero(db: Connection) -> None:
    stock: list[tuple[int | None, int | None, int | None]] = [
        (5, 5, 1),
        (6, 1, None),
        (7, 1, None),
        (3, 1, 1),
        (1, 3, None),
        (None, 2, 9),
        (4, None, 0),
    ]
    add(db, "inventory", [row(vendor_id=2, quantity=q, reserved_quantity=r, reorder_point=p) for q, r, p in stock])
    add(db, "inventory", [row(vendor_id=1)])
    metrics = ("stock_units", "stock_reserved_units", "stock_oversold_items", "stock_items")
    lines = said(db, *(f"orion_{name}" for name in metrics))
    assert "".join(line for line in lines.splitlines(keepends=True) if "crow" not in line) == text("""
        orion_stock_items{level="low",platform="main",vendor="bolt"} 1
        orion_stock_items{level="low",platform="side",vendor="acme"} 0
        orion_stock_items{level="ok",platform="main",vendor="bolt"} 2
        orion_stock_items{level="ok",platform="side",vendor="acme"} 0
        orion_stock_items{level="out",platform="main",vendor="bolt"} 2
        orion_stock_items{level="out",platform="side",vendor="acme"} 0
        orion_stock_items{level="unknown",platform="main",vendor="bolt"} 2
        orion_stock_items{level="unknown",platform="side",vendor="acme"} 1
        orion_stock_oversold_items{platform="main",vendor="bolt"} 1
        orion_stock_oversold_items{platform="side",vendor="acme"} 0
        orion_stock_reserved_units{platform="main",vendor="bolt"} 13
        orion_stock_units{platform="main",vendor="bolt"} 26
    """)


def test_the_last_run_failed_if_a_failure_came_after_the_last_success(db: Connection) -> None:
    runs: list[tuple[str, str, int | None]] = [
        ("amazon", "completed", 3),
        ("amazon", "failed", 2),
        ("ebay", "failed", 9),
        ("ebay", "completed", 1),
        ("otto", "failed", 4),
        ("otto", "completed", None),
        ("real", "running", 5),
    ]
    for marketplace, status, days in runs:
        moment = None if days is None else NOW - days * DAY
        times = row(started_at=moment) if status == "running" else row(completed_at=moment)
        add(db, "marketplace_import_jobs", [row(vendor_id=3, marketplace=marketplace, status=status, **times)])
    metrics = ("last_success_timestamp_seconds", "last_run_success", "oldest_running_timestamp_seconds")
    where = 'platform="unassigned",vendor="crow"'
    assert said(db, *(f"orion_import_{name}" for name in metrics)) == text(f"""
        orion_import_last_run_success{{marketplace="amazon",{where}}} 0
        orion_import_last_run_success{{marketplace="ebay",{where}}} 1
        orion_import_last_run_success{{marketplace="otto",{where}}} 0
        orion_import_last_success_timestamp_seconds{{marketplace="amazon",{where}}} {MARCH - 3 * 86400}
        orion_import_last_success_timestamp_seconds{{marketplace="ebay",{where}}} {MARCH - 86400}
        orion_import_oldest_running_timestamp_seconds{{marketplace="real",{where}}} {MARCH - 5 * 86400}
    """)


def test_import_rows_are_by_result_and_only_where_there_are_jobs(db: Connection) -> None:
    job = row(vendor_id=3, marketplace="otto", status="failed")
    add(db, "marketplace_import_jobs", [{**job, "imported_count": 4, "error_count": 0}, {**job, "imported_count": 5}])
    where = 'marketplace="otto",platform="unassigned"'
    assert said(db, "orion_import_rows", "orion_import_jobs") == text(f"""
        orion_import_jobs{{{where},status="failed",vendor="crow"}} 2
        orion_import_rows{{{where},result="failed",vendor="crow"}} 0
        orion_import_rows{{{where},result="imported",vendor="crow"}} 9
    """)


def test_pages_without_a_vendor_are_the_platform_s(db: Connection) -> None:
    ids = ((None, 1), (None, 1), (None, 88), (None, None), (2, 1))
    add(db, "content_pages", [row(vendor_id=v, platform_id=p, is_published=True) for v, p in ids])
    lines = said(db, "orion_platform_default_pages", "orion_pages")
    assert "".join(line for line in lines.splitlines(keepends=True) if '"published"' in line) == text("""
        orion_pages{platform="main",state="published",vendor="acme"} 0
        orion_pages{platform="main",state="published",vendor="bolt"} 1
        orion_pages{platform="side",state="published",vendor="acme"} 0
        orion_platform_default_pages{platform="main",state="published"} 2
        orion_platform_default_pages{platform="side",state="published"} 0
        orion_platform_default_pages{platform="unassigned",state="published"} 1
        orion_platform_default_pages{platform="unknown",state="published"} 1
    """)
    assert unattributed(db, "cms") == 1


def test_only_active_domains_are_read_and_counted(db: Connection) -> None:
    expiry = row(vendor_id=99, platform_id=1, ssl_expires_at=NOW, is_verified=True)
    add(db, "vendor_domains", [{**expiry, "is_active": active} for active in (True, False, None)])
    assert 'orion_domains{platform="main",state="verified",vendor="unknown"} 1\n' in said(db, "orion_domains")
    assert unattributed(db, "tenancy") == 1
    assert said(db, "orion_platform_domain_certificate_expiry_timestamp_seconds") == text(f"""
        orion_platform_domain_certificate_expiry_timestamp_seconds{{platform="main"}} {MARCH}
    """)


def test_users_are_the_installation_s_and_a_state_may_be_unknown(db: Connection) -> None:
    people = (("admin", True), ("admin", True), (None, False), ("", None))
    add(db, "users", [row(role=role, is_active=active) for role, active in people])
    assert said(db, "orion_users") == text("""
        orion_users{role="admin",state="active"} 2
        orion_users{role="admin",state="inactive"} 0
        orion_users{role="unknown",state="active"} 0
        orion_users{role="unknown",state="inactive"} 1
        orion_users{role="unknown",state="unknown"} 1
    """)
