"""The pages of the example in a real browser, on a desktop and on a phone."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.examples.dashboard import Site, execute, shop, site
from tests.packaging import ROOT
from tests.server.browser import chromium

HOSTILE = "<script>document.title = 'taken'</script>\u202eevil " + "W" * 80
AMOUNTS = [
    "UPDATE orders SET total_cents = 10000000000 + 97 * id, currency = 'EUR'",
    "UPDATE refunds SET amount_cents = 10000000000 + 97 * id, currency = 'EUR'",
]
WIDTHS = (390, 1280)
_STYLE = re.compile(r'<link rel="stylesheet" href="([^"]+)">')
_MEASURE = """<script>
const cards = [...document.querySelectorAll(".card")]
const wide = cards.filter(each => each.scrollWidth > each.clientWidth).map(each => each.innerText)
parent.postMessage(`${document.documentElement.scrollWidth} of ${innerWidth}; too wide: ${wide.join()}.`, "*")
</script>"""
_FRAME = """<title></title><script>onmessage = each => { document.title = each.data }</script>
<iframe src="page.html" style="width: WIDTHpx; height: 900px; border: 0" scrolling="no"></iframe>"""
"""A window may not be as narrow as a phone, but a frame may."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The application with a vendor and a platform whose names are meant to do harm."""
    url = shop(tmp_path_factory.mktemp("shop") / "shop.sqlite")
    execute(url, [f"UPDATE {table} SET name = :name, code = :name WHERE id = 1" for table in ("vendors", "platforms")],
            name=HOSTILE)  # fmt: skip
    execute(url, AMOUNTS)
    with site(url) as made:
        yield made


@pytest.mark.parametrize("path", ["/vendors/1", "/admin"])
def test_a_browser_shows_a_page_without_a_complaint(made: Site, path: str, tmp_path: Path) -> None:
    seen = chromium(tmp_path, f"{made.client.base_url}{path}", "--dump-dom")
    assert [line for line in seen.stderr.splitlines() if "CONSOLE" in line] == []
    assert "<title>taken" not in seen.stdout
    assert "<script" not in seen.stdout
    assert "&lt;script&gt;document.title = 'taken'&lt;/script&gt;evil W" in seen.stdout


@pytest.mark.parametrize("path", ["/vendors/1?period=all", "/vendors/1?period=30d", "/admin?period=30d"])
@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_is_wider_than_its_window_and_no_number_than_its_card(
    made: Site, path: str, width: int, tmp_path: Path
) -> None:
    """The policy of the pages lets no script measure them, so a copy is measured, with its style inside."""
    html = made.page(path)
    (style,) = _STYLE.findall(html)
    copy = _STYLE.sub(lambda _: f"<style>{made.page(style)}</style>", html).replace("</body>", f"{_MEASURE}</body>")
    (tmp_path / "page.html").write_text(copy, encoding="utf-8")
    (tmp_path / "frame.html").write_text(_FRAME.replace("WIDTH", str(width)), encoding="utf-8")
    seen = chromium(tmp_path, (tmp_path / "frame.html").as_uri(), "--dump-dom", "--virtual-time-budget=2000")
    assert f"<title>{width} of {width}; too wide: .</title>" in seen.stdout


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_can_be_read_on_what_is_behind_it(scheme: str) -> None:
    """The contrast that WCAG 2.2 wants of text (https://www.w3.org/TR/WCAG22/#contrast-minimum)."""
    style = (ROOT / "examples/dashboard/src/acme_dashboard/static/style.css").read_text(encoding="utf-8")
    colors = dict(
        re.findall(r"--([\w-]+): (#\w+);", style.split("@media (prefers-color-scheme: dark)")[scheme == "dark"])
    )
    pairs = [(text, behind) for text in ("text", "quiet", "link") for behind in ("page", "card")]
    pairs += [(state, f"{state}-back") for state in ("good", "warn", "off")]
    assert {(text, behind) for text, behind in pairs if contrast(colors[text], colors[behind]) < 4.5} == set()


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colors."""
    darker, lighter = sorted(map(luminance, (one, other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(color: str) -> float:
    """Return the relative luminance of a color, written as #rgb or #rrggbb."""
    digits = color.removeprefix("#")
    digits = digits if len(digits) == 6 else "".join(each * 2 for each in digits)
    shares = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
