"""Numbers as Go writes them; that prometheus_client writes the same is a property in tests/core/test_exposition.py."""

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter.exposition.numbers import go_float, go_floats

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


@pytest.mark.parametrize(
    "chosen",
    [[], WRITTEN, WRITTEN[:9], [each for each in WRITTEN if 1e9 <= each[0] < 1e10], WRITTEN[6:7] * 40 + WRITTEN[7:10]],
    ids=["none", "any", "below a million", "moments", "fractions late"],
)
def test_a_column_is_written_like_each_of_its_numbers(chosen: list[tuple[float, str]]) -> None:
    assert list(go_floats(array("d", [value for value, _ in chosen]))) == [text for _, text in chosen]
