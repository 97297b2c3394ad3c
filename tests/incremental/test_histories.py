"""Whatever is written: reading what changed gives, byte for byte, what reading all gives."""

from contextlib import closing

import pytest

from tests.databases import Database, Dialect, MakeDatabase
from tests.incremental.histories import History
from tests.incremental.watching import CATEGORIES, Watching
from tests.random_shop import fill

STEPS = 14


def told(exporter: Watching) -> list[object]:
    """Return what a refresh has found, and what it counts."""
    snapshots = [state.snapshot for state in exporter.store.states() if state.category in CATEGORIES]
    counts = [(each.unattributed, each.excluded, each.nulls, each.series) for each in snapshots if each]
    return [exporter.failures(), counts, exporter.text(*CATEGORIES)]


def run(database: Database, seed: int) -> int:
    """Let a history happen, compare after each step, and return how many refreshes have read only what changed."""
    fill(database.engine, seed, rows=150)
    watching, full = Watching(database.url), Watching(database.url, changed_only=False)
    with closing(watching), closing(full):
        history = History(database, watching.refresh(), seed)
        happened = []
        for _ in range(STEPS):
            happened.append(history.step())
            full.at, full.monotonic = watching.at, watching.monotonic
            assert told(watching.refresh()) == told(full.refresh()), happened
        assert full.changed_only() == 0
        return sum(watching.changed_only(category) for category in CATEGORIES)


@pytest.mark.parametrize("seed", range(12))
def test_what_changed_and_all_say_the_same(make_database: MakeDatabase, seed: int) -> None:
    assert run(make_database("sqlite"), seed) > STEPS


@pytest.mark.parametrize("seed", range(100, 102))
@pytest.mark.parametrize("dialect", ["postgresql", "mariadb"])
def test_they_do_on_every_database(make_database: MakeDatabase, dialect: Dialect, seed: int) -> None:
    assert run(make_database(dialect), seed) > STEPS
