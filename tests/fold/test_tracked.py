"""A fold that is changed by what changed is, to the last digit, the fold of all numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from exporter.contracts.metrics import Fold
from exporter.directory.attribution import Owner
from exporter.fold.cells import FoldedScope, Scope
from exporter.fold.frame import Frame
from exporter.fold.kept import KeptColumns
from exporter.fold.total import TotalScope
from tests.support.tiny import metric

LENGTH = 40
SCOPES: Mapping[str, Scope] = {
    "platforms": FoldedScope(
        ("platform",), [[(cell,) for cell in "ab"[: position % 3]] for position in range(LENGTH)], [("a",), ("c",)]
    ),
    "all": TotalScope(range(LENGTH), is_zero=True),
    "some": TotalScope([1, 2, 5, 39], is_zero=False),
}
NUMBER = st.none() | st.integers(-3, 3) | st.sampled_from((0.1, 0.2, 0.3, 2.0**52, 1e200))
STEP = st.dictionaries(st.integers(0, LENGTH - 1), NUMBER, max_size=3)


@pytest.mark.parametrize("scope", SCOPES.values(), ids=SCOPES)
@pytest.mark.parametrize("labels", [{}, {"state": ("new",)}, {"state": ()}], ids=["plain", "known", "open"])
@given(st.sampled_from(("sum", "max", "min")), st.lists(STEP, max_size=6))
@example("sum", [{1: 0.1, 2: 0.2, 5: 0.3}, {1: 1, 2: 1, 5: 1}, {1: 2}])
@example("sum", [{1: 1}, {1: None}, {1: None}])
@example("max", [{1: 3, 2: 3}, {1: 1}, {2: 1}, {2: None}])
def test_what_is_kept_is_what_is_folded(
    scope: Scope, labels: Mapping[str, tuple[str, ...]], fold: Fold, steps: Sequence[Mapping[int, float | None]]
) -> None:
    definition, named = replace(metric(fold=fold), labels=labels), tuple((name, "new") for name in labels)
    frame, kept = Frame({Owner(position, None): position for position in range(LENGTH)}), KeptColumns(LENGTH)
    frame.put_at(LENGTH - 1, definition, named, 1)
    for step in steps:
        frame.clear(definition, step)
        for position, number in step.items():
            if number is not None:
                frame.put_at(position, definition, named, number)
        column = kept.column(scope, frame, definition, named)
        assert list(map(repr, column.values)) == list(map(repr, scope.column(frame, definition, named).values))
