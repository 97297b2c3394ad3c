"""Where a row is reported: once in the vendor scope, and under each of its platforms in the platform scope."""

import pytest
from sqlalchemy import create_engine, insert
from sqlalchemy.orm import Session

from exporter.demo.schema import platform_modules, platforms, vendor_platforms, vendors
from exporter.directory.attribution import OwnedBy, Owner
from exporter.directory.directory import Directory
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


def layout_of(*whos: Owner, off: tuple[int, ...] = ()) -> Layout:
    return Layout({who: at for at, who in enumerate(whos)}, directory(*off), MODULE)


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


@pytest.mark.parametrize(("kind", "who", "off", "once", "everywhere"), ROWS)
def test_where_a_row_is_reported(kind: OwnedBy, who: Owner, off: tuple[int, ...], once: str, everywhere: str) -> None:
    layout = layout_of(who, off=off)
    left_out, attributed = layout.attribution(kind, 0)
    assert left_out == (not once)
    assert left_out or attributed == ("unknown" not in once)
    assert cells(layout.vendor(kind)) == once.split()
    assert cells(layout.platform(kind)) == everywhere.split()
    assert cells(layout.vendors_total(kind)) == ([""] if once else []), "excluded from the total as well"


@pytest.mark.parametrize(
    ("platform", "off", "label", "attribution"),
    [
        (MAIN, (), ["main"], (False, True)),
        (MAIN, (MAIN,), [], (True, True)),
        (NO_PLATFORM, (MAIN,), ["unknown"], (False, False)),
        (None, (MAIN,), ["unassigned"], (False, True)),
    ],
)
def test_a_fact_of_a_platform(
    platform: int | None, off: tuple[int, ...], label: list[str], attribution: tuple[bool, bool]
) -> None:
    layout = layout_of((None, platform), off=off)
    assert cells(layout.platform(OF_PLATFORM)) == label
    assert layout.attribution(OF_PLATFORM, 0) == attribution


def test_facts_of_the_installation_have_one_cell() -> None:
    scope = layout_of((None, None), (ACME, MAIN), off=(MAIN,)).vendor(INSTALLATION)
    assert (scope.axis.names, scope.axis.cells) == ((), ((),))
    assert [cells(scope, position) for position in range(2)] == [[""], [""]]


@pytest.mark.parametrize(
    ("kind", "off", "zeros", "platform_zeros"),
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
    kind: OwnedBy, off: tuple[int, ...], zeros: str, platform_zeros: str
) -> None:
    layout = layout_of(off=off)
    assert ["/".join(cell) for cell in layout.vendor(kind).axis.cells] == zeros.split()
    assert ["/".join(cell) for cell in layout.platform(kind).axis.cells] == platform_zeros.split()
    assert layout.vendors_total(kind).axis.cells == (((),) if zeros else ())


MEMBERSHIPS = [
    ([(MAIN, True, False), (SIDE, True, False)], "main"),
    ([(SIDE, True, False), (MAIN, True, False)], "main"),
    ([(MAIN, True, False), (SIDE, True, True)], "side"),
    ([(SIDE, True, True), (MAIN, True, True)], "main"),
    ([(SIDE, True, None), (MAIN, True, None)], "main"),
    ([(MAIN, False, True), (SIDE, True, False)], "side"),
    ([(NO_PLATFORM, True, True), (SIDE, True, False)], "side"),
    ([(MAIN, False, True), (NO_PLATFORM, True, True)], "unassigned"),
]


@pytest.mark.parametrize(("memberships", "home"), MEMBERSHIPS)
def test_home_is_the_primary_membership_then_the_lowest_id(
    memberships: list[tuple[int, bool, bool | None]], home: str
) -> None:
    engine = create_engine("sqlite://")
    rows = [{"vendor_id": ACME, "platform_id": of, "is_active": a, "is_primary": p} for of, a, p in memberships]
    with Session(engine) as db:
        for table in (platforms, vendors, vendor_platforms, platform_modules):
            table.create(db.connection())
        db.execute(insert(platforms), [{"id": MAIN, "code": "main"}, {"id": SIDE, "code": "side"}])
        db.execute(insert(vendors), [{"id": ACME, "code": "acme"}])
        db.execute(insert(vendor_platforms), rows)
        shop = Directory.read(db)
    engine.dispose()
    assert cells(Layout({(ACME, None): 0}, shop, MODULE).vendor(WIDE)) == [f"{home}/acme"]


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
    layout.index[BOLT, MAIN] = 1
    assert not layout.fits(layout.index, directory())
