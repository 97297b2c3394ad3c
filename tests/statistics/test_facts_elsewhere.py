"""Snapshots answer as the library does for other kinds of providers, of ids and of shops."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from exporter.collection.shop import Module
from exporter.collection.sources import source_of
from exporter.collection.totals import installation_values
from exporter.contracts.metrics import MetricDefinition, MetricsContext, MetricValue, Rows
from exporter.demo.schema import platform_modules
from exporter.statistics import StatsAggregator
from tests.ids import shop as shop_of_ids
from tests.ids import spellings as spelling
from tests.ids.asking import aggregator
from tests.presets.shops import SHOPS, application
from tests.relations import party as first_party
from tests.statistics.facts import agree_on_all, facts_of
from tests.support.databases import Dialect, MakeDatabase, SharedDatabase
from tests.support.random_shop import NOW
from tests.support.seed import provider
from tests.support.shop import Exporter
from tests.support.shops import insert_rows, two_platforms

CONTEXT = MetricsContext(NOW)
POINTS = MetricDefinition("loyalty.points", "loyalty_points", "Points", "Points.", {"tier": ("gold",)})
SHARES = MetricDefinition("loyalty.shares", "loyalty_shares", "Shares", "Shares.", divisor=3)


class Bulk:
    """Says all numbers in one call, and has no others."""

    metrics_category = "loyalty"
    definitions = (POINTS, SHARES)

    def collect(self, _db: Session, _context: MetricsContext) -> Iterator[Rows]:
        """Yield points of both vendors, and shares of the installation."""
        yield Rows((POINTS,), ("tier",), [(1, 1, "gold", 1, 5), (1, 2, "tin", 1, 1), (2, 2, "gold", 1, 7)])
        yield Rows((SHARES,), (), [(None, None, 1, 10)], has_vendor=False, has_platform=False)


class Asked(Bulk):
    """Answers for single vendors and platforms, too."""

    def get_vendor_metrics(self, _db: Session, vendor_id: int, context: MetricsContext) -> list[MetricValue]:
        """Return the points of a vendor."""
        found = {1: [("gold", 1, 5.0), ("tin", 2, 1.0)], 2: [("gold", 2, 7.0)]}[vendor_id]
        on = {tier: value for tier, platform, value in found if context.platform_id in {None, platform}}
        return [_points(tier, value) for tier, value in ({"gold": 0.0} | on).items()]

    def get_platform_metrics(self, _db: Session, platform_id: int, _context: MetricsContext) -> list[MetricValue]:
        """Return the points of a platform."""
        return [_points(*each) for each in {1: [("gold", 5.0)], 2: [("gold", 7.0), ("tin", 1.0)]}[platform_id]]


def _points(tier: str, value: float) -> MetricValue:
    return MetricValue(POINTS.key, value, "Points", "loyalty", "", "Points.", labels={"tier": tier})


class Single:
    """Is asked for each vendor and each platform."""

    metrics_category = "loyalty"

    def get_vendor_metrics(self, _db: Session, vendor_id: int, context: MetricsContext) -> list[MetricValue]:
        """Return one number, which is smaller on a single platform."""
        if vendor_id is None:
            raise TypeError("who is nobody?")
        cards = vendor_id if context.platform_id is None else vendor_id / 2
        return [MetricValue("loyalty.cards", cards, "Cards", "loyalty", "EUR", "Cards.", "card")]

    get_platform_metrics = get_vendor_metrics


def build(engine: Engine) -> None:
    two_platforms(engine)


@pytest.mark.parametrize(
    ("implementation", "off"),
    [(Asked(), ()), (Single(), ()), (Single(), (2,))],
    ids=["bulk", "vendor by vendor", "off on side"],
)
def test_providers_of_other_kinds(make_database: MakeDatabase, implementation: Any, off: Sequence[int]) -> None:
    database = make_database("sqlite", build)
    switched = [{"platform_id": each, "module": "loyalty", "is_enabled": False} for each in off]
    insert_rows(database.engine, platform_modules, switched)
    with closing(Exporter(database.url, NOW, more=[provider(implementation)])) as exporter:
        exporter.refresh("loyalty")
        assert exporter.failures() == {}
        facts = {"loyalty": facts_of(exporter.store)["loyalty"]}
        with Session(database.engine) as db:
            aggregator = StatsAggregator([implementation])
            are_on_platforms = not isinstance(implementation, Single)
            assert agree_on_all(facts, aggregator, db, CONTEXT, on_platforms=are_on_platforms) > 0
            assert aggregator.vendor_statistics(db, None).values == {"loyalty": []}  # no id of a first party
        if not are_on_platforms:  # a refresh asks such a provider for all platforms together
            of = facts["loyalty"]
            assert {of.of_vendor(each, on) for each in of.vendors.values() for on in of.platforms.values()} == {None}


def test_a_provider_without_answers_has_those_of_the_installation(make_database: MakeDatabase) -> None:
    database = make_database("sqlite", build)
    source = source_of(Bulk())
    with closing(Exporter(database.url, NOW, more=[provider(Bulk())])) as exporter:
        facts = facts_of(exporter.refresh("loyalty").store)["loyalty"]
        with Session(database.engine) as db:
            read = installation_values(db, Module("loyalty", None, source), CONTEXT)
    assert read is not None
    assert facts.of_installation() == read
    assert [each.value for each in read] == [12, 1, 10 / 3]
    assert facts.of_vendor(facts.vendors["1"]) is None
    assert facts.of_platform(facts.platforms["1"]) is None


IDS: list[tuple[Dialect, str]] = [("postgresql", "uuid"), ("mariadb", "bytes"), ("sqlite", "hostile text")]


@pytest.mark.parametrize(("dialect", "kind"), IDS, ids=[kind for _, kind in IDS])
def test_ids_of_any_kind(shared_database: SharedDatabase, dialect: Dialect, kind: str) -> None:
    database = shared_database(dialect, shop_of_ids.build, dialect, kind)
    with closing(Exporter(database.url, NOW)) as exporter, Session(database.engine) as db:
        assert agree_on_all(facts_of(exporter.refresh().store), aggregator(exporter), db, CONTEXT) > 0


@pytest.mark.parametrize("case", [spelling.CASES[0], spelling.CASES[-1]], ids=str)
def test_ids_that_the_database_takes_for_equal(make_database: MakeDatabase, case: spelling.Case) -> None:
    database = spelling.made(make_database, case)
    with closing(Exporter(database.url, NOW)) as exporter, Session(database.engine) as db:
        facts = facts_of(exporter.refresh().store)
        assert agree_on_all(facts, aggregator(exporter), db, CONTEXT) > 0
        values = facts["orders"].of_vendor(facts["orders"].vendors[case.id], facts["orders"].platforms["Main"])
        assert values is not None
        pending = [each.value for each in values if each.labels.get("status") == "pending"]
        assert pending == [len(case.spelled)]


def test_the_first_party_is_a_vendor(make_database: MakeDatabase, tmp_path: Path) -> None:
    database, file = make_database("sqlite", first_party.shop), tmp_path / "shop.yml"
    given = first_party.CONFIGURATION.format(platforms="all", memberships=first_party.MEMBERSHIPS)
    file.write_text(given, encoding="utf-8")
    with closing(Exporter(database.url, NOW, file=file)) as exporter, Session(database.engine) as db:
        facts = facts_of(exporter.refresh("tenancy").store)
        asked = StatsAggregator.from_configuration(file)
        assert agree_on_all(facts, _only(asked, facts), db, CONTEXT) > 0
        us = facts["tenancy"].vendors[""]
        assert (us.id, us.code) == (None, "us")
        assert [each.code for each in facts["tenancy"].platforms_of(us)] == ["north", "south"]


def _only(asked: StatsAggregator, categories: Iterable[str]) -> StatsAggregator:
    """Return the aggregator without other categories, of which the shop has no relations."""
    shop = asked._choice.shop
    asked._choice.shop = replace(shop, modules=[each for each in shop.modules if each.category in set(categories)])
    return asked


PRESETS = [pytest.param(name, marks=[] if name == "evershop" else [pytest.mark.soak]) for name in SHOPS]


@pytest.mark.parametrize("name", PRESETS)
def test_presets(
    name: str, shared_database: SharedDatabase, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    shop = SHOPS[name]
    database = shop.database(shared_database, tmp_path_factory)
    exporter = application(shop, database.url, tmp_path)
    asked = StatsAggregator.from_configuration(tmp_path / "shop.yml")
    with closing(exporter.databases):
        for each in exporter.providers:
            exporter.refresher.refresh(each.category)
        facts = facts_of(exporter.store)
        with Session(database.engine) as db:
            assert agree_on_all(facts, _only(asked, facts), db, MetricsContext(shop.now), most=2) > 0
