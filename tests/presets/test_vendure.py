"""The preset of Vendure: what it exports is the truth, in both scopes, in statistics, and for a period."""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from exporter.app.application import Application
from exporter.contracts.metrics import Id, MetricsContext, MetricsProviderProtocol
from exporter.query import QueryMetricsProvider
from exporter.statistics.aggregator import StatsAggregator
from exporter.testing.comparing import Numbers as Statistics
from exporter.testing.comparing import different, folded, numbers_of
from tests.presets.comparing import Families, differences, families_of, filled, refreshed
from tests.presets.shops import SHOPS, application, relations_in
from tests.presets.truths import Numbers, at, numbers, truths
from tests.support.databases import Database, MakeDatabase
from tests.support.other_shops.vendure import load_vendure

SHOP = SHOPS["vendure"]
TRUTHS = truths("vendure")
CONTEXT = MetricsContext(SHOP.now)
MIDDLE = datetime(2026, 11, 22, 22, 33, tzinfo=UTC)
"""A moment between the first and the last order."""


@pytest.fixture
def name() -> str:
    return "vendure"


def test_every_number_is_the_truth(exporter: Application, exported: Families, truth: dict[str, Numbers]) -> None:
    zeros = filled(exporter)
    for metric, want in truth.items():
        assert differences(metric, want, exported.get(metric, {}), zeros=metric in zeros) == []


def test_what_has_no_source_is_not_there(exported: Families) -> None:
    assert exported.keys() == TRUTHS.by_metric.keys()
    assert exported.keys().isdisjoint(TRUTHS.absent)


def test_each_row_is_attributed_and_no_sample_is_rejected(exporter: Application) -> None:
    for state in exporter.store.states():
        report = state.report
        assert (report.unattributed, report.excluded, report.rejected, report.warnings) == (0, 0, {}, ()), (
            state.category
        )


def providers_of(exporter: Application) -> list[MetricsProviderProtocol]:
    return [
        each.source.statistics
        for each in exporter.providers
        if isinstance(each.source.statistics, QueryMetricsProvider)
    ]


def series(exporter: Application, exported: Families, prefix: str, **scope: str) -> Statistics:
    """Return the series of a vendor or a platform, in the form of statistics."""
    names = {prefix + of.name: of for each in exporter.providers for of in each.definitions}
    samples = {(name, labels): value for name, of in exported.items() for labels, value in of.items()}
    return folded(samples, names, **scope)


def ids(database: Database, sql: str) -> dict[str, Id]:
    with database.engine.connect() as connection:
        return {code: id_ for id_, code in connection.execute(text(sql))}


def test_statistics_of_vendors_are_their_series(exporter: Application, exported: Families, database: Database) -> None:
    vendors: dict[str, Id | None] = {"marketplace": None}
    vendors |= ids(database, 'SELECT "sellerId", min(code) FROM channel WHERE "sellerId" IN (2, 9, 21) GROUP BY 1')
    assert vendors.keys() <= {dict(labels)["vendor"] for labels in exported["orion_vendor_info"]}
    with exporter.database.read() as db:
        for code, id_ in vendors.items():
            said = [
                value
                for each in providers_of(exporter)
                for value in each.get_vendor_metrics(db, id_, CONTEXT)  # type: ignore[arg-type]  # of a marketplace
            ]
            assert different(numbers_of(said), series(exporter, exported, "orion_", vendor=code)) == []


def test_statistics_of_platforms_are_their_series(
    exporter: Application, exported: Families, database: Database
) -> None:
    platforms = ids(database, "SELECT id, code FROM channel WHERE id <= 4")
    assert len(platforms) == 4
    with exporter.database.read() as db:
        for code, id_ in platforms.items():
            said = StatsAggregator(providers_of(exporter)).platform_statistics(db, id_, CONTEXT)
            assert said.failures == {}
            values = [value for of in said.values.values() for value in of]
            assert different(numbers_of(values), series(exporter, exported, "orion_platform_", platform=code)) == []


@pytest.mark.parametrize("after", [True, False])
def test_a_period_counts_what_was_ordered_in_it(exporter: Application, after: bool) -> None:
    period = MetricsContext(SHOP.now, date_from=MIDDLE) if after else MetricsContext(SHOP.now, date_to=MIDDLE)
    sign = ">=" if after else "<"
    ours = f"\"orderPlacedAt\" {sign} '2026-11-22 22:33:00'"
    in_stores = 'SELECT "orderId" FROM order_channels_channel WHERE "channelId" IN (2, 3, 4)'
    wanted = {
        "platform": f"SELECT count(*) FROM \"order\" WHERE type <> 'Seller' AND {ours} AND id NOT IN ({in_stores})",
        "vendor": 'SELECT count(*) FROM "order" JOIN order_channels_channel x ON x."orderId" = "order".id'
        f' WHERE type = \'Seller\' AND x."channelId" IN (SELECT id FROM channel WHERE "sellerId" = 9) AND {ours}',
    }
    with exporter.database.read() as db:
        (provider,) = (each for each in providers_of(exporter) if each.metrics_category == "orders")
        of_vendor, of_platform = (
            provider.get_vendor_metrics(db, 9, period),
            provider.get_platform_metrics(db, 1, period),
        )
        for name, values in (("vendor", of_vendor), ("platform", of_platform)):
            counted = sum(each.value for each in values if each.key == "orders.total")
            assert counted == db.scalar(text(wanted[name])) > 0


def test_jobs_are_what_the_plugins_of_the_shop_keep(make_database: MakeDatabase, tmp_path: Path) -> None:
    shop = make_database("postgresql", load_vendure)
    assert jobs_without(shop, "scheduler", ["scheduled_task_record"], tmp_path)
    assert jobs_without(shop, "queue", ["job_record"], tmp_path)
    assert not jobs_without(shop, "jobs", ["scheduled_task_record", "job_record"], tmp_path)


def jobs_without(shop: Database, variant: str, missing: Iterable[str], folder: Path) -> Families:
    """Return the jobs of a shop without these tables, after comparing them with the truth of the variant."""
    with renamed(shop, missing):
        exporter = application(SHOP, shop.url, folder)
        with closing(exporter.databases):
            assert exporter.preset.variants == f"without-{variant}"
            assert refreshed(exporter, ["jobs"]) == {}
            exported, zeros = families_of(exporter, "jobs"), filled(exporter)
        with shop.engine.connect() as connection:
            for metric, truth in truths("vendure", f"without-{variant}").by_metric.items():
                if metric.startswith("orion_job"):
                    want = numbers(connection, truth, at(SHOP.now))
                    assert differences(metric, want, exported[metric], zeros=metric in zeros) == []
    return exported


@contextmanager
def renamed(shop: Database, tables: Iterable[str]) -> Iterator[None]:
    """Take tables away for a while."""
    _rename(shop, {table: f"x_{table}" for table in tables})
    yield
    _rename(shop, {f"x_{table}": table for table in tables})


def _rename(shop: Database, names: Mapping[str, str]) -> None:
    with shop.engine.begin() as db:
        for old, new in names.items():
            db.execute(text(f"ALTER TABLE {old} RENAME TO {new}"))


@pytest.mark.parametrize(("relation", "part", "condition", "column"), [
    ("orders", "sql", "vendor_id = 9", "channelId"),
    ("orders", "sql", "created_at > '2026-11-23'", "orderPlacedAt"),
    ("orders", "platform_sql", "created_at > '2026-11-23'", "orderPlacedAt"),
    ("products", "sql", "vendor_id = 9", "channelId"),
    ("products", "platform_sql", "platform_id = 2", "channelId"),
    ("inventory", "sql", "vendor_id = 9", "channelId"),
    ("inventory", "platform_sql", "platform_id = 2", "channelId"),
    ("media_files", "platform_sql", "platform_id = 2", "channelId"),
    ("carts", "sql", "platform_id IS NOT NULL", "orderPlacedAt"),
    ("payments", "sql", "platform_id = 2", "channelId"),
    ("refunds", "sql", "vendor_id = 9", "channelId"),
    ("shipments", "sql", "vendor_id = 9", "channelId"),
    ("payouts", "sql", "vendor_id = 9", "channelId"),
    ("jobs", "sql", "due_at > '2026-11-22'", "createdAt"),
])  # fmt: skip
def test_conditions_reach_the_indexes_of_the_shop(
    database: Database, relation: str, part: str, condition: str, column: str
) -> None:
    sql = relations_in(SHOP)[relation][part]
    with database.engine.connect() as connection:
        connection.execute(text("SET enable_seqscan = off"))  # which is cheaper for so few rows
        plan = "\n".join(connection.scalars(text(f"EXPLAIN SELECT count(*) FROM ({sql}) AS r WHERE {condition}")))
    assert re.search(rf'Index Cond: \(+"{column}"', plan), plan
