"""Presets of shops on SQLite and PostgreSQL: what they export is the truth, in both scopes and in statistics."""

from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from exporter.app.application import Application
from exporter.app.truths import truths_of
from exporter.app.verify import verify
from exporter.contracts.metrics import Id, MetricsContext
from tests.presets.comparing import Families, differences, families_of, filled, in_cents, refreshed
from tests.presets.scopes import with_lost_revenue, wrong_statistics
from tests.presets.shops import SHOPS, application
from tests.presets.truths import Numbers, Truths, by
from tests.support.databases import Database, MakeDatabase
from tests.support.other_shops.medusa import load_medusa
from tests.support.other_shops.saleor import load_saleor

PLATFORMS = {
    "medusa": "SELECT id, name FROM sales_channel WHERE name <> 'Never'",
    "saleor": "SELECT id, slug FROM channel_channel",
    "django-oscar-sqlite": "SELECT id, domain FROM django_site",
    "django-oscar-postgresql": "SELECT id, domain FROM django_site",
}
"""SQL that returns the id and the code of each platform, by shop."""

VENDORS = {"django-oscar": "SELECT id, code FROM partner_partner WHERE id % 3 = 0 OR code = 'newcomer'"}
"""SQL that returns the id and the code of some vendors, by preset; the others have none but the shop itself."""

RENAMED = {
    "medusa": {
        "order_summary.totals": ("orders", "refunds", "shipments"),
        "capture.amount": ("payments",),
        "cart_line_item.unit_price": ("carts",),
        "sales_channel.is_disabled": (),
    },
    "saleor": {
        "order_order.total_charged_amount": ("orders",),
        "payment_payment.gateway": ("payments",),
        "order_orderevent.date": ("shipments",),
        "channel_channel.slug": (),
    },
}
"""Columns of each shop, with the categories that cannot do without; () is all that the preset feeds."""


@pytest.fixture(scope="module", params=PLATFORMS)
def name(request: pytest.FixtureRequest) -> str:
    chosen: str = request.param
    return chosen


def test_every_number_is_the_truth(exporter: Application, exported: Families, truth: dict[str, Numbers]) -> None:
    zeros = filled(exporter)
    wrong: list[str] = []
    for metric, want in truth.items():
        # SQLite adds up floats for a truth.
        wanted = in_cents(want) if metric.endswith(("_value", "_revenue")) else want
        wanted = with_lost_revenue(metric, wanted, exported)
        wrong += differences(metric, wanted, exported.get(metric, {}), zeros=metric in zeros)
    assert not wrong, "\n".join(wrong)


def test_another_refresh_exports_the_same(exporter: Application, exported: Families) -> None:
    assert refreshed(exporter) == {}  # which knows the values of labels, and so sends other statements
    assert families_of(exporter) == exported


def test_verify_finds_nothing(exporter: Application) -> None:
    found = list(verify(exporter, tuple(truths_of(exporter))))
    assert [each for each in found if each.level != "ok"] == []
    assert len(found) > 40


def test_what_has_no_source_is_not_there(exported: Families, found: Truths) -> None:
    assert exported.keys() == found.by_metric.keys()
    assert exported.keys().isdisjoint(found.absent)


def test_each_row_is_attributed_and_no_sample_is_rejected(
    name: str, exporter: Application, truth: dict[str, Numbers]
) -> None:
    # Those of partners that were deleted in Oscar are not.
    deleted = {
        category: by(truth[f"orion_{category}"], "vendor").get(("unknown",), 0) for category in ("orders", "shipments")
    }
    for state in exporter.store.states():
        report = state.report
        everything = (report.unattributed, report.excluded, report.rejected, report.warnings)
        assert everything == (deleted.get(state.category, 0), 0, {}, ()), state.category
    assert (sum(deleted.values()) > 0) == (SHOPS[name].preset in VENDORS)


def test_statistics_are_what_is_exported(
    name: str, exporter: Application, exported: Families, database: Database
) -> None:
    vendors: dict[str, Id | None] = {"shop": None}
    if sql := VENDORS.get(SHOPS[name].preset):
        with database.engine.connect() as connection:
            vendors = {code: id_ for id_, code in connection.execute(text(sql))}
        assert len(vendors) > 3
    assert vendors.keys() <= {dict(labels)["vendor"] for labels in exported["orion_vendor_info"]}
    context = MetricsContext(SHOPS[name].now)
    assert list(wrong_statistics(exporter, exported, context, vendors, PLATFORMS[name])) == []


LOAD = {"medusa": load_medusa, "saleor": load_saleor}


@pytest.mark.parametrize(("name", "column"), [(name, column) for name, of in RENAMED.items() for column in of])
def test_a_column_that_is_gone_costs_the_module_that_reads_it(
    name: str, column: str, make_database: MakeDatabase, tmp_path: Path
) -> None:
    database = make_database("postgresql", LOAD[name])
    table, _, lost = column.partition(".")
    with database.engine.begin() as connection:
        connection.execute(text(f'ALTER TABLE "{table}" RENAME COLUMN "{lost}" TO "moved"'))
    exporter = application(SHOPS[name], database.url, tmp_path)
    with closing(exporter.databases):
        messages = refreshed(exporter)
        failures = {each.category: each.failure for each in exporter.store.states() if each.failure}
    every = (each.category for each in exporter.providers if not each.source.is_absent)
    assert messages.keys() == set(RENAMED[name][column] or every)
    assert {each.reason for each in failures.values()} == {"schema"}
    for message in messages.values():
        assert f"{name}.yaml:" in message
        assert lost in message
        assert message.startswith("relation ")
