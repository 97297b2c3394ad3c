"""Background jobs: each queue plans its next job, and a few jobs fail and are repeated."""

from exporter.demo import schema
from exporter.demo.archive import Archive
from exporter.demo.world import DAY, HOUR, MINUTE, World, chance

QUEUES = {"emails": 10 * MINUTE, "search-index": HOUR, "invoices": 2 * HOUR, "cleanup": DAY}
"""How often each queue has a job."""
_FAILED = 0.02
_REPEATED = 5 * MINUTE


class Jobs:
    """The jobs of all queues; each queue has one planned job at a time."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._rng = world.random("jobs")
        self._archive = Archive(world, schema.jobs)
        self.stuck: str | None = None
        """A queue whose worker hangs."""
        for queue, every in QUEUES.items():
            self._plan(queue, self._rng.uniform(0, every))

    def stick(self, queue: str, waiting: int) -> None:
        """Let the worker of a queue hang in a job, with a number of others that have waited for up to three hours."""
        self.stuck = queue
        job = self._add(queue, "running", 3 * HOUR)
        self._world.changes.change(schema.jobs, job, started_at=self._world.stamp(3 * HOUR))
        for number in range(waiting):
            ago = 3 * HOUR - number * 2 * MINUTE
            self._add(queue, "pending", ago)

    def _plan(self, queue: str, wait: float) -> None:
        job = self._add(queue, "scheduled", -wait)
        self._world.after(wait, self._start, queue, job)

    def _start(self, queue: str, job: int) -> None:
        if queue == self.stuck:
            self._world.changes.change(schema.jobs, job, status="pending")
            self._plan(queue, QUEUES[queue])
            return
        self._world.changes.change(schema.jobs, job, status="running", started_at=self._world.stamp())
        self._world.after(self._rng.uniform(1, 90), self._end, queue, job)

    def _end(self, queue: str, job: int) -> None:
        failed = chance(self._rng, _FAILED)
        status = "failed" if failed else "completed"
        self._world.changes.change(schema.jobs, job, status=status, finished_at=self._world.stamp())
        self._plan(queue, _REPEATED if failed else QUEUES[queue] * self._rng.uniform(0.8, 1.2))

    def _add(self, queue: str, status: str, ago: float) -> int:
        number = self._world.changes.add(
            schema.jobs,
            queue=queue,
            status=status,
            due_at=self._world.stamp(ago),
            started_at=None,
            finished_at=None,
        )
        self._archive.note(number)
        return number
