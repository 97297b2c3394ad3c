"""From ids to labels, and where a row is reported: the rules of DESIGN.md, one line each."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, create_engine, insert
from sqlalchemy.orm import Session

from exporter.contracts.labels import UNASSIGNED, UNKNOWN, encodable
from exporter.demo.schema import METADATA, platform_modules, platforms, vendor_platforms, vendors
from exporter.directory.attribution import Attribution, Home, OwnedBy, Owner, Place
from exporter.directory.codes import labels_of
from exporter.directory.directory import Directory
from tests.support.databases import Database, Dialect, SharedDatabase
from tests.support.shops import add, insert_rows, two_platforms

CODES = (
    st.none() | st.sampled_from(["", "a", "a-1", "a-2", "a-2-2", "-1", UNKNOWN, f"{UNKNOWN}-1", UNASSIGNED]) | st.text()
)


@given(st.lists(CODES, max_size=12))
def test_labels_are_unique_and_never_reserved_or_empty(codes: list[str | None]) -> None:
    numbered = list(enumerate(codes, start=1))
    labels, replaced = labels_of(numbered)
    assert labels.keys() == dict(numbered).keys()
    assert len(set(labels.values())) == len(codes)
    assert not {"", UNKNOWN, UNASSIGNED} & set(labels.values())
    assert replaced == sum(labels[number] != code for number, code in numbered)


@given(st.lists(CODES, max_size=12), st.text(min_size=1).filter(lambda code: code not in {UNKNOWN, UNASSIGNED}))
def test_a_good_code_is_its_label(codes: list[str | None], good: str) -> None:
    others = [code for code in codes if code != good]
    labels, _ = labels_of([(0, good), *enumerate(others, start=1)])
    assert labels[0] == good


@given(st.lists(CODES, max_size=12), st.data())
def test_a_newcomer_whose_code_is_free_changes_no_label(codes: list[str | None], data: st.DataObject) -> None:
    before, replaced = labels_of(list(enumerate(codes)))
    taken = {*codes, *before.values(), UNKNOWN, UNASSIGNED}
    code = data.draw(st.text(min_size=1).filter(lambda text: text not in taken))
    numbered = list(enumerate(codes))
    numbered.insert(data.draw(st.integers(0, len(codes))), (len(codes), code))
    assert labels_of(numbered) == ({**before, len(codes): code}, replaced)


@pytest.mark.parametrize(
    ("codes", "labels"),
    [
        (["a", "b"], ["a", "b"]),
        (["a", "a"], ["a-1", "a-2"]),
        ([None, "", "x"], ["-1", "-2", "x"]),
        (["unknown", "unassigned"], ["unknown-1", "unassigned-2"]),
        (["a", "a", "a-1"], ["a-1-1", "a-2", "a-1"]),
    ],
)
def test_a_code_that_cannot_be_a_label_bears_its_id(codes: list[str | None], labels: list[str]) -> None:
    assert list(labels_of(list(enumerate(codes, start=1)))[0].values()) == labels


def test_half_a_surrogate_pair_does_not_break_a_scrape() -> None:
    assert encodable("a\ud83dz") == "a?z"


def build(engine: Engine) -> None:
    """Acme (1) is on main (1) and side (2), at home on side; bolt (2) on side; crow (3) on none; dove (4) was on main.

    Orders are off on main, catalog on side, tenancy cannot be; no vendor is 9, no platform is 9.
    """
    two_platforms(engine)
    insert_rows(engine, vendors, [{"id": 3, "code": "crow"}, {"id": 4, "code": "dove", "is_active": False}])
    insert_rows(engine, platforms, [{"id": 3, "code": "main", "is_active": False}])
    member = {"vendor_id": 4, "is_active": False}
    members = [{"platform_id": 1, **member}, {"platform_id": 9, **member, "is_active": True}]
    insert_rows(engine, vendor_platforms, members)
    off = {"is_enabled": False}
    modules = ((1, "orders", off), (2, "catalog", off), (2, "tenancy", off), (2, "cms", {"is_enabled": None}))
    switches = [{"platform_id": on, "module": name, **flag} for on, name, flag in modules]
    insert_rows(engine, platform_modules, switches)
    with engine.begin() as connection:
        home = vendor_platforms.c
        primary = vendor_platforms.update().where(home.vendor_id == 1, home.platform_id == 2)
        connection.execute(primary.values(is_primary=True))


@pytest.fixture
def directory(dialect: Dialect, shared_database: SharedDatabase) -> Directory:
    """The directory of that shop."""
    with Session(shared_database(dialect, build).engine) as db:
        return Directory.read(db)


LEFT_OUT = Place(None, (), left_out=True)


@pytest.mark.parametrize(
    ("vendor", "platform", "module", "place"),
    [
        (1, 1, "cms", Place(Home("main-1", "acme"), ("main-1",))),
        (2, 1, "cms", Place(Home("main-1", "bolt"), ("main-1",))),
        (1, None, "cms", Place(Home("side", "acme"), ("side", "main-1"))),
        (1, None, "catalog", Place(Home("main-1", "acme"), ("main-1",))),
        (1, 1, "orders", LEFT_OUT),
        (9, 1, "orders", LEFT_OUT),
        (2, None, "catalog", LEFT_OUT),
        (2, None, "tenancy", Place(Home("side", "bolt"), ("side",))),
        (3, None, "cms", Place(Home(UNASSIGNED, "crow"), ())),
        (4, None, "cms", Place(Home(UNASSIGNED, "dove"), ())),
        (4, 1, "cms", Place(Home("main-1", "dove"), ("main-1",))),
        (1, 9, "cms", Place(Home(UNKNOWN, "acme"), (UNKNOWN,), attributed=False)),
        (9, 2, "cms", Place(Home("side", UNKNOWN), ("side",), attributed=False)),
        (None, 2, "cms", Place(Home("side", UNKNOWN), ("side",), attributed=False)),
        (9, None, "cms", Place(Home(UNASSIGNED, UNKNOWN), (), attributed=False)),
        (None, None, "cms", Place(Home(UNASSIGNED, UNKNOWN), (), attributed=False)),
        (9, 9, "orders", Place(Home(UNKNOWN, UNKNOWN), (UNKNOWN,), attributed=False)),
    ],
)
def test_where_a_row_is_reported(
    directory: Directory, vendor: int | None, platform: int | None, module: str, place: Place
) -> None:
    owned_by = OwnedBy(vendor=True, platform=True)
    assert Attribution(directory, module).place(Owner(vendor, platform), owned_by) == place


def test_a_name_that_is_null_or_empty_is_unknown(small: Database) -> None:
    add(small, vendors, [{"id": 7, "name": "Seven"}, {"id": 8, "name": ""}, {"id": 9, "name": None}])
    add(small, platforms, [{"id": 7, "name": "Seven"}, {"id": 8, "name": ""}, {"id": 9, "name": None}])
    with Session(small.engine) as db:
        read = Directory.read(db)
    for entries in (read.vendors, read.platforms):
        assert [entries[number].name for number in (7, 8, 9)] == ["Seven", UNKNOWN, UNKNOWN]
    assert read.cleaned == 0


def test_states_and_replaced_codes(directory: Directory) -> None:
    assert {entry.label: entry.state for entry in directory.vendors.values()} == {
        "acme": "active",
        "bolt": "active",
        "crow": "unknown",
        "dove": "inactive",
    }
    assert [entry.label for entry in directory.platforms.values()] == ["main-1", "side", "main-3"]
    assert directory.codes_replaced == 2


@pytest.mark.parametrize(
    ("memberships", "home"),
    [
        ([(1, True, False), (2, True, False)], "main"),
        ([(2, True, False), (1, True, False)], "main"),
        ([(1, True, False), (2, True, True)], "side"),
        ([(2, True, True), (1, True, True)], "main"),
        ([(2, True, None), (1, True, None)], "main"),
        ([(1, False, True), (2, True, False)], "side"),
        ([(9, True, True), (2, True, False)], "side"),
        ([(1, False, True), (9, True, True)], UNASSIGNED),
    ],
)
def test_home_is_the_primary_membership_then_the_lowest_id(
    memberships: list[tuple[int, bool, bool | None]], home: str
) -> None:
    """Platforms are 1 and 2; a membership is (platform id, whether it is active, whether it is primary)."""
    engine = create_engine("sqlite://")
    rows = [{"vendor_id": 1, "platform_id": of, "is_active": a, "is_primary": p} for of, a, p in memberships]
    with Session(engine) as db:
        METADATA.create_all(db.connection())
        db.execute(insert(platforms), [{"id": 1, "code": "main"}, {"id": 2, "code": "side"}])
        db.execute(insert(vendors), [{"id": 1, "code": "acme"}])
        db.execute(insert(vendor_platforms), rows)
        directory = Directory.read(db)
    engine.dispose()
    assert Attribution(directory, "cms").home(1) == Home(home, "acme")
