"""Imports from marketplaces: import jobs, and products in the staging area."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from sqlalchemy import Boolean, DateTime, Integer, String, case, func

from exporter.contracts import Alert, MetricDefinition
from exporter.query import (
    AnyId,
    Query,
    QueryMetricsProvider,
    column,
    count,
    earliest,
    either,
    latest,
    moment,
    relation,
    total,
)

jobs = relation(
    "marketplace_import_jobs",
    "a run of an import from a marketplace",
    column("vendor_id", AnyId, "the vendor whose products are imported; NULL is the first party"),
    column("marketplace", String, "the code of the marketplace"),
    column("status", String, "pending, running, completed or failed"),
    column("imported_count", Integer, "the number of new rows"),
    column("updated_count", Integer, "the number of changed rows"),
    column("error_count", Integer, "the number of rows that failed"),
    column("created_at", DateTime, "when it was ordered; for periods of statistics", optional=True),
    column("started_at", DateTime, "when it started; NULL if it has not"),
    column("completed_at", DateTime, "when it ended, successfully or not; NULL if it has not"),
    example="SELECT seller_id AS vendor_id, feed AS marketplace, state AS status, added AS imported_count, "
    "changed AS updated_count, failed AS error_count, began AS started_at, ended AS completed_at FROM feed_run",
)
staging = relation(
    "marketplace_products",
    "a product in the staging area of an import",
    column("id", AnyId, "identifies the row; for changed-only refreshes", optional=True),
    column("vendor_id", AnyId, "the vendor of the product; NULL is the first party"),
    column("marketplace", String, "the code of the marketplace"),
    column("is_published", Boolean, "whether it was taken over into the catalog"),
    column("created_at", DateTime, "when it was imported; for periods of statistics", optional=True),
    column("updated_at", DateTime, "when the row was last written; for changed-only refreshes", optional=True),
    example="SELECT seller_id AS vendor_id, feed AS marketplace, article_id IS NOT NULL AS is_published FROM feed_item",
)

HOUR, DAY = 3_600.0, 86_400.0
BY = {"marketplace": ()}
STATES = ("published", "unpublished")
JOBS = MetricDefinition(
    "marketplace.jobs",
    "import_jobs",
    "Imports",
    "Number of import jobs, by status (relation marketplace_import_jobs, column status).",
    labels={**BY, "status": ("pending", "running", "completed", "failed")},
    icon="download",
)
ROWS = MetricDefinition(
    "marketplace.rows",
    "import_rows",
    "Imported rows",
    "Number of rows processed by imports, by result "
    "(relation marketplace_import_jobs, columns imported_count, updated_count and error_count).",
    labels={**BY, "result": ("imported", "updated", "failed")},
    icon="list",
)
LAST_SUCCESS = MetricDefinition(
    "marketplace.last_success",
    "import_last_success_timestamp_seconds",
    "Last success",
    "Unix time of the last completed import (relation marketplace_import_jobs, columns status and completed_at).",
    labels=BY,
    fold="max",
    unit="s",
    icon="check",
)
LAST_RUN = MetricDefinition(
    "marketplace.last_run_success",
    "import_last_run_success",
    "Last run succeeded",
    "Whether the import that finished last completed (1) or failed (0) "
    "(relation marketplace_import_jobs, columns status and completed_at).",
    labels=BY,
    fold="min",
    icon="activity",
)
OLDEST_RUNNING = MetricDefinition(
    "marketplace.oldest_running",
    "import_oldest_running_timestamp_seconds",
    "Oldest running import",
    "Unix time of the oldest running import's start (relation marketplace_import_jobs, columns status and started_at).",
    labels=BY,
    fold="min",
    unit="s",
    icon="hourglass",
)
STAGED = MetricDefinition(
    "marketplace.staging",
    "staging_products",
    "Staged products",
    "Number of products in the staging area of imports, by state (relation marketplace_products, column is_published).",
    labels={**BY, "state": STATES},
    icon="package-open",
)


@dataclass(frozen=True)
class MarketplaceMetricsProvider(QueryMetricsProvider):
    """Metrics of import jobs and staged products, which have no platform and are vendor-wide."""

    metrics_category = "marketplace"
    team = "imports"
    alerts = (
        Alert("OrionImportFailing", LAST_RUN, default=0, for_="30m"),
        Alert("OrionImportStuck", OLDEST_RUNNING, default=2 * HOUR, unit="s", for_="5m"),
        Alert("OrionImportStale", LAST_SUCCESS, default=2 * DAY, unit="s", for_="30m"),
        Alert("OrionImportErrorRateHigh", ROWS.where(result="failed"), default=0.1, unit="1"),
    )

    def queries(self) -> Iterator[Query]:
        """Count jobs, sum up their results, and count staged products."""
        j, s = jobs.c, staging.c
        job = partial(Query, vendor=j.vendor_id, time_column=j.created_at)
        completed = func.max(case((j.status == "completed", moment(j.completed_at))))
        ended = func.max(case((j.status.in_(("completed", "failed")), moment(j.completed_at))))
        yield job(by={"marketplace": j.marketplace, "status": j.status}, values={JOBS: count()})
        yield job(
            by={"marketplace": j.marketplace},
            values={
                ROWS.where(result="imported"): total(j.imported_count),
                ROWS.where(result="updated"): total(j.updated_count),
                ROWS.where(result="failed"): total(j.error_count),
                LAST_SUCCESS: latest(j.completed_at, where=j.status == "completed"),
                # The last run succeeded if no job finished after the last success; avoids a greatest-per-group query.
                LAST_RUN: case((ended.is_(None), None), (completed == ended, 1), else_=0),
                OLDEST_RUNNING: earliest(j.started_at, where=j.status == "running", past=True),
            },
        )
        product = partial(
            Query, vendor=s.vendor_id, time_column=s.created_at, updated_at=s.updated_at, primary_key=s.id
        )
        state = either(s.is_published, *STATES)
        yield product(by={"marketplace": s.marketplace, "state": state}, values={STAGED: count()})
