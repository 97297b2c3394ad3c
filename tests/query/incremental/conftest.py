"""The shop of these tests, and an exporter that watches it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from typing import Any

import pytest

from tests.query.incremental.orders import fill
from tests.query.incremental.watching import Watching
from tests.support.databases import Database, Dialect, MakeDatabase

Watch = Callable[..., Watching]


@pytest.fixture
def shop(make_database: MakeDatabase) -> Database:
    """The shop on SQLite, the test's own."""
    return make_database("sqlite", fill)


@pytest.fixture
def shop_everywhere(dialect: Dialect, make_database: MakeDatabase) -> Database:
    """The shop on each of the three, the test's own."""
    return make_database(dialect, fill)


@pytest.fixture
def watch() -> Iterator[Watch]:
    """Return a function: an exporter that watches a database and has refreshed twice, long after the last write."""
    with ExitStack() as opened:

        def make(database: Database, **options: Any) -> Watching:
            watching = opened.enter_context(closing(Watching(database.url, **options)))
            return watching.passes(100).refresh().passes(600).refresh()

        yield make
