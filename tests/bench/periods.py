"""How long an answer about a period takes when the exporter reads it, and which of its statements is slowest."""

import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg

from exporter.app.application import assemble
from exporter.app.index_hints import index_hints
from exporter.app.periods import Periods
from exporter.config.configuration import configuration_of
from exporter.contracts.clock import Clock
from exporter.exposition.facts import Known
from exporter.server.api.asking import Question
from tests.bench.measure import median

DAYS = 30
VENDORS = 20
"""Number of vendors that are asked, one after the other, so that not only one vendor's pages are in memory."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What one kind of question takes: seconds at the median and at the 99th percentile, and its statements.

    `database` is the time of all statements, as the client sees it, and `slowest` that of the slowest one, in seconds
    at the median. `indexed`: whether there are the indexes that `orion-exporter check` names.
    """

    name: str
    indexed: bool
    median: float
    p99: float
    statements: int
    database: float
    slowest: float


def measure(url: str, vendors: int, times: int) -> list[Asked]:
    """Ask all questions, and again with the indexes that `orion-exporter check` names, which are dropped afterwards."""
    before = _all(url, vendors, times, indexed=False)
    with _indexes(url):
        return before + _all(url, vendors, times, indexed=True)


@contextmanager
def _indexes(url: str) -> Iterator[None]:
    """Create the indexes that hints name, and drop them."""
    application = assemble(configuration_of({"preset": "orion", "database": {"url": url}}))
    with closing(application.databases) as databases:
        hints = [hint for each in application.providers for hint in index_hints(databases, each, datetime.now(UTC))]
    created = [hint.message.rpartition(": ")[2] for hint in hints if "CREATE INDEX" in hint.message]
    plain = url.replace("+psycopg", "")
    with psycopg.connect(plain, autocommit=True) as connection:
        for statement in (*created, "VACUUM ANALYZE"):
            connection.execute(statement.encode())
    yield
    with psycopg.connect(plain, autocommit=True) as connection:
        for statement in created:
            name = statement.removeprefix("CREATE INDEX CONCURRENTLY ").partition(" ON ")[0]
            connection.execute(f"DROP INDEX {name}".encode())


def _all(url: str, vendors: int, times: int, *, indexed: bool) -> list[Asked]:
    """Ask each kind of question about the last DAYS days, `times` times for each of VENDORS vendors."""
    settings = {"preset": "orion", "database": {"url": url, "statement_timeout": "10m"}}
    periods = Periods(assemble(configuration_of(settings), Clock()), 600.0)
    asked = [_known(1 + number * (vendors // VENDORS)) for number in range(VENDORS)]
    platform = _known(1)
    questions: dict[str, list[Question]] = {
        "a vendor": [_question(each, None) for each in asked],
        "a vendor's orders": [_question(each, None, "orders") for each in asked],
        "the largest vendor, if they differ": [_question(_known(vendors), None)],
        "a vendor on a platform": [_question(each, platform) for each in asked],
        "a platform": [_question(None, platform)],
        "the installation": [_question(None, None)],
    }
    with closing(periods._shop.databases), _timed(periods) as statements:
        return [_asked((name, indexed), periods, of, times, statements) for name, of in questions.items()]


def _known(number: int) -> Known:
    return Known(number, str(number), str(number), "", "active")


def _question(vendor: Known | None, platform: Known | None, *categories: str) -> Question:
    begin = datetime.now(UTC).replace(second=0, microsecond=0) - timedelta(days=DAYS)
    return Question(vendor, platform, frozenset(categories), begin, None)


Statements = dict[str, list[float]]


@contextmanager
def _timed(periods: Periods) -> Iterator[Statements]:
    """Record the durations of the statements that questions execute."""
    found: Statements = {}
    began: list[float] = []
    databases = periods._shop.databases

    def before(*_: Any) -> None:
        began.append(time.monotonic())

    def after(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        found.setdefault(statement, []).append(time.monotonic() - began.pop())

    databases.observe("before_cursor_execute", before)
    databases.observe("after_cursor_execute", after)
    yield found


def _asked(
    kind: tuple[str, bool], periods: Periods, questions: list[Question], times: int, statements: Statements
) -> Asked:
    for question in questions[:2]:  # which looks at the columns, once per connection
        periods.read(question, "warm")
    statements.clear()
    durations = []
    for _ in range(times):
        for question in questions:
            began = time.monotonic()
            answer = periods.read(question, "asked")
            durations.append(time.monotonic() - began)
            if answer.failures:
                raise RuntimeError(str(answer.failures))
    number = sum(map(len, statements.values())) // len(durations)
    last = sorted(durations)[min(len(durations) - 1, len(durations) * 99 // 100)]
    medians = {each: median(of) for each, of in statements.items()}
    database = sum(medians[each] * len(of) for each, of in statements.items()) / len(durations)
    return Asked(*kind, median(durations), last, number, database, max(medians.values()))
