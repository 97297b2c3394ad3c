"""The order in which questions are read from the database, so that no caller keeps others waiting beyond its turn."""

import asyncio
from collections import Counter, OrderedDict
from dataclasses import dataclass, field

from exporter.contracts.failures import Failure
from exporter.server.api.asking import Answer, BusyError, Question

MAX_RUNNING = 2
"""Maximum number of reads at the same time: the number of connections."""

MAX_RUNNING_OF_ONE = 1
"""Maximum number of reads of one caller at the same time."""

MAX_WAITING_OF_ONE = 2
"""Maximum number of questions of one caller that wait; further ones get 429."""

_REMEMBERED = 1024


@dataclass(eq=False, slots=True)
class Flight:
    """A read of the database, for all who ask the same question.

    The answer is None if it took too long. `awaited` counts the requests that await it, by caller; a caller that leaves
    as the last one stays in `callers`, because what it began still runs.
    """

    question: Question
    version: object
    name: str
    answer: "asyncio.Future[Answer | Failure | None]"
    awaited: Counter[str] = field(default_factory=Counter)
    callers: set[str] = field(default_factory=set)


class Turns:
    """The flights that wait and those that run."""

    def __init__(self) -> None:
        self._waiting: list[Flight] = []
        self._running: list[Flight] = []
        self._served: OrderedDict[str, int] = OrderedDict()
        self._turn = 0

    def join(self, flight: Flight, caller: str) -> None:
        """Let a request of a caller await a flight, which may be new. Raises BusyError."""
        is_running = flight in self._running
        if not is_running and caller not in flight.awaited and self._waiting_of(caller) >= MAX_WAITING_OF_ONE:
            raise BusyError(
                f"too many questions about a period: at most {MAX_RUNNING_OF_ONE} is answered and "
                f"{MAX_WAITING_OF_ONE} wait for each caller; wait for an answer before the next question"
            )
        flight.awaited[caller] += 1
        flight.callers.add(caller)
        if not is_running and flight not in self._waiting:
            self._waiting.append(flight)

    def leave(self, flight: Flight, caller: str) -> bool:
        """Let a request no longer await a flight; return whether others do. If none does, it no longer waits."""
        flight.awaited[caller] -= 1
        if not flight.awaited[caller]:
            del flight.awaited[caller]
        if flight.awaited:
            flight.callers.intersection_update(flight.awaited)
        elif flight in self._waiting:
            self._waiting.remove(flight)
        return bool(flight.awaited)

    def next(self) -> Flight | None:
        """Return the flight to run now; None if none waits, or too many run.

        It is one of the caller whose last turn is the longest ago, and of that caller the oldest.
        """
        if len(self._running) >= MAX_RUNNING:
            return None
        turns = [(min(turns), at) for at, flight in enumerate(self._waiting) if (turns := self._turns(flight))]
        if not turns:
            return None
        flight = self._waiting.pop(min(turns)[1])
        self._running.append(flight)
        self._turn += 1
        for caller in flight.callers:
            self._served[caller] = self._turn
            self._served.move_to_end(caller)
        while len(self._served) > _REMEMBERED:
            self._served.popitem(last=False)
        return flight

    def ended(self, flight: Flight) -> None:
        """Release the place of a flight that runs."""
        if flight in self._running:
            self._running.remove(flight)

    def _turns(self, flight: Flight) -> list[int]:
        """Return when each of its callers that may run another one had its last turn."""
        return [self._served.get(caller, 0) for caller in flight.callers if self._may_run(caller)]

    def _may_run(self, caller: str) -> bool:
        return sum(caller in each.callers for each in self._running) < MAX_RUNNING_OF_ONE

    def _waiting_of(self, caller: str) -> int:
        return sum(caller in each.callers for each in self._waiting)
