"""The site: built strictly, complete, and without anything from another server."""

import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.docs.markdown import DOCS, PAGES, ROOT

CONFIG = ROOT / "zensical.toml"

_FETCHED = re.compile(r'<(?:script|link|img|iframe|source)\b[^>]*\b(?:src|href)="(?:https?:)?//[^"]*"')


def build(folder: Path) -> subprocess.CompletedProcess[str]:
    """Build the site in a folder, as `make docs` does."""
    command = [sys.executable, "-m", "zensical", "build", "--strict"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=120)


def listed(nav: Any) -> Iterator[str]:
    """Yield the pages of the navigation."""
    if isinstance(nav, str):
        yield nav
    for each in nav.values() if isinstance(nav, dict) else nav if isinstance(nav, list) else ():
        yield from listed(each)


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what the site is built of."""
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(DOCS, folder / "docs")
    shutil.copy(CONFIG, folder)
    return folder


@pytest.fixture(scope="module")
def site(sources: Path) -> Path:
    """The built site."""
    built = build(sources)
    assert built.returncode == 0, built.stdout + built.stderr
    return sources / "build" / "docs"


def test_every_page_is_in_the_navigation_once() -> None:
    found = sorted(listed(tomllib.loads(CONFIG.read_text(encoding="utf-8"))["project"]["nav"]))
    pages = {path.relative_to(DOCS).as_posix() for path in PAGES}
    assert sorted(set(found)) == found
    assert set(found) == pages


def test_every_page_is_built(site: Path) -> None:
    for path in PAGES:
        page = path.relative_to(DOCS).with_suffix(".html")
        assert (site / page).is_file() or (site / page.parent / "index.html").is_file()


def test_nothing_is_fetched_from_another_server(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    assert len(pages) >= len(PAGES)
    assert [page.name for page in pages if _FETCHED.search(page.read_text(encoding="utf-8"))] == []


def test_a_broken_link_fails_the_build(sources: Path, tmp_path: Path) -> None:
    shutil.copytree(sources / "docs", tmp_path / "docs")
    shutil.copy(CONFIG, tmp_path)
    with (tmp_path / "docs" / "index.md").open("a", encoding="utf-8") as page:
        page.write("\n[nowhere](nowhere.md)\n")
    assert build(tmp_path).returncode != 0
