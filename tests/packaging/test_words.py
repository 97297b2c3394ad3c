"""The words of words.yml are not used, neither in what users see nor in docstrings, comments and documents."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import yaml

from tests.packaging import ROOT
from tests.packaging.prose import Passage, of_markdown, of_python, passages

PLACE = "tests/packaging/words.yml"
WORDS: dict[str, Any] = yaml.safe_load((ROOT / PLACE).read_text(encoding="utf-8"))
PATTERNS: list[Mapping[str, Any]] = WORDS["patterns"]


def findings(passage: Passage) -> Iterator[str]:
    """Yield a line for each pattern that a passage matches, with what to write instead."""
    for entry in PATTERNS:
        found = re.search(entry["pattern"], passage.text, re.IGNORECASE)
        if found and not any(each in passage.text for each in entry.get("exceptions", ())):
            around = passage.text[max(0, found.start() - 40) : found.end() + 40]
            yield f'{passage.path}:{passage.line}: "{found[0]}" in "...{around}..."; write: {entry["instead"]}'


@pytest.fixture(scope="module")
def found() -> list[str]:
    return [line for passage in passages() for line in findings(passage)]


def test_no_text_has_words_that_are_never_right(found: list[str]) -> None:
    assert found == []


def test_there_are_few_patterns() -> None:
    assert len(PATTERNS) <= 40


@pytest.mark.parametrize("entry", PATTERNS, ids=lambda entry: entry["instead"])
def test_a_pattern_finds_what_is_wrong_and_not_what_is_right(entry: Mapping[str, Any]) -> None:
    assert re.search(entry["pattern"], entry["wrong"], re.IGNORECASE)
    assert list(findings(Passage("", 0, entry["right"]))) == []
    assert entry["why"].endswith(".")


def test_docstrings_and_comments_are_prose_and_code_is_not() -> None:
    source = '"""Module `whoever`."""\nX = "text"\n"""About\nX."""\n# One\n# two.  # noqa: E501\nY = 1  # three\n'
    assert list(of_python("a.py", source)) == [
        Passage("a.py", 1, "Module `code`."),
        Passage("a.py", 3, "About X."),
        Passage("a.py", 5, "One two. three"),
    ]


def test_a_document_is_prose_without_its_code() -> None:
    source = "# A `b` c\n\nOne\ntwo [three](whoever.md).\n\n```sh\nwhoever\n```\n\n| a |\n|---|\n| d |\n"
    assert [passage.text for passage in of_markdown("a.md", source)] == ["A `code` c", "One two three.", "a", "d"]
