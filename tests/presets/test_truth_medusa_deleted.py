"""Each condition of Medusa's truths on deleted rows excludes one that is there, so a preset that lacks it is wrong."""

import re
from collections import defaultdict
from collections.abc import Iterator

from tests.presets.truths import Truth, at, numbers, truths
from tests.support.databases import SharedDatabase
from tests.support.other_shops.medusa import NOW, medusa

CONDITION = re.compile(r"(\w+\.)?deleted_at IS NULL")

Place = tuple[str, str, int]
"""A condition in whatever truths share it: its line, the one before, and its column."""


def without_one(truth: Truth) -> Iterator[tuple[Place, Truth]]:
    """Yield the truth without each of its conditions."""
    sql = str(truth.sql)
    for found in CONDITION.finditer(sql):
        start, end = found.span()
        above, so_far = sql[:start].splitlines()[-2:]
        line = so_far + sql[start:].splitlines()[0]
        above = above.removeprefix("WITH ").removeprefix("), ")  # of a helper, at the first place or a later one
        yield (line, above, len(so_far)), Truth(truth.metric, truth.means, f"{sql[:start]}TRUE{sql[end:]}")


def test_no_condition_is_without_effect(shared_database: SharedDatabase) -> None:
    effects: dict[Place, list[bool]] = defaultdict(list)
    with medusa(shared_database).engine.connect() as shop:
        for truth in truths("medusa").by_metric.values():
            right = numbers(shop, truth, at(NOW))
            for place, changed in without_one(truth):
                effects[place].append(numbers(shop, changed, at(NOW)) != right)
    assert len(effects) > 50
    assert [place for place, found in effects.items() if not any(found)] == []
