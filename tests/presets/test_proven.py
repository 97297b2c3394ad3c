"""Presets of shops without vendors on PostgreSQL: what they export is the truth, in both scopes and in statistics."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from exporter.app.application import Application
from exporter.app.truths import truths_of
from exporter.app.verify import verify
from exporter.contracts.metrics import MetricsContext
from tests.presets.comparing import Families, differences, families_of, filled, in_cents, refreshed
from tests.presets.scopes import with_lost_revenue, wrong_statistics
from tests.presets.shops import SHOPS, application
from tests.presets.truths import Numbers, Truths, at, numbers, truths
from tests.support.databases import Database, MakeDatabase, SharedDatabase
from tests.support.other_shops.medusa import load_medusa
from tests.support.other_shops.saleor import load_saleor

PLATFORMS = {
    "medusa": "SELECT id, name FROM sales_channel WHERE name <> 'Never'",
    "saleor": "SELECT id, slug FROM channel_channel",
}
"""SQL that returns the id and the code of each platform, by shop."""

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


@pytest.fixture
def found(name: str) -> Truths:
    return truths(SHOPS[name].preset)


@pytest.fixture
def database(name: str, shared_database: SharedDatabase, tmp_path_factory: pytest.TempPathFactory) -> Database:
    return SHOPS[name].database(shared_database, tmp_path_factory)


@pytest.fixture(scope="module")
def kept() -> Iterator[dict[str, Application]]:
    """The exporters, which all tests of this file share."""
    made: dict[str, Application] = {}
    yield made
    for exporter in made.values():
        exporter.database.close()


@pytest.fixture
def exporter(
    name: str, database: Database, kept: dict[str, Application], tmp_path_factory: pytest.TempPathFactory
) -> Application:
    if name not in kept:
        kept[name] = application(SHOPS[name], database.url, tmp_path_factory.mktemp(name))
        assert refreshed(kept[name]) == {}
    return kept[name]


@pytest.fixture
def exported(exporter: Application) -> Families:
    return families_of(exporter)


@pytest.fixture
def truth(name: str, found: Truths, database: Database) -> Iterator[dict[str, Numbers]]:
    with database.engine.connect() as connection:
        yield {metric: numbers(connection, each, at(SHOPS[name].now)) for metric, each in found.by_metric.items()}


def test_every_number_is_the_truth(exporter: Application, exported: Families, truth: dict[str, Numbers]) -> None:
    zeros = filled(exporter)
    wrong: list[str] = []
    for metric, want in truth.items():
        wanted, found = with_lost_revenue(metric, want, exported), exported.get(metric, {})
        if metric.endswith(("_value", "_revenue")):
            wanted, found = in_cents(wanted), in_cents(found)
        wrong += differences(metric, wanted, found, zeros=metric in zeros)
    assert not wrong, "\n".join(wrong)


def test_another_refresh_exports_the_same(exporter: Application, exported: Families) -> None:
    assert refreshed(exporter) == {}  # which knows the values of labels, and so sends other statements
    assert families_of(exporter) == exported


def test_verify_finds_nothing(exporter: Application) -> None:
    found = list(verify(exporter, tuple(truths_of(exporter))))
    assert [each for each in found if each.level != "ok"] == []
    assert len(found) > 60


def test_what_has_no_source_is_not_there(exported: Families, found: Truths) -> None:
    assert exported.keys() == found.by_metric.keys()
    assert exported.keys().isdisjoint(found.absent)


def test_each_row_is_attributed_and_no_sample_is_rejected(exporter: Application) -> None:
    for state in exporter.store.states():
        report = state.report
        everything = (report.unattributed, report.excluded, report.rejected, report.warnings)
        assert everything == (0, 0, {}, ()), state.category


def test_statistics_are_what_is_exported(name: str, exporter: Application, exported: Families) -> None:
    context = MetricsContext(SHOPS[name].now)
    assert list(wrong_statistics(exporter, exported, context, {"shop": None}, PLATFORMS[name])) == []


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
