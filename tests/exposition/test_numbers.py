"""Numbers are written as Go writes them, which is how prometheus_client does, one by one and many in one call."""

from array import array

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from prometheus_client.utils import floatToGoString

from exporter.exposition.numbers import go_float, go_floats
from tests.exposition.snapshots import NUMBERS

WRITTEN = [
    (0.0, "0.0"),
    (-0.0, "0.0"),
    (1.0, "1.0"),
    (0.1, "0.1"),
    (1e-05, "1e-05"),
    (-2.5, "-2.5"),
    (999_999.0, "999999.0"),
    (999_999.75, "999999.75"),
    (1e6, "1e+06"),
    (1_234_567.5, "1.2345675e+06"),
    (1_000_001.0, "1.000001e+06"),
    (1.75e9, "1.75e+09"),
    (1_772_366_400.0, "1.7723664e+09"),
    (1_772_366_401.0, "1.772366401e+09"),
    (12_345_678_901.0, "1.2345678901e+10"),
    (1e15, "1e+15"),
    (1e16, "1e+16"),
    (1.5e300, "1.5e+300"),
    (float("inf"), "+Inf"),
    (float("-inf"), "-Inf"),
]


@pytest.mark.parametrize(("value", "text"), WRITTEN)
def test_a_number_is_written_with_an_exponent_from_a_million_on(value: float, text: str) -> None:
    assert go_float(value) == text


@given(st.floats(allow_nan=False))
def test_a_written_number_is_read_again_without_loss(value: float) -> None:
    assert float(go_float(value)) == value
    assert value >= 1e6 or value == float("-inf") or go_float(value) == repr(value + 0.0)


@given(NUMBERS)
@example(1e21)
@example(float("inf"))
@example(float("-inf"))
def test_a_number_is_written_as_prometheus_client_writes_it(value: float) -> None:
    assert go_float(value) == floatToGoString(value + 0.0)  # type: ignore[no-untyped-call]  # zero has no sign


MOMENTS = st.integers(999_999_990, 10_000_000_010).map(float) | st.integers(10**8, 10**9).map(lambda tens: tens * 10.0)
FRACTIONS_LATE = [1e6] * 40 + [1e6 + 0.5]


@given(st.lists(NUMBERS) | st.lists(st.integers(-(10**12), 10**12).map(float)) | st.lists(MOMENTS))
@example([])
@example([value for value, _ in WRITTEN])
@example(FRACTIONS_LATE)
def test_many_numbers_are_written_like_each_of_them(values: list[float]) -> None:
    assert list(go_floats(array("d", values))) == [go_float(value) for value in values]
