"""A transport that merges small writes, and sends large data without copying it."""

import asyncio
import contextlib
import os
import socket
import struct
from asyncio.trsock import TransportSocket
from typing import Any

SLICE = 96 * 1024
"""Size of one write to the socket. From 128 KiB, fast readers waited longer, as data had left the CPU cache."""

_HANDED = 8 * 1024
"""Data left in asyncio's write buffer, which copies it (Python 3.11); the memory that a stalled reader costs."""

_NO_LINGER = struct.pack("ii", 1, 0)

_SECURED_SLICE = _SECURED_BUFFER = 32 * 1024
"""Data encrypted ahead of the reader, in addition to the 64 KiB that the TLS transport buffers."""


class BufferedTransport(asyncio.Transport):
    """Wraps an asyncio transport, and bypasses it for large bodies.

    `write` buffers data until `flush`, `put` or `close`, or the next iteration of the event loop, so that the headers
    and the start of the body are sent in one packet. Everything else is delegated to the wrapped transport.
    """

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__()
        self._transport = transport
        self._loop = loop
        self._held: list[bytes] = []
        self._secured = transport.get_extra_info("sslcontext") is not None
        # Without TLS, the transport calls `pause_writing` as soon as it buffers data; until then it can be bypassed.
        transport.set_write_buffer_limits(high=_SECURED_BUFFER if self._secured else 0)
        self._socket: TransportSocket = transport.get_extra_info("socket")
        self._bypass = not self._secured and hasattr(os, "writev")

    def write(self, data: bytes | bytearray | memoryview) -> None:
        """Buffer small data, which is copied."""
        if not data:
            return
        if not self._held:
            self._loop.call_soon(self.flush)
        self._held.append(bytes(data))

    def flush(self) -> None:
        """Write buffered data to the transport."""
        if self._held:
            self._transport.write(self._taken())

    def put(self, data: memoryview) -> int:
        """Send the start of large data; return the number of bytes that were taken.

        Must not be called while writing is paused. At most a few KiB of the data are copied.
        """
        if not self._bypass or self._transport.get_write_buffer_size():
            piece = data[: _SECURED_SLICE if self._secured else SLICE]
            self.flush()
            self._transport.write(piece)
            return len(piece)
        head = self._taken()
        sent = self._send(head, data)
        if sent < 0:
            self._transport.write(head[sent:])
            return 0
        waiting = data[sent : sent + _HANDED]
        self._transport.write(waiting)
        return sent + len(waiting)

    def _send(self, head: bytes, data: memoryview) -> int:
        """Send until the socket buffer is full; return the bytes of `data` sent, negative if part of `head` is left."""
        sent, fileno = -len(head), self._socket.fileno()
        try:
            sent += os.writev(fileno, (head, data[:SLICE]))
            while sent and sent % SLICE == 0 and sent < len(data):  # all slices so far were sent completely
                sent += os.write(fileno, data[sent : sent + SLICE])
        except (BlockingIOError, InterruptedError):
            pass
        except OSError:  # the client has disconnected
            self._transport.abort()
            return len(data)
        return sent

    def _taken(self) -> bytes:
        data = b"".join(self._held)
        self._held.clear()
        return data

    def close(self) -> None:
        """Close the connection after all data has been sent."""
        self.flush()
        self._transport.close()

    def abort(self) -> None:
        """Close the connection immediately with a TCP reset; unsent data is discarded."""
        self._held.clear()
        with contextlib.suppress(OSError):  # already closed
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _NO_LINGER)
        self._transport.abort()

    def is_closing(self) -> bool:
        """Return whether the transport is closing or closed."""
        return self._transport.is_closing()

    def get_extra_info(self, name: str, default: Any = None) -> Any:
        """Return information about the connection."""
        return self._transport.get_extra_info(name, default)

    def pause_reading(self) -> None:
        """Pause reading from the client."""
        self._transport.pause_reading()

    def resume_reading(self) -> None:
        """Resume reading from the client."""
        self._transport.resume_reading()
