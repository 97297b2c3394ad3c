"""Lets answers be made one at a time, with an iteration of the event loop between two of them."""

import asyncio
from collections import deque


class Gate:
    """Between two answers, the event loop serves everything else that is ready, such as the next part of a scrape.

    Otherwise a scrape, which is sent in many parts, would wait for an answer to each of many clients before each part.
    First come, first served.
    """

    def __init__(self) -> None:
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._is_open = True

    async def turn(self) -> None:
        """Return when it is the caller's turn, which ends with the next iteration of the event loop."""
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

    def _next(self) -> None:
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():  # otherwise its client has left
                turn.set_result(None)
                return
        self._is_open = True
