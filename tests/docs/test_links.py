"""Links between pages lead to files and headings that exist, and so do the paths that pages name."""

import re
from pathlib import Path

import pytest

from tests.docs.markdown import DOCS, GUIDES, PAGES, ROOT, anchors, links, name

_EXTERNAL = re.compile(r"https?://")
_PATH = re.compile(r"`((?:deploy|docs|examples|exporter|grafana|providers|tests)/[\w./-]+)`")
EXAMPLES = {
    "docs/runbooks/OrionLoyaltyPointsHigh.md",
    "grafana/rules/loyalty.yml",
    "providers/loyalty.py",
    "tests/golden/loyalty.prom",
    "tests/grafana/rules/cases/loyalty.py",
}
"""What the guide tells the reader to write."""


def broken(page: Path, root: Path) -> list[str]:
    """Return the relative links of a page that lead nowhere, or out of `root`."""
    found = [link for link in links(page) if not _EXTERNAL.match(link)]
    return [link for link in found if not _leads(page, link, root)]


def _leads(page: Path, link: str, root: Path) -> bool:
    path, _, fragment = link.partition("#")
    target = (page.parent / path).resolve() if path else page
    if not target.exists() or not target.is_relative_to(root):
        return False
    return not fragment or (target.suffix == ".md" and fragment in anchors(target))


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_of_a_page_stay_on_the_site_and_lead_somewhere(page: Path) -> None:
    assert broken(page, DOCS) == []


@pytest.mark.parametrize("page", GUIDES, ids=name)
def test_links_of_a_guide_lead_somewhere(page: Path) -> None:
    assert broken(page, ROOT) == []


@pytest.mark.parametrize("page", [each for each in (*GUIDES, *PAGES) if each.parent.name != "decisions"], ids=name)
def test_paths_that_a_page_names_exist(page: Path) -> None:
    named = set(_PATH.findall(page.read_text(encoding="utf-8")))
    assert {path for path in named - EXAMPLES if not (ROOT / path).exists()} == set()


def test_messages_that_the_guide_explains_are_those_of_the_exporter() -> None:
    guide = (DOCS / "how-to" / "troubleshoot.md").read_text(encoding="utf-8")
    texts = (ROOT / "tests" / "golden" / "texts.txt").read_text(encoding="utf-8")
    quoted = re.findall(
        r"^\| `([^`]+)` \|", guide.partition("## The exporter does not start")[2].partition("## ")[0], re.MULTILINE
    )
    assert len(quoted) == 5
    assert [message for message in quoted if message not in texts] == []


def test_a_link_that_leads_nowhere_is_found(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("## A heading: two\n\n[b](b.md) [c](b.md#x) [d](#a-heading-two) [e](../e.md)\n")
    (tmp_path / "b.md").write_text("# B\n\n```sh\n# x\n```\n")
    assert broken(tmp_path / "a.md", tmp_path) == ["b.md#x", "../e.md"]
