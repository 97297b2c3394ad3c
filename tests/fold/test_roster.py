"""Vendors and platforms whose ids have the same text are shown to nobody: it could be the wrong one."""

from exporter.directory.directory import Directory, Entry, Membership
from exporter.exposition.facts import known_by
from exporter.fold.roster import Roster


def entry(label: str) -> Entry:
    return Entry(label, label, "active")


def test_ids_with_the_same_text_are_those_of_nobody() -> None:
    members = (Membership("p", primary=True), Membership("p ", primary=False), Membership("q", primary=False))
    roster = Roster(
        Directory(
            {each: entry(each) for each in ("p", "p ", "q")},
            {each: entry(str(each)) for each in ("a", "a ", "A", "1", 1, "01", b"\xab", "ab")},
            {"A": members},
        )
    )
    assert list(roster.vendors) == ["A", "01"]
    assert known_by("a", roster.vendors) is None
    assert known_by("1", roster.vendors) is None
    assert list(roster.platforms) == ["q"]
    assert roster.platforms_of(roster.vendors["A"]) == (roster.platforms["q"],)


def test_a_vendor_with_a_blank_id_is_not_the_first_party() -> None:
    party = Roster(Directory({}, {" ": entry("blank"), None: entry("house")}))
    assert [each.code for each in party.vendors.values()] == ["house"]
    assert known_by("", Roster(Directory({}, {" ": entry("blank")})).vendors) is None
