"""What the values of a shop's columns mean to somebody who knows databases, from what its driver returns.

- Texts that differ are different, but blanks at the end do not count. Bytes are UTF-8.
- A flag is a boolean, a bit, a number, or one of the usual words. Whatever else is there cannot be judged.
- A moment is one that a calendar has: the zero dates of MariaDB are none. Infinity is a time, but has no number.
- A number is exact, however large; NaN is not a number.
"""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from math import isfinite
from typing import Any

from sqlalchemy import Boolean, Column, DateTime, Integer, Numeric, String


class Doubt(Enum):
    """What has a value but no meaning."""

    FLAG = "a flag that cannot be judged"
    NUMBER = "not a number"


YES = {"y", "yes", "t", "true", "1", "on"}
NO = {"n", "no", "f", "false", "0", "off"}


def meaning_of(column: Column[Any]) -> Callable[[Any], Any]:
    """Return what makes the meaning of a column's raw values; NULL is None. Ids stay as they are."""
    if isinstance(column.type, Boolean):
        return flag
    if isinstance(column.type, DateTime):
        return moment
    if isinstance(column.type, String):
        return text
    is_id = column.name == "id" or column.name.endswith("_id")
    is_number = isinstance(column.type, Integer | Numeric)
    return number if is_number and not is_id else lambda raw: raw


def text(raw: Any) -> str | None:
    """Return a text without blanks at its end."""
    return None if raw is None else _decoded(raw).rstrip(" ")


def flag(raw: Any) -> bool | Doubt | None:
    """Return whether a flag is set; `Doubt.FLAG` if it cannot be judged."""
    if raw is None or isinstance(raw, bool):
        return raw
    if isinstance(raw, int | float | Decimal):
        return raw != 0 if isfinite(raw) else Doubt.FLAG
    if isinstance(raw, str | bytes | memoryview):
        word = _decoded(raw).rstrip(" ").lower()
        if word in {"\0", "\1"} and not isinstance(raw, str):
            return word == "\1"
        return True if word in YES else False if word in NO else Doubt.FLAG
    return Doubt.FLAG


NEVER = datetime.max  # noqa: DTZ901 - the tables hold UTC without a zone
"""A time after all others: infinity, and the years that no calendar of Python has."""

_FIRST = datetime(1, 1, 1)  # noqa: DTZ001


def moment(raw: Any) -> datetime | None:
    """Return a moment in UTC without a zone, or `NEVER`; None if it is no date of a calendar, or the first of all."""
    if isinstance(raw, str):
        raw = NEVER if re.fullmatch(r"infinity|\d{5,}-[^C]*", raw) else _parsed(raw)
    if isinstance(raw, date) and not isinstance(raw, datetime):
        raw = datetime.combine(raw, time())
    if isinstance(raw, datetime) and raw.tzinfo is not None:
        raw = raw.astimezone(UTC).replace(tzinfo=None)
    return raw if isinstance(raw, datetime) and raw > _FIRST else None


def _parsed(raw: str) -> datetime | None:
    try:
        return datetime.fromisoformat(raw)
    except ValueError:
        return None


def number(raw: Any) -> int | Fraction | Doubt | None:
    """Return a number exactly."""
    if raw is None or isinstance(raw, int):
        return raw
    return Fraction(raw) if isfinite(raw) else Doubt.NUMBER


def _decoded(raw: Any) -> str:
    return bytes(raw).decode() if isinstance(raw, bytes | bytearray | memoryview) else str(raw)
