"""The same numbers by hand: what the database needs for them, through COPY and through the driver's cursor."""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import psycopg
from sqlalchemy import create_engine, event, make_url
from sqlalchemy.orm import Session

from exporter.contracts.metrics import MetricsContext
from exporter.database.fetching import FETCH_ROWS
from providers.orders import STATUSES, OrderMetricsProvider
from tests.bench.measure import median

APPLICATION = "by-hand"
CURRENCIES = ("EUR", "USD", "CHF")

_OPEN = "status IN ('pending', 'processing')"
_PAID = "status NOT IN ('cancelled', 'refunded')"
_OLDEST = f"min(created_at) FILTER (WHERE {_OPEN} AND created_at > now() AT TIME ZONE 'UTC' - interval '30 days')"


@dataclass(frozen=True, slots=True)
class Timing:
    """How long a set of statements took, in seconds, at the median, and how many rows came."""

    seconds: float
    rows: int


def of_the_provider(url: str) -> list[str]:
    """Return the statements of the exporter's own provider, with their values in them, as of its second refresh."""
    provider, context = OrderMetricsProvider(), MetricsContext(datetime.now(UTC))
    run: list[tuple[str, Any]] = []
    engine = create_engine(make_url(url).set(drivername="postgresql+psycopg"))
    try:
        with Session(engine) as db, psycopg.connect(url) as connection:
            for rows in provider.collect(db, context):
                deque(rows.rows, maxlen=0)
            event.listen(engine, "before_cursor_execute", lambda *of: run.append((of[2], of[3])))
            for rows in provider.collect(db, context):
                deque(rows.rows, maxlen=0)
            cursor = psycopg.ClientCursor(connection)
            return [cursor.mogrify(text, values) for text, values in run if text.startswith("SELECT")]
    finally:
        engine.dispose()


def by_status_and_currency(_url: str) -> list[str]:
    """Return one statement with a row for each vendor, platform, status and currency."""
    columns = f"count(*), extract(epoch FROM max(created_at)), extract(epoch FROM {_OLDEST}), sum(total_cents)"
    return [f"SELECT vendor_id, platform_id, status, currency, {columns} FROM orders GROUP BY 1, 2, 3, 4"]


def a_column_each(_url: str) -> list[str]:
    """Return one statement with a column for each known status and currency."""
    counts = [f"count(*) FILTER (WHERE status = '{status}')" for status in STATUSES]
    sums = [
        f"sum(total_cents) FILTER (WHERE currency = '{currency}'{more})"
        for currency in CURRENCIES
        for more in ("", f" AND {_PAID}")
    ]
    moments = ["extract(epoch FROM max(created_at))", f"extract(epoch FROM {_OLDEST})"]
    return [f"SELECT vendor_id, platform_id, {', '.join([*counts, *moments, *sums])} FROM orders GROUP BY 1, 2"]


WAYS: dict[str, Callable[[str], list[str]]] = {
    "the exporter's statements": of_the_provider,
    "one: a row per vendor, platform, status and currency": by_status_and_currency,
    "one: a column per known status and currency": a_column_each,
}
"""Ways to get the same numbers."""


def measure(
    url: str, times: int, beside: Callable[[], object] = lambda: None
) -> tuple[dict[str, Timing], dict[str, Timing]]:
    """Run each way `times` times, taking turns with each other and with `beside`; return COPY and fetchmany by way.

    Taking turns keeps ratios fair while the machine has other things to do, too.
    """
    copied: dict[str, list[Timing]] = {name: [] for name in WAYS}
    fetched: dict[str, list[Timing]] = {name: [] for name in WAYS}
    ways = {name: statements(url) for name, statements in WAYS.items()}
    with psycopg.connect(url, autocommit=True, application_name=APPLICATION, prepare_threshold=None) as connection:
        for _ in range(times):
            beside()
            for name, statements in ways.items():
                copied[name].append(_timed(copy, connection, statements))
                fetched[name].append(_timed(fetch, connection, statements))
    return {name: _sum_up(of) for name, of in copied.items()}, {name: _sum_up(of) for name, of in fetched.items()}


def _timed(
    run: Callable[[psycopg.Connection, str], int], connection: psycopg.Connection, statements: list[str]
) -> Timing:
    began = time.monotonic()
    rows = sum(run(connection, statement) for statement in statements)
    return Timing(time.monotonic() - began, rows)


def copy(connection: psycopg.Connection, statement: str) -> int:
    """Send a statement's rows as text and throw them away; return their number."""
    with connection.cursor() as cursor:
        with cursor.copy(f"COPY ({statement}) TO STDOUT".encode()) as blocks:
            for _ in blocks:
                pass
        return cursor.rowcount


def fetch(connection: psycopg.Connection, statement: str) -> int:
    """Fetch a statement's rows as the exporter does and throw them away; return their number."""
    rows = 0
    with connection.cursor() as cursor:
        cursor.execute(statement.encode())
        while batch := cursor.fetchmany(FETCH_ROWS):
            rows += len(batch)
    return rows


def _sum_up(timings: list[Timing]) -> Timing:
    return Timing(median([timing.seconds for timing in timings]), timings[-1].rows)
