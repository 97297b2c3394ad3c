"""How texts name what is read: relations and columns, which every shop has, not tables of one application.

A table's name that is an ordinary word ("orders") is found only where it is written as a name: in parentheses, in
backticks, with a column, or in SQL.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from markdown_it import MarkdownIt

from exporter.demo.schema import METADATA

THE_APPLICATION = "Orion application"
"""A paragraph with these words may name that application's tables and show SQL on them."""

_NAME = "|".join(sorted(map(re.escape, METADATA.tables), key=len, reverse=True))
_LONG = "|".join(re.escape(name) for name in METADATA.tables if "_" in name)
_RELATION = re.compile(rf"\brelations? `?(?:{_NAME})\b`?(?:(?:, and | and | or |, )`?(?:{_NAME})\b`?)*(?!\.\w)")
_TABLE = re.compile(
    rf"(?<![.\w])(?:{_NAME})\.\w+|\b(?:{_LONG})\b|`(?:{_NAME})`|\((?:{_NAME})[):;]|\btables?\b", re.IGNORECASE
)
_CODE = re.compile(r"```.*?```|`[^`]*`", re.DOTALL)
_SQL = re.compile(rf"\b(?:SELECT|INSERT|UPDATE|DELETE|FROM|JOIN)\s.*\b(?:{_NAME})\b", re.IGNORECASE | re.DOTALL)
_SQL_IN_PROSE = re.compile(rf"\b(?:FROM|JOIN|INTO|UPDATE)\s+(?:\w+\.)?[\"`\[]?(?:{_NAME})\b")
_SOURCES = re.compile(r"\((?:configuration; )?(relation [^()]*)\)")
_SOURCE = re.compile(r"relation `?(\w+)`?, columns? ((?:`?\w+`?(?:, | and )?)+)")


class Source(NamedTuple):
    """A relation, and the columns of it that a number is made from."""

    relation: str
    columns: frozenset[str]


def sources_of_help(text: str) -> list[Source]:
    """Return the sources at the end of a HELP: `(relation a, column b; relation c, columns d, e and f)`.

    The list is empty unless there is exactly one such parenthesis, of which every part can be read.
    """
    found = _SOURCES.findall(text)
    parts = found[0].split("; ") if len(found) == 1 else []
    return [source for part in parts for source in sources(part)] if all(map(_SOURCE.fullmatch, parts)) else []


def sources(text: str) -> Iterator[Source]:
    """Yield each relation that is followed by its columns."""
    for name, columns in _SOURCE.findall(" ".join(text.split())):
        yield Source(name, frozenset(re.findall(r"\w+", columns)) - {"and"})


def tables(text: str) -> list[str]:
    """Return what names a table, speaks of tables or is SQL on one; `relation orders` is none of these."""
    rest = _RELATION.sub("", " ".join(text.split()))
    sql = [found[0] for code in _CODE.findall(rest) for found in _SQL.finditer(code)]
    return [*(found[0] for pattern in (_TABLE, _SQL_IN_PROSE) for found in pattern.finditer(rest)), *sql]


def paragraphs(markdown: str) -> Iterator[str]:
    """Yield the paragraphs, items and cells of a page; a block of code belongs to the paragraph before it."""
    paragraph = ""
    for token in MarkdownIt("commonmark").enable("table").parse(markdown):
        if token.type == "fence":
            paragraph += f"\n```{token.content}```"
        elif token.type == "inline":
            yield paragraph
            paragraph = token.content
    yield paragraph


def tables_of_page(markdown: str) -> list[str]:
    """Return what names a table on a page, in paragraphs that are not about the Orion application."""
    return [
        found
        for each in paragraphs(markdown)
        if THE_APPLICATION not in " ".join(each.split())
        for found in tables(each)
    ]
