"""How the numbers of many positions become the number of a cell, and when a cell without one is 0."""

from collections.abc import Callable, Iterable, Sequence
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter.contracts.metrics import Fold, MetricDefinition
from exporter.directory.attribution import Owner
from exporter.fold.cells import DividedScope, FoldedScope, PickedScope, Scope, is_filled
from exporter.fold.frame import Frame
from exporter.fold.picking import picker
from tests.support.tiny import metric

FOLDS: tuple[Fold | None, ...] = ("sum", "max", "min", None)

KINDS: tuple[type[DividedScope], ...] = (PickedScope, FoldedScope)
"""Both kinds of scope follow the same rules: one is made for cells with one position, the other for cells with many."""


def frame_of(definition: MetricDefinition, numbers: Sequence[float | None]) -> Frame:
    """Return a frame with a number at each position; None is the NULL of a row."""
    frame = Frame()
    for at, number in enumerate(numbers):
        frame.put_at(frame.position(Owner(at, None)), definition, (), number)
    return frame


def folded(scope: Scope, frame: Frame, definition: MetricDefinition) -> dict[str, float]:
    """Return the numbers of the cells that have one."""
    numbers = scope.column(frame, definition, ()).values
    pairs = zip(scope.axis.cells, numbers, strict=True)
    return {"/".join(cell): number for cell, number in pairs if number == number}


def scope_of(kind: type[DividedScope], targets: Sequence[Iterable[str]], zeros: Iterable[str]) -> Scope:
    """Return a scope in which the n-th position goes into the cells that the n-th target names."""
    return kind(("platform",), [[(cell,) for cell in of] for of in targets], [(cell,) for cell in zeros])


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("fold", "cells"),
    [
        ("sum", {"a": 12.0, "b": 4.0, "c": 0.0}),
        ("max", {"a": 5.0, "b": 4.0}),
        ("min", {"a": 3.0, "b": 4.0}),
        (None, {"a": 5.0, "b": 4.0}),
    ],
)
def test_a_cell_folds_its_positions_and_only_sums_are_filled(
    kind: type[DividedScope], fold: Fold | None, cells: dict[str, float]
) -> None:
    cards = metric(fold=fold)
    scope = scope_of(kind, ["a", "a", "b", "", "ab"], zeros="abc")
    frame = Frame()
    for at, number in ((0, 3), (1, 5), (3, 7), (4, 4)):  # nothing is known of position 2
        frame.position(Owner(at, None))
        frame.put_at(at, cards, (), number)
    assert folded(scope, frame, cards) == cells


def test_an_open_label_beside_a_known_one_leaves_the_metric_open() -> None:
    filled = {
        (fold, *known): is_filled(metric(fold=fold, state=("on", "off"), currency=known))
        for fold, known in product(FOLDS, ((), ("EUR",)))
    }
    assert [case for case, yes in filled.items() if yes] == [("sum", "EUR")]


@pytest.mark.parametrize("positions", [[], [2], [2, 0], [1, 1, -1]])
def test_a_picker_picks_any_number_of_positions(positions: list[int]) -> None:
    source = frame_of(metric(), [10, 20, 30]).columns
    (column,) = next(iter(source.values())).values()
    picked = [number for number in picker(positions)(column) if number == number]
    assert picked == [(10.0, 20.0, 30.0)[position] for position in positions if position >= 0]


WHOLES: dict[Fold, Callable[[list[int]], int]] = {"sum": sum, "max": max, "min": min}

TARGETS = st.lists(st.lists(st.sampled_from("abc"), unique=True), max_size=8)
NUMBERS = st.lists(st.none() | st.integers(-1000, 1000), min_size=8, max_size=8)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("fold", ["sum", "max", "min"])
@given(targets=TARGETS, numbers=NUMBERS, zeros=st.lists(st.sampled_from("abcd"), unique=True))
def test_a_scope_folds_what_goes_into_each_cell(
    kind: type[DividedScope], fold: Fold, targets: list[list[str]], numbers: list[int | None], zeros: list[str]
) -> None:
    wanted: dict[str, float] = {}
    for cell in "abcd":
        here = [number for number, of in zip(numbers, targets, strict=False) if cell in of]
        present = [number for number in here if number is not None]
        if present:
            wanted[cell] = WHOLES[fold](present)
        elif fold == "sum" and cell in zeros and not here:
            wanted[cell] = 0.0
    definition = metric(fold=fold)
    assert folded(scope_of(kind, targets, zeros), frame_of(definition, numbers[: len(targets)]), definition) == wanted
