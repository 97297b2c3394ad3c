"""What is written to a connection: small pieces together, large ones without a copy."""

import asyncio
import contextlib
import os
import socket
import struct
from asyncio.trsock import TransportSocket
from typing import Any

SLICE = 96 * 1024
"""How much is given to the system at once. From 128 KiB on a quick reader had to wait longer: what it copies is no
longer in a cache."""

_HANDED = 8 * 1024
"""How much the transport is given to wait with. It copies this (Python 3.11), so it is what a stalled reader costs."""

_NO_LINGER = struct.pack("ii", 1, 0)

_SECURED_SLICE = _SECURED_BUFFER = 32 * 1024
"""How much TLS may encrypt ahead of the reader, beside the 64 KiB that its own transport waits with."""


class BufferedTransport(asyncio.Transport):
    """A transport around asyncio's, which is told of everything but large bodies.

    `write` keeps what it is given until `flush`, `put` or `close`, but no longer than to the loop's next turn: the
    headers and the beginning of a body then leave in one packet. Reads and events are the transport's own.
    """

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__()
        self._transport = transport
        self._loop = loop
        self._held: list[bytes] = []
        self._secured = transport.get_extra_info("sslcontext") is not None
        # The transport calls `pause_writing` once it waits with anything at all: until then it can be bypassed.
        transport.set_write_buffer_limits(high=_SECURED_BUFFER if self._secured else 0)
        self._socket: TransportSocket = transport.get_extra_info("socket")
        self._bypass = not self._secured and hasattr(os, "writev")

    def write(self, data: bytes | bytearray | memoryview) -> None:
        """Send soon what is small; it is copied."""
        if not data:
            return
        if not self._held:
            self._loop.call_soon(self.flush)
        self._held.append(bytes(data))

    def flush(self) -> None:
        """Give what has been kept to the transport."""
        if self._held:
            self._transport.write(self._taken())

    def put(self, data: memoryview) -> int:
        """Send the beginning of large data, and return how many bytes of it need not be given again.

        Not to be called while writing is paused. Of what the system does not take, a few KiB at most are copied.
        """
        if not self._bypass or self._transport.get_write_buffer_size():
            piece = data[: _SECURED_SLICE if self._secured else SLICE]
            self.flush()
            self._transport.write(piece)
            return len(piece)
        head = self._taken()
        sent = self._sent_at_once(head, data)
        if sent < 0:
            self._transport.write(head[sent:])
            return 0
        waiting = data[sent : sent + _HANDED]
        self._transport.write(waiting)
        return sent + len(waiting)

    def _sent_at_once(self, head: bytes, data: memoryview) -> int:
        """Send until the system takes no more; return how much of `data` it took, negative if not even `head`."""
        sent, fileno = -len(head), self._socket.fileno()
        try:
            sent += os.writev(fileno, (head, data[:SLICE]))
            while sent and sent % SLICE == 0 and sent < len(data):  # each slice so far was taken whole
                sent += os.write(fileno, data[sent : sent + SLICE])
        except (BlockingIOError, InterruptedError):
            pass
        except OSError:  # the reader is gone
            self._transport.abort()
            return len(data)
        return sent

    def _taken(self) -> bytes:
        data = b"".join(self._held)
        self._held.clear()
        return data

    def close(self) -> None:
        """Close once everything has been sent."""
        self.flush()
        self._transport.close()

    def abort(self) -> None:
        """Close at once; the system forgets what it holds for the reader, which is told by a reset."""
        self._held.clear()
        with contextlib.suppress(OSError):  # it is closed already
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _NO_LINGER)
        self._transport.abort()

    def is_closing(self) -> bool:
        """Whether it is closing or closed."""
        return self._transport.is_closing()

    def get_extra_info(self, name: str, default: Any = None) -> Any:
        """Return what the transport knows of the connection."""
        return self._transport.get_extra_info(name, default)

    def pause_reading(self) -> None:
        """Take nothing from the client."""
        self._transport.pause_reading()

    def resume_reading(self) -> None:
        """Take what the client sends."""
        self._transport.resume_reading()
