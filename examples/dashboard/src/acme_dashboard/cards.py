"""Cards of modules, made from the values alone: nothing here knows which modules there are."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from acme_dashboard import formats
from acme_dashboard.readings import Reading, reading, total
from exporter.contracts import MetricValue
from exporter.statistics import Statistics

_logger = logging.getLogger(__name__)
_LONGEST_ABBREVIATION = 3
CURRENCY = "currency"
"""The label of amounts of money."""


@dataclass(frozen=True, slots=True)
class Part:
    """One of the values of a metric with labels: a state, a currency. `share` is its part of the total in percent."""

    name: str
    reading: Reading
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A metric: the one number that it is, or the parts that it has, in named groups; or a total and its parts."""

    label: str
    icon: str
    by: str
    whole: Reading | None
    groups: Sequence[tuple[str, Sequence[Part]]] = ()

    @property
    def count(self) -> int:
        """The number of its parts."""
        return sum(len(parts) for _, parts in self.groups)


@dataclass(frozen=True, slots=True)
class Card:
    """A module with its metrics."""

    category: str
    title: str
    icon: str
    figures: Sequence[Figure]


@dataclass(frozen=True, slots=True)
class Cards:
    """All cards of a page, and the titles of the modules whose numbers are missing because they failed."""

    shown: Sequence[Card]
    failed: Sequence[str]


def cards_of(statistics: Statistics, now: datetime) -> Cards:
    """Return the cards of some statistics. Why a module failed is in the log only: it may name tables."""
    for category, failure in statistics.failures.items():
        _logger.warning("statistics of %s: %s: %s", category, failure.reason, failure.message)
    cards = [
        Card(category, title(category), values[0].icon, list(_figures(values, statistics.additive, now)))
        for category, values in statistics.values.items()
        if values
    ]
    return Cards(cards, [title(category) for category in statistics.failures])


def title(category: str) -> str:
    """Return the name of a module for people: `order_lines` is Order lines, `cms` is CMS."""
    words = category.replace("_", " ")
    return words.upper() if len(words) <= _LONGEST_ABBREVIATION else words[:1].upper() + words[1:]


def _figures(values: Iterable[MetricValue], additive: frozenset[str], now: datetime) -> Iterable[Figure]:
    by_key: dict[str, list[MetricValue]] = {}
    for value in values:
        by_key.setdefault(value.key, []).append(value)
    return (_figure(each, now, adds_up=key in additive) for key, each in by_key.items())


def _figure(values: Sequence[MetricValue], now: datetime, *, adds_up: bool) -> Figure:
    first = values[0]
    names = [name for name in first.labels if name != CURRENCY]
    if len(values) == 1 and not names:
        return Figure(first.label, first.icon, "", reading(first, now, adds_up=adds_up))
    whole = total(values) if adds_up else None
    if len({value.labels.get(CURRENCY) for value in values}) > 1 or not names:
        names.insert(0, CURRENCY)  # amounts in one currency show it already
    parts = [_part(value, names, whole, now) for value in values]
    groups = [(group, [part for _, part in each]) for group, each in groupby(parts, key=lambda pair: pair[0])]
    by = " and ".join(name.replace("_", " ") for name in names)
    return Figure(first.label, first.icon, by, reading(whole, now, adds_up=True) if whole else None, groups)


def _part(value: MetricValue, names: Sequence[str], whole: MetricValue | None, now: datetime) -> tuple[str, Part]:
    """Return the group of a part, which all labels but the last name, and the part."""
    *group, name = (formats.plain(value.labels.get(each), "none") for each in names)
    share = 100 * value.value / whole.value if whole and whole.value > 0 <= value.value else None
    return " · ".join(group), Part(name, reading(value, now, adds_up=whole is not None), share)
