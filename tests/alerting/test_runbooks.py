"""Runbooks: the shipped ones, a platform's own before them, and nothing in them that can do harm."""

import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from exporter.alerting import shop_runbooks
from exporter.alerting.markup import runbook_html, safe_html
from exporter.alerting.rendering import titled
from exporter.alerting.runbooks import shipped
from exporter.contracts.cms import ContentPage, PageLimits
from exporter.demo.schema import content_pages, platform_modules
from providers.cms import ContentMetricsProvider, ContentService
from tests.server.serving import Scene, serving
from tests.support.alerts import ALERTS
from tests.support.databases import Database, Dialect, SharedDatabase
from tests.support.random_shop import NOW
from tests.support.shop import Exporter
from tests.support.shops import add, two_platforms

ALERT = "OrionStockUnitsLow"
SLUG = f"runbook-{ALERT}"
HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(1)><a href='javascript:alert(1)'>go</a><style>*{}</style>"
    "<iframe src=//x></iframe><form action=//x><input></form><p style='x' onclick=x class=badge id=y>Call **Ann**.</p>"
    "\n\n[js](javascript:alert(1)) ![pic](http://x/y.png) <b>bold</b> <svg/onload=alert(1)>"
)


def page(platform: int, title: str, text: str, **changes: object) -> dict[str, object]:
    return {
        "platform_id": platform,
        "vendor_id": None,
        "slug": SLUG,
        "title": title,
        "body": text,
        "is_published": True,
        **changes,
    }


def scene(database: Database, environ: dict[str, str] | None = None) -> Scene:
    """Return what a server shows after one refresh of the thresholds."""
    with closing(Exporter(database.url, NOW, environ, alerts=True)) as exporter:
        exporter.refresh("alerts")
        assert exporter.failures() == {}
        return Scene(exporter.store.states(), shelf=exporter.shelf)


def told(database: Database, file: Path | None = None) -> tuple[Scene, tuple[str, ...]]:
    """Return what a server shows after one refresh of the thresholds, and the warnings of that."""
    with closing(Exporter(database.url, NOW, alerts=True, file=file)) as exporter:
        exporter.refresh("alerts")
        assert exporter.failures() == {}
        return Scene(exporter.store.states(), shelf=exporter.shelf), exporter.store["alerts"].report.warnings


@pytest.mark.parametrize("alert", [alert.name for alert in ALERTS])
def test_every_alert_has_one_that_is_shipped(alert: str) -> None:
    page = shipped(alert)
    assert page is not None
    title, body = titled(page.title, page.text)
    html = runbook_html(body)
    assert title == alert
    assert "<h2>" in html
    assert "<h1>" not in html


def test_a_platform_s_own_comes_before_the_shipped_one(small_shop: Database) -> None:
    pages = [page(2, "Side: few units", "Call **Ann**."), page(1, "Main: few units", "Ask Bob.")]
    add(small_shop, content_pages, pages)
    with serving(scene(small_shop)) as server:
        first = server.ask(f"/runbooks/{ALERT}")
        assert (first.status, first.headers["content-type"]) == (200, "text/html; charset=utf-8")
        assert "Main: few units" in first.text
        assert f'href="{ALERT}?platform=side"' in first.text
        other = server.ask(f"/runbooks/{ALERT}?platform=side").text
        assert "<strong>Ann</strong>" in other
        assert "Side: few units" in other
        assert "Shipped with" in server.ask("/runbooks/OrionStockOversold").text
        listed = server.ask("/runbooks").text
        assert all(f'href="runbooks/{alert.name}"' in listed for alert in ALERTS)
        assert f'href="runbooks/{ALERT}?platform=side"' in listed


@pytest.mark.parametrize(
    "changes",
    [{"vendor_id": 1}, {"is_published": False}, {"slug": "stock-low"}, {"platform_id": 77}],
    ids=["a vendor's", "a draft", "another slug", "of no platform"],
)
def test_no_other_page_takes_its_place(small_shop: Database, changes: dict[str, object]) -> None:
    add(small_shop, content_pages, [page(1, "Mine", "Mine.", **changes)])
    with serving(scene(small_shop)) as server:
        assert "Shipped with" in server.ask(f"/runbooks/{ALERT}").text


OTHER = "runbook-OrionStockOversold"


def test_what_is_too_long_is_left_out_and_told(small_shop: Database) -> None:
    long = [page(1, "é" * 201, "é" * 100_001), page(2, "é" * 200, "é" * 100_000, slug=OTHER)]
    add(small_shop, content_pages, long)
    shown, warnings = told(small_shop)
    assert warnings == (f"page {SLUG} of main has more than 100,000 characters; shorten what is too long",)
    assert {each.title for each in shown.shelf.pages.values()} == {"é" * 200 + "…", "é" * 200}
    assert len(shown.shelf.pages["OrionStockOversold", "side"].text) == 100_000
    with serving(shown) as server:
        answer = server.ask(f"/runbooks/{ALERT}").text
    assert (
        "The runbook of platform main is left out, because it has more than 100,000 characters; shorten it." in answer
    )
    assert "Shipped with" in answer


@pytest.mark.parametrize("dialect", ["sqlite"])
def test_the_longest_are_left_out_if_there_are_too_many_characters(
    small_shop: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shop_runbooks, "LIMITS", PageLimits(together=1000))
    add(small_shop, content_pages, [page(1, "Long", "y" * 900, slug=OTHER), page(2, "Fits", "z" * 200, slug=OTHER)])
    shown, warnings = told(small_shop)
    problem = "exceeds 1,000 characters of all pages together"
    assert warnings == (f"page {OTHER} of main {problem}; shorten what is too long",)
    with serving(shown) as server:
        missing, fits = (server.ask(f"/runbooks/OrionStockOversold?platform={each}").text for each in ("main", "side"))
    assert "zzz" in fits
    assert f"because it {problem}; shorten it" in missing


BEHIND = """\
relations:
  platforms: {sql: "SELECT id, code, name FROM platforms"}
  content_pages:
    sql: >-
      SELECT platform_id, NULL AS vendor_id, slug, title, body, updated_at, is_published FROM content_pages
      WHERE vendor_id IS NULL
"""


def test_no_more_is_read_behind_a_relation(
    small_shop: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (file := tmp_path / "exporter.yml").write_text(BEHIND)
    add(small_shop, content_pages, [page(1, "Long", "é" * 5000), page(2, "Fits", "é" * 8 + " é", slug=OTHER)])
    monkeypatch.setattr(shop_runbooks, "LIMITS", PageLimits(characters=10))
    read: list[str] = []

    class Reading(ContentService):
        def get_default_pages(self, *asked: Any) -> list[ContentPage]:
            pages = super().get_default_pages(*asked)
            read.extend(page.body for page in pages)
            return pages

    monkeypatch.setattr(ContentMetricsProvider, "services", (Reading(),))
    shown, _ = told(small_shop, file)
    assert sorted(read) == ["é" * 8 + " é", "é" * 11]
    assert shown.shelf.pages["OrionStockOversold", "side"].text == "é" * 8 + " é"
    assert "10 characters" in shown.shelf.pages[ALERT, "main"].problem


@pytest.mark.parametrize("dialect", ["sqlite"])
def test_further_pages_are_not_read(small_shop: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shop_runbooks, "LIMITS", PageLimits(pages=3, together=100))
    add(small_shop, content_pages, [page(1, "Page", "y" * (20 + each)) for each in range(10)])
    shown, warnings = told(small_shop)
    assert warnings == ("more than 3 pages of runbooks; the others are left out; unpublish those without an alert",)
    assert len(shown.shelf.pages) == 1


@pytest.mark.parametrize("dialect", ["sqlite"])
def test_a_refresh_renders_no_page(small_shop: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    add(small_shop, content_pages, [page(1, "Slow", "[" * 100_000)])
    shown = scene(small_shop)
    assert shown.shelf.pages[ALERT, "main"].text == "[" * 100_000
    with serving(shown) as server:
        answer = server.ask(f"/runbooks/{ALERT}").text
    assert "The page is shown as plain text" in answer
    assert f"<pre>{'[' * 100_000}</pre>" in answer


def test_a_slug_in_small_letters_is_the_same(small_shop: Database) -> None:
    add(small_shop, content_pages, [page(1, "Small", "Small.", slug=SLUG.lower())])
    with serving(scene(small_shop)) as server:
        assert "Small" in server.ask(f"/runbooks/{ALERT}").text


def test_without_the_content_module_the_shipped_one_is_shown(small_shop: Database) -> None:
    add(small_shop, content_pages, [page(1, "Mine", "Mine.")])
    off = scene(small_shop, {"ORION_EXPORTER_PROVIDERS_CMS_ENABLED": "false"})
    add(small_shop, platform_modules, [{"platform_id": 1, "module": "cms", "is_enabled": False}])
    off_there = scene(small_shop)
    with small_shop.engine.begin() as connection:
        connection.execute(text("DROP TABLE content_pages"))
    for each in (off, off_there, scene(small_shop)):
        with serving(each) as server:
            assert "Shipped with" in server.ask(f"/runbooks/{ALERT}").text


def test_an_own_alert_has_the_page_of_the_shop_and_else_says_where_to_write_one(small_shop: Database) -> None:
    add(small_shop, content_pages, [page(1, "Returns", "Wait.", slug="runbook-AcmeReturns")])
    environ = {
        f"ORION_EXPORTER_ALERTS_{name}_{key}": value
        for name in ("acmereturns",)
        for key, value in {"CATEGORY": "orders", "DEFAULT": "5"}.items()
    }
    add(small_shop, content_pages, [page(1, "Returns", "Wait.", slug="runbook-acmereturns")])
    with serving(scene(small_shop, {key.upper(): value for key, value in environ.items()})) as server:
        assert "Returns" in server.ask("/runbooks/acmereturns").text
        missing = server.ask("/runbooks/AcmeOther")
        assert missing.status == 404
        assert "publish a default page runbook-AcmeOther" in missing.text


@pytest.mark.parametrize("name", ["..%2F..%2FREADME", "%2e%2e", "README", "x%00y", "OrionExporterDown%2F..%2Fx"])
def test_no_name_leads_out_of_the_folder(shared_database: SharedDatabase, dialect: Dialect, name: str) -> None:
    with serving(scene(shared_database(dialect, two_platforms))) as server:
        assert server.ask(f"/runbooks/{name}").status in {400, 404}


def test_a_hostile_page_does_no_harm(small_shop: Database) -> None:
    add(small_shop, content_pages, [page(1, '<script>"', HOSTILE)])
    with serving(scene(small_shop)) as server:
        shown = server.ask(f"/runbooks/{ALERT}")
    article = shown.text.partition("<article")[2]
    assert "<strong>Ann</strong>" in article or "**Ann**" in article
    tags = ("<script", "<img", "<style", "<iframe", "<form", "<input", "<svg")
    for harm in (*tags, 'href="javascript', "onclick", "onerror", 'class="badge', "id="):
        assert harm not in article
    assert "&lt;script&gt;" in shown.text
    assert "script-src" not in shown.headers["content-security-policy"]
    assert shown.headers["content-security-policy"].startswith("default-src 'none'")


@settings(max_examples=200)
@given(st.text(alphabet=st.sampled_from("<>/\"'=&;:#![]()*`-_ \nabcjavscriptonload&#x0"), max_size=120))
def test_whatever_is_written_has_no_script_and_no_handler(text_: str) -> None:
    html = safe_html(text_).lower()
    assert "<script" not in html
    assert " onload=" not in html.partition(">")[0]


def test_links_between_documents_lead_to_pages() -> None:
    assert 'href="OrionNoOrders"' in runbook_html("See [no orders](OrionNoOrders.md).")


def test_the_shipped_ones_are_those_of_the_documents() -> None:
    folder = Path(__file__).parents[2] / "docs" / "runbooks"
    assert {path.stem for path in folder.glob("*.md")} == {alert.name for alert in ALERTS}
