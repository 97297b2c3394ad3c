"""The presets of PrestaShop and OpenCart: what they export is the truth, also in statistics and with other prefixes."""

from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from exporter.app.application import Application
from exporter.app.check import check
from exporter.app.truths import truths_of
from exporter.app.verify import verify
from exporter.contracts.metrics import MetricsContext
from tests.presets.comparing import Families, families_of, refreshed
from tests.presets.php_shops import truth, wrong
from tests.presets.scopes import providers_of, wrong_statistics
from tests.presets.shops import SHOPS, Shop, application, at_present
from tests.presets.truths import by, truths
from tests.support.databases import Database, SharedDatabase

PLATFORMS = {
    "prestashop": "SELECT id_shop, CONCAT('shop-', id_shop) FROM ps_shop WHERE deleted = 0",
    "opencart": "SELECT 0, 'store-0' UNION ALL SELECT store_id, CONCAT('store-', store_id) FROM oc_store",
}
FIRST = {"prestashop": 1, "opencart": 0}
"""The id of the platform with most orders."""

PERIODS = {
    "prestashop": (datetime(2026, 11, 26, 9, 30, tzinfo=UTC), 1),
    "opencart": (datetime(2026, 11, 26, 0, 30, tzinfo=UTC), 1),
}
"""A moment between two orders, which are earlier or later by the clock of the shop, and the orders since then."""


@pytest.fixture(params=PLATFORMS)
def name(request: pytest.FixtureRequest) -> str:
    found: str = request.param
    return found


def test_every_number_is_the_truth(shop: Shop, exporter: Application, database: Database) -> None:
    assert wrong(exporter, found := truth(shop, database, shop.parameters["prefix"])) == []
    assert sum(map(len, found.values())) > 200


def test_another_refresh_exports_the_same(exporter: Application, exported: Families) -> None:
    assert refreshed(exporter) == {}  # which knows the values of labels, and so sends other statements
    assert families_of(exporter) == exported


def test_verify_finds_nothing(exporter: Application) -> None:
    found = list(verify(exporter, tuple(truths_of(exporter))))
    assert [each for each in found if each.level != "ok"] == []
    assert len(found) > 60


def test_what_has_no_source_is_not_there(shop: Shop, exported: Families) -> None:
    found = truths(shop.preset)
    assert exported.keys() == found.by_metric.keys()
    assert exported.keys().isdisjoint(found.absent)


def test_each_row_is_attributed_and_no_sample_is_rejected(exporter: Application) -> None:
    for state in exporter.store.states():
        report = state.report
        everything = (report.unattributed, report.excluded, report.rejected, report.warnings)
        assert everything == (0, 0, {}, ()), state.category


def test_statistics_are_what_is_exported(name: str, shop: Shop, exporter: Application, exported: Families) -> None:
    assert {dict(labels)["vendor"] for labels in exported["orion_vendor_info"]} == {"shop"}
    context = MetricsContext(shop.now)
    assert list(wrong_statistics(exporter, exported, context, {"shop": None}, PLATFORMS[name])) == []


def test_a_period_begins_by_the_clock_of_the_shop(name: str, shop: Shop, exporter: Application) -> None:
    since, counted = PERIODS[name]
    (orders,) = (each for each in providers_of(exporter) if each.metrics_category == "orders")
    with exporter.database.read() as db:
        said = orders.get_platform_metrics(db, FIRST[name], MetricsContext(shop.now, date_from=since))
    assert sum(each.value for each in said if each.key == "orders.total") == counted


def test_jobs_are_scheduled_where_the_database_does_not_know_the_zone(
    shared_database: SharedDatabase, tmp_path_factory: pytest.TempPathFactory, tmp_path: Path
) -> None:
    shop = SHOPS["opencart"]
    url = shop.database(shared_database, tmp_path_factory).url
    elsewhere = replace(shop, parameters={**shop.parameters, "time_zone": "Asia/Tokyo"})
    with closing((exporter := at_present(application(elsewhere, url, tmp_path), shop.now)).databases):
        assert refreshed(exporter, ["jobs"]) == {}
        found = by(families_of(exporter, "jobs")["orion_jobs"], "status")
    assert found == {("scheduled",): 5, ("failed",): 1, ("pending",): 0, ("running",): 0, ("completed",): 0}


def test_check_reports_a_time_zone_that_the_shop_does_not_have(shop: Shop, database: Database, tmp_path: Path) -> None:
    said = []
    for zone in ("Asia/Tokyo", shop.parameters["time_zone"]):
        changed = replace(shop, parameters={**shop.parameters, "time_zone": zone})
        with closing((exporter := application(changed, database.url, tmp_path)).databases):
            said.append([each.message for each in check(exporter) if each.level == "problem"])
    own = f"but the shop's own setting is {shop.parameters['time_zone']}; write that, or change it"
    assert said == [[f"parameters.time_zone is Asia/Tokyo, {own}"], []]
