"""What did not change is not folded again, and nobody can tell: a layout that is kept gives what a new one gives."""

from hypothesis import given
from hypothesis import strategies as st

from exporter.contracts.metrics import MetricDefinition
from exporter.directory.attribution import OwnedBy, Owner
from exporter.directory.directory import Directory, Entry, Membership
from exporter.exposition.snapshot import Labels
from exporter.fold.families import Scopes
from exporter.fold.frame import LARGE, Frame
from exporter.fold.layout import Layout
from tests.support.tiny import MODULE, NAMED, WIDE, metric

VENDORS = 60
SHOP = Directory(
    {each: Entry(f"p{each}", "", "active") for each in (1, 2)},
    {each: Entry(f"v{each}", "", "active") for each in range(VENDORS)},
    {each: (Membership(1 + each % 2, primary=True), Membership(2 - each % 2, False)) for each in range(0, VENDORS, 3)},
    frozenset({(2, MODULE)}),
)
OWNERS = [Owner(vendor, platform) for vendor in (*range(VENDORS), 99, None) for platform in (1, 2, 9, None)]
INDEX = {owner: position for position, owner in enumerate(OWNERS)}
SUM, OPEN, LATEST = metric(state=("new",)), metric("torn", state=()), metric("latest", "max")
VALUE = MetricDefinition(
    f"{MODULE}.value", "value", "Value", "Value.", {"currency": ("EUR",)}, money=True, minor_unit="currency"
)
LABELS: dict[MetricDefinition, list[Labels]] = {
    SUM: [(("state", "new"),), (("state", "other"),)],
    OPEN: [(("state", "x"),)],
    LATEST: [()],
    VALUE: [(("currency", "EUR"),)],
}
Put = tuple[MetricDefinition, int, int, object]
PUT = st.tuples(
    st.sampled_from(list(LABELS)),
    st.integers(0, 1),
    st.sampled_from(range(len(OWNERS))),
    st.integers(0, 99) | st.floats(-9, 9) | st.sampled_from((None, "rejected", LARGE, -0.0)),
)
STEPS = st.lists(st.lists(PUT, max_size=4), max_size=5)


def frame_of(owned_by: OwnedBy, apart: int) -> Frame:
    """Return a frame with numbers at positions that are so far apart; 0 is without."""
    frame = Frame(INDEX)
    for definition, every in LABELS.items():
        frame.owned_by[definition] = owned_by
        for labels in every:
            values = frame.column(definition, labels)
            for position in range(0, len(OWNERS), apart) if apart else ():
                values[position] = float(position)
    return frame


def told(scopes: Scopes) -> list[object]:
    """Return the families as text, in which -0.0 is 0.0, as it is when they are rendered."""
    return [(family.name, list(family.samples(MODULE))) for family in scopes.families(LABELS, "")]


@given(st.sampled_from((NAMED, WIDE)), st.sampled_from((0, 2)), STEPS)
def test_a_kept_layout_gives_what_a_new_one_gives(owned_by: OwnedBy, apart: int, steps: list[list[Put]]) -> None:
    frame = frame_of(owned_by, apart)
    layout = Layout(frame.index, SHOP, MODULE)
    for step in [[], *steps]:
        for definition, labels, position, number in step:
            frame.clear(definition, [position])
            frame.put_at(position, definition, LABELS[definition][labels % len(LABELS[definition])], number)
        assert told(Scopes(frame, layout)) == told(Scopes.of(frame, SHOP, MODULE))


def test_another_frame_is_compared_too() -> None:
    layout = Layout(INDEX, SHOP, MODULE)
    first, second = frame_of(NAMED, 2), frame_of(NAMED, 2)
    before = list(Scopes(first, layout).families(LABELS, ""))
    second.put_at(1, SUM, LABELS[SUM][0], 7)
    after = list(Scopes(second, layout).families(LABELS, ""))
    pairs = [
        (one.name, dict(two.labels), one_column is two)
        for one, other in zip(before, after, strict=True)
        for one_column, two in zip(one.columns, other.columns, strict=True)
    ]
    assert [(name, labels) for name, labels, same in pairs if not same] == [
        ("orion_cards", {"state": "new"}),
        ("orion_platform_cards", {"state": "new"}),
    ]
    assert told(Scopes(second, layout)) == told(Scopes.of(second, SHOP, MODULE))


def test_what_is_not_asked_for_again_is_forgotten() -> None:
    layout, frame = Layout(INDEX, SHOP, MODULE), frame_of(NAMED, 2)
    for definitions in (LABELS, LABELS, [SUM]):
        list(Scopes(frame, layout).families(definitions, ""))
        layout.kept.forget_unused()
        asked = {each for each, _ in layout.kept._numbers}
        assert asked == set(definitions)
        assert {each for _, (each, _) in layout.kept._columns} == asked
