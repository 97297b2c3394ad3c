"""Background jobs: their number by queue and status, those that are late, and when each queue last worked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from sqlalchemy import DateTime, String

from exporter.contracts import Alert, MetricDefinition
from exporter.query import AnyId, Query, QueryMetricsProvider, ago, column, count, earliest, latest, relation

jobs = relation(
    "jobs",
    "a background job: one run of it, or one that is planned",
    column("id", AnyId, "identifies the row", optional=True),
    column("platform_id", AnyId, "the platform for which it runs; NULL is no platform", extension=True),
    column("queue", String, "the queue, or the name of the job; no id of a single one"),
    column("status", String, "scheduled, pending, running, completed or failed"),
    column("due_at", DateTime, "when it is to start; may be in the future", optional=True),
    column("started_at", DateTime, "when it started; NULL if it has not", optional=True),
    column("finished_at", DateTime, "when it ended, successfully or not; NULL if it has not", optional=True),
    example="SELECT id, topic AS queue, state AS status, run_at AS due_at, began_at AS started_at, "
    "ended_at AS finished_at FROM task",
)

HOUR = 3_600.0
WAITING = ("scheduled", "pending")
QUEUE = {"queue": ()}
JOBS = MetricDefinition(
    "jobs.total",
    "jobs",
    "Jobs",
    "Number of background jobs, by queue and status (relation jobs, columns queue and status).",
    labels={**QUEUE, "status": (*WAITING, "running", "completed", "failed")},
    icon="list-checks",
)
OLDEST_DUE = MetricDefinition(
    "jobs.oldest_due",
    "job_oldest_due_timestamp_seconds",
    "Oldest due job",
    "Unix time since which the oldest scheduled or pending job has been due, by queue; by default, jobs due for more "
    "than 30 days are ignored (relation jobs, columns due_at, queue and status).",
    labels=QUEUE,
    fold="min",
    unit="s",
    icon="hourglass",
)
OLDEST_RUNNING = MetricDefinition(
    "jobs.oldest_running",
    "job_oldest_running_timestamp_seconds",
    "Oldest running job",
    "Unix time of the oldest running job's start, by queue; by default, jobs that started more than 30 days ago are "
    "ignored (relation jobs, columns started_at, queue and status).",
    labels=QUEUE,
    fold="min",
    unit="s",
    icon="hourglass",
)
LAST_SUCCESS = MetricDefinition(
    "jobs.last_success",
    "job_last_success_timestamp_seconds",
    "Last success",
    "Unix time of the last completed job, by queue (relation jobs, columns finished_at, queue and status).",
    labels=QUEUE,
    fold="max",
    unit="s",
    icon="check",
)


@dataclass(frozen=True)
class JobMetricsProvider(QueryMetricsProvider):
    """Metrics of background jobs, which belong to the whole installation, or to a platform where the shop says so.

    `horizon` limits the oldest due and the oldest running job.
    """

    metrics_category = "jobs"
    team = "operators"
    alerts = (
        Alert("OrionJobsOverdue", OLDEST_DUE, default=HOUR, unit="s", scope="platform"),
        Alert("OrionJobsStuck", OLDEST_RUNNING, default=2 * HOUR, unit="s", scope="platform"),
        Alert("OrionJobsFailing", JOBS.where(status="failed"), default=0.2, unit="1", scope="platform"),
    )
    horizon: timedelta = timedelta(days=30)

    def queries(self) -> Iterator[Query]:
        """Count jobs by queue and status, and find those that are late.

        Both oldest jobs depend on the current time, and an index on (status, due_at) or (status, started_at) supports
        them.
        """
        j = jobs.c
        job = partial(Query, platform=j.platform_id)
        success = latest(j.finished_at, where=j.status == "completed")
        yield job(by={"queue": j.queue, "status": j.status}, values={JOBS: count(), LAST_SUCCESS: success})
        queue, since, now = {"queue": j.queue}, ago(self.horizon), ago(timedelta())
        is_due = j.status.in_(WAITING) & (j.due_at > since) & (j.due_at <= now)
        yield job(prefilter=is_due, by=queue, values={OLDEST_DUE: earliest(j.due_at, past=True)})
        is_running = (j.status == "running") & (j.started_at > since)
        yield job(prefilter=is_running, by=queue, values={OLDEST_RUNNING: earliest(j.started_at, past=True)})
