"""The prose in this repository: what users see, docstrings, comments, and Markdown outside code."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from markdown_it import MarkdownIt

from tests.packaging import ROOT, sources
from tests.packaging.texts import texts_by_file

_FOLDERS = ("examples", "exporter", "providers", "grafana", "tests")
_GENERATED = {"node_modules", "build"}
_CODE = re.compile(r"``.*?``|`[^`]*`|https?://\S+")
_INLINE = {"code_inline": "`code`", "softbreak": " ", "hardbreak": " "}
_PRAGMA = re.compile(r"\s*#\s*(noqa|type: ignore)\b[^#]*")


class Passage(NamedTuple):
    """A piece of prose on one line: its file, the line on which it begins (0: unknown), and its text without code."""

    path: str
    line: int
    text: str


def passages() -> Iterator[Passage]:
    """Yield all prose, file by file."""
    for path in sources(*_FOLDERS):
        yield from of_python(path.as_posix(), (ROOT / path).read_text(encoding="utf-8"))
    for path in _documents():
        yield from of_markdown(path.as_posix(), (ROOT / path).read_text(encoding="utf-8"))
    for name, texts in texts_by_file():
        yield from (_passage(name, 0, text) for text in texts)


def _documents() -> list[Path]:
    """Return the Markdown files, relative to the root; no folder that begins with a dot has any of ours."""
    found = (path.relative_to(ROOT) for path in [*ROOT.glob("*.md"), *ROOT.glob("[!.]*/**/*.md")])
    return sorted(path for path in found if not _GENERATED & set(path.parts))


def _passage(path: str, line: int, text: str) -> Passage:
    return Passage(path, line, " ".join(_CODE.sub("`code`", text).split()))


def of_python(path: str, source: str) -> Iterator[Passage]:
    """Yield the docstrings (also those of attributes) and the comments; comments on lines that follow are one."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            yield _passage(path, node.lineno, node.value.value)
    lines: list[str] = []
    last = 0
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type != tokenize.COMMENT:
            continue
        if lines and token.start[0] != last + 1:
            yield _passage(path, last - len(lines) + 1, " ".join(lines))
            lines.clear()
        last = token.start[0]
        lines.append(_PRAGMA.sub("", token.string).lstrip("# "))
    yield _passage(path, last - len(lines) + 1, " ".join(lines))


def of_markdown(path: str, source: str) -> Iterator[Passage]:
    """Yield the paragraphs, headings, list items and table cells."""
    for token in MarkdownIt("commonmark").enable("table").parse(source):
        if token.type == "inline" and token.map:
            text = "".join(_INLINE.get(child.type, child.content) for child in token.children or ())
            yield _passage(path, token.map[0] + 1, text)
