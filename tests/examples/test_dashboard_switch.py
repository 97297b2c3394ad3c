"""The switch of the example: the same numbers from the library as from an exporter over HTTP."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.examples.dashboard import SELECTABLE, TEAM, Site, shop, site, words
from tests.examples.exporter import exporter
from tests.server.tokens import OTHER, TOKEN

PAGES = ("/vendors/1", "/vendors/1?period=all", "/vendors/2?period=30d", "/platforms/2", "/admin", "/admin?period=all")


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    return shop(tmp_path_factory.mktemp("shop") / "shop.sqlite")


@pytest.fixture(scope="module")
def sites(url: str) -> Iterator[tuple[Site, Site]]:
    """The application with the library, and with an exporter."""
    with exporter(url) as address, site(url) as library, site(url, exporter_url=address, exporter_token=TOKEN) as http:
        yield library, http


@pytest.mark.parametrize("path", PAGES)
def test_both_sources_give_the_same_page(sites: tuple[Site, Site], path: str) -> None:
    library, http = sites
    assert "As of 2026-03-01 12:00 UTC" in words(http.page(path))
    assert http.page(path) == library.page(path)
    assert len(http.cards(path)) > 5


def test_modules_that_the_exporter_has_not_are_not_there(url: str, sites: tuple[Site, Site]) -> None:
    off = {f"ORION_EXPORTER_PROVIDERS_{each.upper()}_ENABLED": "false" for each in SELECTABLE}
    with exporter(url, **off) as address, site(url, exporter_url=address, exporter_token=TOKEN) as http:
        cards, page = http.cards("/admin?period=all"), http.page("/admin?period=all")
    expected = sites[0].cards("/admin?period=all")
    assert cards == {name: card for name, card in expected.items() if name not in SELECTABLE}
    assert "Not available" not in page


def test_a_module_that_fails_in_the_exporter_costs_a_quiet_line(tmp_path: Path) -> None:
    url = shop(tmp_path / "shop.sqlite", "ALTER TABLE orders RENAME COLUMN status TO secret_state")
    with exporter(url) as address, site(url, exporter_url=address, exporter_token=TOKEN) as http:
        for path in ("/vendors/1?period=all", "/vendors/1"):
            page = http.page(path)
            assert "Not available at the moment: Orders." in words(page)
            assert "secret_state" not in page


def test_without_the_exporter_the_pages_are_there_without_numbers(url: str) -> None:
    with exporter(url) as address:
        pass
    with site(url, TEAM, exporter_url=address, exporter_token=TOKEN) as http:
        page = words(http.page("/vendors/1"))
    assert "Acme & Sons" in page
    assert "Numbers are not available at the moment." in page


def test_without_the_right_token_there_are_no_numbers(url: str, caplog: pytest.LogCaptureFixture) -> None:
    with exporter(url) as address:
        for token in (None, OTHER):
            with site(url, TEAM, exporter_url=address, exporter_token=token) as http:
                assert "Numbers are not available at the moment." in http.page("/vendors/1")
    logged = [each.getMessage() for each in caplog.records if each.name == "acme_dashboard.pages"]
    assert [each.partition(": ")[2].partition(": ")[0] for each in logged] == ["the exporter answered 401"] * 2
