"""Labels that are numbered stay short, distinct and whole characters, whatever the codes and ids are."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter.contracts.labels import clean
from exporter.directory.codes import labels_of, numbered

LONG = st.sampled_from(["x" * 128, "ü" * 128, "\N{SHOPPING TROLLEY}" * 40, "x" * 127 + "…", "x" * 126, "a"])
IDS = (
    st.integers()
    | st.uuids()
    | st.binary(min_size=1, max_size=80)
    | st.text(min_size=1, max_size=200).filter(lambda text: text == text.rstrip())
)


def fits(label: str) -> bool:
    """Whether a label has at most 128 characters and bytes, and needs no cleaning."""
    return len(label) <= 128 and len(label.encode()) <= 128 and clean(label) == label


@given(st.lists(st.tuples(IDS, LONG), max_size=8, unique_by=lambda row: str(row[0])))
def test_every_numbered_label_fits_and_is_unique(codes: list[tuple[int | str | bytes | UUID, str]]) -> None:
    labels, _ = labels_of(codes)
    assert len({*labels.values()}) == len(codes)
    given_codes = [code for _, code in codes]
    for id_, code in codes:
        assert labels[id_] == code if given_codes.count(code) == 1 else fits(labels[id_])


@pytest.mark.parametrize(
    ("code", "id_", "label"),
    [
        ("acme", 7, "acme-7"),
        ("", 7, "-7"),
        ("x" * 126, 7, "x" * 126 + "-7"),
        ("x" * 127, 7, "x" * 123 + "…-7"),
        ("x" * 128, 7, "x" * 123 + "…-7"),
        ("x" * 127 + "…", 7, "x" * 123 + "…-7"),
        ("x" * 127 + "…", 1234567, "x" * 117 + "…-1234567"),
        ("x" * 60 + "…", 7, "x" * 60 + "…-7"),
        ("ü" * 63, 7, "ü" * 63 + "-7"),
        ("ü" * 64, 7, "ü" * 61 + "…-7"),
        ("x" + "ü" * 127, 7, "x" + "ü" * 61 + "…-7"),
        ("\N{SHOPPING TROLLEY}" * 40, 7, "\N{SHOPPING TROLLEY}" * 30 + "…-7"),
        ("a", UUID(int=0), f"a-{UUID(int=0)}"),
        ("a", b"\x00\xff", "a-00ff"),
    ],
)
def test_a_code_is_cut_between_two_characters(code: str, id_: int | bytes | UUID, label: str) -> None:
    assert numbered(code, id_, ()) == label
    assert fits(label)


@pytest.mark.parametrize("id_", ["x" * 200, "ü" * 100, "a\x1b[2J", "a\u202eb", "a\nb"])
def test_an_id_that_is_no_label_is_replaced_by_a_digest(id_: str) -> None:
    label = numbered("acme", id_, ())
    assert fits(label)
    assert label.startswith("acme-")
    assert label == numbered("acme", id_, ())
    assert label != numbered("acme", f"{id_}.", ())


def test_a_shop_that_takes_every_label_does_not_stop_it() -> None:
    taken = [f"a{'-7' * times}" for times in range(1, 60)]
    assert numbered("a", 7, taken[:3]) == "a-7-7-7-7"
    label = numbered("a", 7, taken)
    assert label not in taken
    assert fits(label)
