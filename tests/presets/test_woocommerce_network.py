"""The preset of WooCommerce on a network of WordPress: each site is a platform, and its numbers are its truths."""

from collections.abc import Iterator

import pytest

from exporter.app.application import Application
from exporter.app.check import check
from exporter.app.truths import truths_of
from exporter.app.verify import verify
from tests.presets.comparing import differences, families_of, filled, refreshed
from tests.presets.network import TRUTHS, network_numbers
from tests.presets.scopes import with_lost_revenue
from tests.presets.shops import Shop, application, at_present
from tests.support.databases import Database, SharedDatabase
from tests.support.other_shops.woocommerce import NOW, PARAMETERS
from tests.support.other_shops.woocommerce_network import SITES, network


@pytest.fixture(scope="module")
def kept() -> Iterator[list[Application]]:
    """The exporter, which all tests of this file share."""
    made: list[Application] = []
    yield made
    for exporter in made:
        exporter.database.close()


@pytest.fixture
def database(shared_database: SharedDatabase) -> Database:
    return network(shared_database)


@pytest.fixture
def exporter(database: Database, kept: list[Application], tmp_path_factory: pytest.TempPathFactory) -> Application:
    if not kept:
        shop = Shop("woocommerce", lambda *_: database, NOW, PARAMETERS, "network")
        kept.append(application(shop, database.url, tmp_path_factory.mktemp("network")))
        at_present(kept[0], NOW)
        assert refreshed(kept[0]) == {}
    return kept[0]


def test_every_number_is_that_of_the_sites(exporter: Application, database: Database) -> None:
    exported, zeros = families_of(exporter), filled(exporter)
    assert exported.keys() == TRUTHS.by_metric.keys()
    with database.engine.connect() as connection:
        for metric in TRUTHS.by_metric:
            want = with_lost_revenue(metric, network_numbers(connection, metric, SITES, NOW), exported)
            assert differences(metric, want, exported[metric], zeros=metric in zeros) == []


def test_a_site_without_the_shop_is_skipped_and_told(exporter: Application) -> None:
    warnings = {each for state in exporter.store.states() for each in state.report.warnings}
    assert any("wp_4_" in each for each in warnings)
    assert [each for each in warnings if "a place is skipped" not in each or "wp_4_" not in each] == []


def test_check_and_verify_find_nothing(exporter: Application) -> None:
    assert [each for each in check(exporter) if each.level == "problem"] == []
    found = list(verify(exporter, tuple(truths_of(exporter))))
    assert [each for each in found if each.level != "ok"] == []
    assert {each.subject for each in found} >= TRUTHS.by_metric.keys()
