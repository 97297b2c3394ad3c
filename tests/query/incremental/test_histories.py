"""Whatever is written: reading what changed gives, byte for byte, what reading all gives."""

from collections.abc import Iterable
from contextlib import closing
from typing import Any

import pytest
from sqlalchemy import text

from tests.query.incremental.histories import History
from tests.query.incremental.watching import CATEGORIES, Watching
from tests.support.databases import Dialect, MakeDatabase
from tests.support.random_shop import fill

FEW, MANY = 10, 14
"""How many steps a history has in `make test`, and in `make soak`."""
_ROWS = 150
BY_MONTH, WHOLE = 3, 1_000
"""How many rows a vendor may have that is not kept by month."""
SHORT = {(0, BY_MONTH), (0, WHOLE), ("postgresql", BY_MONTH), ("mariadb", WHOLE)}
"""Histories that are tried with few steps; `make soak` tries all with many."""


def histories(of: Iterable[Dialect | int]) -> list[Any]:
    """Return each seed or database with both ways to keep vendors, and the number of steps."""
    ways = [(each, large) for each in of for large in (BY_MONTH, WHOLE)]
    many = [pytest.param(*way, MANY, marks=pytest.mark.soak) for way in ways]
    return [*((*way, FEW) for way in ways if way in SHORT), *many]


def told(exporter: Watching) -> list[object]:
    """Return what a refresh has found, and what it counts."""
    states = [state for state in exporter.store.states() if state.category in CATEGORIES and state.snapshot]
    reports = [(each.report.unattributed, each.report.excluded, each.report.null_sums) for each in states]
    counts = [*reports, *(each.snapshot.series for each in states if each.snapshot)]
    return [exporter.failures(), counts, exporter.text(*CATEGORIES)]


def run(make_database: MakeDatabase, dialect: Dialect, seed: int, large: int, steps: int) -> int:
    """Let a history happen, compare after each step, and count the refreshes that read only what changed.

    Vendors with more rows than `large` are kept by month.
    """
    database = make_database(dialect, fill, seed, rows=_ROWS)
    with database.engine.begin() as connection:
        for name in ("products", "orders", "marketplace_products"):
            connection.execute(text(f"CREATE INDEX {name}_by_month ON {name} (vendor_id, created_at)"))
    watching = Watching(database.url, large=large)
    full = Watching(database.url, changed_only=False, clock=watching.clock)
    with closing(watching), closing(full):
        moments = ["created_at"] if large < _ROWS else []  # a row stays in its month
        history = History(database, watching.refresh(), seed, *moments)
        happened = []
        for _ in range(steps):
            happened.append(history.step())
            assert told(watching.refresh()) == told(full.refresh()), happened
        assert full.changed_only() == 0
        return sum(watching.changed_only(category) for category in CATEGORIES)


@pytest.mark.parametrize(("seed", "large", "steps"), histories(range(10)))
def test_what_changed_and_all_say_the_same(make_database: MakeDatabase, seed: int, large: int, steps: int) -> None:
    assert run(make_database, "sqlite", seed, large, steps) > steps


@pytest.mark.parametrize(("dialect", "large", "steps"), histories(("postgresql", "mariadb")))
def test_they_do_on_every_database(make_database: MakeDatabase, dialect: Dialect, large: int, steps: int) -> None:
    assert run(make_database, dialect, 100, large, steps) > steps
