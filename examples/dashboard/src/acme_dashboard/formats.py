"""Numbers, money, sizes, durations and moments as text that reads the same in every language.

Digits are grouped by narrow spaces and the decimal sign is a point, as ISO 80000-1 permits.
"""

import math
import unicodedata
from datetime import UTC, datetime

from iso4217 import Currency

THIN, JOINED = "\u202f", "\u00a0"
"""The space between groups of digits, and the one before a unit; lines break at neither."""

_DIGITS = {each.code: each.exponent for each in Currency if each.exponent is not None}
_MOST_DECIMALS = 3
_SPANS = (("d", 86_400), ("h", 3_600), ("min", 60), ("s", 1))
_SIZES = ("B", "kB", "MB", "GB", "TB", "PB")
_KILO = 1_000
_MINUTE = 60


def number(value: float, decimals: int | None = None) -> str:
    """Format a number with this many decimals, by default with those that it has, at most three."""
    text = f"{value:z,.{_MOST_DECIMALS if decimals is None else decimals}f}"
    if decimals is None:
        text = text.rstrip("0").rstrip(".")
    return text.replace(",", THIN).replace("-", "\u2212")


def money(value: float, currency: str) -> str:
    """Format an amount in major units, with the decimals of its currency."""
    return f"{number(value, _DIGITS.get(currency.upper(), 2))}{JOINED}{currency}"


def percent(share: float) -> str:
    """Format a share: 0.25 is 25 %."""
    points = share * 100
    return f"less than 1{JOINED}%" if 0 < points < 1 else f"{number(round(points))}{JOINED}%"


def size(value: float) -> str:
    """Format a number of bytes in decimal units."""
    power = min(int(math.log(value, _KILO)), len(_SIZES) - 1) if value >= 1 else 0
    scaled = value / _KILO**power
    return f"{number(scaled, 1 if power and scaled < 100 else 0)}{JOINED}{_SIZES[power]}"  # noqa: PLR2004 - 99.9 MB


def span(seconds: float) -> str:
    """Format a duration in its two largest units: 1 h 30 min."""
    rest, parts = round(abs(seconds)), list[str]()
    for unit, length in _SPANS:
        count, rest = divmod(rest, length)
        if count or parts:
            parts.append(f"{number(count)}{JOINED}{unit}" if count else "")
    return " ".join(part for part in parts[:2] if part) or f"0{JOINED}s"


def instant(value: float) -> datetime | None:
    """Return a Unix time as a moment in UTC; None if it is beyond the calendar."""
    try:
        return datetime.fromtimestamp(value, UTC)
    except (OverflowError, OSError, ValueError):
        return None


def ago(moment: datetime, now: datetime) -> str:
    """Format how long ago a moment was, or how soon it will be; `now` within a minute, because clocks may differ."""
    seconds = (now - moment).total_seconds()
    if abs(seconds) < _MINUTE:
        return "now"
    return f"{span(seconds)} ago" if seconds >= 0 else f"in {span(seconds)}"


def plain(name: str | None, otherwise: str) -> str:
    """Return a name that someone typed without characters that reorder or hide the text around it."""
    kept = "".join(each for each in name or "" if unicodedata.category(each) not in {"Cc", "Cf", "Co", "Cs"})
    return " ".join(kept.split()) or otherwise
