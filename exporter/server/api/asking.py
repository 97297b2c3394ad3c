"""Questions about a period, which only the database can answer; the application hands in how they are answered."""

from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from exporter.contracts.failures import Failure
from exporter.contracts.metrics import MetricValue
from exporter.exposition.facts import Known


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: the values of a vendor, of a platform, of a vendor on a platform, or of everything, in a period.

    `categories` are those to answer, empty for all. The begin is inclusive and the end exclusive; both are in UTC and
    full minutes. Equal questions have equal answers.
    """

    vendor: Known | None
    platform: Known | None
    categories: frozenset[str]
    date_from: datetime | None
    date_to: datetime | None


@dataclass(frozen=True, slots=True)
class Answer:
    """The values by category, each with that of the period before, and the failures by category.

    `read_at` is the Unix time of the read, in seconds; `additive` as in `exporter.statistics.Statistics`.
    """

    values: Mapping[str, Sequence[MetricValue]]
    failures: Mapping[str, Failure]
    read_at: float
    additive: frozenset[str] = field(default_factory=frozenset)


class BusyError(Exception):
    """The caller has too many questions already; the message says what to do."""


class TooSlowError(Exception):
    """The answer did not come within the deadline; the message says what to do."""


Gone = Callable[[], Coroutine[Any, Any, object]]
"""Returns when the client has disconnected."""

Ask = Callable[[Question, str, Gone], Awaitable[Answer]]
"""Answers a question of a caller (see `Access.caller`), unless the client leaves. Raises BusyError and TooSlowError."""
