"""Two platforms, three vendors and a few rows; and samples as lines of text."""

from collections.abc import Iterable, Mapping
from typing import Any

from exporter.contracts.metrics import Fold, Measure, MetricDefinition, Rows, definition_of
from exporter.directory.attribution import OwnedBy
from exporter.directory.directory import Directory, Entry, Membership
from exporter.fold.families import Scopes
from exporter.fold.frame import Frame
from exporter.fold.intake import take
from exporter.fold.rows import PartedRows

MODULE = "loyalty"

MAIN, SIDE, NO_PLATFORM = 1, 2, 9
ACME, BOLT, CROW, NO_VENDOR = 1, 2, 3, 9

NAMED = OwnedBy(vendor=True, platform=True)
WIDE = OwnedBy(vendor=True, platform=False)
OF_PLATFORM = OwnedBy(vendor=False, platform=True)
INSTALLATION = OwnedBy(vendor=False, platform=False)


def directory(*off: int) -> Directory:
    """Return a directory: acme is at home on side and also on main, bolt on main, crow on no platform.

    The module is off on the platforms `off`.
    """
    return Directory(
        {MAIN: Entry("main", "Main", "active"), SIDE: Entry("side", "Side", "inactive")},
        {
            ACME: Entry("acme", "Acme & Sons", "active"),
            BOLT: Entry("bolt", "Bolt", "unverified"),
            CROW: Entry("crow", "Crow", "inactive"),
        },
        {ACME: (Membership(SIDE, primary=True), Membership(MAIN, primary=False)), BOLT: (Membership(MAIN, False),)},
        frozenset((platform, MODULE) for platform in off),
    )


def metric(
    name: str = "cards", fold: Fold | None = "sum", *, money: bool = False, **labels: tuple[str, ...]
) -> MetricDefinition:
    """Return a definition with these labels and their known values."""
    return MetricDefinition(f"{MODULE}.{name}", name, name.title(), f"{name.title()}.", labels, fold, money)


def answer(
    measure: Measure | tuple[Measure, ...],
    *rows: tuple[Any, ...],
    owned_by: OwnedBy = NAMED,
    by: Iterable[str] | None = None,
    row_set: str = "",
    parts: tuple[int | None, ...] = (),
    counted: tuple[bool, ...] = (),
) -> Rows:
    """Return an answer of these rows: (vendor, platform, *labels, row count, *numbers)."""
    measures = measure if isinstance(measure, tuple) else (measure,)
    labels = tuple(definition_of(measures[0]).labels if by is None else by)
    if parts:
        return PartedRows(measures, labels, rows, *owned_by, row_set, parts, counted)
    return Rows(measures, labels, rows, *owned_by, row_set)


def frame_of(*answers: Rows) -> Frame:
    """Return a frame of these answers."""
    frame = Frame()
    for each in answers:
        take(frame, each)
    return frame


def samples(shop: Directory, *answers: Rows) -> list[str]:
    """Return the samples of both scopes of these answers, sorted, without the label `category`."""
    return samples_of(frame_of(*answers), shop)


def samples_of(frame: Frame, shop: Directory) -> list[str]:
    """Return the samples of both scopes of a frame, sorted, without the label `category`."""
    families = Scopes.of(frame, shop, MODULE).families(frame.owned_by, "")
    return sorted(line(each.name, labels, value) for each in families for labels, value in each.samples(MODULE))


def line(name: str, labels: Mapping[str, str], value: float) -> str:
    """Return a sample as a line, without the label `category`."""
    pairs = ",".join(f'{label}="{of}"' for label, of in sorted(labels.items()) if label != "category")
    return f"{name}{{{pairs}}} {value:g}"


def lines(text: str) -> list[str]:
    """Return the lines of a block, sorted, without indentation and empty ones."""
    return sorted(stripped for each in text.splitlines() if (stripped := each.strip()))
