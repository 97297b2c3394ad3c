"""What did not change keeps its bytes, and nobody can tell: a renderer gives what a new one gives."""

import os
from array import array
from collections.abc import Callable, Mapping
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from exporter.exposition.rendering import END, Format, Renderer, Segment, gathered, gzipped, plain, render
from exporter.exposition.runs import RUN
from exporter.exposition.snapshot import NAN, Axis, Column, Family, Snapshot
from tests.exposition.official import gunzip, official
from tests.exposition.snapshots import NUMBERS, TEXTS, families

CELLS = (1, RUN - 1, RUN, 2 * RUN - 1, 2 * RUN, 3 * RUN + 5)
"""As many as are in one run, just not in two, in several, and so on."""


def axis(cells: int, prefix: str = "v") -> Axis:
    return Axis(("platform", "vendor"), tuple((f"p{i % 3}", f"{prefix}{i}") for i in range(cells)))


def shop(*cells: int) -> Snapshot:
    """Return a snapshot with a family of two columns for each number of cells."""
    made = tuple(
        Family(
            f"orion_{number}",
            "Some.",
            axis(many),
            tuple(Column((("status", status),), array("d", range(many))) for status in ("new", "old")),
        )
        for number, many in enumerate(cells)
    )
    return Snapshot("orders", made, 0.0, 0.0)


def with_family(snapshot: Snapshot, number: int, family: Family) -> Snapshot:
    return replaced(snapshot, *(family if i == number else each for i, each in enumerate(snapshot.families)))


def replaced(snapshot: Snapshot, *families_: Family) -> Snapshot:
    return Snapshot(snapshot.category, families_, 0.0, 0.0)


def put(family: Family, column: int, cell: int, value: float) -> Family:
    """Return the family with another number in a cell."""
    values = array("d", family.columns[column].values)
    values[cell] = value
    columns = list(family.columns)
    columns[column] = Column(columns[column].labels, values)
    return replace(family, columns=tuple(columns))


def other_number(family: Family, draw: st.DrawFn) -> Family:
    """Return the family with another number, or a gap, in one cell."""
    if not (family.columns and family.axis.cells):
        return family
    column, cell = (draw(st.integers(0, len(of) - 1)) for of in (family.columns, family.axis.cells))
    return put(family, column, cell, draw(NUMBERS | st.just(NAN)))


STEPS: Mapping[str, Callable[[Family, st.DrawFn], Family]] = {
    "another number": other_number,
    "one more": other_number,
    "HELP": lambda family, draw: replace(family, help=draw(TEXTS)),
    "an equal axis": lambda family, _: replace(family, axis=Axis(family.axis.names, (*family.axis.cells,))),
    "another axis": lambda family, _: replace(family, axis=Axis(family.axis.names, family.axis.cells[::-1])),
    "fewer columns": lambda family, _: replace(family, columns=family.columns[1:]),
}


@st.composite
def steps(draw: st.DrawFn, before: Snapshot) -> Snapshot:
    """What a refresh may find after this one: other numbers, gaps, texts, columns, vendors, families."""
    kind = draw(st.sampled_from((*STEPS, "less", "more")))
    if kind in STEPS and before.families:
        number = draw(st.integers(0, len(before.families) - 1))
        return with_family(before, number, STEPS[kind](before.families[number], draw))
    if kind == "less":
        return replaced(before, *before.families[1:])
    return replaced(before, *before.families, draw(families(f"orion_more_{len(before.families)}")))


@given(st.lists(st.sampled_from(CELLS), max_size=3), st.data())
def test_it_gives_what_a_new_one_gives(cells: list[int], data: st.DataObject) -> None:
    renderer, snapshot = Renderer(), shop(*cells)
    for _ in range(data.draw(st.integers(1, 6))):
        assert renderer.render(snapshot) == render(snapshot)
        snapshot = data.draw(steps(snapshot))
    segments = [*renderer.render(snapshot)[Format.TEXT], END[Format.TEXT]]
    assert b"".join(plain(segments)) == gunzip(b"".join(gzipped(segments))) == official(snapshot, Format.TEXT)


def test_only_the_run_with_another_number_is_rendered_again() -> None:
    renderer, before = Renderer(), shop(20 * RUN)
    (old,) = renderer.render(before)[Format.TEXT]
    after = with_family(before, 0, put(before.families[0], 1, 7 * RUN, 1e9))
    (new,) = renderer.render(after)[Format.TEXT]
    pairs = list(zip(old.deflated, new.deflated, strict=False))
    same = next(i for i, (one, two) in enumerate(pairs) if one != two)
    backwards = zip(reversed(old.deflated), reversed(new.deflated), strict=False)
    same += next(i for i, (one, two) in enumerate(backwards) if one != two)
    assert len(new.deflated) * 38 / 40 < same < len(new.deflated), "the family has 40 runs"


def test_what_did_not_change_is_the_same_object() -> None:
    renderer, snapshot = Renderer(), shop(3 * RUN, 5)
    first = renderer.render(snapshot)
    again = renderer.render(shop(3 * RUN, 5))
    for format_ in Format:
        assert all(one is two for one, two in zip(first[format_], again[format_], strict=True))


def test_another_category_has_nothing_in_common() -> None:
    renderer, snapshot = Renderer(), shop(RUN)
    renderer.render(snapshot)
    other = replace(snapshot, category="cms")
    assert renderer.render(other) == render(other)


def test_large_segments_are_sent_without_a_copy_and_small_ones_together() -> None:
    small, large = (Segment.of(os.urandom(size)) for size in (500, 100_000))
    found = list(gathered([small, small, large, large, small]))
    assert [each.size for each in found] == [1_000, 100_000, 100_000, 500]
    assert found[1] is found[2] is large
    assert gunzip(b"".join(gzipped(found))) == b"".join(plain([small, small, large, large, small]))
