"""Parses thresholds as users write them: 100, "2h", "20%" or "off"."""

import re
from math import inf, isfinite
from typing import NamedTuple

from exporter.config.values import parse_duration
from exporter.contracts.alerts import Unit

_SHARE = re.compile(r"(-?[0-9]+(?:\.[0-9]+)?) ?%")
_DURATION = re.compile(r"(-?)([0-9][0-9.a-z]*[a-z])")
_OFF = {"off", "inf", "+inf", ".inf", "infinity", "+infinity", "+.inf"}
_WRONG = 'must be a number, a duration such as "2h", a percentage such as "20%", or "off"'


class Amount(NamedTuple):
    """A number and its unit: "s", "1" for a ratio, "" if none is given. +Inf means off and has no unit."""

    number: float
    unit: Unit = ""


def parse_amount(value: object) -> Amount:
    """Parse a string or a number; "20%" is 0.2 and "2h" is 7200 seconds.

    Raises ValueError for anything else, for NaN and for -Inf.
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _plain(float(value))
    if not isinstance(value, str):
        raise ValueError(_WRONG)  # noqa: TRY004 - pydantic reports a ValueError as a problem of the field
    if value.lower() in _OFF:
        return Amount(inf)
    if share := _SHARE.fullmatch(value):
        return Amount(float(share[1]) / 100, "1")
    if duration := _DURATION.fullmatch(value):
        return Amount(float(f"{duration[1]}1") * _seconds(duration[2]), "s")
    try:
        return _plain(float(value))
    except ValueError:
        raise ValueError(_WRONG) from None


def _seconds(text: str) -> float:
    try:
        return parse_duration(text, 0.0)
    except ValueError:
        raise ValueError(_WRONG) from None


def _plain(number: float) -> Amount:
    if not isfinite(number) and number != inf:
        raise ValueError(_WRONG)
    return Amount(number)
