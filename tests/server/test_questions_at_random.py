"""Whatever callers do, in whatever order: no limit is exceeded, everybody is answered, and nothing is left behind."""

import asyncio
import random

import pytest

from exporter.server.api.asking import Answer, BusyError, GoneError, TooSlowError
from exporter.server.api.questions import CANCEL_SECONDS
from exporter.server.api.turns import MAX_RUNNING, MAX_WAITING_OF_ONE
from tests.server.asked import SECONDS, Asked, question, run, until

STEPS = 150


class Crowd:
    """Three callers who ask, leave, and wait for too long."""

    def __init__(self, asked: Asked, seed: int) -> None:
        self.asked, self.dice = asked, random.Random(seed)  # noqa: S311 - not for secrets
        self.tasks: dict[asyncio.Task[Answer], asyncio.Event] = {}
        self.asked.gate.deaf = self.dice.random() < 0.3

    async def step(self) -> None:
        chance = self.dice.random()
        if chance < 0.5:
            gone = asyncio.Event()
            task = self.asked.ask(question(self.dice.randrange(5)), self.dice.choice("abc"), gone.wait)
            self.tasks[task] = gone
        elif chance < 0.65 and self.tasks:
            self.dice.choice(list(self.tasks.values())).set()
        elif chance < 0.85:
            self.asked.gate.let()
        elif chance < 0.9:
            self.asked.time.over(SECONDS)
        elif chance < 0.95:
            self.asked.gate.version = object()
        else:
            self.asked.time.over(CANCEL_SECONDS)
        for _ in range(self.dice.randrange(4)):
            await asyncio.sleep(0)
        self.check()

    def check(self) -> None:
        turns = self.asked.questions._turns
        assert len(turns._running) <= MAX_RUNNING
        for caller in "abc":
            assert sum(caller in each.awaited for each in turns._waiting) <= MAX_WAITING_OF_ONE
        assert all(each.awaited for each in turns._waiting)

    async def end(self) -> None:
        """Let everything that was begun end, and see that each request got an answer or a reason."""
        self.asked.gate.deaf = False
        while not all(task.done() for task in self.tasks):
            self.asked.gate.let()
            await asyncio.sleep(0.001)
        results = await asyncio.gather(*self.tasks, return_exceptions=True)
        assert all(isinstance(each, Answer | BusyError | GoneError | TooSlowError) for each in results), results
        await until(self._is_idle)
        assert not self.asked.questions._flights
        assert not self.asked.questions._turns._waiting

    def _is_idle(self) -> bool:
        self.asked.gate.let()
        self.asked.time.over(CANCEL_SECONDS)
        return not (self.asked.questions._tasks or self.asked.questions._turns._running or self.asked.gate.running)


def simulate(seed: int) -> None:
    async def of(asked: Asked) -> None:
        crowd = Crowd(asked, seed)
        for _ in range(STEPS):
            await crowd.step()
        await crowd.end()

    run(of)


@pytest.mark.parametrize("seed", range(5))
def test_a_crowd(seed: int) -> None:
    simulate(seed)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(5, 500))
def test_many_crowds(seed: int) -> None:
    simulate(seed)
