"""The exposition is true whatever the shop's tables are called and hold: every series, against an oracle of rows."""

from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from itertools import cycle
from pathlib import Path
from typing import Any

from exporter.contracts.metrics import MetricsContext
from exporter.directory.directory import Directory, Entry
from exporter.query import QueryMetricsProvider
from exporter.testing.comparing import different, numbers_of
from tests.relations.conftest import DISGUISED
from tests.relations.disguise import Disguise, Disguised, disguised, within
from tests.statistics.comparing import exposed, implementations
from tests.support.databases import DIALECTS, Database
from tests.support.random_shop import MODULES
from tests.support.samples_apart import differences
from tests.support.shop import Exporter, Series, series_of
from tests.support.truth import excluded_of, expected_of, unattributed_of

pytestmark = DISGUISED


@cache
def truth(of: Disguise) -> dict[Series, float]:
    """Return what the exposition has to say."""
    true = disguised(of)
    return expected_of(true.meant, of.now, true.grains)


def test_every_series_is_what_the_rows_mean(shop: Database, file: Path, of: Disguise) -> None:
    with closing(Exporter(shop.url, of.now, file=file)) as exporter:
        for _ in range(2):  # the second asks for the values that the first has found
            exporter.refresh()
            assert exporter.failures() == {}
            assert differences(series_of(exporter.text()), truth(of)) == []
    true = disguised(of)
    reports = {state.category: state.report for state in exporter.store.states()}
    assert {each: (report.unattributed, report.excluded) for each, report in reports.items()} == {
        each: (unattributed_of(true.meant, each, true.grains), excluded_of(true.meant, each, true.grains))
        for each in MODULES
    }


def test_statistics_are_the_series(shop: Database, file: Path, of: Disguise) -> None:
    """Of each vendor and platform, each by turns on one of the databases, and of the first party on all of them."""
    turns, asked = cycle(DIALECTS), set()
    with closing(Exporter(shop.url, of.now, file=file).refresh()) as exporter, exporter.database.read() as db:
        directory, context = Directory.read(db), MetricsContext(of.now)
        for category, provider in implementations(exporter):
            for vendor_id, vendor in by_label(directory.vendors):
                if next(turns) == shop.dialect or vendor_id is None:
                    said = numbers_of(provider.get_vendor_metrics(db, vendor_id, context))
                    assert different(said, exposed(exporter, category, "orion_", vendor=vendor.label)) == [], vendor
                    asked.add(vendor_id)
            for platform_id, platform in by_label(directory.platforms):
                if next(turns) == shop.dialect:
                    said = numbers_of(provider.get_platform_metrics(db, platform_id, context))
                    cells = exposed(exporter, category, "orion_platform_", platform=platform.label)
                    assert different(said, cells) == [], platform
    assert (None in asked) is (of.party is not None)


def test_a_period_is_that_of_the_rows(shop: Database, file: Path, of: Disguise) -> None:
    """A period begins and ends at moments, whatever the shop's clocks showed then."""
    start, end = of.now - timedelta(days=29, hours=20), of.now - timedelta(minutes=30)
    true = of_period(disguised(of), start, end)
    every = expected_of(true.meant, of.now, true.grains)
    context = MetricsContext(of.now, start, end)
    with closing(Exporter(shop.url, of.now, file=file)) as exporter, exporter.database.read() as db:
        platforms = Directory.read(db).platforms
        for category, provider in implementations(exporter):
            for platform_id, platform in platforms.items():
                values = provider.get_platform_metrics(db, platform_id, context)
                assert isinstance(provider, QueryMetricsProvider)
                # A period says nothing about what has no time, such as stock.
                timed = [each for each in provider.queries() if each.time_column is not None]
                names = {each.key: each.name for query in timed for each in query.definitions}
                found = {
                    series(f"orion_platform_{names[each.key]}", category, platform.label, each.labels): each.value
                    for each in values
                }
                wanted = {
                    key: value
                    for key, value in every.items()
                    if ("platform", platform.label) in key[1]
                    and ("category", category) in key[1]
                    and key[0].removeprefix("orion_platform_") in names.values()
                }
                # What only the period before has is a 0 here, although no row is counted.
                gone = {key for key, value in found.items() if value == 0 and key not in wanted}
                assert differences({key: found[key] for key in found.keys() - gone}, wanted) == [], platform


def by_label(entries: Mapping[Any, Entry]) -> list[tuple[Any, Entry]]:
    """Return vendors or platforms by id, in the same order on each database."""
    return sorted(entries.items(), key=lambda each: each[1].label)


def of_period(of: Disguised, start: datetime, end: datetime) -> Disguised:
    """Return only the rows of a period."""
    begin, until = (each.astimezone(of.grains.zone).replace(tzinfo=None) for each in (start, end))
    by_platform = within(of.grains.by_platform, begin, until)
    return replace(of, meant=within(of.meant, begin, until), grains=replace(of.grains, by_platform=by_platform))


def series(name: str, category: str, platform: str, labels: Mapping[str, str]) -> Series:
    """Return a series of the platform scope."""
    return name, frozenset({"category": category, "platform": platform, **labels}.items())
