"""For any directory and any rows the vendor scope adds up to the rows, and the platform scope to what is on each."""

from collections.abc import Mapping, Sequence

from hypothesis import given
from hypothesis import strategies as st

from exporter.directory.directory import Directory, Entry, Membership
from exporter.fold.families import Scopes
from tests.support.tiny import MODULE, answer, frame_of, metric, samples

Rows = list[tuple[int | None, int | None, str | None, int, int | None]]

IDS = st.none() | st.integers(1, 5)
ROWS: st.SearchStrategy[Rows] = st.lists(
    st.tuples(IDS, IDS, st.sampled_from(("new", "torn", None)), st.integers(1, 3), st.none() | st.integers(0, 99)),
    max_size=12,
)


@st.composite
def directories(draw: st.DrawFn) -> Directory:
    """Any directory of four vendors and platforms at most, with any memberships and the module off anywhere."""
    platforms, vendors, off = (draw(st.sets(st.integers(1, 4))) for _ in range(3))
    pairs = draw(st.dictionaries(st.tuples(st.integers(1, 4), st.integers(1, 4)), st.booleans()))
    memberships: dict[int, list[Membership]] = {}
    for (vendor, platform), primary in sorted(pairs.items(), key=lambda each: (not each[1], each[0])):
        if vendor in vendors and platform in platforms:
            memberships.setdefault(vendor, []).append(Membership(platform, primary))
    return Directory(
        {each: Entry(f"p{each}", "", "active") for each in platforms},
        {each: Entry(f"v{each}", "", "active") for each in vendors},
        {vendor: tuple(of) for vendor, of in memberships.items()},
        frozenset((each, MODULE) for each in off),
    )


def concerned(shop: Directory, vendor: int | None, platform: int | None) -> list[str] | None:
    """Return the platforms that a row concerns, according to the rules; None if it is excluded."""
    off = {each for each, _ in shop.off}
    if platform is not None:
        known = platform in shop.platforms
        return None if known and platform in off else [f"p{platform}" if known else "unknown"]
    members = [each.platform_id for each in shop.memberships.get(vendor or 0, ())]
    on = [shop.platforms[each].label for each in members if each not in off]
    return on if on or not members else None


def sums_of(found: list[str], label: str) -> Mapping[str, int]:
    """Return the sums of sample lines by the value of a label; those that are 0 are left out."""
    pairs = [(each.partition(f'{label}="')[2].partition('"')[0], int(each.rpartition(" ")[2])) for each in found]
    return added(pairs)


def added(pairs: Sequence[tuple[str, int | None]]) -> Mapping[str, int]:
    """Return the sum of each key; those that are 0 are left out."""
    keys = {key for key, _ in pairs}
    return {key: of for key in keys if (of := sum(number or 0 for each, number in pairs if each == key))}


@given(directories(), ROWS)
def test_sums_are_those_of_the_rows_that_are_not_excluded(shop: Directory, rows: Rows) -> None:
    """The vendor scope adds up to the rows, for each label value; the platform scope to what concerns each platform."""
    found = samples(shop, answer(metric(state=("new",)), *rows))
    kept = [(row, on) for row in rows if (on := concerned(shop, row[0], row[1])) is not None]
    once = [each for each in found if each.startswith("orion_cards")]
    assert sums_of(once, "state") == added([(row[2] or "unknown", row[4]) for row, _ in kept])
    vendors = [(f"v{row[0]}" if row[0] in shop.vendors else "unknown", row[4]) for row, _ in kept]
    assert sums_of(once, "vendor") == added(vendors)
    platforms = [(platform, row[4]) for row, on in kept for platform in on]
    assert sums_of([each for each in found if each not in once], "platform") == added(platforms)


@given(directories(), ROWS)
def test_every_row_is_reported_or_excluded(shop: Directory, rows: Rows) -> None:
    frame = frame_of(answer(metric(state=()), *rows))
    excluded = [row for row in rows if concerned(shop, row[0], row[1]) is None]
    lost = [
        row
        for row in rows
        if row not in excluded and (row[0] not in shop.vendors or row[1] not in {None, *shop.platforms})
    ]
    assert Scopes.of(frame, shop, MODULE).counts() == (sum(row[3] for row in lost), sum(row[3] for row in excluded))
