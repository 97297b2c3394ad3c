"""Vendors and platforms are found by the texts of their ids, and UUIDs in any spelling."""

import pytest

from exporter.exposition.facts import Known, known_by

UUID = "7b0e4a52-8f61-4f0e-9a3f-0b8f5f1c9d11"
HEX = UUID.replace("-", "")


@pytest.mark.parametrize(
    ("written", "ids", "found"),
    [
        ("5", ["5", "05"], "5"),
        ("05", ["5"], None),
        (UUID, [UUID], UUID),
        (UUID.upper(), [UUID], UUID),
        (HEX, [UUID], UUID),
        (f"{{{UUID}}}", [HEX], HEX),
        (UUID, [HEX.upper()], HEX.upper()),
        (UUID, [UUID, UUID.upper()], UUID),
        (HEX, [UUID, UUID.upper()], None),
        ("", ["5"], None),
        ("", [""], None),
        (" ", [""], None),
    ],
)
def test_ids_and_uuids_in_any_spelling(written: str, ids: list[str], found: str | None) -> None:
    known = {text: Known(text, text, "", "", "") for text in ids}
    assert known_by(written, known) == (known[found] if found is not None else None)
    party = Known(None, "", "house", "", "")
    assert known_by("", {"": party}) is party
