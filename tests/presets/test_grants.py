"""A role with just what `grants` prints for a preset reads every module, and no whole table."""

from contextlib import closing
from pathlib import Path

import pytest

from exporter.app.grants import grants
from tests.packaging import ROOT
from tests.presets.comparing import families_of, refreshed
from tests.presets.shops import SHOPS, application
from tests.support.databases import SharedDatabase
from tests.support.reader import reader


@pytest.mark.parametrize(
    "name",
    [
        "vendure",
        "woocommerce",
        pytest.param("woocommerce-wcfm", marks=pytest.mark.soak),
        pytest.param("woocommerce-posts", marks=pytest.mark.soak),
        "prestashop",
        "opencart",
        "saleor",
        "medusa",
        "evershop",
        pytest.param("django-oscar-postgresql", marks=pytest.mark.soak),
    ],
)
def test_a_role_reads_what_the_preset_needs(
    shared_database: SharedDatabase, tmp_path_factory: pytest.TempPathFactory, tmp_path: Path, name: str
) -> None:
    shop = SHOPS[name]
    database = shop.database(shared_database, tmp_path_factory)
    owner = application(shop, database.url, tmp_path)

    def statements(role: str) -> list[str]:
        found = list(grants(owner, role))
        assert not [each for each in found if "GRANT SELECT ON" in each], "a whole table"
        return [each for each in found if not each.startswith("--")]

    with closing(owner.databases), reader(database, statements) as url:
        allowed = application(shop, url, tmp_path)
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
