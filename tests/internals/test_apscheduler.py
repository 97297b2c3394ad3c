"""APScheduler: executors of one's own, which have no public interface, and triggers that are changed."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from threading import Event
from typing import Any

import pytest
from apscheduler.events import EVENT_JOB_ERROR, EVENT_JOB_EXECUTED, EVENT_JOB_MAX_INSTANCES
from apscheduler.executors.base import BaseExecutor, MaxInstancesReachedError, run_job
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from tests.internals import Internal, changed

_WORKERS, _SCHEDULER, _PACE = (f"exporter/refresh/{name}.py" for name in ("workers", "scheduler", "pace"))
_BASE = "apscheduler.executors.base"
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)

INTERNALS = (
    Internal("apscheduler", f"{_BASE}:BaseExecutor.shutdown", f"{_WORKERS} waits for none", overrides=("wait",)),
    Internal("apscheduler", f"{_BASE}:BaseExecutor._do_submit_job", f"{_WORKERS} starts daemon threads",
             overrides=("job", "run_times")),
    Internal("apscheduler", f"{_BASE}:BaseExecutor._run_job_success", f"{_WORKERS} tells the end of a job",
             passes=("job_id", "events")),
    Internal("apscheduler", f"{_BASE}:run_job", f"{_WORKERS} runs jobs by it",
             passes=("job", "jobstore_alias", "run_times", "logger_name")),
    Internal("apscheduler", "apscheduler.schedulers.base:BaseScheduler.reschedule_job",
             f"{_SCHEDULER} follows a clock that was set", passes=("job_id", "trigger")),
    Internal("apscheduler", "apscheduler.triggers.cron:CronTrigger.from_crontab", f"{_PACE} reads crontabs",
             passes=("expr", "timezone")),
    Internal("apscheduler", "apscheduler.triggers.interval:IntervalTrigger.get_next_fire_time",
             f"{_PACE} looks ahead", passes=("previous_fire_time", "now")),
)  # fmt: skip


@pytest.mark.parametrize("internal", INTERNALS, ids=str)
def test_it_is_there_and_takes_what_it_took(internal: Internal) -> None:
    assert not internal.change(), internal.change()


class Submitted(BaseExecutor):  # type: ignore[misc]  # APScheduler has no annotations
    """An executor that runs nothing: it notes what it is given."""

    def __init__(self) -> None:
        super().__init__()
        self.jobs: list[tuple[Any, list[datetime]]] = []
        self.came = Event()

    def _do_submit_job(self, job: Any, run_times: list[datetime]) -> None:
        self.jobs.append((job, run_times))
        self.came.set()


def scheduled(executor: BaseExecutor, work: Callable[[], object]) -> BackgroundScheduler:
    """Return a scheduler with one job, which is due now and not for an hour again, as exporter/refresh makes it."""
    scheduler = BackgroundScheduler(
        daemon=True, timezone=UTC, executors={"default": executor},
        job_defaults={"max_instances": 1, "coalesce": True, "misfire_grace_time": None},
    )  # fmt: skip
    scheduler.add_job(work, IntervalTrigger(hours=1, timezone=UTC), id="job", next_run_time=datetime.now(UTC))
    return scheduler


def test_an_executor_is_given_a_job_with_its_id_and_when_it_was_due() -> None:
    executor = Submitted()
    scheduler = scheduled(executor, int)
    scheduler.start()
    assert executor.came.wait(10), changed("apscheduler", f"an executor may be given, and gets the jobs: {_SCHEDULER}")
    ((job, run_times),) = executor.jobs
    assert scheduler.running, changed("apscheduler", f"running tells it: {_SCHEDULER}")
    assert scheduler.get_job("job").next_run_time > run_times[0], changed("apscheduler", f"it moves on: {_SCHEDULER}")
    scheduler.shutdown(wait=False)
    assert (job.id, len(run_times)) == ("job", 1), changed("apscheduler", f"a job has an id: {_WORKERS}")


def test_a_job_that_runs_is_not_submitted_again_until_its_end_is_told() -> None:
    executor = Submitted()
    events: list[Any] = []
    scheduler = scheduled(executor, int)
    scheduler.add_listener(events.append, EVENT_JOB_EXECUTED | EVENT_JOB_MAX_INSTANCES)
    scheduler.start()
    assert executor.came.wait(10)
    ((job, run_times),) = executor.jobs
    with pytest.raises(MaxInstancesReachedError):
        executor.submit_job(job, run_times)
    executor._run_job_success(job.id, run_job(job, "default", run_times, "test"))
    executor.submit_job(job, run_times)
    scheduler.shutdown(wait=False)
    assert len(executor.jobs) == 2, changed("apscheduler", f"_run_job_success makes room for the next: {_WORKERS}")
    codes = [event.code for event in events]
    assert codes == [EVENT_JOB_EXECUTED], changed("apscheduler", f"_run_job_success dispatches events: {_WORKERS}")


def test_a_job_that_raises_ends_in_an_event(caplog: pytest.LogCaptureFixture) -> None:
    executor = Submitted()
    scheduler = scheduled(executor, lambda: int("x"))
    scheduler.start(paused=True)
    with caplog.at_level(logging.CRITICAL, "test"):
        events = run_job(scheduler.get_job("job"), "default", [NOW], "test")
    scheduler.shutdown(wait=False)
    assert [each.code for each in events] == [EVENT_JOB_ERROR], changed("apscheduler", f"it does not raise: {_WORKERS}")
    assert executor._logger.name.startswith("apscheduler"), changed("apscheduler", f"_logger has a name: {_WORKERS}")


def test_a_trigger_takes_a_jitter_afterwards_and_looks_ahead() -> None:
    trigger = CronTrigger.from_crontab("0 12 * * *", timezone=UTC)
    assert trigger.jitter is None, changed("apscheduler", f"a trigger has a jitter: {_PACE} sets it")
    assert trigger.get_next_fire_time(None, NOW) == NOW, changed("apscheduler", f"now is a time to run: {_PACE}")
    trigger.jitter = 60
    later = [trigger.get_next_fire_time(None, NOW) for _ in range(20)]
    assert len(set(later)) > 1, changed("apscheduler", f"a jitter may be set afterwards: {_PACE}")
