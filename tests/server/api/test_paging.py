"""The list of vendors in pages: complete, in order and stable while vendors come and go."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exporter.exposition.facts import Known, known_by
from exporter.server.api.listing import Listing, Roll, cursor_of, place_of
from tests.server.api.shops import Client, Vendors, client_of, known


def pages(client: Client, **query: Any) -> Iterator[list[str]]:
    after: dict[str, str] = {}
    while True:
        answer = client.json("/vendors", **query, **after)
        yield [each["id"] for each in answer["vendors"]]
        if answer["next"] is None:
            return
        after = {"after": answer["next"]}


CODES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=5)


@settings(max_examples=60, derandomize=True, database=None, deadline=None)
@given(codes=st.lists(CODES, unique=True, max_size=12), limit=st.integers(1, 4))
def test_all_pages_are_all_vendors_in_order(codes: list[str], limit: int) -> None:
    roll = Roll(known(each) for each in codes)
    found: list[str] = []
    after, more = None, True
    while more:
        page, more = roll.page(after, None, limit)
        assert len(page) == limit or not more
        found += [each.code for each in page]
        after = place_of(cursor_of(page[-1])) if more else None
    assert found == sorted(codes)


def test_pages_over_http() -> None:
    client = client_of([known(f"v{number}") for number in (3, 1, 4, 2, 5)])
    assert list(pages(client, limit=2)) == [["v1", "v2"], ["v3", "v4"], ["v5"]]
    assert list(pages(client, limit=5)) == [["v1", "v2", "v3", "v4", "v5"]]
    assert list(pages(client_of([]))) == [[]]
    assert list(pages(client_of([known(f"v{number:04}") for number in range(150)])))[1][0] == "v0100"


def test_a_cursor_stays_valid_when_vendors_come_and_go() -> None:
    first = client_of([known(each) for each in "bdfh"]).json("/vendors", limit=2)
    later = client_of([known(each) for each in "acefh"])  # b and d have gone, a, c and e are new
    assert [each["id"] for each in later.json("/vendors", after=first["next"])["vendors"]] == ["e", "f", "h"]


def test_vendors_with_the_same_code_are_ordered_by_id() -> None:
    client = client_of([known("same", id_=each) for each in ("2", "10", "1")])
    assert list(pages(client, limit=1)) == [["1"], ["10"], ["2"]]


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        ("ACME", ["acme"]),
        ("stra\N{LATIN SMALL LETTER SHARP S}e", ["road"]),
        ("STRASSE", ["road"]),
        (".*", ["dots"]),
        ("%", []),
        ("o", ["bolt", "dots", "road"]),
        ("ebolt", []),  # code and name are not one text
        ("\n", []),
        ("'; DROP TABLE vendors; --", []),
    ],
)
def test_a_text_is_sought_in_codes_and_names_as_it_is(sought: str, found: list[str]) -> None:
    client = client_of(
        [known("acme"), known("bolt"), known("dots", "a.*b"), known("road", "Hauptstra\N{LATIN SMALL LETTER SHARP S}e")]
    )
    assert list(pages(client, q=sought)) == [found]
    assert [each for page in pages(client, q=sought, limit=1) for each in page] == found


@settings(max_examples=200, derandomize=True, database=None)
@given(cursor=st.from_regex(r"\A(?:[A-Za-z0-9_-]{4})*(?:[A-Za-z0-9_-]{2,4})\Z"))
def test_every_text_that_looks_like_a_cursor_is_a_place(cursor: str) -> None:
    code, text = place_of(cursor)
    page, _ = Roll([known("acme")]).page((code, text), None, 1)
    assert (page == []) == ((code, text) >= ("acme", "acme"))


def test_the_empty_id_is_that_of_the_first_party_only() -> None:
    party, nobody = Known(None, "", "shop", "Shop", "active"), Known("", "", "blank", "Blank", "active")
    assert known_by("", Listing(Vendors([party])).vendors) == party
    assert known_by("", Listing(Vendors([nobody])).vendors) is None
    assert client_of([party]).json("/statistics?vendor=")["subject"]["vendor"]["code"] == "shop"
