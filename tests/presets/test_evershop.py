"""The preset of EverShop: what it exports is the truth, also in statistics, and with less tables."""

from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from exporter.app.application import Application
from exporter.app.check import check
from exporter.app.truths import truths_of
from exporter.app.verify import verify
from exporter.contracts.metrics import MetricsContext
from tests.presets.comparing import Families, differences, families_of, filled, refreshed
from tests.presets.scopes import providers_of, with_lost_revenue, wrong_statistics
from tests.presets.shops import SHOPS, application, parameters_of
from tests.presets.truths import Numbers, at, numbers, truths
from tests.support.databases import Database, MakeDatabase
from tests.support.other_shops.evershop import load_evershop

SHOP = SHOPS["evershop"]
TRUTHS = truths("evershop")
ONE_PLATFORM = "SELECT 'shop', 'shop'"


@pytest.fixture
def name() -> str:
    return "evershop"


def truth(database: Database) -> dict[str, Numbers]:
    parameters = at(SHOP.now) | dict(parameters_of(SHOP))
    with database.engine.connect() as connection:
        return {metric: numbers(connection, each, parameters) for metric, each in TRUTHS.by_metric.items()}


def test_every_number_is_the_truth(exporter: Application, exported: Families, database: Database) -> None:
    zeros = filled(exporter)
    for metric, want in truth(database).items():
        assert want, metric
        wanted = with_lost_revenue(metric, want, exported)
        assert differences(metric, wanted, exported.get(metric, {}), zeros=metric in zeros) == []


def test_what_has_no_source_is_not_there(exported: Families) -> None:
    assert exported.keys() == TRUTHS.by_metric.keys()
    assert exported.keys().isdisjoint(TRUTHS.absent)


def test_each_row_is_attributed_and_no_sample_is_rejected(exporter: Application) -> None:
    for state in exporter.store.states():
        report = state.report
        assert (report.unattributed, report.excluded, report.rejected, report.warnings) == (0, 0, {}, ()), (
            state.category
        )


def test_another_refresh_exports_the_same(exporter: Application, exported: Families) -> None:
    assert refreshed(exporter) == {}
    assert families_of(exporter) == exported


def test_check_and_verify_find_nothing(exporter: Application) -> None:
    assert {each.level for each in check(exporter)} == {"ok"}
    assert [each for each in verify(exporter, tuple(truths_of(exporter))) if each.level != "ok"] == []


def test_statistics_are_what_is_exported(exporter: Application, exported: Families) -> None:
    context = MetricsContext(SHOP.now)
    assert list(wrong_statistics(exporter, exported, context, {"shop": None}, ONE_PLATFORM)) == []


def test_a_period_counts_what_was_placed_in_it(exporter: Application) -> None:
    """Not what is from a cart that was begun in it."""
    since = SHOP.now - timedelta(days=2)
    notes = "SELECT count(*) FROM order_activity WHERE comment = 'Order has been created' AND created_at >= :since"
    begun = 'SELECT count(*) FROM "order" WHERE created_at >= :since'
    with exporter.database.read() as db:
        (provider,) = (each for each in providers_of(exporter) if each.metrics_category == "orders")
        said = provider.get_platform_metrics(db, "shop", MetricsContext(SHOP.now, date_from=since))
        counted = sum(each.value for each in said if each.key == "orders.total")
        assert counted == db.scalar(text(notes), {"since": since}) > 0
        assert counted != db.scalar(text(begun), {"since": since})


def test_older_shops_have_no_landing_pages(make_database: MakeDatabase, tmp_path: Path) -> None:
    shop = make_database("postgresql", load_evershop)
    with shop.engine.begin() as connection:
        connection.execute(text("DROP TABLE landing_page"))
        pages = connection.scalar(text("SELECT count(*) FROM cms_page"))
    made = application(SHOP, shop.url, tmp_path)
    with closing(made.databases):
        assert refreshed(made) == {}
        assert made.preset.variants == ""
        assert sum(families_of(made, "cms")["orion_pages"].values()) == pages


def test_an_extension_adds_a_payment_status(make_database: MakeDatabase, tmp_path: Path) -> None:
    """One that is in no parameter is exported as it is, and is not paid; `check` lists it."""
    shop = make_database("postgresql", load_evershop)
    with shop.engine.begin() as connection:
        connection.execute(text("UPDATE \"order\" SET payment_status = 'klarna_paid' WHERE payment_status = 'paid'"))
    as_it_is, with_parameter = (
        application(SHOP, shop.url, tmp_path),
        application(SHOP.with_parameters(paid="klarna_paid,stripe_captured"), shop.url, tmp_path),
    )
    with closing(as_it_is.databases), closing(with_parameter.databases):
        found = [each.message for each in check(as_it_is) if each.subject == "payments"]
        assert any("klarna_paid" in message for message in found), found
        assert refreshed(with_parameter) == {}
        payments = families_of(with_parameter, "payments")["orion_platform_payments"]
        methods = {
            dict(labels)["method"] for labels, value in payments.items() if value and ("status", "paid") in labels
        }
        assert methods == {"cod", "stripe", "zero_checkout"}
