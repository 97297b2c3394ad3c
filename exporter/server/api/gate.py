"""Lets answers be made one at a time: after scrapes, and with a few iterations of the event loop between them."""

import asyncio
from collections import deque
from collections.abc import Callable

ITERATIONS = 3
"""Iterations of the event loop from one turn to the next. Each takes a fraction of an answer's time, and a scrape needs
about twenty."""

PATIENCE_SECONDS = 0.005
"""How long a turn waits for scrapes that are being sent, counted from the turn before; a large one takes 2 ms."""

_LOOK_SECONDS = 0.0005


class Gate:
    """Between two answers, the event loop serves everything else that is ready, such as the next parts of a scrape.

    Otherwise a scrape, which is sent in many parts, would wait for an answer to each of many clients before each part.
    While `is_scraped` says so, no answer is made, unless it has waited for `PATIENCE_SECONDS`. First come, first
    served.
    """

    def __init__(self, is_scraped: Callable[[], bool] = lambda: False) -> None:
        self._is_scraped = is_scraped
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._is_open = True
        self._last = 0.0

    async def turn(self) -> None:
        """Return when it is the caller's turn. The next one comes `ITERATIONS` later, or after the scrapes."""
        loop = asyncio.get_running_loop()
        if not self._is_open or self._is_scraped():
            turn: asyncio.Future[None] = loop.create_future()
            self._waiting.append(turn)
            if self._is_open:
                self._close(loop)
            try:
                await turn
            except asyncio.CancelledError:
                if turn.done() and not turn.cancelled():
                    loop.call_soon(self._next)
                raise
        self._close(loop)

    def _close(self, loop: asyncio.AbstractEventLoop) -> None:
        self._is_open = False
        self._last = loop.time()
        loop.call_soon(self._next)

    def _next(self, left: int = ITERATIONS) -> None:
        loop = asyncio.get_running_loop()
        if left > 1:
            loop.call_soon(self._next, left - 1)
        elif self._waiting and self._is_scraped() and loop.time() < self._last + PATIENCE_SECONDS:
            loop.call_later(_LOOK_SECONDS, self._next, 1)
        else:
            self._is_open = not self._let()

    def _let(self) -> bool:
        """Let the first of those who wait have its turn; whether there was one."""
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():  # otherwise its client has left
                turn.set_result(None)
                return True
        return False
