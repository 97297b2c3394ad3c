"""The variants of WooCommerce's preset: which apply to a shop, and what is not exported where none is right."""

from contextlib import closing
from pathlib import Path

import pytest
import yaml
from sqlalchemy import Engine, text

from exporter.app.check import check
from exporter.cli import main
from tests.presets.comparing import families_of, refreshed
from tests.presets.shops import SHOPS, application
from tests.presets.truths import PRESETS
from tests.support.databases import MakeDatabase, SharedDatabase
from tests.support.other_shops.woocommerce import dokan, load_dokan

VARIANTS = yaml.safe_load((PRESETS / "woocommerce.yaml").read_text(encoding="utf-8"))["variants"]
PLUGINS = {"": "woocommerce", "dokan": "dokan-lite/dokan.php", "wcfm": "wc-multivendor-marketplace"}
WRONG = ("orders", "carts", "payments", "refunds", "shipments", "inventory")
"""Modules that would read orders of vendors from posts."""


# The variants of networks apply if there is a table of sites.
@pytest.mark.parametrize(("storage", "plugin", "everywhere", "variants"), [
    ("yes", "", "", {"network"}),
    ("yes", "dokan", "", {"dokan", "main-site"}),
    ("yes", "wcfm", "", {"wcfm", "main-site"}),
    ("no", "", "", {"posts", "main-site"}),
    ("no", "dokan", "", {"dokan", "posts-of-vendors", "main-site"}),
    ("no", "wcfm", "", {"wcfm", "posts-of-vendors", "main-site"}),
    ("yes", "", "dokan", {"vendors-of-network"}),
    ("yes", "", "wcfm", {"vendors-of-network"}),
    ("no", "", "wcfm", {"posts", "main-site", "vendors-of-network"}),
])  # fmt: skip
def test_the_plugin_and_the_storage_of_orders_choose(
    shared_database: SharedDatabase, storage: str, plugin: str, everywhere: str, variants: set[str]
) -> None:
    options = (
        f"WITH options AS (SELECT 'active_plugins' AS option_name, '{PLUGINS[plugin]}' AS option_value"
        f" UNION ALL SELECT 'woocommerce_custom_orders_table_enabled', '{storage}'), sitemeta AS ("
        f"SELECT 'active_sitewide_plugins' AS meta_key, '{PLUGINS[everywhere]}' AS meta_value) "
    )
    conditions = {name: options + of["when"]["sql"].replace("{{prefix}}", "") for name, of in VARIANTS.items()}
    with dokan(shared_database).engine.connect() as connection:
        as_written = connection.execution_options(no_parameters=True)
        assert {name for name, sql in conditions.items() if as_written.exec_driver_sql(sql).first()} == variants


def test_what_is_not_exported_and_why_is_said(
    make_database: MakeDatabase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    database = make_database("mariadb", load_posts_of_vendors)
    exporter = application(SHOPS["woocommerce-dokan"], database.url, tmp_path)
    with closing(exporter.databases):
        assert refreshed(exporter) == {}
        assert [name for name in WRONG if families_of(exporter, name)] == []
        assert families_of(exporter)["orion_vendor_info"]
        found = [(each.level, each.subject, each.message) for each in check(exporter)]
    idle = "idle, as the variant posts-of-vendors of the preset removes the relation {}"
    assert [name for name in WRONG if ("ok", name, idle.format(name)) not in found] == []
    assert ("ok", "marketplace", "idle, as the configuration gives no relation for it") in found
    caution = " ".join(VARIANTS["posts-of-vendors"]["caution"].split())
    assert ("hint", "preset", f"variant posts-of-vendors: {caution}") in found
    monkeypatch.setenv("ORION_EXPORTER_DATABASE_URL", database.url)
    assert main(["detect"]) == 0
    said = " ".join(line.removeprefix("# ") for line in capsys.readouterr().out.splitlines())
    assert f"Not supported (posts-of-vendors): {caution}" in said


def load_posts_of_vendors(engine: Engine) -> None:
    """Make the shop with Dokan, whose orders are still posts."""
    load_dokan(engine)
    with engine.begin() as connection:
        connection.execute(text(
            "UPDATE wp_options SET option_value = 'no' WHERE option_name = 'woocommerce_custom_orders_table_enabled'"
        ))  # fmt: skip


def test_what_is_not_supported_is_a_caution() -> None:
    removing = {name for name, of in VARIANTS.items() if None in (of.get("relations") or {}).values()}
    assert removing == {"posts-of-vendors", "vendors-of-network"}
    assert {name for name, of in VARIANTS.items() if "caution" in of} == {*removing, "main-site"}
