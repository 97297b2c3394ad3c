"""The preset of WooCommerce, alone and with Dokan: what it exports is the truth, in both scopes and in statistics."""

from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import text

from exporter.app.application import Application
from exporter.app.check import check
from exporter.app.truths import truths_of
from exporter.app.verify import verify
from exporter.contracts.metrics import MetricsContext
from tests.presets.comparing import Families, differences, families_of, filled, refreshed
from tests.presets.scopes import providers_of, with_lost_revenue, wrong_statistics
from tests.presets.shops import SHOPS, Shop, application, at_present, relations_in
from tests.presets.truths import Numbers, Truths, at, numbers, truths
from tests.support.databases import Database, MakeDatabase
from tests.support.other_shops import load
from tests.support.other_shops.woocommerce import NOW, ORDERS, VENDORS
from tests.support.other_shops.woocommerce_wcfm import VERA, WILLI

EACH = pytest.mark.parametrize("name", ["woocommerce", "woocommerce-dokan", "woocommerce-wcfm", "woocommerce-posts"])
ALONE = pytest.mark.parametrize("name", ["woocommerce", "woocommerce-posts"])
DOKAN = pytest.mark.parametrize("name", ["woocommerce-dokan"])
PLATFORMS = "SELECT 'shop', 'shop'"
SELLERS: dict[str, dict[str, int]] = {
    "woocommerce-dokan": {login: number for number, login, *_ in VENDORS},
    "woocommerce-wcfm": {"vera": VERA, "willi": WILLI},
}
"""The ids of vendors by their code, of shops where not all is the shop's own."""


@EACH
def test_every_number_is_the_truth(exporter: Application, exported: Families, truth: dict[str, Numbers]) -> None:
    zeros = filled(exporter)
    for metric, want in truth.items():
        wanted = with_lost_revenue(metric, want, exported)
        assert differences(metric, wanted, exported.get(metric, {}), zeros=metric in zeros) == []


@EACH
def test_another_refresh_exports_the_same(exporter: Application, exported: Families) -> None:
    assert refreshed(exporter) == {}  # which knows the values of labels, and so sends other statements
    assert families_of(exporter) == exported


@EACH
def test_verify_finds_nothing(exporter: Application) -> None:
    found = list(verify(exporter, tuple(truths_of(exporter))))
    assert [each for each in found if each.level != "ok"] == []
    assert len(found) > 40


@EACH
def test_check_finds_nothing(exporter: Application) -> None:
    assert [each for each in check(exporter) if each.level != "ok"] == []


@EACH
def test_what_has_no_source_is_not_there(exported: Families, found: Truths) -> None:
    assert exported.keys() == found.by_metric.keys()
    assert exported.keys().isdisjoint(found.absent)


@EACH
def test_each_row_is_attributed_and_no_sample_is_rejected(exporter: Application) -> None:
    for state in exporter.store.states():
        report = state.report
        everything = (report.unattributed, report.excluded, report.rejected, report.warnings)
        assert everything == (0, 0, {}, ()), state.category


@ALONE
def test_revenue_is_that_of_the_shops_own_report(exported: Families) -> None:
    assert list(exported["orion_order_revenue"].values()) == [174.82]


@EACH
def test_statistics_are_what_is_exported(name: str, exporter: Application, exported: Families) -> None:
    vendors: dict[str, int | None] = {"shop": None, **SELLERS.get(name, {})}
    assert vendors.keys() == {dict(labels)["vendor"] for labels in exported["orion_vendor_info"]}
    assert list(wrong_statistics(exporter, exported, MetricsContext(NOW), vendors, PLATFORMS)) == []


@DOKAN
@pytest.mark.parametrize("days", [5, 15])
def test_a_period_counts_what_was_ordered_in_it(exporter: Application, days: int) -> None:
    context = MetricsContext(NOW, date_from=datetime.fromtimestamp(NOW.timestamp() - days * 86_400, NOW.tzinfo))
    (orders,) = (each for each in providers_of(exporter) if each.metrics_category == "orders")
    young = [each for each in ORDERS if each.days_ago <= days and each.status not in {"wc-checkout-draft", "trash"}]
    with exporter.database.read() as db:
        of_anna = orders.get_vendor_metrics(db, 101, context)
        of_shop = orders.get_platform_metrics(db, "shop", context)
    for values, ordered in (
        (of_anna, [each for each in young if each.seller == 101]),
        (of_shop, [each for each in young if each.parent == 0]),
    ):
        assert sum(each.value for each in values if each.key == "orders.total") == len(ordered) > 0


def test_a_shop_with_another_prefix_is_read_by_the_parameter(make_database: MakeDatabase, tmp_path: Any) -> None:
    database = make_database("mariadb", load, "woocommerce")
    with database.engine.begin() as db:
        for (table,) in db.execute(text("SHOW TABLES LIKE 'wp\\_%'")).all():
            db.execute(text(f"RENAME TABLE `{table}` TO `x9_{table.removeprefix('wp_')}`"))
        db.execute(text("UPDATE x9_usermeta SET meta_key = 'x9_capabilities' WHERE meta_key = 'wp_capabilities'"))
    shop = Shop("woocommerce", lambda *_: database, NOW, {"prefix": "x9_"})
    exporter = application(shop, database.url, tmp_path)
    at_present(exporter, NOW)
    assert refreshed(exporter) == {}
    exported = families_of(exporter)
    with database.engine.connect() as connection:
        for metric in ("orion_orders", "orion_customers", "orion_stock_units", "orion_users"):
            want = numbers(connection, truths("woocommerce").by_metric[metric], at(NOW) | {"prefix": "x9_"})
            assert differences(metric, want, exported[metric], zeros=True) == []
    exporter.database.close()


@DOKAN
@pytest.mark.parametrize(("select", "condition", "table", "key"), [
    ("orders.sql", "vendor_id = 101", "d", "seller_id"),
    ("orders.sql", "status = 'wc-pending' AND created_at > '2026-11-20'", "o", "date_created"),
    ("orders.platform_sql", "status = 'wc-pending' AND created_at > '2026-11-20'", "o", "date_created"),
    ("products.sql", "vendor_id = 101", "p", "post_author"),
    ("media_files.sql", "vendor_id = 101", "p", "post_author"),
    ("carts.sql", "created_at > '2026-11-20'", "o", "date_created"),
    ("payments.sql", "status = 'pending' AND created_at > '2026-11-20'", "o", "date_created"),
    ("refunds.sql", "created_at > '2026-11-20'", "r", "date_created"),
    ("shipments.sql", "vendor_id = 101", "x", "seller_id"),
    ("jobs.sql", "due_at > '2026-11-20'", "{{prefix}}actionscheduler_actions", "scheduled_date_gmt"),
])  # fmt: skip
def test_conditions_reach_the_indexes_of_the_shop(
    database: Database, select: str, condition: str, table: str, key: str
) -> None:
    relation, part = select.split(".")
    of = relations_in(SHOPS["woocommerce-dokan"])[relation]
    helpers = ", ".join(f"{helper} AS ({sql})" for helper, sql in of.get("with", {}).items())
    rows = f"{'WITH ' * bool(helpers)}{helpers} {of[part]}"
    # With so few rows another index may be cheaper, so what counts is that this one can be used.
    usable = [keys_usable(database, sql, table) for sql in (rows, f"SELECT * FROM ({rows}) AS r WHERE {condition}")]
    assert [key in each for each in usable] == [False, True], usable


def keys_usable(database: Database, sql: str, table: str) -> set[str]:
    """Return the indexes by which MariaDB can look up rows of a table in a SELECT."""
    explain = f"EXPLAIN SELECT count(*) FROM ({sql}) AS r".replace("{{prefix}}", "wp_")
    with database.engine.connect() as connection:
        plan = connection.execution_options(no_parameters=True).exec_driver_sql(explain).mappings()
        keys = [row["possible_keys"] for row in plan if row["table"] == table.replace("{{prefix}}", "wp_")]
    return {key for each in keys for key in (each or "").split(",")}
