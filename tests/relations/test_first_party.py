"""The shop's own vendor, which has no id and is in no table: where it is a member, and what counts it."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from exporter.app.application import assemble
from exporter.app.check import check
from exporter.config.configuration import load
from exporter.contracts.metrics import MetricsContext
from exporter.query import QueryMetricsProvider
from exporter.testing.comparing import different, numbers_of
from tests.relations.party import (
    CASES,
    CONFIGURATION,
    MEMBERSHIPS,
    NOW,
    SELLERS,
    SITES,
    shop,
)
from tests.statistics.comparing import exposed, implementations
from tests.support.databases import DIALECTS, Dialect, MakeDatabase
from tests.support.shop import Exporter, series_of


@pytest.fixture
def exporter(
    request: pytest.FixtureRequest, make_database: MakeDatabase, dialect: Dialect, tmp_path: Path
) -> Iterator[Exporter]:
    platforms, memberships, _ = CASES[request.param]
    file = tmp_path / "shop.yml"
    file.write_text(CONFIGURATION.format(platforms=platforms, memberships=memberships), encoding="utf-8")
    with closing(Exporter(make_database(dialect, shop).url, NOW, file=file)) as made:
        yield made.refresh("tenancy")


def numbers(exporter: Exporter, name: str, *labels: str) -> dict[tuple[str, ...], float]:
    found = {series: value for series, value in series_of(exporter.text()).items() if series[0] == name and value}
    return {tuple(dict(of)[label] for label in labels): value for (_, of), value in found.items()}


EACH = pytest.mark.parametrize(("exporter", "case"), [(name, name) for name in CASES], indirect=["exporter"], ids=CASES)


@pytest.mark.parametrize("dialect", DIALECTS)
@EACH
def test_it_is_a_vendor_of_its_platforms(exporter: Exporter, case: str) -> None:
    *_, platforms = CASES[case]
    members = {("acme", "north"), ("acme", "south"), ("bolt", "south"), *(("us", each) for each in platforms)}
    assert numbers(exporter, "orion_vendor_platform_info", "vendor", "platform").keys() == members
    assert numbers(exporter, "orion_platform_vendors", "platform", "state") == {
        (site, "active"): sum(platform == site for _, platform in members) for site in SITES.values()
    }
    home = "south" if "primary" in case else min(platforms, default="unassigned")
    assert numbers(exporter, "orion_vendor_info", "vendor", "platform")["us", home] == 1
    assert numbers(exporter, "orion_team_members", "vendor", "platform")["us", home] == 2
    assert exporter.failures() == {}


@pytest.mark.parametrize("dialect", DIALECTS)
@EACH
def test_its_statistics_are_its_series(exporter: Exporter, case: str) -> None:
    context = MetricsContext(NOW)
    with exporter.database.read() as db:
        for category, provider in implementations(exporter):
            if not isinstance(provider, QueryMetricsProvider):
                continue
            for vendor, label in ((None, "us"), *SELLERS.items()):
                said = numbers_of(provider.get_vendor_metrics(db, vendor, context))
                assert different(said, exposed(exporter, category, "orion_", vendor=label)) == [], (category, label)
            for platform, label in SITES.items():
                said = numbers_of(provider.get_platform_metrics(db, platform, context))
                cells = exposed(exporter, category, "orion_platform_", platform=label)
                assert different(said, cells) == [], (category, label, case)


@pytest.mark.parametrize(("platforms", "unknown"), [("all", ""), ("[south]", ""), ("[south, west]", "west")])
def test_check_names_platforms_that_do_not_exist(
    make_database: MakeDatabase, tmp_path: Path, platforms: str, unknown: str
) -> None:
    file = tmp_path / "shop.yml"
    file.write_text(CONFIGURATION.format(platforms=platforms, memberships=MEMBERSHIPS), encoding="utf-8")
    application = assemble(load(file, {"ORION_EXPORTER_DATABASE_URL": make_database("sqlite", shop).url}))
    with closing(application.database):
        problems = [each.message for each in check(application) if each.level == "problem"]
    told = f"relations.vendors.first_party.platforms: there is no platform {unknown}; write codes of platforms, or all"
    assert problems == ([told] if unknown else [])
