"""How the dumps of other shops are loaded."""

import gzip
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.support import other_shops
from tests.support.databases import Dialect, MakeDatabase
from tests.support.other_shops import load

LETTERS = "CREATE TABLE letters (letter VARCHAR(9));\nINSERT INTO letters VALUES ('é;\n%s:x'), ('ß');\n"


@pytest.fixture
def dumps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder with the dumps; empty."""
    monkeypatch.setattr(other_shops, "DUMPS", tmp_path)
    return tmp_path


def write(dumps: Path, name: str, statements: str) -> None:
    (dumps / f"{name}.sql.gz").write_bytes(gzip.compress(statements.encode()))


@pytest.mark.parametrize("dialect", ["postgresql", "mariadb"])
def test_a_dump_is_loaded_as_it_is(dialect: Dialect, make_database: MakeDatabase, dumps: Path) -> None:
    write(dumps, "letters", LETTERS)
    with make_database(dialect, load, "letters").engine.connect() as connection:
        assert set(connection.execute(text("SELECT letter FROM letters")).scalars()) == {"é;\n%s:x", "ß"}


def test_lines_of_a_dump_can_be_skipped(make_database: MakeDatabase, dumps: Path) -> None:
    write(dumps, "letters", LETTERS + "CREATE EXTENSION missing;\n")
    with make_database("postgresql", load, "letters", b"missing").engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM letters")).scalar_one() == 2


@pytest.mark.parametrize("dialect", ["postgresql", "mariadb"])
def test_a_statement_that_fails_fails_the_test(dialect: Dialect, make_database: MakeDatabase, dumps: Path) -> None:
    write(dumps, "broken", LETTERS + "INSERT INTO numbers VALUES (1);\n")
    with pytest.raises(AssertionError, match="numbers"):
        make_database(dialect, load, "broken")


@pytest.mark.parametrize(("ci", "outcome"), [("", pytest.skip.Exception), ("true", pytest.fail.Exception)])
def test_without_a_dump_a_test_is_skipped_and_fails_in_ci(
    dumps: Path, monkeypatch: pytest.MonkeyPatch, ci: str, outcome: type[BaseException]
) -> None:
    monkeypatch.setenv("CI", ci)
    with pytest.raises(outcome, match=r"no dump of the shop absent: .*absent\.sql\.gz"):
        other_shops.dump("absent")
    assert list(dumps.iterdir()) == []
