"""Rows become columns of numbers: what is added up, what costs a row, and what breaks the contract."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter.contracts.failures import ContractError
from exporter.contracts.metrics import Fold, MetricDefinition, Rows
from exporter.directory.attribution import Owner
from exporter.fold.frame import Frame
from exporter.fold.intake import take
from tests.support.tiny import ACME, BOLT, CROW, INSTALLATION, MAIN, NAMED, SIDE, WIDE, answer, frame_of, metric

Numbers = dict[tuple[str, Owner, tuple[str, ...]], float]


def numbers_of(frame: Frame) -> Numbers:
    """Return every number of a frame, by name, ids and label values."""
    return {
        (definition.name, owner, tuple(value for _, value in labels)): values[position]
        for definition, columns in frame.columns.items()
        for labels, values in columns.items()
        for owner, position in frame.index.items()
        if values[position] == values[position]
    }


def counted(frame: Frame) -> list[dict[Owner, int]]:
    """Return the row counts of each row set."""
    owners = list(frame.index)
    return [{owners[position]: rows for position, rows in each.items()} for each in frame.row_counts.values()]


def test_a_row_has_a_number_for_each_measure_and_labels_that_are_not_a_metric_s_are_added_up() -> None:
    cards, points = metric("cards", tier=()), metric("points", fold="max")
    rows = [(ACME, MAIN, "gold", 2, 10, 5), (ACME, MAIN, "tin", 3, 20, 7), (BOLT, None, "gold", 1, 40, None)]
    assert numbers_of(frame_of(answer((cards, points), *rows))) == {
        ("cards", (ACME, MAIN), ("gold",)): 10,
        ("cards", (ACME, MAIN), ("tin",)): 20,
        ("cards", (BOLT, None), ("gold",)): 40,
        ("points", (ACME, MAIN), ()): 7,
    }


def test_a_column_becomes_a_label() -> None:
    rows, result = metric("rows", market=(), result=()), ("read", "failed")
    measures = tuple(rows.where(result=each) for each in result)
    assert numbers_of(frame_of(answer(measures, (ACME, None, "ebay", 1, 8, 2), by=["market"]))) == {
        ("rows", (ACME, None), ("ebay", "read")): 8,
        ("rows", (ACME, None), ("ebay", "failed")): 2,
    }


def test_a_part_without_rows_has_no_number_and_one_with_rows_may_have_a_null() -> None:
    cards = metric("cards", tier=())
    measures = (cards.where(tier="gold"), cards.where(tier="tin"), metric("points"))
    rows = [(ACME, MAIN, 3, 3, 0, 10, 0, 1), (BOLT, MAIN, 2, 0, 2, 0, None, 2), (CROW, MAIN, 1, 0, 0, None, None, 4)]
    frame = frame_of(answer(measures, *rows, by=(), parts=(0, 1, None)))
    assert numbers_of(frame) == {
        ("cards", (ACME, MAIN), ("gold",)): 10,
        ("points", (ACME, MAIN), ()): 1,
        ("points", (BOLT, MAIN), ()): 2,
        ("points", (CROW, MAIN), ()): 4,
    }
    assert len(frame.null_sums()) == 1


def test_a_number_can_be_the_row_count_of_its_part() -> None:
    cards = metric("cards", tier=())
    measures = (cards.where(tier="gold"), metric("points"), cards.where(tier="tin"))
    rows = [(ACME, MAIN, 3, 3, 0, 1), (BOLT, MAIN, 5, 1, 4, 2)]
    frame = frame_of(answer(measures, *rows, by=(), parts=(0, None, 1), counted=(True, False, True)))
    assert numbers_of(frame) == {
        ("cards", (ACME, MAIN), ("gold",)): 3,
        ("cards", (BOLT, MAIN), ("gold",)): 1,
        ("cards", (BOLT, MAIN), ("tin",)): 4,
        ("points", (ACME, MAIN), ()): 1,
        ("points", (BOLT, MAIN), ()): 2,
    }


def test_rows_of_one_row_set_are_the_same_rows_and_those_of_others_are_not() -> None:
    few, many = [(ACME, MAIN, 2, 1), (ACME, MAIN, 3, 1)], [(ACME, MAIN, 9, 1), (BOLT, SIDE, 1, 1)]
    named = frame_of(*(answer(metric(), *rows, row_set="cards") for rows in (few, many, few)))
    assert counted(named) == [{(ACME, MAIN): 9, (BOLT, SIDE): 1}]
    unnamed = frame_of(answer(metric(), *few), answer(metric(), *many))
    assert counted(unnamed) == [{(ACME, MAIN): 5}, {(ACME, MAIN): 9, (BOLT, SIDE): 1}]


def test_an_answer_of_many_rows_is_read_to_its_end() -> None:
    cards, points = metric("cards", tier=("gold", "tin")), metric("points")
    rows = [(each % 900, each % 2, ("gold", "tin")[each % 2], 1, 1) for each in range(4500)]
    frame = frame_of(answer(cards, *rows), answer(points, *((*owner, 1, number) for *owner, _, _, number in rows)))
    owners = [Owner(each, each % 2) for each in range(900)]
    wanted: Numbers = {
        ("cards", owner, (tier,)): 5.0 for owner, tier in zip(owners, ("gold", "tin") * 450, strict=True)
    }
    assert numbers_of(frame) == wanted | {("points", owner, ()): 5.0 for owner in owners}
    assert counted(frame) == [dict.fromkeys(owners, 5)] * 2


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ((ACME, MAIN, "gold", 1, "1"), "value"),
        ((ACME, MAIN, "gold", 1, True), "value"),
        ((ACME, MAIN, "gold", 1, 10**400), "value"),
        ((ACME, MAIN, "gold", 1, float("nan")), "value"),
    ],
    ids=repr,
)
def test_a_bad_row_costs_itself_wherever_it_stands(row: tuple[Any, ...], reason: str) -> None:
    good = [(BOLT, MAIN, "gold", 1, 2), (CROW, None, None, 1, None), (BOLT, MAIN, "gold", 1, 3)]
    for at in range(4):
        frame = frame_of(answer(metric(tier=("gold",)), *good[:at], row, *good[at:]))
        assert numbers_of(frame) == {("cards", (BOLT, MAIN), ("gold",)): 5}
        assert (dict(frame.rejected), len(frame.null_sums())) == ({reason: 1}, 1)


CARDS, OTHER = metric("cards", tier=("gold",)), metric("other", size=())


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ([answer(CARDS, (ACME, MAIN, "gold", 1))], "a row has 4 columns instead of 5"),
        (
            [answer(CARDS, (ACME, MAIN, "gold", 1, 1), (ACME, MAIN, "gold", 1, 1, 1))],
            "a row has 6 columns instead of 5",
        ),
        ([answer(CARDS, (ACME, MAIN, 7, 1, 1))], "the label tier has values of type int; cast them to a string type"),
        ([answer(CARDS, (ACME, MAIN, "gold", 1, 1), (ACME, MAIN, ["gold"], 1, 1))], "values of type list"),
        ([answer(CARDS, (ACME, MAIN, b"gold", 1, 1))], "values of type bytes"),
        ([answer(CARDS, by=())], r"loyalty\.cards declares labels \['tier'\], but its rows have \[\]"),
        ([answer((CARDS, OTHER))], r"loyalty\.other declares labels \['size'\], but its rows have \['tier'\]"),
        (
            [answer(CARDS.where(size="s"))],
            r"loyalty\.cards declares labels \['tier'\], but its rows have \['size', 'tier'\]",
        ),
        ([answer(CARDS.where(tier=""))], r"loyalty\.cards: fixed labels must be non-empty strings"),
        ([answer(CARDS, owned_by=WIDE), answer(CARDS, owned_by=NAMED)], "with and without a vendor or platform column"),
        (
            [answer(CARDS, owned_by=WIDE), answer(CARDS, owned_by=INSTALLATION)],
            "with and without a vendor or platform column",
        ),
    ],
)
def test_a_breach_of_the_contract_spoils_the_answer(answers: Sequence[Rows], said: str) -> None:
    with pytest.raises(ContractError, match=said):
        frame_of(*answers)


ODD = (0.5, 2.0, True, "1", float("inf"), float("nan"), 10**305, -1e305, 10**400)
VALUES = st.none() | st.integers(-99, 99) | st.sampled_from(ODD)
ROW = st.tuples(st.sampled_from((1, 2, None)), st.sampled_from((1, None)), st.sampled_from("ab"), st.just(1), VALUES)


@pytest.mark.parametrize("fold", ["sum", "max", "min", None])
@pytest.mark.parametrize("labelled", [True, False])
@given(answers=st.lists(st.lists(ROW, max_size=6), max_size=3))
def test_columns_at_once_are_what_single_numbers_are(
    fold: Fold | None, labelled: bool, answers: list[list[tuple[Any, ...]]]
) -> None:
    definition: MetricDefinition = metric(fold=fold, tier=()) if labelled else metric(fold=fold)
    quick, slow = Frame(), Frame()
    for rows in answers:
        take(quick, answer(definition, *(row if labelled else (*row[:2], *row[3:]) for row in rows)))
        for vendor, platform, tier, _, number in rows:
            labels = (("tier", tier),) if labelled else ()
            slow.put_at(slow.position(Owner(vendor, platform)), definition, labels, number)
    assert numbers_of(quick) == numbers_of(slow)
    assert quick.rejected == slow.rejected
    assert (len(quick.null_sums()), quick.large) == (len(slow.null_sums()), slow.large)
