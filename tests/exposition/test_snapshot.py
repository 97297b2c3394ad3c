"""A series that is there twice makes Prometheus reject a whole scrape, so a family has each series once."""

from array import array

from hypothesis import given
from hypothesis import strategies as st

from exporter.exposition.snapshot import NAN, Axis, Column, Family
from tests.exposition.snapshots import NUMBERS

TEXTS = st.sampled_from("ab")


@st.composite
def repeating(draw: st.DrawFn) -> Family:
    """A family whose cells and combinations of labels may be there twice, with gaps."""
    cells = draw(st.lists(st.tuples(TEXTS, TEXTS), max_size=5))
    labels = draw(st.lists(st.permutations([("state", draw(TEXTS)), ("zone", draw(TEXTS))]).map(tuple), max_size=4))
    values = st.lists(NUMBERS | st.just(NAN), min_size=len(cells), max_size=len(cells))
    columns = (Column(each, array("d", draw(values))) for each in labels)
    return Family("orion_any", "", Axis(("platform", "vendor"), tuple(cells)), tuple(columns))


@given(repeating())
def test_each_series_is_there_once_with_a_value_of_its_own(family: Family) -> None:
    series = [tuple(sorted(labels.items())) for labels, _ in family.each_once().samples("any")]
    assert len(set(series)) == len(series)
    given = {(tuple(sorted(labels.items())), value) for labels, value in family.samples("any")}
    assert {(tuple(sorted(labels.items())), value) for labels, value in family.each_once().samples("any")} <= given
    assert family.each_once() is family or not family.axis.is_unique or len(family.columns) > 1


def test_the_first_of_two_cells_and_of_two_columns_is_kept() -> None:
    axis = Axis(("vendor",), (("a",), ("b",), ("a",)))
    columns = [
        Column((("state", "new"), ("zone", "x")), array("d", (1, 2, 3))),
        Column((("zone", "x"), ("state", "new")), array("d", (4, 5, 6))),
        Column((), array("d", (7, 8, 9))),
    ]
    once = Family("orion_any", "", axis, tuple(columns)).each_once()
    assert once.axis.cells == (("a",), ("b",))
    assert [list(each.values) for each in once.columns] == [[1, 2], [7, 8]]
