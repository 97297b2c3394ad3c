"""Questions about a period, which only the database can answer; the application hands in how they are answered."""

from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

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


class UnavailableError(Exception):
    """Nothing can be read from the database at present.

    The message has no details, which not every caller may know; they are in `failure`.
    """

    def __init__(self, failure: Failure) -> None:
        super().__init__(f"the shop's database cannot be read at present (reason: {failure.reason}); try again later")
        self.failure = failure


class GoneError(Exception):
    """The client has disconnected; nobody reads the answer."""


Gone = Callable[[], Coroutine[Any, Any, object]]
"""Returns when the client has disconnected."""

Ask = Callable[[Question, str, Gone], Awaitable[Answer]]
"""Answers a question of a caller (see `Access.counted_as`), unless the client leaves.

Raises BusyError, TooSlowError, UnavailableError and GoneError.
"""


class Reader(Protocol):
    """Reads answers from the database. Its methods block, and are called in threads.

    `reading` identifies a read, for `cancel` and `abandon`.
    """

    @property
    def version(self) -> object:
        """A value that changes with the configuration; answers of another one are no longer true."""

    def read(self, question: Question, reading: str) -> Answer:
        """Return the answer. Raises UnavailableError."""

    def cancel(self, reading: str) -> None:
        """Cancel the statement of a read, and let it execute no further one. Has no effect before it has begun."""

    def abandon(self, reading: str) -> None:
        """Close the connections of a read that goes on although it was cancelled."""
