"""Takes connections: a few in each turn of the loop, and none for a moment while the process has no file left."""

import asyncio
import logging
import math
import socket
from collections.abc import Callable

logger = logging.getLogger(__name__)

AT_ONCE = 16
"""How many connections one listening socket gives in a turn: so many may be above the limit before one makes room."""

PAUSE_SECONDS = 0.25
_TELL_SECONDS = 60.0


class Acceptor:
    """Takes the connections of one listening socket, from now on until `close`; may stand in for an asyncio.Server.

    asyncio's own takes as many as the whole backlog before it looks at one of them, whatever the process may have
    open, and logs a trace for each that fails. `make` gives the protocol of a connection.
    """

    def __init__(
        self, listener: socket.socket, make: Callable[[], asyncio.Protocol], loop: asyncio.AbstractEventLoop
    ) -> None:
        self._listener = listener
        self._make = make
        self._loop = loop
        self._under_way: set[asyncio.Task[None]] = set()
        self._again: asyncio.TimerHandle | None = None
        self._told = -math.inf
        listener.settimeout(0)  # not to block
        self._resume()

    def close(self) -> None:
        """Take no more; the socket stays open."""
        self._loop.remove_reader(self._listener)
        if self._again is not None:
            self._again.cancel()

    async def wait_closed(self) -> None:
        """Return at once: the connections are others' business."""

    def _resume(self) -> None:
        self._again = None
        self._loop.add_reader(self._listener, self._take)

    def _take(self) -> None:
        for _ in range(AT_ONCE):
            try:
                connection, _ = self._listener.accept()
            except (BlockingIOError, InterruptedError, ConnectionAbortedError):
                return
            except OSError as error:  # as a rule no file is left; whoever waits goes on waiting in the system's queue
                self._pause(error)
                return
            task = self._loop.create_task(self._begin(connection))
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)

    async def _begin(self, connection: socket.socket) -> None:
        try:
            await self._loop.connect_accepted_socket(self._make, connection)
        except OSError:  # the client is gone already
            connection.close()

    def _pause(self, error: OSError) -> None:
        """Leave the socket alone for a moment: it stays readable, and nothing else would be done than to ask again."""
        self._loop.remove_reader(self._listener)
        self._again = self._loop.call_later(PAUSE_SECONDS, self._resume)
        if self._loop.time() - self._told >= _TELL_SECONDS:
            self._told = self._loop.time()
            remedy = "raise the limit of open files (ulimit -n, LimitNOFILE), and see who holds so many connections"
            logger.warning(
                "no connection can be taken", extra={"problem": f"{(error.strerror or '').lower()}; {remedy}"}
            )
