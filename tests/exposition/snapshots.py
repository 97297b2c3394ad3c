"""Any snapshot that the fold could make, and some that it could not, for properties of what is made of one."""

from array import array

from hypothesis import strategies as st

from exporter.exposition.snapshot import NAN, Axis, Column, Family, Labels, Snapshot

_HOSTILE = ("", '"', "\\", "\n", "\\n", "%", "%s", "%(x)s", "{}", "a,b=c", "# EOF", "Grüße 🛒", "\r", "\u2028", "\x00")

TEXTS = st.sampled_from(_HOSTILE) | st.text(max_size=12)
"""Text that a database can hold: everything but half a surrogate pair, which the directory and the frame replace."""

_NUMBERS = (0.0, -0.0, 1.0, 999_999.0, 1e6, 1234567.5, 1e10, 123456789012345.0, 1e16, 5e-324, 1.8e308, -1e7)
NUMBERS = st.sampled_from(_NUMBERS) | st.floats(allow_nan=False) | st.integers(0, 10**15).map(float)
"""Every float that a sample can be."""

_MOMENTS = st.integers(999_999_990, 10_000_000_010).map(float) | st.sampled_from((1.0e9, 1.75e9, 1_772_366_400.0))
_WHOLE = st.integers(-10, 200_000).map(float)
# A column of one kind may be written another way than a mixed one.
_KINDS = st.sampled_from((NUMBERS, _MOMENTS, _WHOLE, _WHOLE.map(lambda whole: whole / 100)))

_AXES = ((), ("platform",), ("platform", "vendor"), ("name", "platform", "state"))
_LABELS = ("a", "currency", "status", "zone")


@st.composite
def families(draw: st.DrawFn, name: str) -> Family:
    """A family of this name: unique cells times unique combinations of labels, with gaps."""
    names = draw(st.sampled_from(_AXES))
    cells = draw(st.lists(st.tuples(*(TEXTS for _ in names)), unique=True, max_size=5))
    more = range(draw(st.sampled_from((0, 0, 40)))) if names else ()
    cells += [(f"cell {number}", *cell[1:]) for cell in cells[:1] for number in more if f"cell {number}" != cell[0]]
    labels = sorted(draw(st.lists(st.sampled_from(_LABELS), unique=True, max_size=2)))
    combinations = draw(st.lists(st.tuples(*(TEXTS for _ in labels)), unique=True, max_size=3))
    columns = tuple(draw(_columns(tuple(zip(labels, each, strict=True)), len(cells))) for each in combinations)
    return Family(name, draw(TEXTS), Axis(names, tuple(cells)), columns)


@st.composite
def _columns(draw: st.DrawFn, labels: Labels, length: int) -> Column:
    """A column of numbers of one kind, three that come again and again, or with some of any kind and gaps."""
    few = draw(st.lists(draw(_KINDS), min_size=1, max_size=3)) + draw(st.lists(NUMBERS | st.just(NAN), max_size=2))
    return Column(labels, array("d", (few * length)[:length]))


@st.composite
def snapshots(draw: st.DrawFn) -> Snapshot:
    """A snapshot of up to four families."""
    names = draw(st.lists(st.sampled_from("abcdef"), unique=True, max_size=4))
    found = tuple(draw(families(f"orion_{name}")) for name in names)
    return Snapshot(draw(TEXTS), found, taken_at=0.0, taken_at_monotonic=0.0)
