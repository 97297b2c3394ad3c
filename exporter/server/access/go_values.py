"""Reads scalars of the web configuration as exporter-toolkit does, whose types and YAML library are Go's."""

import re
from typing import Any

_TRUE = frozenset({"y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"})
_FALSE = frozenset({"n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"})

_UNITS = {"ns": 1, "us": 10**3, "µs": 10**3, "μs": 10**3, "ms": 10**6, "s": 10**9, "m": 60 * 10**9, "h": 3600 * 10**9}
_PART = re.compile(r"([0-9]+\.?[0-9]*|\.[0-9]+)(ns|us|µs|μs|ms|s|m|h)")
_DURATION = re.compile(rf"\+?(?:{_PART.pattern})+")
_NUMBER = re.compile(r"[+-]?[0-9][0-9_]*(?:\.[0-9_]*)?|[+-]?\.[0-9]+")
_ZERO = re.compile(r"\+?0+(?:\.0*)?")
_LONGEST = 2**63
"""Nanoseconds that Go's type does not hold."""


def boolean(value: Any) -> bool:
    """Return a YAML 1.1 boolean; raises ValueError for anything else."""
    if not isinstance(value, str) or value not in _TRUE | _FALSE:
        raise ValueError("must be true or false")
    return value in _TRUE


def whole_number(value: Any) -> int:
    """Return a YAML 1.1 integer, or a float without a fraction, as an int; raises ValueError for anything else."""
    text = value.replace("_", "") if isinstance(value, str) else ""
    try:
        if re.fullmatch(r"[+-]?0[0-7]+", text):
            return int(text, 8)
        return int(text, 0)
    except ValueError:
        pass
    try:
        number = float(text)
        if number.is_integer():
            return int(number)
    except ValueError:
        pass
    raise ValueError("must be a whole number")


def seconds(value: Any) -> float:
    """Return a duration in seconds; raises ValueError for what `time.ParseDuration` rejects, and for negative ones.

    https://pkg.go.dev/time#ParseDuration
    """
    text = value if isinstance(value, str) else ""
    if _ZERO.fullmatch(text):
        return 0.0
    if _NUMBER.fullmatch(text):
        raise ValueError('must have a unit, such as "1s"; exporter-toolkit reads a plain number as nanoseconds')
    if _DURATION.fullmatch(text):
        nanoseconds = sum(float(number) * _UNITS[unit] for number, unit in _PART.findall(text))
        if nanoseconds < _LONGEST:
            return nanoseconds / 10**9
    raise ValueError('must be a duration of at least 0s in ms, s, m and h, such as "500ms", "1s" or "24h"')
