"""Times that are no moments or cannot be true, and the columns of times that the shipped providers read."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import Connection, DateTime, text
from sqlalchemy.sql.visitors import iterate

from exporter.collection.discovery import find
from exporter.query import QueryMetricsProvider
from exporter.query.shaping import shaped
from exporter.relations.relations import ORION
from providers import PROVIDERS
from tests.support.databases import Dialect

REAL = "2026-02-20 10:00:00"
"""A moment in the past, in text as every database takes it."""

REAL_SECONDS = 1_771_581_600
FUTURE = "2099-01-01 00:00:00"
FUTURE_SECONDS = 4_070_908_800

NONE, LATE, INFINITE = "no moment", "after now", "infinite"
KINDS: dict[Dialect, dict[str, str]] = {
    "sqlite": {
        "0000-00-00 00:00:00": NONE,
        "": NONE,
        "never": NONE,
        "2026-00-00 00:00:00": NONE,
        "2026-02-30 00:00:00": NONE,
        "2027-01-00 00:00:00": NONE,
        "0000-05-05 00:00:00": NONE,
        "0001-01-01 00:00:00": NONE,
        FUTURE: LATE,
    },
    "postgresql": {
        "-infinity": NONE,
        "0044-03-15 12:00:00 BC": NONE,
        "0001-01-01 00:00:00": NONE,
        "infinity": INFINITE,
        "10000-01-01 00:00:00": INFINITE,
        "20000-01-01 00:00:00": INFINITE,
        "294276-12-31 23:59:59": INFINITE,
        FUTURE: LATE,
    },
    "mariadb": {
        "0000-00-00 00:00:00": NONE,
        "2026-00-00 00:00:00": NONE,
        "2026-01-00 00:00:00": NONE,
        "2027-00-15 00:00:00": NONE,
        "0000-05-05 00:00:00": NONE,
        "0001-01-01 00:00:00": NONE,
        FUTURE: LATE,
    },
}
"""What a column of times can contain, by database, and what it is."""

EVERY = [(dialect, kind) for dialect, kinds in KINDS.items() for kind in kinds]
FEW = {
    (dialect, next(kind for kind in kinds if kinds[kind] == what))
    for dialect, kinds in KINDS.items()
    for what in {*kinds.values()}
}
"""One of each meaning on each database."""
SOME = [pytest.param(*each, marks=[] if each in FEW else pytest.mark.soak) for each in EVERY]
"""All of them, of which few are run each time."""

LATEST, AGE, EXPIRY = "latest", "begin of an age", "expiry"


@dataclass(frozen=True, slots=True)
class TimeColumn:
    """A column of times that a provider reads: the metric that it makes, what of, and what else its rows have."""

    category: str
    table: str
    column: str
    series: str
    reads: str
    row: Mapping[str, Any] = field(default_factory=dict)
    owner: str = "vendor"
    """The label by which the metric distinguishes rows where they have no vendor."""
    planned: bool = False
    """Whether its times may be in the future."""

    @property
    def platform(self) -> bool:
        """Whether its rows have a platform."""
        return "platform_id" in self.row


JOB = {"marketplace": "ebay", "created_at": REAL}
ORDER = {"platform_id": 2, "status": "pending", "currency": "EUR", "updated_at": REAL}
MONEY = {"platform_id": 2, "currency": "EUR", "updated_at": REAL}
COLUMNS = (
    TimeColumn(
        "tenancy",
        "vendor_domains",
        "ssl_expires_at",
        "domain_certificate_expiry_timestamp_seconds",
        EXPIRY,
        {"platform_id": 2, "is_active": True},
    ),
    TimeColumn(
        "customers", "customers", "created_at", "customer_last_registered_timestamp_seconds", LATEST, {"platform_id": 2}
    ),
    TimeColumn("catalog", "products", "updated_at", "catalog_last_updated_timestamp_seconds", LATEST),
    TimeColumn("inventory", "inventory", "updated_at", "stock_last_updated_timestamp_seconds", LATEST),
    TimeColumn("orders", "orders", "created_at", "order_last_created_timestamp_seconds", LATEST, ORDER),
    TimeColumn("orders", "orders", "created_at", "order_oldest_open_timestamp_seconds", AGE, ORDER),
    TimeColumn(
        "marketplace",
        "marketplace_import_jobs",
        "completed_at",
        "import_last_success_timestamp_seconds",
        LATEST,
        {**JOB, "status": "completed"},
    ),
    TimeColumn(
        "marketplace",
        "marketplace_import_jobs",
        "started_at",
        "import_oldest_running_timestamp_seconds",
        AGE,
        {**JOB, "status": "running"},
    ),
    TimeColumn(
        "payments",
        "payments",
        "created_at",
        "payment_oldest_pending_timestamp_seconds",
        AGE,
        {**MONEY, "status": "pending"},
        "method",
    ),
    TimeColumn(
        "payments",
        "payments",
        "paid_at",
        "payment_last_paid_timestamp_seconds",
        LATEST,
        {**MONEY, "status": "paid", "created_at": REAL},
        "method",
    ),
    TimeColumn(
        "refunds",
        "refunds",
        "created_at",
        "refund_oldest_requested_timestamp_seconds",
        AGE,
        {**MONEY, "status": "requested"},
    ),
    TimeColumn(
        "shipments",
        "shipments",
        "ready_at",
        "shipment_oldest_ready_timestamp_seconds",
        AGE,
        {"platform_id": 2, "status": "ready", "updated_at": REAL},
    ),
    TimeColumn(
        "payouts",
        "payouts",
        "due_at",
        "payout_oldest_due_timestamp_seconds",
        AGE,
        {"status": "due", "currency": "EUR", "updated_at": REAL},
        planned=True,
    ),
    TimeColumn(
        "jobs", "jobs", "due_at", "job_oldest_due_timestamp_seconds", AGE, {"status": "pending"}, "queue", planned=True
    ),
    TimeColumn(
        "jobs", "jobs", "started_at", "job_oldest_running_timestamp_seconds", AGE, {"status": "running"}, "queue"
    ),
    TimeColumn(
        "jobs", "jobs", "finished_at", "job_last_success_timestamp_seconds", LATEST, {"status": "completed"}, "queue"
    ),
)


def read() -> set[tuple[str, str, str]]:
    """Return the columns of times in the values of the shipped providers: category, metric and column."""
    loaded = [each.loaded for each in find(PROVIDERS, tuple).values()]
    providers = [each() for each in loaded if isinstance(each, type) and issubclass(each, QueryMetricsProvider)]
    return {
        (each.metrics_category, definition.name, str(column))
        for each in providers
        for query in shaped(each.queries(), ORION)
        for definition in query.definitions
        for measure, value in query.values.items()
        if getattr(measure, "definition", measure) is definition
        for column in _times(value)
    }


def _times(value: Any) -> Iterator[str]:
    """Yield the columns that a value takes the minimum or maximum of; what is only counted is not among them."""
    for extreme in iterate(value):
        if getattr(extreme, "name", "") in {"min", "max"}:
            for element in iterate(extreme):
                if isinstance(getattr(element, "type", None), DateTime) and getattr(element, "table", None) is not None:
                    yield str(element)


def insert(connection: Connection, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
    """Insert rows with times as they are written here, which SQLAlchemy would not; MariaDB has to be told to."""
    if connection.dialect.name in {"mysql", "mariadb"}:
        connection.execute(text("SET SESSION sql_mode = ''"))
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL TIME ZONE 'UTC'"))
    for row in rows:
        names = ", ".join(row)
        connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({', '.join(map(_literal, row.values()))})"))


def _literal(value: Any) -> str:
    if isinstance(value, datetime):
        value = value.isoformat(sep=" ")
    return f"'{value}'" if isinstance(value, str) else str(value).upper()
