"""Limits the number and duration of TLS handshakes. asyncio has no limit, and a timeout of one minute."""

import asyncio
import ssl
from asyncio.sslproto import SSLProtocol
from collections.abc import Callable
from typing import Any

from uvicorn.server import ServerState

from exporter.server.access.protection import Protection
from exporter.server.transport.limits import Limits

HANDSHAKE_SECONDS = 10.0
"""Timeout of the TLS handshake and of the TLS shutdown."""


_READ_BYTES = 16 * 1024
"""Read buffer per TLS connection. With asyncio's 256 KiB, a thousand connections would need 256 MB."""


class Handshakes:
    """Creates the protocol of each connection: a handshake with the current TLS context, followed by HTTP.

    Handshakes count as connections; above the limit, the oldest handshake is aborted. `http` creates the protocol that
    takes over after the handshake, with uvicorn's arguments.
    """

    def __init__(self, protection: Protection, limits: Limits, http: Callable[..., asyncio.Protocol]) -> None:
        self._protection = protection
        self._limits = limits
        self._http = http
        self._under_way: dict[_Handshake, None] = {}
        if protection.context is not None:
            SSLProtocol.max_size = _READ_BYTES

    def __call__(self, *, server_state: ServerState, **how: Any) -> asyncio.Protocol:
        """Return the protocol for a new connection."""
        context = self._protection.context
        if context is None:
            return self._http(server_state=server_state, **how)
        while self._under_way and len(self._under_way) + len(server_state.connections) >= self._limits.connections:
            next(iter(self._under_way)).abort()
        handshake = _Handshake(context, lambda: self._http(server_state=server_state, **how), self._under_way.pop)
        self._under_way[handshake] = None
        return handshake

    def abort(self) -> None:
        """Abort all handshakes in progress."""
        while self._under_way:
            next(iter(self._under_way)).abort()


class _Handshake(asyncio.Protocol):
    """A connection during its TLS handshake. Afterwards it forwards data to the HTTP protocol."""

    def __init__(
        self,
        context: ssl.SSLContext,
        make: Callable[[], asyncio.Protocol],
        leave: Callable[["_Handshake", None], object],
    ) -> None:
        self._context = context
        self._make = make
        self._leave = leave
        self._received: list[bytes] = []
        self._aborted = False
        self._transport: asyncio.Transport | None = None
        self._protocol: asyncio.Protocol | None = None
        self._task: asyncio.Task[None] | None = None

    def abort(self) -> None:
        self._leave(self, None)
        self._aborted = True
        if self._transport is not None:
            self._transport.abort()

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # always a socket's
        self._transport = transport
        if self._aborted:  # `abort` can be called before the connection is established
            transport.abort()
            return
        transport.pause_reading()
        self._task = asyncio.get_running_loop().create_task(self._shake(transport))

    def data_received(self, data: bytes) -> None:
        if self._protocol is None:
            self._received.append(data)
        else:
            self._protocol.data_received(data)

    def connection_lost(self, exc: Exception | None) -> None:
        self._leave(self, None)
        if self._protocol is not None:
            self._protocol.connection_lost(exc)

    async def _shake(self, transport: asyncio.Transport) -> None:
        try:
            secured = await asyncio.get_running_loop().start_tls(
                transport,
                self,
                self._context,
                server_side=True,
                ssl_handshake_timeout=HANDSHAKE_SECONDS,
                ssl_shutdown_timeout=HANDSHAKE_SECONDS,
            )
        except OSError:  # no TLS, or a client that is not allowed
            return
        finally:
            self._leave(self, None)
        if secured is None or transport.is_closing():  # the client disconnected during the handshake
            return
        self._protocol = self._make()
        secured.set_protocol(self._protocol)
        self._protocol.connection_made(secured)
        for data in self._received:
            self._protocol.data_received(data)
