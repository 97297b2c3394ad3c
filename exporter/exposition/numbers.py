"""Formats columns of numbers in the notation of Go, which prometheus_client uses.

Go switches to exponents at 1e6, Python at 1e16. Negative zero is written as 0.0.
"""

from collections.abc import Iterable, Sequence
from math import inf

_EXPONENT_FROM = 1e6
_TEN_DIGITS = 1e9
_CACHED_NUMBERS = 1 << 16
_SAMPLE = 32


def go_float(value: float) -> str:
    """Format one number."""
    text = repr(value + 0.0)
    if value < _EXPONENT_FROM:
        return text if text != "-inf" else "-Inf"
    dot = text.find(".")
    if dot <= 1:  # Python used an exponent, or it is inf
        return text if text != "inf" else "+Inf"
    mantissa = f"{text[0]}.{text[1:dot]}{text[dot + 1 :]}".rstrip("0.")
    return f"{mantissa}e+{dot - 1:02d}"


def go_floats(values: Sequence[float]) -> Iterable[str]:
    """Format the numbers of a column, none of which is NaN, in the fastest way that fits all of them."""
    if not values:
        return ()
    low, high = min(values), max(values)
    if low == -inf or high == inf:
        return map(go_float, values)
    if low >= _TEN_DIGITS and high < 10 * _TEN_DIGITS and all(map(float.is_integer, values)):
        return _timestamps(values)
    if all(map(float.is_integer, values[:_SAMPLE])):
        return map(_CACHE.__getitem__, values)
    return [repr(value + 0.0) if value < _EXPONENT_FROM else go_float(value) for value in values]


def _timestamps(values: Sequence[float]) -> Iterable[str]:
    """Format integers of ten digits. They are mostly Unix times, which rarely repeat, so a cache would not help."""
    digits = map(str, map(int, values))
    return [f"{each[0]}.{each[1:]}e+09" if each[9] != "0" else go_float(float(each)) for each in digits]


class _Cache(dict[float, str]):
    """A cache of formatted small numbers, which repeat often."""

    def __missing__(self, value: float) -> str:
        text = go_float(value)
        if value < _CACHED_NUMBERS:
            if len(self) >= _CACHED_NUMBERS:
                self.clear()
            self[value] = text
        return text


_CACHE = _Cache()
