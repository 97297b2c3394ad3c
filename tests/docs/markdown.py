"""The Markdown of the repository: its pages, and the links, headings and snippets on them."""

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
GUIDES = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md")
PAGES = tuple(sorted(DOCS.rglob("*.md")))
"""The pages of the site."""

_FENCE = re.compile(r"^(?P<indent> *)```(?P<language>\w*)\n(?P<text>.*?)^(?P=indent)```$", re.DOTALL | re.MULTILINE)
_CODE = re.compile(r"`[^`\n]+`")
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Snippet:
    """A fenced block: the page and the line it begins on, its language, its text."""

    page: Path
    line: int
    language: str
    text: str

    def __str__(self) -> str:
        """Where it is, as the name of its test."""
        return f"{name(self.page)}:{self.line}"


def name(page: Path) -> str:
    """Return the path of a page from the root of the repository."""
    return page.relative_to(ROOT).as_posix()


def snippets(*languages: str) -> list[Snippet]:
    """Return the blocks of these languages on all pages and guides, in order."""
    return [each for page in (*GUIDES, *PAGES) for each in _snippets(page) if each.language in languages]


@cache
def _snippets(page: Path) -> tuple[Snippet, ...]:
    text = page.read_text(encoding="utf-8")
    return tuple(
        Snippet(page, text.count("\n", 0, found.start()) + 1, found["language"], textwrap.dedent(found["text"]))
        for found in _FENCE.finditer(text)
    )


def links(page: Path) -> list[str]:
    """Return the targets of the links and images of a page, outside of code."""
    return _LINK.findall(_CODE.sub("`", _prose(page)))


def anchors(page: Path) -> set[str]:
    """Return the fragments that lead to a heading of a page, as GitHub makes them."""
    return set(_slugs(_HEADING.findall(_prose(page))))


def _slugs(headings: list[str]) -> Iterator[str]:
    for heading in headings:
        yield re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


@cache
def _prose(page: Path) -> str:
    return _FENCE.sub("", page.read_text(encoding="utf-8"))
