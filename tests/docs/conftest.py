"""The shop that docs/API.md describes, and the modules of its examples as if they were installed."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.docs.pages import API, MODULES
from tests.support.databases import Database, in_file
from tests.support.markdown import blocks, section
from tests.support.shops import two_platforms


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The working directory; every module of the examples is in it and can be imported."""
    before = set(sys.modules)
    for name, code in MODULES.items():
        (tmp_path / f"{name}.py").write_text(code)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.chdir(tmp_path)
    yield tmp_path
    for name in set(sys.modules) - before:
        del sys.modules[name]


@pytest.fixture
def shop(folder: Path) -> Iterator[Database]:
    """The shop of the examples, in the file shop.sqlite."""
    (statements,) = blocks(section(API, "The shop of the examples"), "sql")
    with in_file(folder / "shop.sqlite") as database:
        two_platforms(database.engine)
        with database.engine.begin() as connection:
            for statement in filter(str.strip, statements.split(";")):
                connection.execute(text(re.sub(":", r"\:", statement)))
        yield database
