"""Accepts connections in small batches, and pauses while the process is out of file descriptors."""

import asyncio
import logging
import math
import socket
from collections.abc import Callable

logger = logging.getLogger(__name__)

BATCH = 16
"""Connections accepted from one listening socket per iteration of the event loop; the limit can be exceeded by this."""

PAUSE_SECONDS = 0.25
_LOG_SECONDS = 60.0


class Acceptor:
    """Accepts the connections of one listening socket until `close`; replaces an asyncio.Server.

    asyncio accepts the whole backlog before it handles a connection, regardless of the limit of open files, and logs a
    traceback for each failure. `make` returns the protocol for a connection.
    """

    def __init__(
        self, listener: socket.socket, make: Callable[[], asyncio.Protocol], loop: asyncio.AbstractEventLoop
    ) -> None:
        self._listener = listener
        self._make = make
        self._loop = loop
        self._under_way: set[asyncio.Task[None]] = set()
        self._again: asyncio.TimerHandle | None = None
        self._logged_at = -math.inf
        listener.settimeout(0)  # non-blocking
        self._resume()

    def close(self) -> None:
        """Stop accepting connections; the socket stays open."""
        self._loop.remove_reader(self._listener)
        if self._again is not None:
            self._again.cancel()

    async def wait_closed(self) -> None:
        """Return immediately, because uvicorn tracks the connections."""

    def _resume(self) -> None:
        self._again = None
        self._loop.add_reader(self._listener, self._take)

    def _take(self) -> None:
        for _ in range(BATCH):
            try:
                connection, _ = self._listener.accept()
            except (BlockingIOError, InterruptedError, ConnectionAbortedError):
                return
            except OSError as error:  # usually out of file descriptors; pending connections stay in the backlog
                self._pause(error)
                return
            task = self._loop.create_task(self._begin(connection))
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)

    async def _begin(self, connection: socket.socket) -> None:
        try:
            await self._loop.connect_accepted_socket(self._make, connection)
        except OSError:  # the client has disconnected
            connection.close()

    def _pause(self, error: OSError) -> None:
        """Stop polling the socket for a moment. It stays readable, so the event loop would spin."""
        self._loop.remove_reader(self._listener)
        self._again = self._loop.call_later(PAUSE_SECONDS, self._resume)
        if self._loop.time() - self._logged_at >= _LOG_SECONDS:
            self._logged_at = self._loop.time()
            remedy = "raise the limit of open files (ulimit -n, LimitNOFILE), and check which clients keep connections"
            logger.warning(
                "cannot accept connections", extra={"problem": f"{(error.strerror or '').lower()}; {remedy}"}
            )
