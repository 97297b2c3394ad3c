"""Clients that attack a server with logins: `python -m tests.faults.attackers <port> <attack> <number of clients>`.

They go on until their standard input ends.
"""

import asyncio
import os
import sys
from base64 import b64encode
from collections.abc import Callable, Mapping
from contextlib import suppress
from itertools import count
from types import MappingProxyType

NUMBERS = count()
HURRY_SECONDS = 0.05


def scrape(user: str, password: str, *fields: bytes) -> bytes:
    """Return a request with a user and a password."""
    secret = b64encode(f"{user}:{password}".encode())
    lines = (b"GET /metrics HTTP/1.1", b"Host: x", b"Authorization: Basic " + secret, *fields)
    return b"\r\n".join(lines) + b"\r\n\r\n"


def guess(user: str) -> Callable[[], bytes]:
    """Return what sends another wrong password each time."""
    return lambda: scrape(user, f"wrong {next(NUMBERS)}")


def with_token(path: str = "/metrics") -> bytes:
    """Return a request with another wrong token each time."""
    fields = f"GET {path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {next(NUMBERS):064}\r\n\r\n"
    return fields.encode()


IN_URL = "/" + "x" * 20 + "?" + "&".join(f"{'a' * 27}{number:03}={'b' * 29}" for number in range(255))
ACCEPT = scrape("prometheus", "prometheus123", b"Accept: " + b"*/*," * 3900)
FIELDS = scrape("prometheus", "prometheus123", *[b"a:"] * 3800)

ATTACKS: Mapping[str, tuple[Callable[[], bytes], float | None]] = MappingProxyType(
    {
        "wrong passwords of unknown users": (guess("nobody"), None),
        "wrong passwords of a user": (guess("newcomer"), None),
        "wrong passwords of a user, hung up": (guess("newcomer"), HURRY_SECONDS),
        "wrong passwords of a user with a high cost": (guess("slow"), None),
        "long Accept headers": (lambda: ACCEPT, None),
        "many header fields": (lambda: FIELDS, None),
        "wrong tokens": (with_token, None),
        "long URLs that are searched for tokens": (lambda: with_token(IN_URL), None),
    }
)
"""The next request of each attack, and after how many seconds its clients hang up."""


async def attack(port: int, make: Callable[[], bytes], patience: float | None) -> None:
    """Send requests one after the other, without pause, on one connection as long as the server keeps it."""
    while True:
        with suppress(OSError, asyncio.IncompleteReadError, TimeoutError):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            try:
                while True:
                    writer.write(make())
                    await asyncio.wait_for(answer(reader), patience)
            finally:
                writer.close()


async def answer(reader: asyncio.StreamReader) -> None:
    """Read one answer."""
    head = await reader.readuntil(b"\r\n\r\n")
    length = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
    await reader.readexactly(int(length.partition(b":")[2]))
    if b"\r\nconnection: close\r\n" in head.lower():
        raise ConnectionResetError


async def main(port: int, name: str, number: int) -> None:
    clients = [asyncio.create_task(attack(port, *ATTACKS[name])) for _ in range(number)]
    await asyncio.to_thread(sys.stdin.read)
    for client in clients:
        client.cancel()


if __name__ == "__main__":
    os.nice(19)  # as if they ran elsewhere
    asyncio.run(main(int(sys.argv[1]), sys.argv[2], int(sys.argv[3])))
