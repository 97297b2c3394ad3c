"""What `collect[]` and `exclude[]` ask for, and what is refused."""

import pytest

from exporter.server.pages.selection import SelectionError, selected

KNOWN = ("tenancy", "cms", "orders")


@pytest.mark.parametrize(
    ("query", "categories"),
    [
        (b"", ["tenancy", "cms", "orders"]),
        (b"collect[]=orders", ["orders"]),
        (b"collect[]=orders&collect[]=cms", ["cms", "orders"]),
        (b"collect[]=orders&collect[]=orders", ["orders"]),
        (b"collect%5B%5D=orders", ["orders"]),
        (b"exclude[]=orders", ["tenancy", "cms"]),
        (b"exclude[]=orders&exclude[]=cms&exclude[]=tenancy", []),
    ],
)
def test_a_query_string_chooses_in_the_order_of_the_store(query: bytes, categories: list[str]) -> None:
    assert list(selected(query, KNOWN)) == categories


@pytest.mark.parametrize(
    ("query", "message"),
    [
        (b"collect[]=order", "collect[]='order': unknown provider; use one of tenancy, cms, orders"),
        (b"exclude[]=", "exclude[]='': unknown provider; use one of tenancy, cms, orders"),
        (b"collect[]", "collect[]='': unknown provider; use one of tenancy, cms, orders"),
        (b"collect[]=cms&exclude[]=orders", "collect[] and exclude[] cannot be combined; use one or the other"),
        (b"collect=orders", "unknown parameter 'collect'; use collect[] or exclude[]"),
        (b"collect[]=cms&debug=1", "unknown parameter 'debug'; use collect[] or exclude[]"),
        (b"collect[]=a%0D%0Ab%00", r"collect[]='a\r\nb\x00': unknown provider; use one of tenancy, cms, orders"),
        (b"collect[]=%FF\xe9", r"collect[]='\ufffd\xe9': unknown provider; use one of tenancy, cms, orders"),
    ],
)
def test_what_cannot_be_answered_is_refused_with_what_is_known(query: bytes, message: str) -> None:
    with pytest.raises(SelectionError) as refused:
        selected(query, KNOWN)
    assert str(refused.value) == message


def test_a_long_name_is_cut_in_the_message() -> None:
    with pytest.raises(SelectionError, match="unknown provider") as refused:
        selected(b"collect[]=" + b"x" * 10_000, KNOWN)
    assert len(str(refused.value)) < 250
