"""Where a row is reported: once in the vendor scope, and under each of its platforms in the platform scope."""

import pytest

from exporter.directory.attribution import OwnedBy, Owner, Place
from exporter.fold.cells import Scope
from exporter.fold.layout import Layout
from tests.support.tiny import (
    ACME,
    BOLT,
    CROW,
    INSTALLATION,
    MAIN,
    MODULE,
    NAMED,
    NO_PLATFORM,
    NO_VENDOR,
    OF_PLATFORM,
    SIDE,
    WIDE,
    directory,
)


def layout_of(*owners: tuple[int | None, int | None], off: tuple[int, ...] = ()) -> Layout:
    return Layout({Owner(*owner): at for at, owner in enumerate(owners)}, directory(*off), MODULE)


def cells(scope: Scope, position: int = 0) -> list[str]:
    """Return the cells that a position goes into, as "platform/vendor" or "platform"."""
    return ["/".join(scope.axis.cells[number]) for number in scope.cells_of(position)]


ROWS = [
    # A row that names a platform keeps it, whether or not the vendor is a member.
    (NAMED, (ACME, MAIN), (), "main/acme", "main"),
    (NAMED, (BOLT, SIDE), (), "side/bolt", "side"),
    (NAMED, (CROW, MAIN), (), "main/crow", "main"),
    (NAMED, (BOLT, NO_PLATFORM), (), "unknown/bolt", "unknown"),
    (NAMED, (NO_VENDOR, SIDE), (), "side/unknown", "side"),
    (NAMED, (None, SIDE), (), "side/unknown", "side"),
    (NAMED, (NO_VENDOR, NO_PLATFORM), (), "unknown/unknown", "unknown"),
    # A row without a platform, by its kind or by a NULL, is reported once: at home.
    (WIDE, (ACME, None), (), "side/acme", "side main"),
    (NAMED, (ACME, None), (), "side/acme", "side main"),
    (WIDE, (BOLT, None), (), "main/bolt", "main"),
    (WIDE, (CROW, None), (), "unassigned/crow", ""),
    (WIDE, (NO_VENDOR, None), (), "unassigned/unknown", ""),
    (NAMED, (None, None), (), "unassigned/unknown", ""),
    # Where the module is off a row is excluded, unless another platform of it remains.
    (NAMED, (ACME, MAIN), (MAIN,), "", ""),
    (NAMED, (NO_VENDOR, MAIN), (MAIN,), "", ""),
    (NAMED, (ACME, SIDE), (MAIN,), "side/acme", "side"),
    (NAMED, (BOLT, SIDE), (MAIN,), "side/bolt", "side"),
    (NAMED, (BOLT, NO_PLATFORM), (MAIN, SIDE), "unknown/bolt", "unknown"),
    (WIDE, (ACME, None), (SIDE,), "main/acme", "main"),
    (WIDE, (ACME, None), (MAIN, SIDE), "", ""),
    (WIDE, (BOLT, None), (MAIN,), "", ""),
    (WIDE, (CROW, None), (MAIN, SIDE), "unassigned/crow", ""),
]


@pytest.mark.parametrize(("owned_by", "owner", "off", "once", "everywhere"), ROWS)
def test_where_a_row_is_reported(
    owned_by: OwnedBy, owner: tuple[int | None, int | None], off: tuple[int, ...], once: str, everywhere: str
) -> None:
    layout = layout_of(owner, off=off)
    (place,) = layout.places(owned_by)
    assert place.left_out == (not once)
    assert place.left_out or place.attributed == ("unknown" not in once)
    assert cells(layout.vendor(owned_by)) == once.split()
    assert cells(layout.platform(owned_by)) == everywhere.split()
    assert cells(layout.vendors_total(owned_by)) == ([""] if once else []), "excluded from the total as well"


@pytest.mark.parametrize(
    ("platform", "off", "place"),
    [
        (MAIN, (), Place(None, ("main",))),
        (MAIN, (MAIN,), Place(None, (), left_out=True)),
        (NO_PLATFORM, (MAIN,), Place(None, ("unknown",), attributed=False)),
        (None, (MAIN,), Place(None, ("unassigned",))),
    ],
)
def test_a_fact_of_a_platform(platform: int | None, off: tuple[int, ...], place: Place) -> None:
    layout = layout_of((None, platform), off=off)
    assert layout.places(OF_PLATFORM) == [place]
    assert cells(layout.platform(OF_PLATFORM)) == list(place.platforms)


def test_facts_of_the_installation_have_one_cell() -> None:
    scope = layout_of((None, None), (ACME, MAIN), off=(MAIN,)).vendor(INSTALLATION)
    assert (scope.axis.names, scope.axis.cells) == ((), ((),))
    assert [cells(scope, position) for position in range(2)] == [[""], [""]]


@pytest.mark.parametrize(
    ("owned_by", "off", "zeros", "platform_zeros"),
    [
        (WIDE, (), "side/acme main/bolt unassigned/crow", "main side"),
        (WIDE, (SIDE,), "main/acme main/bolt unassigned/crow", "main"),
        (WIDE, (MAIN,), "side/acme unassigned/crow", "side"),
        (WIDE, (MAIN, SIDE), "unassigned/crow", ""),
        (NAMED, (), "main/acme side/acme main/bolt", "main side"),
        (NAMED, (SIDE,), "main/acme main/bolt", "main"),
        (NAMED, (MAIN, SIDE), "", ""),
    ],
)
def test_zeros_are_due_at_home_or_at_each_membership(
    owned_by: OwnedBy, off: tuple[int, ...], zeros: str, platform_zeros: str
) -> None:
    layout = layout_of(off=off)
    assert ["/".join(cell) for cell in layout.vendor(owned_by).axis.cells] == zeros.split()
    assert ["/".join(cell) for cell in layout.platform(owned_by).axis.cells] == platform_zeros.split()
    assert layout.vendors_total(owned_by).axis.cells == (((),) if zeros else ())


def test_cells_are_sorted_by_vendor_and_then_by_platform() -> None:
    scope = layout_of((None, SIDE), (CROW, MAIN), (ACME, NO_PLATFORM)).vendor(NAMED)
    assert ["/".join(cell) for cell in scope.axis.cells] == [
        "main/acme",
        "side/acme",
        "unknown/acme",
        "main/bolt",
        "main/crow",
        "side/unknown",
    ]


def test_each_scope_is_made_once() -> None:
    layout = layout_of((ACME, MAIN))
    assert layout.vendor(NAMED) is layout.vendor(NAMED)
    assert layout.platform(WIDE) is layout.platform(WIDE)


def test_a_layout_fits_until_ids_are_new_or_the_directory_changes() -> None:
    layout = layout_of((ACME, MAIN))
    assert layout.fits(layout.index, directory())
    assert not layout.fits(layout.index, directory(MAIN))
    assert not layout.fits(dict(layout.index), directory()), "positions of another index may differ"
    layout.index[Owner(BOLT, MAIN)] = 1
    assert not layout.fits(layout.index, directory())
