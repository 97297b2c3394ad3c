"""Who may see what in the example, and that names from the shop do no harm."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from markupsafe import escape

from tests.examples.dashboard import ADMIN, INVITED, TEAM, Site, execute, shop, site, words

HOSTILE = {
    "html": "<script>document.title = 'taken'</script><style>body { display: none }</style>",
    "attribute": '"><img src=x onerror=alert(1)> {{ 7 * 7 }} {% raw %}',
    "direction": "\u202egnp.exe\u2069\u2066 \u200f\u061c\u0000\u0007",
    "long": "W" * 128,
    "empty": " \u200b\u2060 ",
}

SHOWN = {HOSTILE["direction"]: "gnp.exe", HOSTILE["empty"]: ""}
"""What is left of those with characters that nobody sees."""

REORDERING = set("\u202e\u2066\u2069\u200f\u061c\u200b\u0000\u0007")


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    return shop(tmp_path_factory.mktemp("shop") / "shop.sqlite")


@pytest.fixture(scope="module")
def team(url: str) -> Iterator[Site]:
    """The application for a user in the team of vendor 1."""
    with site(url, TEAM) as made:
        yield made


def test_nobody_is_signed_in_unless_the_host_says_who(url: str) -> None:
    for user in (None, "", "nobody@shop.example"):
        with site(url, user) as made:
            for path in ("/", "/admin", "/vendors/1", "/platforms/1"):
                assert "Sign in first." in made.page(path, 401)


def test_a_user_is_led_to_the_page_of_their_vendor(url: str, team: Site) -> None:
    assert team.client.get("/").headers["location"] == "/vendors/1"
    with site(url, ADMIN) as made:
        assert made.client.get("/").headers["location"] == "/admin"
    with site(url, INVITED) as made:
        assert "You are in the team of no vendor." in made.page("/", 403)
        made.page("/vendors/2", 404)


def test_a_foreign_vendor_is_the_same_as_one_that_does_not_exist(team: Site) -> None:
    assert "Acme & Sons" in words(team.page("/vendors/1"))
    assert team.page("/vendors/2", 404) == team.page("/vendors/99", 404)
    assert team.page("/admin", 404) == team.page("/platforms/1", 404)
    assert team.page("/vendors/1?vendor_id=2") == team.page("/vendors/1")


def test_an_admin_finds_the_way_back_and_others_see_no_link_to_it(url: str, team: Site) -> None:
    assert "/admin" not in team.page("/vendors/1")
    with site(url, ADMIN) as made:
        assert 'href="/admin' in made.page("/vendors/1")


def test_pages_load_only_their_style_sheet(team: Site) -> None:
    for path, status in (("/vendors/1", 200), ("/nowhere", 404), ("/static/style.css", 200)):
        answer = team.client.get(path)
        assert answer.status_code == status
        assert answer.headers["content-security-policy"].startswith("default-src 'none'; style-src 'self';")
    assert "style=" not in team.page("/vendors/1")
    assert "<script" not in team.page("/vendors/1")


def test_hostile_names_are_only_text(tmp_path: Path) -> None:
    url = shop(tmp_path / "shop.sqlite")
    for number, name in enumerate(HOSTILE.values(), 11):
        rows = (
            f"INSERT INTO vendors (id, name, code, is_active) VALUES ({number}, :name, :name, 1)",
            f"INSERT INTO platforms (id, name, code, is_active) VALUES ({number}, :name, :name, 1)",
            f"INSERT INTO vendor_platforms (vendor_id, platform_id, is_active) VALUES ({number}, {number}, 1)",
            f"INSERT INTO orders (id, vendor_id, status, updated_at) VALUES ({number}, {number}, :name, '2026-03-01')",
        )
        execute(url, rows, name=name)
    with site(url) as made:
        for number, name in enumerate(HOSTILE.values(), 11):
            shown = SHOWN.get(name, name)
            vendor = made.page(f"/vendors/{number}?period=all")
            assert f"{shown or f'Vendor {number}'} active" in words(vendor).replace("unverified", "active")
            searched = made.client.get("/admin", params={"q": name, "period": "all"})
            assert searched.status_code == 200
            for page in (vendor, searched.text, made.page(f"/platforms/{number}?period=all")):
                assert [each for each in ("<script", "<img", "<style", "</title><", " 49 ") if each in page] == []
                assert not REORDERING & set(page.replace(str(escape(name)), ""))
                assert "Not available" not in page
            assert f"<bdi>{escape(shown or 'unknown')}</bdi>" in vendor
