"""Lets answers be made one at a time, with a few iterations of the event loop between two of them."""

import asyncio
from collections import deque

ITERATIONS = 3
"""Iterations of the event loop from one turn to the next. Each takes a fraction of an answer's time, and a scrape needs
about twenty."""


class Gate:
    """Between two answers, the event loop serves everything else that is ready, such as the next parts of a scrape.

    Otherwise a scrape, which is sent in many parts, would wait for an answer to each of many clients before each part.
    First come, first served.
    """

    def __init__(self) -> None:
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._is_open = True

    async def turn(self) -> None:
        """Return when it is the caller's turn. The next one comes `ITERATIONS` later."""
        loop = asyncio.get_running_loop()
        if not self._is_open:
            turn: asyncio.Future[None] = loop.create_future()
            self._waiting.append(turn)
            try:
                await turn
            except asyncio.CancelledError:
                if turn.done() and not turn.cancelled():
                    loop.call_soon(self._next)
                raise
        self._is_open = False
        loop.call_soon(self._next)

    def _next(self, left: int = ITERATIONS) -> None:
        if left > 1:
            asyncio.get_running_loop().call_soon(self._next, left - 1)
            return
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():  # otherwise its client has left
                turn.set_result(None)
                return
        self._is_open = True
