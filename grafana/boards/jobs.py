"""Background jobs: do they run, in time, and without failing?"""

from functools import partial

from grafana.boards import events
from grafana.boards.board import Board, Section
from grafana.boards.frame import Ask
from grafana.boards.look import COUNT, JOB, SECONDS, SHARE, Steps, default
from grafana.boards.panels import graph, stat_panel
from grafana.boards.promql import about, age, grown, installation, share
from grafana.boards.shared import firing_now, freshness, without
from grafana.boards.tables import Column, table_panel

_alerts = (about("jobs"),)
_new = partial(grown, "jobs", of=installation)
_failed, _completed, _pending = 'status="failed"', 'status="completed"', 'status="pending"'
_ended = 'status=~"completed|failed"'
_undue = without("due_at", "jobs", "None is due")
_overdue, _stuck = Steps(red=default("OrionJobsOverdue")), Steps(red=default("OrionJobsStuck"))
_stat = partial(stat_panel, unit=COUNT)
_graph = partial(graph, unit=COUNT, width=8)


def _since(fact: str, by: str = "queue", fold: str = "min") -> str:
    return age(f"({installation(fact, by, fold=fold)})")


def _failing(by: str = "") -> str:
    return share(_new(by, _failed, over="1d"), _new(by, _ended, over="1d"))


TOP = (
    (
        firing_now(1, *_alerts),
        freshness(2, "jobs"),
        _stat(
            3,
            "Pending and running",
            Ask(installation("jobs", "status", 'status=~"pending|running"'), "{{status}}"),
            size=34,
            about="Jobs that wait for a worker, and jobs that run. If pending ones grow, there are too few workers.",
        ),
        _stat(
            4,
            "Oldest due job",
            Ask(_since("job_oldest_due_timestamp_seconds", "")),
            unit=SECONDS,
            decimals=1,
            none=_undue,
            steps=_overdue,
            about="How long the oldest scheduled or pending job has been due, among those due for less than 30 days. "
            "The table below shows its queue.",
        ),
        _stat(
            5,
            "Longest running job",
            Ask(_since("job_oldest_running_timestamp_seconds", "")),
            unit=SECONDS,
            decimals=1,
            none=without("started_at", "jobs", "None is running"),
            steps=_stuck,
            about="Running time of the oldest running job. A job that hangs blocks its worker.",
        ),
        _stat(
            6,
            "Failed, 24 h",
            Ask(_new("", _failed, over="1d"), "now"),
            Ask(_new("", _failed, over="1d", since="1w"), "a week ago", "before"),
            size=34,
            about="Increase in failed jobs in the last 24 hours and in the same 24 hours a week ago. Negative values "
            "mean that rows were deleted.",
        ),
    ),
)

QUEUES = (
    (
        table_panel(
            7,
            "Queues",
            {"queue": "Queue"},
            Column("Oldest due", _since("job_oldest_due_timestamp_seconds"), SECONDS, _overdue, none="none is due"),
            Column("Pending", installation("jobs", "queue", _pending), COUNT),
            Column("Scheduled", installation("jobs", "queue", 'status="scheduled"'), COUNT),
            Column("Running", installation("jobs", "queue", 'status="running"'), COUNT),
            Column(
                "Running for", _since("job_oldest_running_timestamp_seconds"), SECONDS, _stuck, none="none is running"
            ),
            Column("Completed, 24 h", _new("queue", _completed, over="1d"), COUNT),
            Column("Failed, 24 h", _new("queue", _failed, over="1d"), COUNT),
            Column("Failure rate", _failing("queue"), SHARE, Steps(red=default("OrionJobsFailing"))),
            Column("Since success", _since("job_last_success_timestamp_seconds", fold="max"), SECONDS),
            height=7,
            about="One row per queue. Scheduled jobs are planned for later. Failure rate: failed jobs as a share of "
            "those that ended in the last 24 hours.",
        ),
    ),
)

TRENDS = (
    (
        _graph(
            8,
            "Completed per hour",
            Ask(_new("queue", _completed, over="1h"), "{{queue}}"),
            stack=True,
            interval="10m",
            none="None has completed",
            about="Jobs that completed in the hour before each point, by queue. Negative values mean that rows were "
            "deleted.",
        ),
        _graph(
            9,
            "Failed per hour",
            Ask(_new("queue", _failed, over="1h"), "{{queue}}"),
            bars=True,
            stack=True,
            interval="10m",
            about="Jobs that failed in the hour before each point, by queue.",
        ),
        _graph(
            10,
            "Pending",
            Ask(installation("jobs", "queue", _pending), "{{queue}}"),
            stack=True,
            about="Jobs that wait for a worker, by queue. A queue that only grows has no worker, or one that hangs.",
        ),
    ),
    (
        _graph(
            11,
            "Oldest due job by queue",
            Ask(_since("job_oldest_due_timestamp_seconds"), "{{queue}}"),
            unit=SECONDS,
            none=_undue,
            about="How long the oldest scheduled or pending job of each queue has been due. There is no line while "
            "none is due.",
        ),
        _graph(
            12,
            "Longest running job by queue",
            Ask(_since("job_oldest_running_timestamp_seconds"), "{{queue}}"),
            unit=SECONDS,
            none=without("started_at", "jobs", "None is running"),
            about="Running time of the oldest running job of each queue. There is no line while none is running.",
        ),
        _graph(
            13,
            "Time since last success by queue",
            Ask(_since("job_last_success_timestamp_seconds", fold="max"), "{{queue}}"),
            unit=SECONDS,
            none=without("finished_at", "jobs", "None has completed"),
            about="Time since a job of each queue last completed. It drops whenever one completes; if it only rises, "
            "the queue is not served.",
        ),
    ),
    (
        _stat(
            14,
            "Jobs by status",
            *(Ask(installation("jobs", "status", f'status="{status}"'), "{{status}}", status) for status in JOB),
            Ask(installation("jobs", "status", f'status!~"{"|".join(JOB)}"'), "{{status}}", "other"),
            colours=JOB,
            width=24,
            size=34,
            about="All stored jobs by current status, then any other status that the shop has. Completed and failed "
            "ones are as old as the shop keeps them.",
        ),
    ),
)

BOARD = Board(
    "orion-jobs",
    "Orion / Jobs",
    "Do background jobs run, in time, and without failing?",
    events=(events.alerts(*_alerts),),
    top=TOP,
    sections=(Section(100, "Queues", QUEUES), Section(101, "Trends", TRENDS)),
    of=("jobs",),
)
