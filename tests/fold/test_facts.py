"""A snapshot's answers never change, whatever is refreshed after it, and are those of a snapshot made from scratch."""

from collections.abc import Mapping, Sequence

from hypothesis import given
from hypothesis import strategies as st

from exporter.contracts.metrics import MetricValue
from exporter.directory.attribution import Owner
from exporter.directory.directory import Directory, Entry, Membership
from exporter.fold.facts import Answers, FoldedFacts
from exporter.fold.families import Scopes
from exporter.fold.frame import Frame
from exporter.fold.intake import take
from exporter.fold.layout import Layout
from exporter.fold.roster import Roster
from tests.support.tiny import MODULE, answer, metric

VENDORS, PLATFORMS = range(1, 6), (1, 2)
DIRECTORY = Directory(
    {each: Entry(f"p{each}", "", "active") for each in PLATFORMS},
    {each: Entry(f"v{each}", "", "active") for each in VENDORS},
    {1: (Membership(1, primary=True), Membership(2, primary=False)), 2: (Membership(2, primary=True),)},
    frozenset({(2, MODULE)}),
)
ROSTER = Roster(DIRECTORY)
CARDS, LATEST = metric(state=("new", "old")), metric("latest", "max", state=())
DEFINITIONS = (CARDS, LATEST)

Row = tuple[int | None, str, float | str | None]
"""A platform, a state, and a number."""
Rows = Mapping[int, Sequence[Row]]
"""Rows by vendor."""

ROW = st.tuples(
    st.sampled_from((*PLATFORMS, 9, None)),
    st.sampled_from(("new", "old", "torn", "burnt")),
    st.integers(0, 99) | st.sampled_from((None, "rejected", 1.7e308)),
)
STEP = st.dictionaries(st.sampled_from((*VENDORS, 77)), st.lists(ROW, max_size=3), max_size=3)


def taken(frame: Frame, rows: Rows) -> None:
    """Read the rows of these vendors into a frame, as a refresh of what changed does."""
    again = [position for owner, position in frame.index.items() if owner.vendor in rows]
    for definition in DEFINITIONS:
        frame.clear(definition, again)
    told = [(vendor, platform, state, 1, of, of) for vendor, some in rows.items() for platform, state, of in some]
    take(frame, answer(DEFINITIONS, *told, by=("state",)))


def facts_of(frame: Frame, layout: Layout | None = None) -> FoldedFacts:
    scopes = Scopes(frame, layout or Layout(frame.index, DIRECTORY, MODULE))
    list(scopes.families(DEFINITIONS, ""))
    return FoldedFacts.of(scopes, MODULE, DEFINITIONS, ROSTER, Answers(parts=True, whole=True))


def told(facts: FoldedFacts) -> list[Sequence[MetricValue] | None]:
    """Return all that facts answer."""
    platforms = tuple(facts.platforms.values())
    of_vendors = [facts.of_vendor(vendor, on) for vendor in facts.vendors.values() for on in (None, *platforms)]
    return [*of_vendors, *map(facts.of_platform, platforms), facts.of_installation()]


@given(st.lists(STEP, min_size=1, max_size=6))
def test_a_snapshot_says_the_same_after_any_refreshes(steps: Sequence[Rows]) -> None:
    frame, rows = Frame(), dict[int, Sequence[Row]]()
    layout, before = Layout({}, DIRECTORY, MODULE), list[tuple[FoldedFacts, object]]()
    for step in steps:
        rows |= step
        full, afresh = bool(frame.rejected), Frame()
        frame = Frame(frame.index) if full else frame
        taken(frame, rows if full else step)
        taken(afresh, rows)
        if not layout.fits(frame.index, DIRECTORY):
            layout = Layout(frame.index, DIRECTORY, MODULE)
        now = facts_of(frame, layout)
        assert told(now) == told(facts_of(afresh))
        before.append((now, told(now)))
        assert [told(facts) for facts, _ in before] == [answers for _, answers in before]


def test_a_frame_that_grows_does_not_touch_what_is_kept() -> None:
    frame = Frame()
    taken(frame, {1: [(1, "new", 3)]})
    kept = facts_of(frame)
    (first,) = (kept.frame.columns[CARDS][labels] for labels in kept.frame.columns[CARDS])
    length, answers = len(first), told(kept)
    for vendor in range(100, 100 + 2 * length):
        taken(frame, {vendor: [(1, "new", 7)]})
    assert (len(first), told(kept)) == (length, answers)
    assert [each.value for each in facts_of(frame).of_installation() or ()][:1] == [3 + 7 * 2 * length]
    assert frame.index[Owner(100, 1)] == 1


def test_only_what_is_written_to_is_copied() -> None:
    frame = Frame()
    taken(frame, {1: [(1, "new", 3), (1, "old", 4)], 2: [(1, "new", 5)]})
    first = facts_of(frame)
    taken(frame, {2: [(1, "new", 6)]})
    second = facts_of(frame)
    same = {labels: second.frame.columns[CARDS][labels] is of for labels, of in first.frame.columns[CARDS].items()}
    assert same == {(("state", "new"),): False, (("state", "old"),): True}
