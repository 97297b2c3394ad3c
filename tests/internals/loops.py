"""Event loops and connections for probes of libraries."""

import asyncio
import selectors
import socket
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from typing import Any

Stream = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class _Instant(selectors.DefaultSelector):
    """Waits for no timer: instead the clock is set to it."""

    now = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if not timeout or timeout < 0:
            return super().select(timeout)
        ready = super().select(0)
        self.now += 0 if ready else timeout
        return ready


class InstantLoop(asyncio.SelectorEventLoop):
    """A loop whose clock begins at 0 and jumps to the next timer as soon as it is idle."""

    def __init__(self) -> None:
        self._instant = _Instant()
        super().__init__(self._instant)

    def time(self) -> float:
        """Return how much time would have passed."""
        return self._instant.now


def run_instantly(coroutine: Coroutine[Any, Any, None]) -> None:
    """Run a coroutine in a loop where time passes as fast as it is waited for."""
    with asyncio.Runner(loop_factory=InstantLoop) as runner:
        runner.run(coroutine)


@asynccontextmanager
async def connected(protocol: asyncio.Protocol) -> AsyncIterator[Stream]:
    """Give a protocol one end of a connection, and return the other one."""
    ours, theirs = socket.socketpair()
    transport, _ = await asyncio.get_running_loop().connect_accepted_socket(lambda: protocol, ours)
    reader, writer = await asyncio.open_connection(sock=theirs)
    try:
        yield reader, writer
    finally:
        writer.close()
        transport.abort()
