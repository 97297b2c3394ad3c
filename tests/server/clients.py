"""Clients that misbehave, over real sockets."""

import re
import select
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.server.serving import Address

HEALTH = b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"
SCRAPE = b"GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n"
SCRAPE_GZIP = b"GET /metrics HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip\r\n\r\n"


def healthy(connection: socket.socket) -> bool:
    """Ask whether the server is alive and keep the connection; False if it has been closed."""
    try:
        connection.sendall(HEALTH)
        received = b""
        while not received.endswith(b"\r\n\r\nok\n"):
            part = connection.recv(4096)
            received += part
            if not part:
                return False
    except ConnectionError:
        return False
    return received.startswith(b"HTTP/1.1 200 OK\r\n")


def ended(connection: socket.socket, seconds: float = 10.0) -> bool:
    """Wait for the server to close or reset the connection, without taking anything that it has sent."""
    poll = select.poll()
    poll.register(connection, getattr(select, "POLLRDHUP", 0) | select.POLLHUP | select.POLLERR)
    return bool(poll.poll(seconds * 1000))


def the_rest(connection: socket.socket, size: int = 1 << 20) -> bytes:
    """Return everything up to the end of the connection, whichever way it ends, or until nothing comes in time."""
    received = bytearray()
    try:
        while part := connection.recv(size):
            received += part
    except (ConnectionError, TimeoutError):
        pass
    return bytes(received)


@contextmanager
def stalled(address: Address, number: int, request: bytes = SCRAPE_GZIP) -> Iterator[list[socket.socket]]:
    """Open connections that ask for the metrics, read the first bytes and then no more."""
    with ExitStack() as stack:
        readers = [stack.enter_context(socket.socket()) for _ in range(number)]
        for reader in readers:
            reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            reader.settimeout(20)
            reader.connect((address.host, address.port))
            reader.sendall(request)
            head = reader.recv(1024)
            assert head.startswith(b"HTTP/1.1 200 OK\r\n")
        yield readers


def memory(pid: int, what: str = "VmRSS") -> int:
    """Return the memory that a process holds in bytes, or with VmHWM the most that it has held."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(re.findall(rf"^{what}:\s+(\d+) kB$", status, re.MULTILINE)[0]) * 1024
