"""Numbers by id: what is folded, what is refused, and what is absent."""

from array import array
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from exporter.contracts.failures import ContractError
from exporter.contracts.metrics import Fold, MetricDefinition
from exporter.directory.attribution import Owner
from exporter.exposition.snapshot import Labels
from exporter.fold.frame import MAX_COLUMNS, Frame, is_number
from tests.support.tiny import ACME, BOLT, CROW, MAIN, SIDE, metric

HERE, THERE, NOWHERE = Owner(ACME, MAIN), Owner(BOLT, SIDE), Owner(CROW, None)
GOLD: Labels = (("tier", "gold"),)


def number(frame: Frame, definition: MetricDefinition, owner: Owner = HERE, labels: Labels = ()) -> float | None:
    """Return what a frame holds; None is absent."""
    found = frame.columns.get(definition, {}).get(labels, array("d"))
    position = frame.index.get(owner, len(found))
    return None if position >= len(found) or found[position] != found[position] else found[position]


@pytest.mark.parametrize(
    ("value", "good"),
    [
        (0, True),
        (-1.5, True),
        (Decimal("2.5"), True),
        (Fraction(1, 4), True),
        (10**300, True),
        (True, False),
        ("1", False),
        (b"1", False),
        (None, False),
        ([], False),
        (1j, False),
        (10**400, False),
        (float("nan"), False),
        (float("inf"), False),
        (Decimal("sNaN"), False),
    ],
    ids=repr,
)
def test_a_sample_is_a_finite_number(value: Any, good: bool) -> None:
    assert is_number(value) == good
    cards, frame = metric(), Frame()
    frame.put(cards, (), HERE, value)
    assert number(frame, cards) == (float(value) if good else None)
    assert frame.rejected == ({} if good else {"value": 1})


@pytest.mark.parametrize(
    ("fold", "whole", "rejected"),
    [("sum", 12.0, {}), ("max", 7.0, {}), ("min", 2.0, {}), (None, 3.0, {"duplicate": 2})],
)
def test_a_second_number_is_folded_and_of_an_info_the_first_is_kept(
    fold: Fold | None, whole: float, rejected: dict[str, int]
) -> None:
    cards, frame = metric(fold=fold), Frame()
    for value in (3, 7, 2):
        frame.put(cards, GOLD, HERE, value)
    assert number(frame, cards, labels=GOLD) == whole
    assert frame.rejected == rejected


def test_the_first_message_of_each_reason_is_kept() -> None:
    frame = Frame()
    for reason, message in (("value", "a"), ("value", "b"), ("label", "c")):
        frame.reject(reason, message)
    assert (dict(frame.rejected), frame.warnings) == ({"value": 2, "label": 1}, {"value": "a", "label": "c"})


def test_nulls_of_sums_are_counted_until_a_number_comes() -> None:
    cards, last, frame = metric(), metric("last", fold="max"), Frame()
    for owner in (HERE, THERE, HERE):
        for definition in (cards, last):
            frame.put_at(frame.position(owner), definition, (), None)
    assert (len(frame.null_sums()), frame.columns) == (2, {}), "once for each series, and not for moments"
    frame.put_at(frame.position(HERE), cards, (), 5)
    assert (len(frame.null_sums()), number(frame, cards)) == (1, 5.0)
    assert frame.rejected == {}


def test_what_is_cleared_is_absent_and_the_rest_stays() -> None:
    cards, points, frame = metric(), metric("points"), Frame()
    for definition in (cards, points):
        frame.put(definition, (), HERE, 1)
        frame.put(definition, GOLD, HERE, 2)
        frame.put(definition, (), THERE, 3)
        frame.put_at(frame.position(NOWHERE), definition, (), None)
    frame.clear(cards, {frame.position(HERE), frame.position(NOWHERE)})
    assert [number(frame, cards), number(frame, cards, labels=GOLD)] == [None, None]
    assert number(frame, cards, THERE) == 3
    assert (number(frame, points), len(frame.null_sums())) == (1, 1)


def test_what_is_dropped_makes_room_for_other_columns() -> None:
    cards, points, frame = metric(), metric("points"), Frame()
    for value in range(MAX_COLUMNS):
        frame.column(cards, (("tier", str(value)),))
    with pytest.raises(ContractError, match=r"more than 10000 combinations of label values.*loyalty\.points"):
        frame.column(points, ())
    frame.put_at(frame.position(HERE), cards, (), None)
    frame.drop(cards)
    frame.put(points, (), HERE, 1)
    assert (number(frame, cards), number(frame, points), len(frame.null_sums())) == (None, 1, 0)


@pytest.mark.parametrize(
    ("value", "label", "cleaned"),
    [("gold", "gold", 0), (None, "unknown", 0), ("", "unknown", 0), ("a\nb", "a\N{REPLACEMENT CHARACTER}b", 1)],
)
def test_a_label_that_had_to_be_cleaned_is_noted(value: str | None, label: str, cleaned: int) -> None:
    frame = Frame()
    assert frame.label(value) == label
    assert frame.label(value) == label
    assert len(frame.cleaned) == cleaned


MANY = [Owner(vendor, None) for vendor in range(200)]
OWNERS = st.lists(st.builds(Owner, st.none() | st.integers(0, 200), st.none() | st.integers(0, 1)), max_size=300)


@given(OWNERS, OWNERS)
@example([], MANY)
@example([], MANY[:64])
@example(MANY, MANY[100:])
def test_positions_stay_the_same_and_the_last_value_of_a_column_is_absent(
    before: list[Owner], after: list[Owner]
) -> None:
    first = Frame()
    positions = {owner: first.position(owner) for owner in before}
    frame, cards = Frame(first.index), metric()
    frame.column(cards, ())
    for owner in after:
        frame.put(cards, (), owner, 1)
    assert {owner: frame.position(owner) for owner in before} == positions
    assert sorted(frame.index.values()) == list(range(len({*before, *after})))
    assert {owner: number(frame, cards, owner) for owner in after} == {each: float(after.count(each)) for each in after}
    (values,) = frame.columns[cards].values()
    assert values[-1] != values[-1], "the fold picks it for a cell that has no row"
