"""The place of a character of a text, in all ways in which YAML can write it."""

import pytest

from exporter.config.document import read

LINES = "SELECT a,\n  '>' AS b -- |\nFROM \"x\" WHERE c"

WAYS = {
    "block": "sql: |-\n  SELECT a,\n    '>' AS b -- |\n  FROM \"x\" WHERE c\n",
    "block with a comment": "sql: |  # 'FROM' is below\n  SELECT a,\n    '>' AS b -- |\n  FROM \"x\" WHERE c\n",
    "block with an indentation": "a:\n  sql: |2-\n     SELECT a,\n       '>' AS b -- |\n     FROM \"x\" WHERE c\n",
    "block with an anchor": "sql: &FROM |-  # WHERE\n  SELECT a,\n    '>' AS b -- |\n  FROM \"x\" WHERE c\n",
    "folded": "sql: >-\n  SELECT a,\n  '>' AS b -- |\n  FROM \"x\" WHERE c\n",
    "anchor": "sql: &c SELECT a,\n  '>' AS b -- |\n  FROM \"x\" WHERE c\n",
    "plain": "sql: SELECT a,\n  '>' AS b -- |\n  FROM \"x\" WHERE c\n",
    "single quotes": "{sql: 'SELECT a,\n  ''>'' AS b -- |\n  FROM \"x\" WHERE c'}",
    "double quotes": '{sql: "SELECT a,\\n  \'>\' AS b -- |\\n \\\n  FROM \\"x\\" WHERE c"}',
}


@pytest.mark.parametrize("text", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("word", ["SELECT", "AS b", "FROM", "x", "WHERE", "c"])
def test_a_word_is_found_where_it_stands(text: str, word: str) -> None:
    document = read(text, "f", is_literal=lambda _: True)
    (written,) = [each for each in document.written.values() if "SELECT" in each.value]
    at = written.value.rindex(word)
    before = text[: text.rindex(word)]
    found = written.place(at)
    assert (found.line, found.column) == (before.count("\n") + 1, len(before) - before.rfind("\n"))


def test_the_end_of_a_text_has_a_place_too() -> None:
    document = read("sql: SELECT 1", "f", is_literal=lambda _: True)
    (written,) = [each for each in document.written.values() if each.value == "SELECT 1"]
    assert str(written.place(len("SELECT 1"))) == "f:1:14"
