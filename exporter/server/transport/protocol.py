"""HTTP/1.1 for untrusted clients: uvicorn's h11 protocol with deadlines, limits, and zero-copy bodies."""

import asyncio
import math
import sys
from collections.abc import Iterable
from functools import partial
from typing import Any

import h11
import uvicorn
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle
from uvicorn.server import ServerState

from exporter.server.answers import SAFE
from exporter.server.transport.buffered import BufferedTransport
from exporter.server.transport.fields import limit_fields
from exporter.server.transport.limits import Limits, refusal_of

_SMALL = 4 * 1024
_TURN = 1024 * 1024
"""Bytes that one connection sends before it yields to others; takes about 0.2 ms."""

_REASONS = {
    400: "Bad Request",
    431: "Request Header Fields Too Large",
    501: "Not Implemented",
    503: "Service Unavailable",
}
_ANSWERS = {
    400: "not a valid request; use HTTP/1.1, as curl and Prometheus do",
    431: "too many or too large header fields; send fewer",
    501: "transfer coding not supported; send no body",
    503: "too many connections; close some, or try again in a second",
}


class LimitedConfig(uvicorn.Config):
    """uvicorn's configuration, extended by the limits."""

    limits = Limits()


class LimitedProtocol(H11Protocol):
    """One connection. A body of any size can be sent in one message; clients that miss a deadline are disconnected."""

    transport: BufferedTransport
    connections: set["LimitedProtocol"]  # type: ignore[assignment]  # all use this protocol

    def __init__(
        self,
        config: LimitedConfig,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self.quiet_since = math.inf
        self._limits = config.limits
        limit_fields(self.conn, config.limits.header_fields)
        self._deadlines: dict[str, asyncio.TimerHandle] = {}
        self._sent = 0
        self._inner: ASGIApp = self.app
        self.app = self._answer

    @property
    def answering(self) -> bool:
        """Whether a request has been received whose response is not complete."""
        return self.cycle is not None and not self.cycle.response_complete

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as in uvicorn
        """Start the deadline for the first request, and close a connection if there are too many."""
        super().connection_made(BufferedTransport(transport, self.loop))
        self.quiet_since = self.loop.time()
        self._expect("request", self._limits.request_seconds)
        if len(self.connections) > self._limits.connections:
            self._make_room()

    def connection_lost(self, exc: Exception | None) -> None:
        """Cancel all deadlines."""
        super().connection_lost(exc)
        self._unset_keepalive_if_required()
        for name in list(self._deadlines):
            self._met(name)

    def data_received(self, data: bytes) -> None:
        """Handle received data, and start the deadline for a further request."""
        super().data_received(data)
        if not self.answering and "request" not in self._deadlines:
            self._expect("request", self._limits.request_seconds)

    def pause_writing(self) -> None:
        """Start the deadline for the client to read."""
        super().pause_writing()
        self.quiet_since = self.loop.time()
        self._expect("reader", self._limits.stalled_seconds)

    def resume_writing(self) -> None:
        """Cancel the deadline, because the client has read data."""
        super().resume_writing()
        self._met("reader")
        if self.answering:
            self.quiet_since = math.inf

    def on_response_complete(self) -> None:
        """Send buffered data, and wait for the next request."""
        self.transport.flush()
        self._met("answer")
        self.quiet_since = self.loop.time()
        super().on_response_complete()

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 - uvicorn's message names the library
        """Reject invalid HTTP and oversized headers."""
        # Called by uvicorn in an exception handler; h11's exception knows the right status.
        self._refuse(getattr(sys.exception(), "error_status_hint", 400))

    async def _answer(self, scope: Scope, receive: Receive, _: Send) -> None:
        self._met("request")
        self._expect("answer", self._limits.answer_seconds)
        self.quiet_since = math.inf
        app = refusal_of(scope, self._limits) or self._inner
        await app(scope, receive, partial(self._send, self.cycle))

    async def _send(self, cycle: RequestResponseCycle, message: Message) -> None:
        """Send a message like uvicorn, except for large bodies, which bypass h11's copies."""
        body = message.get("body", b"")
        self._leave(cycle)
        if len(body) <= _SMALL or not cycle.response_started or cycle.scope["method"] == "HEAD":
            await cycle.send(message)  # type: ignore[arg-type]
            return
        if not (cycle.disconnected or self.transport.is_closing()):
            await self._put(self.conn.send_with_data_passthrough(h11.Data(data=body)) or ())
        if not message.get("more_body"):
            self._leave(cycle)
            await cycle.send({"type": "http.response.body", "body": b"", "more_body": False})

    def _leave(self, cycle: RequestResponseCycle) -> None:
        """Tell uvicorn that the client is gone; otherwise, h11 fails at the end for what was not sent."""
        if self.transport.is_closing():
            cycle.disconnected = True

    async def _put(self, parts: Iterable[bytes]) -> None:
        for part in parts:
            left = memoryview(part)
            while left and not self.transport.is_closing():
                if self.flow.write_paused:
                    await self.flow.drain()
                elif self._sent >= _TURN:
                    self._sent = 0
                    await asyncio.sleep(0)
                else:
                    sent = self.transport.put(left[: _TURN - self._sent])
                    self._sent += sent
                    left = left[sent:]

    def _make_room(self) -> None:
        quietest = min((each for each in self.connections if each is not self), key=lambda each: each.quiet_since)
        if quietest.quiet_since + self._limits.quiet_seconds <= self.quiet_since:
            self.connections.discard(quietest)
            quietest.transport.abort()
        else:
            self._refuse(503)

    def _refuse(self, status: int) -> None:
        """Respond without a request, and close the connection."""
        if self.cycle is not None and self.conn.our_state is not h11.IDLE:  # would be sent inside another response
            self.transport.abort()
            return
        reason = _REASONS[status]
        headers = SAFE | {"Content-Type": "text/plain; charset=utf-8", "Connection": "close"}
        lines = [f"HTTP/1.1 {status} {reason}", *(f"{name}: {value}" for name, value in headers.items())]
        text = _ANSWERS[status] + "\n"
        self.transport.write("\r\n".join([*lines, f"Content-Length: {len(text)}", "", text]).encode())
        self.transport.close()

    def _expect(self, name: str, seconds: float) -> None:
        self._met(name)
        self._deadlines[name] = self.loop.call_later(seconds, self.transport.abort)

    def _met(self, name: str) -> None:
        deadline = self._deadlines.pop(name, None)
        if deadline is not None:
            deadline.cancel()
