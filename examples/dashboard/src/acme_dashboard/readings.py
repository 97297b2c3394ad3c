"""One value as it is shown: its text by its unit, and its trend."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from acme_dashboard import formats
from exporter.contracts import MetricValue

_MOST_TOLD = 10.0
"""From ten times more on, both numbers say more than a percentage."""


@dataclass(frozen=True, slots=True)
class Trend:
    """How a value compares with the period before: an arrow, and the same in words."""

    arrow: str
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """The text of a value, and its trend. A moment has a machine-readable form, and how long ago it was."""

    text: str
    trend: Trend | None = None
    moment: str = ""
    note: str = ""


def reading(value: MetricValue, now: datetime, *, adds_up: bool) -> Reading:
    """Return a value as it is shown. Seconds that add up are a duration, others the Unix time of a moment."""
    is_moment = value.unit == "s" and not adds_up
    moment = formats.instant(value.value) if is_moment else None
    if moment is not None:
        text = f"{moment:%Y-%m-%d} {moment:%H:%M}{formats.JOINED}UTC"
        return Reading(text, None, moment.isoformat(timespec="seconds"), formats.ago(moment, now))
    return Reading(_text(value, value.value), None if is_moment else _trend(value))


def total(values: Sequence[MetricValue]) -> MetricValue | None:
    """Return the sum of values that can be added up; None for a single one, which would only repeat it."""
    if len(values) == 1:
        return None
    before = [each.previous for each in values if each.previous is not None]
    previous = sum(before) if len(before) == len(values) else None
    return replace(values[0], value=sum(each.value for each in values), labels={}, previous=previous)


def _text(value: MetricValue, of: float) -> str:
    if currency := value.labels.get("currency"):
        return formats.money(of, formats.plain(currency, "?"))
    match value.unit:
        case "s":
            return formats.span(of)
        case "B":
            return formats.size(of)
        case "1":
            return formats.percent(of)
        case "":
            return formats.number(of)
    return f"{formats.number(of)}{formats.JOINED}{value.unit}"


def _trend(value: MetricValue) -> Trend | None:
    before, now = value.previous, value.value
    if before is None:
        return None
    if now == before:
        return Trend("=", "unchanged")
    arrow, word = ("▲", "up") if now > before else ("▼", "down")
    change = abs(now - before) / abs(before) if before else _MOST_TOLD
    by = f" {formats.percent(change)}," if change < _MOST_TOLD else ""
    return Trend(arrow, f"{word}{by} from {_text(value, before)}")
