"""A role with just what `grants` prints for a preset reads every module, and no whole table."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from exporter.app.grants import grants
from exporter.config.presets import read_preset, shipped
from tests.packaging import ROOT
from tests.presets.beta import TRIALS
from tests.presets.comparing import families_of, refreshed
from tests.presets.shops import SHOPS, Shop, application, pinned
from tests.support.databases import SharedDatabase
from tests.support.other_shops.woocommerce import NOW, PARAMETERS
from tests.support.other_shops.woocommerce_network import SITES, network
from tests.support.reader import reader

EVERY = {
    **{name: shop for name, shop in SHOPS.items() if name != "django-oscar-sqlite"},  # which has no roles
    **{f"vendure-{each}": replace(SHOPS["vendure"], variant=each) for each in ("without-scheduler", "without-queue")},
    "woocommerce-network": Shop("woocommerce", lambda shared, _: network(shared), NOW, PARAMETERS, "network"),
}

PINNED = {"vendure-without-scheduler", "vendure-without-queue"}
"""Variants that do not apply to the shop, but can read it."""

LONG = {*PINNED, "django-oscar-postgresql", "woocommerce-dokan", "woocommerce-wcfm", "woocommerce-posts"}
"""Shops that are left to `make soak`: their preset is tried on another one, or making their tables takes long."""


def each_place(statements: Iterable[str]) -> Iterator[str]:
    """Yield the statements about the tables of each site of a network, as the comments of `grants` ask for."""
    for each in statements:
        sites = SITES.values() if "wp_place_site" in each else [""]
        yield from (each.replace("wp_place_site", site) for site in sites)


def test_every_preset_and_variant_is_tried() -> None:
    of_shops = {(each.preset, each.variant) for each in EVERY.values()}
    assert {each.preset for each in TRIALS.values()} == shipped().keys() - {
        "orion",
        *(preset for preset, _ in of_shops),
    }
    # These leave out relations, or nothing.
    removing = {"posts-of-vendors", "main-site", "vendors-of-network", "without-jobs"}
    for preset in {preset for preset, _ in of_shops}:
        variants = set(read_preset(preset, Path()).settings.variants) - removing
        assert variants == {variant for name, variant in of_shops if name == preset and variant}


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[pytest.mark.soak] if name in LONG else []) for name in EVERY]
)
def test_a_role_reads_what_the_preset_needs(
    shared_database: SharedDatabase, tmp_path_factory: pytest.TempPathFactory, tmp_path: Path, name: str
) -> None:
    shop = EVERY[name]
    database = shop.database(shared_database, tmp_path_factory)
    pins = pinned(shop) if name in PINNED else None
    owner = application(shop, database.url, tmp_path, pins=pins)

    def statements(role: str) -> list[str]:
        found = list(grants(owner, role))
        assert not [each for each in found if "GRANT SELECT ON" in each], "a whole table"
        return list(each_place(each for each in found if not each.startswith("--")))

    with closing(owner.databases), reader(database, statements) as url:
        allowed = application(shop, url, tmp_path, pins=pins)
        with closing(allowed.databases):
            assert refreshed(owner) == refreshed(allowed) == {}
            assert families_of(allowed) == families_of(owner)


@pytest.mark.parametrize("name", ["saleor", "medusa"])
def test_the_page_of_a_platform_has_its_grants(
    shared_database: SharedDatabase, tmp_path_factory: pytest.TempPathFactory, tmp_path: Path, name: str
) -> None:
    shop = SHOPS[name]
    owner = application(shop, shop.database(shared_database, tmp_path_factory).url, tmp_path)
    with closing(owner.databases):
        wanted = "\n".join(grants(owner, "orion_exporter"))
    page = (ROOT / f"docs/platforms/{shop.preset}.md").read_text(encoding="utf-8")
    assert f"```sql\n{wanted}\n```\n" in page
