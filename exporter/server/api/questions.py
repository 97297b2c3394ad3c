"""Answers questions about a period: few at a time, each within a deadline, and none that nobody awaits any more.

Equal questions are read once. A question names all that its answer depends on, the vendor and the platform included,
and the route has checked that its caller may see them, so callers with different scopes share an answer only if both
may see all of it.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from functools import partial
from itertools import count
from typing import Any

from exporter.contracts.clock import Clock
from exporter.contracts.failures import Failure
from exporter.server.api.asking import (
    Answer,
    Gone,
    GoneError,
    Question,
    Reader,
    TooSlowError,
    UnavailableError,
)
from exporter.server.api.kept import KeptAnswers
from exporter.server.api.turns import Flight, Turns
from exporter.server.threads import in_thread

logger = logging.getLogger(__name__)

CANCEL_SECONDS = 0.5
"""Time after which a read that has been cancelled is cancelled again: it may just have begun its statement."""

MAX_CANCELS = 10
"""Number of times that a read is cancelled before it is abandoned."""

MAX_ABANDONED = 2
"""Maximum number of abandoned reads that still run while others take their places."""

Sleep = Callable[[float], Awaitable[object]]
"""Returns after this many seconds."""


class Questions:
    """Answers questions with a reader. `seconds` is how long a request may take, with the time that it waits.

    All methods must be called in one event loop.
    """

    def __init__(self, reader: Reader, seconds: float, clock: Clock, sleep: Sleep = asyncio.sleep) -> None:
        self._reader, self._seconds, self._clock, self._sleep = reader, seconds, clock, sleep
        self._flights: dict[tuple[object, Question], Flight] = {}
        self._turns, self._kept = Turns(), KeptAnswers()
        self._numbers = count(1)
        self._tasks: set[asyncio.Task[None]] = set()
        self._abandoned = 0
        self._failure: Failure | None = None

    async def ask(self, question: Question, caller: str, gone: Gone) -> Answer:
        """Return the answer; `caller` and what is raised are as in `Ask`."""
        version = self._reader.version
        if (kept := self._kept.find(question, version, self._clock.monotonic())) is not None:
            return kept
        flight = self._flights.get((version, question))
        if flight is None:
            answer: asyncio.Future[Answer | Failure | None] = asyncio.get_running_loop().create_future()
            flight = Flight(question, version, f"question-{next(self._numbers)}", answer)
        self._turns.join(flight, caller)
        self._flights[version, question] = flight
        self._start()
        return await self._awaited(flight, caller, gone)

    async def _awaited(self, flight: Flight, caller: str, gone: Gone) -> Answer:
        """Wait for the answer, the deadline, or for the client to disconnect; the last to leave ends the read."""
        leaving, late = asyncio.ensure_future(gone()), asyncio.ensure_future(self._sleep(self._seconds))
        first: set[asyncio.Future[Any]] = {flight.answer, leaving, late}
        try:
            done, _ = await asyncio.wait(first, return_when=asyncio.FIRST_COMPLETED)
        finally:
            leaving.cancel()
            late.cancel()
            if not self._turns.leave(flight, caller):
                self._end(flight)
        answer = flight.answer.result() if flight.answer in done else None
        if isinstance(answer, Answer):
            return answer
        if isinstance(answer, Failure):
            raise UnavailableError(answer)
        if leaving in done:
            raise GoneError
        raise TooSlowError(
            f"no answer within {self._seconds:g} s; ask for fewer categories or a shorter period, or try again later"
        )

    def _start(self) -> None:
        while (flight := self._turns.next()) is not None:
            self._go(self._run(flight))

    def _go(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)  # the loop itself keeps only a weak reference
        task.add_done_callback(self._tasks.discard)

    async def _run(self, flight: Flight) -> None:
        """Read the answer, for no longer than one request may take, even if others join later."""
        reading = asyncio.ensure_future(self._read(flight))
        late = asyncio.ensure_future(self._sleep(self._seconds))
        first: set[asyncio.Future[Any]] = {reading, late, flight.answer}
        await asyncio.wait(first, return_when=asyncio.FIRST_COMPLETED)
        late.cancel()
        if not flight.answer.done():
            self._end(flight)
        if not reading.done():
            await self._cancel(flight, reading)
        self._turns.ended(flight)
        self._start()

    async def _read(self, flight: Flight) -> None:
        began = self._clock.monotonic()
        answer: Answer | Failure
        try:
            answer = await in_thread(partial(self._reader.read, flight.question, flight.name), flight.name)
            self._kept.keep(flight.question, flight.version, answer, began)
        except UnavailableError as error:
            answer = error.failure
        except Exception as error:  # noqa: BLE001 - a fault of the reader, or no thread can be started
            answer = Failure("internal", repr(error))
        if not flight.answer.done():
            self._note(answer if isinstance(answer, Failure) else None)
            self._end(flight, answer)

    def _end(self, flight: Flight, answer: Answer | Failure | None = None) -> None:
        """Give the answer to those who await it; without one, the read is cancelled."""
        if self._flights.get((flight.version, flight.question)) is flight:
            del self._flights[flight.version, flight.question]
        if not flight.answer.done():
            flight.answer.set_result(answer)

    async def _cancel(self, flight: Flight, reading: "asyncio.Future[None]") -> None:
        """Cancel a read until it has ended, or give its place to another one if it never ends."""
        for _ in range(MAX_CANCELS):
            await self._quietly(self._reader.cancel, flight)
            pause = asyncio.ensure_future(self._sleep(CANCEL_SECONDS))
            first: set[asyncio.Future[Any]] = {reading, pause}
            await asyncio.wait(first, return_when=asyncio.FIRST_COMPLETED)
            pause.cancel()
            if reading.done():
                return
        await self._quietly(self._reader.abandon, flight)
        if self._abandoned < MAX_ABANDONED:
            self._abandoned += 1
            reading.add_done_callback(self._came_back)
        else:
            await reading

    def _came_back(self, _reading: "asyncio.Future[None]") -> None:
        self._abandoned -= 1

    @staticmethod
    async def _quietly(end: Callable[[str], None], flight: Flight) -> None:
        with suppress(Exception):  # it is tried again
            await in_thread(partial(end, flight.name), "cancel")

    def _note(self, failure: Failure | None) -> None:
        """Log a new failure, or that questions are answered again."""
        if failure is not None and failure != self._failure:
            extra = {"reason": failure.reason, "problem": failure.message}
            logger.error("questions about a period cannot be answered", extra=extra)
        elif failure is None and self._failure is not None:
            logger.info("questions about a period are answered again")
        self._failure = failure
