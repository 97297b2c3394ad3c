"""Behind a proxy that adds a path prefix, every link of every page leads below the prefix."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest

from exporter.alerting.rendering import render
from exporter.alerting.runbooks import shipped
from exporter.exposition.shelf import RunbookPage, Shelf
from tests.server.browser import chromium
from tests.server.proxied import PREFIX, proxied
from tests.server.serving import Address, Scene, good, serving

ALERTS = {"OrionExporterDown": "exporter", "OrionNoOrders": "orders", "OrionStockOversold": "inventory"}
TELEMETRY = "/numbers/of/the/shop"


class Links(HTMLParser):
    """What a page leads to or loads."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attrs if name in {"href", "src", "action"}]


@pytest.fixture(scope="module")
def proxy() -> Iterator[Address]:
    shelf = Shelf(ALERTS, shipped, render)
    pages = {
        (alert, platform): RunbookPage("Ours", "See [it](OrionNoOrders.md).", platform)
        for alert in ("OrionNoOrders", "a:b?c")
        for platform in ("main", "side")
    }
    shelf.replace(pages)
    scene = Scene([good("orders"), good("cms")], telemetry_path=TELEMETRY, shelf=shelf)
    with serving(scene) as behind, proxied(behind) as address:
        yield address


def links_of(address: Address, path: str) -> set[str]:
    """Return the absolute paths, with their query strings, that a page links to on its own host."""
    answer = address.ask(path)
    assert answer.status == 200, path
    if not answer.headers["content-type"].startswith("text/html"):
        return set()
    base = f"http://{address.host}:{address.port}"
    found = {urldefrag(urljoin(base + path, link)).url for link in Links(answer.text).found}
    return {each.removeprefix(base) for each in found if urlsplit(each).netloc == urlsplit(base).netloc}


def test_every_page_is_reached_from_the_status_page(proxy: Address) -> None:
    seen: set[str] = set()
    left = {f"{PREFIX}/"}
    while left:
        path = left.pop()
        seen.add(path)
        left |= links_of(proxy, path) - seen
    expected = {
        *("/", "/runbooks", "/healthz", "/readyz", TELEMETRY),
        *(f"{TELEMETRY}?collect[]={category}" for category in ("orders", "cms")),
        *(f"/runbooks/{alert}" for alert in [*ALERTS, "a%3Ab%3Fc"]),
        *(
            f"/runbooks/{alert}?platform={name}"
            for alert in ("OrionNoOrders", "a%3Ab%3Fc")
            for name in ("main", "side")
        ),
    }
    assert expected <= {path.removeprefix(PREFIX) for path in seen}
    assert {path for path in seen if not path.startswith(f"{PREFIX}/")} == set()


def test_no_answer_redirects_or_names_the_host(proxy: Address) -> None:
    below = ("/runbooks/", "/metrics/", "/nothing", "/api/v1", "/api/v1/", "/api/v1/vendors/")
    for path in (f"{PREFIX}{each}" for each in below):
        answer = proxy.ask(path)
        assert (answer.status, "location" in answer.headers, str(proxy.port) in answer.text) == (404, False, False)


def test_the_description_of_the_api_leads_below_the_prefix(proxy: Address) -> None:
    document = f"http://{proxy.host}:{proxy.port}{PREFIX}/api/v1/openapi.json"
    described = json.loads(proxy.ask(f"{PREFIX}/api/v1/openapi.json").body)
    (server,) = described["servers"]
    assert urljoin(document, server["url"] + "/api/v1/vendors") == document.replace("openapi.json", "vendors")


def test_a_browser_follows_the_links_below_the_prefix(proxy: Address, tmp_path: Path) -> None:
    printed = tmp_path / "page.pdf"  # in which the browser writes the addresses that it found
    page = f"http://127.0.0.1:{proxy.port}{PREFIX}/runbooks/OrionNoOrders"
    chromium(tmp_path, page, f"--print-to-pdf={printed}")
    found = {each.decode() for each in re.findall(rb"/URI \((.*?)\)", printed.read_bytes())}
    base = f"http://127.0.0.1:{proxy.port}{PREFIX}"
    assert found == {f"{base}/", f"{base}/runbooks", f"{page}?platform=side", page}
    assert [proxy.ask(each.removeprefix(f"http://127.0.0.1:{proxy.port}")).status for each in found] == [200] * 4
