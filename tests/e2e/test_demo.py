"""`orion-exporter demo`: every family of the design is there, and the official linter has nothing to say."""

import subprocess
from contextlib import closing
from datetime import timedelta

import pytest

from exporter.demo.shop import Shop
from tests.e2e.conftest import COMMAND, Demo
from tests.support.databases import MakeDatabase
from tests.support.modules import only
from tests.support.random_shop import NOW
from tests.support.shop import Exporter, series_of
from tests.support.tools import tool

# The table of DESIGN.md, "What the built-in providers read and say", written down by hand.
TABLE = """
    orion_platform_info orion_platform_vendors orion_vendor_info orion_vendor_platform_info orion_users
    orion_team_members orion_domains orion_domain_certificate_expiry_timestamp_seconds
    orion_customers orion_customers_with_orders orion_customer_last_registered_timestamp_seconds
    orion_pages orion_platform_default_pages orion_media_files orion_media_size_bytes
    orion_products orion_products_featured orion_products_without_price orion_catalog_last_updated_timestamp_seconds
    orion_stock_units orion_stock_reserved_units orion_stock_items orion_stock_oversold_items
    orion_stock_last_updated_timestamp_seconds
    orion_orders orion_orders_open orion_order_value orion_order_revenue orion_order_last_created_timestamp_seconds
    orion_order_oldest_open_timestamp_seconds
    orion_import_jobs orion_import_rows orion_import_last_success_timestamp_seconds orion_import_last_run_success
    orion_import_oldest_running_timestamp_seconds orion_staging_products
    orion_exporter_build_info orion_exporter_provider_up orion_exporter_provider_installed
    orion_exporter_refreshes_total orion_exporter_refresh_failures_total orion_exporter_refreshes_skipped_total
    orion_exporter_refresh_duration_seconds orion_exporter_last_success_timestamp_seconds
    orion_exporter_interval_seconds orion_exporter_max_age_seconds orion_exporter_series orion_exporter_series_limit
    orion_exporter_detail_dropped orion_exporter_rows_unattributed orion_exporter_rows_excluded
    orion_exporter_database_up orion_exporter_config_last_reload_successful
    orion_exporter_config_last_reload_success_timestamp_seconds process_resident_memory_bytes
"""


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*COMMAND, *arguments], capture_output=True, text=True, check=False, timeout=60)


@pytest.fixture(scope="module")
def once() -> "subprocess.CompletedProcess[str]":
    """The demo of a seed, which takes seconds."""
    return run("demo", "--once", "--seed=7")


def test_one_exposition_holds_every_family(once: "subprocess.CompletedProcess[str]") -> None:
    assert (once.returncode, once.stderr) == (0, "")
    found = {name for name, _ in series_of(once.stdout)}
    assert set(TABLE.split()) - found == set()
    assert not [name for name in found if name.endswith("_created")]


def vendors_of(exposition: str) -> list[str]:
    return sorted(line for line in exposition.splitlines() if "vendor_info{" in line)


def made_here(seed: int, make_database: MakeDatabase) -> list[str]:
    """Return the vendors of the shop of a seed that is made in this process."""
    database = make_database("sqlite")
    Shop.create(database.engine, seed=seed, now=NOW, history=timedelta())
    with closing(Exporter(database.url, NOW, only("tenancy"))) as exporter:
        return vendors_of(exporter.refresh().text())


def test_the_seed_makes_the_shop(once: "subprocess.CompletedProcess[str]", make_database: MakeDatabase) -> None:
    found = vendors_of(once.stdout)
    assert len(found) > 1
    assert found == made_here(7, make_database)
    assert found != made_here(4, make_database)


def test_promtool_has_nothing_to_say(demo: Demo) -> None:
    linted = subprocess.run(
        [tool("promtool"), "check", "metrics"],
        input=demo.get("/metrics")[1],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (linted.returncode, linted.stdout, linted.stderr) == (0, "", "")


@pytest.mark.parametrize("speed", ["0", "-1", "nan"])
def test_a_speed_that_makes_no_sense_is_refused(speed: str) -> None:
    result = run("demo", f"--speed={speed}")
    assert result.returncode == 2
    assert "--speed" in result.stderr
