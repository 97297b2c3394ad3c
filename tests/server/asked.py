"""Questions about a period, a reader that answers when a test lets it, and time that passes when a test lets it."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import Event, Lock
from typing import Any

from exporter.contracts.failures import Failure
from exporter.contracts.metrics import MetricValue
from exporter.exposition.facts import Known
from exporter.server.api.asking import Answer, Question, UnavailableError
from exporter.server.api.questions import Questions
from tests.support.clock import FakeClock

PATIENCE = 20.0
SECONDS = 10.0
BEGIN = datetime(2026, 2, 1, tzinfo=UTC)


def question(number: int = 1, *, platform: int | None = None, categories: frozenset[str] = frozenset()) -> Question:
    """Return a question about the vendor of this number."""
    vendor = Known(number, str(number), f"vendor-{number}", "", "active")
    place = None if platform is None else Known(platform, str(platform), f"platform-{platform}", "", "active")
    return Question(vendor, place, categories, BEGIN, None)


class Gate:
    """A reader whose reads end when the test lets them: by `let`, or by `cancel` unless it is `deaf`."""

    def __init__(self) -> None:
        self.version: object = "first"
        self.reads: list[Question] = []
        self.running: dict[str, Question] = {}
        self.most = 0
        self.cancelled: list[Question] = []
        self.abandoned: list[Question] = []
        self.deaf = False
        self.failure: Failure | None = None
        self.failures: dict[str, Failure] = {}
        self._ends: dict[str, Event] = {}
        self._given_up: set[str] = set()
        self._lock = Lock()

    def read(self, question: Question, reading: str) -> Answer:
        with self._lock:
            end = self._ends[reading] = Event()
            self.reads.append(question)
            self.running[reading] = question
            self.most = max(self.most, len(self.running))
        assert end.wait(PATIENCE)
        with self._lock:
            del self.running[reading], self._ends[reading]
        if reading in self._given_up:
            raise UnavailableError(Failure("timeout", "cancelled"))
        if self.failure:
            raise UnavailableError(self.failure)
        number = float(len(self.reads))
        assert question.vendor is not None
        value = MetricValue("orders.total", number, f"Orders of {question.vendor.code}", "orders")
        return Answer({"orders": [value]}, self.failures, number)

    def cancel(self, reading: str) -> None:
        with self._lock:
            if reading not in self.running:  # it has just ended, or not begun yet
                return
            self.cancelled.append(self.running[reading])
            self._given_up.add(reading)
            if not self.deaf:
                self._ends[reading].set()

    def abandon(self, reading: str) -> None:
        if reading in self.running:
            self.abandoned.append(self.running[reading])

    def let(self) -> None:
        """End all reads that run."""
        with self._lock:
            for end in self._ends.values():
                end.set()

    async def until(self, *running: Question) -> None:
        """Wait until exactly these are being read."""
        await until(lambda: list(self.running.values()) == list(running))


class Time:
    """What sleeps until the test lets as much time pass at one go."""

    def __init__(self) -> None:
        self._sleeping: list[tuple[float, asyncio.Future[None]]] = []

    async def sleep(self, seconds: float) -> None:
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._sleeping.append((seconds, future))
        await future

    def over(self, seconds: float) -> None:
        """Wake up those who sleep no longer than this."""
        for length, future in self._sleeping:
            if length <= seconds and not future.done():
                future.set_result(None)


@dataclass
class Asked:
    """A queue of questions that are read through a gate."""

    gate: Gate = field(default_factory=Gate)
    time: Time = field(default_factory=Time)
    clock: FakeClock = field(default_factory=FakeClock)

    def __post_init__(self) -> None:
        self.questions = Questions(self.gate, SECONDS, self.clock, self.time.sleep)

    def ask(
        self, asked: Question, caller: str = "alice", gone: Callable[[], Coroutine[Any, Any, object]] | None = None
    ) -> "asyncio.Task[Answer]":
        """Ask, without waiting for the answer."""
        never = asyncio.Event().wait
        return asyncio.ensure_future(self.questions.ask(asked, caller, gone or never))

    async def answered(self, asked: Question, caller: str = "alice") -> Answer:
        """Ask, and let it be read."""
        task = self.ask(asked, caller)
        await until(lambda: task.done() or asked in self.gate.running.values())
        self.gate.let()
        return await task


async def until(true: Callable[[], bool]) -> None:
    """Let the event loop and threads go on until something is true."""
    loop = asyncio.get_running_loop()
    end = loop.time() + PATIENCE
    while not true():
        assert loop.time() < end, "waited in vain"
        await asyncio.sleep(0.001)


def run(test: Callable[[Asked], Awaitable[None]]) -> None:
    """Run a test in an event loop."""

    async def inside() -> None:
        await test(Asked())

    asyncio.run(inside())
