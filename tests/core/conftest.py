"""A small shop on SQLite, for what does not depend on the database."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from textwrap import dedent
from typing import Any

import pytest

from tests.core.seed import provider
from tests.core.shops import two_platforms
from tests.databases import Database, MakeDatabase
from tests.random_shop import NOW
from tests.shop import Exporter

With = Callable[..., Exporter]


@pytest.fixture
def small(make_database: MakeDatabase) -> Database:
    """Platforms main and side, vendors acme (on both) and bolt (on side), on SQLite; the test's own."""
    return make_database("sqlite", two_platforms)


@pytest.fixture
def exporter_with(small: Database) -> Iterator[With]:
    """Return a function: an exporter of the small shop with these implementations beside the built-in providers."""
    with ExitStack() as opened:

        def make(*implementations: Any) -> Exporter:
            exporter = Exporter(small.url, NOW, more=[provider(each) for each in implementations])
            return opened.enter_context(closing(exporter))

        yield make


def samples(exporter: Exporter, category: str) -> str:
    """Return a category's samples without HELP and TYPE."""
    lines = exporter.text(category).splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith("#"))


def block(text: str) -> str:
    """Return a block of samples without its indentation."""
    return dedent(text).lstrip("\n")
