"""Background jobs, of platforms; the situations show them without platforms, too."""

from collections.abc import Mapping

from tests.grafana.rules.case import Case, Level

DUE, RUNNING = (f'orion_platform_job_oldest_{what}_timestamp_seconds{{queue="emails"}}' for what in ("due", "running"))
COMPLETED, FAILED = (f'orion_platform_jobs{{queue="emails", status="{status}"}}' for status in ("completed", "failed"))
HOUR = 3600
QUEUE = {"queue": "emails"}


def ended(completed: Mapping[str, float], failed: Mapping[str, float]) -> dict[str, Level]:
    """Return jobs that grow from 100 completed and 5 failed ones."""
    return {COMPLETED: {"0s": 100, **completed}, FAILED: {"0s": 5, **failed}}


CASES = (
    Case(
        "OrionJobsOverdue",
        fires={DUE: -HOUR - 1},
        quiet={DUE: 930 - HOUR},
        values=("1h 15m 31s", "1h 0m 0s"),
        labels=QUEUE,
        summary="Jobs of the queue emails are overdue{on}",
        says="The oldest job of the queue emails{on} has been due for {value}, and has not started.",
    ),
    Case(
        "OrionJobsStuck",
        fires={RUNNING: -2 * HOUR - 1},
        quiet={RUNNING: 930 - 2 * HOUR},
        values=("2h 15m 31s", "2h 0m 0s"),
        labels=QUEUE,
        summary="A job of the queue emails is stuck{on}",
        says="The oldest running job of the queue emails{on} started {value} ago.",
    ),
    Case(
        "OrionJobsFailing",
        since="8d",
        values=("25%", "20%"),
        labels=QUEUE,
        fires=ended({"8d": 115}, {"8d": 10}),
        quiet=ended({"8d": 116}, {"8d": 9}),
        spare=frozenset({COMPLETED}),
        summary="Jobs of the queue emails are failing{on}",
        says="{value} of the last jobs of the queue emails{on} failed.",
        also_quiet={
            "4 jobs in a week are too few": ended({"8d": 102}, {"8d": 7}),
            "jobs were deleted": ended({"8d": 50}, {"8d": 10}),
            "the last hour is good": ended({"7d12h": 102, "8d": 122, "8d1h": 142}, {"7d12h": 7}),
            "none failed in the last day": ended({"2d": 101, "3d": 102, "5d": 103, "8d": 104}, {"6d": 7}),
            "it has just begun": {COMPLETED: {"8d": 15}, FAILED: {"8d": 5}},
        },
        also_fires={
            "one job a day": (ended({"2d": 101, "3d": 102, "5d": 103}, {"7d": 6, "8d": 7}), "40%"),
        },
    ),
)
