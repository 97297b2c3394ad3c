"""A reload keeps what a declared provider has read, unless its declaration or its relation changed."""

from pathlib import Path

import pytest

from exporter.collection.discovery import providers_of
from exporter.collection.provider import Provider
from tests.declared.files import declaration
from tests.declared.reviews import DECLARED

RELATION = "relations: {opinions: {sql: 'SELECT vendor_id, stars FROM r'}}\n"
SHARED = RELATION + declaration("stars: {help: Stars., sum: stars}", source="relation: opinions")


def read(folder: Path, text: str) -> Provider:
    path = folder / "config.yaml"
    path.write_text(text)
    (provider,) = providers_of(path, {})
    return provider


@pytest.mark.parametrize("text", [DECLARED, SHARED])
def test_the_same_declaration_is_recognised(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text).says_the_same_as(read(tmp_path, text + "# another comment\n"))


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        (DECLARED, "FROM shop_reviews", "FROM old_reviews"),
        (DECLARED, "new: pending", "fresh: pending"),
        (DECLARED, "sum: stars", "sum: fee"),
        (DECLARED, "help: Stars given.", "help: All stars."),
        (DECLARED, "[published, pending]", "[published]"),
        (SHARED, "FROM r", "FROM s"),
    ],
)
def test_another_declaration_or_relation_is_read_again(tmp_path: Path, text: str, before: str, after: str) -> None:
    assert before in text
    assert not read(tmp_path, text).says_the_same_as(read(tmp_path, text.replace(before, after)))
