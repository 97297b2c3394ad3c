"""Numbers as Go writes them, which is how prometheus_client does, many at once.

Go changes to exponents from 1e6 on, Python from 1e16. Zero has no sign here: a metric has no use for it.
"""

from collections.abc import Iterable, Sequence
from math import inf

_EXPONENT_FROM = 1e6
_TEN_DIGITS = 1e9
_KEPT_NUMBERS = 1 << 16
_SAMPLE = 32


def go_float(value: float) -> str:
    """Return one number as text."""
    text = repr(value + 0.0)
    if value < _EXPONENT_FROM:
        return text if text != "-inf" else "-Inf"
    dot = text.find(".")
    if dot <= 1:  # Python's own exponent, or no number at all
        return text if text != "inf" else "+Inf"
    mantissa = f"{text[0]}.{text[1:dot]}{text[dot + 1 :]}".rstrip("0.")
    return f"{mantissa}e+{dot - 1:02d}"


def go_floats(values: Sequence[float]) -> Iterable[str]:
    """Return the numbers of a column as text, by the quickest way that fits all of them; none is NaN."""
    if not values:
        return ()
    low, high = min(values), max(values)
    if low == -inf or high == inf:
        return map(go_float, values)
    if low >= _TEN_DIGITS and high < 10 * _TEN_DIGITS and all(map(float.is_integer, values)):
        return _moments(values)
    if all(map(float.is_integer, values[:_SAMPLE])):
        return map(_KEPT.__getitem__, values)
    return [repr(value + 0.0) if value < _EXPONENT_FROM else go_float(value) for value in values]


def _moments(values: Sequence[float]) -> Iterable[str]:
    """Return integers of ten digits: seconds since the epoch, of which hardly one is like another."""
    digits = map(str, map(int, values))
    return [f"{each[0]}.{each[1:]}e+09" if each[9] != "0" else go_float(float(each)) for each in digits]


class _Kept(dict[float, str]):
    """The texts of small numbers, which come again and again."""

    def __missing__(self, value: float) -> str:
        text = go_float(value)
        if value < _KEPT_NUMBERS:
            if len(self) >= _KEPT_NUMBERS:
                self.clear()
            self[value] = text
        return text


_KEPT = _Kept()
