"""The pages of the example: the numbers of all installed modules, and nothing about any other."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from exporter.contracts import MetricsContext
from exporter.statistics import Statistics, StatsAggregator
from tests.examples.dashboard import SELECTABLE, TABLES, Site, execute, shop, site, without, words
from tests.packaging.copies import Copy
from tests.support.handmade import NOW
from tests.support.modules import MODULES

PAGES = ("/vendors/1?period=all", "/admin?period=all", "/platforms/1?period=30d")


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    return shop(tmp_path_factory.mktemp("shop") / "shop.sqlite")


@pytest.fixture(scope="module")
def everything(url: str) -> Iterator[Site]:
    """The application with every module."""
    with site(url) as made:
        yield made


def statistics(url: str, context: MetricsContext) -> Statistics:
    """Return what the library has of vendor 1."""
    engine = create_engine(url)
    with Session(engine) as db:
        found = StatsAggregator().vendor_statistics(db, 1, context)
    engine.dispose()
    return found


def test_the_admin_page_has_a_card_of_every_module(everything: Site) -> None:
    assert set(everything.cards("/admin?period=all")) == set(MODULES)


def test_the_vendor_page_has_a_card_of_every_module_that_knows_vendors(everything: Site, url: str) -> None:
    found = statistics(url, MetricsContext(NOW))
    assert set(everything.cards("/vendors/1?period=all")) == {name for name, values in found.values.items() if values}
    assert len(found.values) == len(MODULES)


def test_numbers_have_their_unit_their_states_and_their_age(everything: Site) -> None:
    cards = {name: words(card) for name, card in everything.cards("/vendors/1?period=all").items()}
    assert (
        "Orders 3 Orders by status pending 1 processing 0 shipped 0 delivered 1 cancelled 0 refunded 1"
        in (cards["orders"])
    )
    assert "Order value Order value by currency CHF 1 000 000.00 CHF EUR 170.00 EUR" in cards["orders"]
    assert "Last order 2026-03-01 10:00 UTC 2 h ago" in cards["orders"]
    assert "First certificate to expire 2026-03-10 12:00 UTC in 9 d" in cards["tenancy"]
    assert "Media size by media type image 2.0 MB" in cards["cms"]
    assert "Time to dispatch 1 d 6 h" in cards["shipments"]


def test_a_period_has_trends_and_omits_what_has_no_time(everything: Site, url: str) -> None:
    cards = {name: words(card) for name, card in everything.cards("/vendors/1?period=30d").items()}
    found = statistics(url, MetricsContext(NOW, date_from=NOW - timedelta(days=30), date_to=NOW))
    assert set(cards) == {name for name, values in found.values.items() if values}
    assert "inventory" not in cards
    assert "Orders 1 ▼ down 50 %, from 2" in cards["orders"]
    assert "pending 1 ▲ up from 0" in cards["orders"]
    assert "processing 0 = unchanged" in cards["orders"]
    assert "EUR 49.50 EUR ▼ down 59 %, from 120.50 EUR" in cards["orders"]
    assert "▲" not in words(everything.page("/vendors/1?period=all"))


@pytest.mark.parametrize("path", PAGES)
def test_modules_that_are_off_are_not_there(everything: Site, url: str, tmp_path: Path, path: str) -> None:
    with site(url, exporter_config=without(tmp_path, *SELECTABLE)) as made:
        cards, page = made.cards(path), made.page(path)
    assert cards == {name: card for name, card in everything.cards(path).items() if name not in SELECTABLE}
    assert "Not available" not in page
    assert len(cards) >= 2


def test_modules_whose_file_and_line_are_removed_are_not_there(everything: Site, tmp_path: Path) -> None:
    copy = Copy.of_this(tmp_path / "copy")
    for category in SELECTABLE:
        copy.remove(category)
    pages = ("/admin?period=all", "/vendors/1", "/platforms/1?period=30d")
    expected = [set(everything.cards(path)) - {*SELECTABLE} for path in pages]
    assert copy.dashboard() == [*expected, *expected, {*MODULES} - {*SELECTABLE}]


def test_modules_whose_tables_are_dropped_are_not_there(everything: Site, tmp_path: Path) -> None:
    url = shop(tmp_path / "shop.sqlite", *(f"DROP TABLE {table}" for table in TABLES))
    with site(url) as made:
        for path in PAGES:
            expected = {name: card for name, card in everything.cards(path).items() if name not in SELECTABLE}
            assert made.cards(path) == expected
            assert "Not available" not in made.page(path)


def test_a_module_that_fails_costs_a_quiet_line(everything: Site, tmp_path: Path) -> None:
    url = shop(tmp_path / "shop.sqlite", "ALTER TABLE orders RENAME COLUMN status TO secret_state")
    with site(url) as made:
        for path in PAGES:
            page, expected = made.page(path), everything.cards(path)
            assert made.cards(path) == {name: card for name, card in expected.items() if name != "orders"}
            assert '<p class="missing">Not available at the moment: Orders.</p>' in page
            assert "secret_state" not in page
            assert "no such column" not in page
        execute(url, ["ALTER TABLE orders RENAME COLUMN secret_state TO status"])
        assert made.cards(PAGES[0]) == everything.cards(PAGES[0])


def test_the_list_of_vendors_is_searched_and_paged(everything: Site) -> None:
    assert "3 vendors, page 1 of 1" in words(everything.page("/admin"))
    found = words(everything.page("/admin?q=SONS"))
    assert "1 vendor, page 1 of 1" in found
    assert "Acme & Sons" in found
    assert "No vendor matches." in everything.page("/admin?q=%25")
    assert "No vendor matches." in everything.page("/admin?page=9")


def test_links_to_other_pages_keep_the_period(everything: Site) -> None:
    pages = {"/admin": ("/platforms/1", "/vendors/1"), "/platforms/1": ("/admin",), "/vendors/1": ("/admin",)}
    for page, linked in pages.items():
        shown = everything.page(f"{page}?period=30d")
        assert [path for path in linked if f'href="{path}?period=30d"' not in shown] == []


@pytest.mark.parametrize(
    "path", ["/vendors/9", "/vendors/x", "/vendors/0", f"/vendors/{2**63}", "/vendors/1?period=1h"]
)
def test_what_does_not_exist_is_a_page_that_says_so(everything: Site, path: str) -> None:
    assert "There is no such" in everything.page(path, 404)
    assert "Not Found" in everything.page("/nowhere", 404)


def test_a_page_without_the_tables_of_its_numbers_has_the_rest(tmp_path: Path) -> None:
    with site(shop(tmp_path / "shop.sqlite", "DROP TABLE platform_modules")) as made:
        page = words(made.page("/platforms/1"))
    assert "Orion Germany" in page
    assert "Numbers are not available at the moment." in page
