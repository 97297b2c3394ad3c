"""The variants of WooCommerce's preset: which apply to a shop, and what is not exported where none is right."""

from contextlib import closing
from pathlib import Path

import pytest
import yaml

from exporter.app.check import check
from tests.presets.comparing import families_of, refreshed
from tests.presets.shops import SHOPS, application
from tests.presets.truths import PRESETS
from tests.support.databases import SharedDatabase
from tests.support.other_shops.woocommerce import dokan

VARIANTS = yaml.safe_load((PRESETS / "woocommerce.yaml").read_text(encoding="utf-8"))["variants"]
PLUGINS = {"": "woocommerce", "dokan": "dokan-lite/dokan.php", "wcfm": "wc-multivendor-marketplace"}
WRONG = ("orders", "carts", "payments", "refunds", "shipments", "inventory")
"""Modules that would read orders of vendors from posts."""


@pytest.mark.parametrize(("storage", "plugin", "variants"), [
    ("yes", "", {"network"}),  # if there is a table of sites
    ("yes", "dokan", {"dokan"}),
    ("yes", "wcfm", {"wcfm"}),
    ("no", "", {"posts"}),
    ("no", "dokan", {"dokan", "posts-of-vendors"}),
    ("no", "wcfm", {"wcfm", "posts-of-vendors"}),
])  # fmt: skip
def test_the_plugin_and_the_storage_of_orders_choose(
    shared_database: SharedDatabase, storage: str, plugin: str, variants: set[str]
) -> None:
    options = (
        f"WITH options AS (SELECT 'active_plugins' AS option_name, '{PLUGINS[plugin]}' AS option_value"
        f" UNION ALL SELECT 'woocommerce_custom_orders_table_enabled', '{storage}') "
    )
    conditions = {name: options + of["when"]["sql"].replace("{{prefix}}", "") for name, of in VARIANTS.items()}
    with dokan(shared_database).engine.connect() as connection:
        as_written = connection.execution_options(no_parameters=True)
        assert {name for name, sql in conditions.items() if as_written.exec_driver_sql(sql).first()} == variants


def test_orders_of_vendors_that_are_posts_are_not_exported(
    shared_database: SharedDatabase, tmp_path_factory: pytest.TempPathFactory, tmp_path: Path
) -> None:
    woocommerce = SHOPS["woocommerce-dokan"]
    url = woocommerce.database(shared_database, tmp_path_factory).url
    pins = {name: name in {"dokan", "posts-of-vendors"} for name in VARIANTS}
    exporter = application(woocommerce, url, tmp_path, pins=pins)
    with closing(exporter.databases):
        assert refreshed(exporter) == {}
        assert [name for name in WRONG if families_of(exporter, name)] == []
        assert families_of(exporter)["orion_vendor_info"]
        found = [(each.subject, each.message) for each in check(exporter)]
        idle = "idle, as the configuration gives no relation for it"
        assert [name for name in WRONG if (name, idle) not in found] == []
