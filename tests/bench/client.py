"""A scraper that costs little: raw sockets that are kept alive, in a separate process.

It writes JSON to standard output: the size of a body and, for each scrape, when it was sent and when its last byte had
come (monotonic clock, nanoseconds). It ends after `--requests`, after `--seconds`, or when standard input is closed.
"""

import argparse
import json
import selectors
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path

_CHUNK = bytearray(1 << 20)
_LAST_CHUNK = b"\r\n0\r\n\r\n"


@dataclass(slots=True)
class Wire:
    """One kept-alive connection and the answer that is coming in on it."""

    socket: socket.socket
    began: int = 0
    due: int = 0
    head: bytes = b""
    length: int | None = None
    got: int = 0
    tail: bytes = b""

    def send(self, request: bytes) -> None:
        """Ask, and forget the last answer."""
        self.head, self.length, self.got, self.tail = b"", None, 0, b""
        self.began = time.monotonic_ns()
        self.socket.sendall(request)

    def receive(self) -> bool:
        """Take in what has come; whether the answer is whole. Raises ConnectionError if it is none."""
        count = self.socket.recv_into(_CHUNK)
        if not count:
            raise ConnectionError(f"the server hung up after {self.got} bytes: {self.head[:200]!r}")
        if self.head:
            return self._body(memoryview(_CHUNK)[:count])
        head, blank, body = bytes(_CHUNK[:count]).partition(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 200") or not blank:
            raise ConnectionError(f"not an answer: {head[:200]!r}")
        self.head = head
        fields = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:])
        self.length = int(fields[b"content-length"]) if b"content-length" in fields else None
        return self._body(memoryview(body))

    def _body(self, part: memoryview) -> bool:
        self.got += len(part)
        if self.length is not None:
            return self.got >= self.length
        self.tail = (self.tail + bytes(part[-len(_LAST_CHUNK) :]))[-len(_LAST_CHUNK) :]
        return self.tail == _LAST_CHUNK


@dataclass(slots=True)
class Load:
    """What a scraper is to do."""

    port: int
    path: str = "/metrics"
    asked: str = ""
    """The path of a file with the requests to make in turn instead: a JSON list of paths and Authorization headers."""
    gzip: bool = True
    clients: int = 1
    requests: int = 1_000_000
    seconds: float = 600.0
    pause: float = 0.0
    every: float = 0.0
    """Seconds from one request of a client to its next, if the answer comes in time."""
    spans: list[tuple[int, int]] = field(default_factory=list)
    size: int = 0

    def requests_in_turn(self) -> Iterator[bytes]:
        """Yield the bytes of requests, as Prometheus sends them, without an end."""
        listed = json.loads(Path(self.asked).read_text(encoding="utf-8")) if self.asked else [[self.path, ""]]
        yield from cycle([self._request(path, authorization) for path, authorization in listed])

    def _request(self, path: str, authorization: str) -> bytes:
        encoding = "gzip" if self.gzip else "identity"
        credentials = f"Authorization: {authorization}\r\n" if authorization else ""
        return (
            f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nUser-Agent: Prometheus/3\r\n{credentials}"
            f"Accept: text/plain;version=0.0.4;q=0.5,*/*;q=0.1\r\nAccept-Encoding: {encoding}\r\n\r\n"
        ).encode()

    def run(self) -> None:
        """Scrape until there is enough."""
        deadline = time.monotonic_ns() + round(self.seconds * 1e9)
        with selectors.DefaultSelector() as selector:
            selector.register(sys.stdin, selectors.EVENT_READ)
            wires = [Wire(socket.create_connection(("127.0.0.1", self.port))) for _ in range(self.clients)]
            for number, wire in enumerate(wires):
                wire.due = time.monotonic_ns() + round(self.every * 1e9 * number / self.clients)
                selector.register(wire.socket, selectors.EVENT_READ, wire)
            waiting, requests = list(wires), self.requests_in_turn()
            while len(self.spans) < self.requests and time.monotonic_ns() < deadline:
                waiting = self._start(waiting, requests)
                events = selector.select(self._until(waiting))
                if any(key.data is None for key, _ in events):
                    break
                waiting += [key.data for key, _ in events if self._finish(key.data)]
            for wire in wires:
                wire.socket.close()

    @staticmethod
    def _until(waiting: list[Wire]) -> float:
        """Return the seconds until the next client asks."""
        due = min((wire.due for wire in waiting), default=None)
        return 1.0 if due is None else max(0.0, (due - time.monotonic_ns()) / 1e9)

    @staticmethod
    def _start(waiting: list[Wire], requests: Iterator[bytes]) -> list[Wire]:
        now = time.monotonic_ns()
        for wire in waiting:
            if wire.due <= now:
                wire.send(next(requests))
        return [wire for wire in waiting if wire.due > now]

    def _finish(self, wire: Wire) -> bool:
        if not wire.receive():
            return False
        now = time.monotonic_ns()
        self.spans.append((wire.began, now))
        self.size = wire.got
        wire.due = max(now + round(self.pause * 1e9), wire.began + round(self.every * 1e9))
        return True


def arguments(load: Load) -> list[str]:
    """Return the command of a scraper."""
    options = {
        "--path": load.path,
        "--asked": load.asked,
        "--clients": load.clients,
        "--requests": load.requests,
        "--seconds": load.seconds,
        "--pause": load.pause,
        "--every": load.every,
    }
    listed = [str(part) for pair in options.items() for part in pair]
    return [sys.executable, "-m", "tests.bench.client", str(load.port), *listed, *(["--gzip"] if load.gzip else [])]


@contextmanager
def scraping(load: Load) -> Iterator[None]:
    """Scrape as long as the block runs, and no longer than `load` says; the spans are there after it."""
    with subprocess.Popen(arguments(load), stdin=subprocess.PIPE, stdout=subprocess.PIPE) as scraper:
        try:
            yield
        finally:
            output, _ = scraper.communicate()  # closes its standard input, which ends it
    _read(load, output, scraper.returncode)


def scrape(load: Load) -> Load:
    """Scrape until there is enough, and return the load with its spans."""
    with subprocess.Popen(arguments(load), stdin=subprocess.PIPE, stdout=subprocess.PIPE) as scraper:
        output = scraper.stdout.read() if scraper.stdout else b""
    _read(load, output, scraper.returncode)
    return load


def _read(load: Load, output: bytes, code: int) -> None:
    if code:
        raise RuntimeError(f"a scraper of port {load.port} failed; its message is above")
    answer = json.loads(output)
    load.size, load.spans = answer["size"], [(start, end) for start, end in answer["spans"]]


def main() -> None:
    """Read the options, scrape, and write the spans."""
    parser = argparse.ArgumentParser("python -m tests.bench.client")
    parser.add_argument("port", type=int)
    parser.add_argument("--path", default="/metrics")
    parser.add_argument("--asked", default="")
    parser.add_argument("--gzip", action="store_true")
    parser.add_argument("--clients", type=int, default=1)
    parser.add_argument("--requests", type=int, default=1_000_000)
    parser.add_argument("--seconds", type=float, default=600.0)
    parser.add_argument("--pause", type=float, default=0.0)
    parser.add_argument("--every", type=float, default=0.0)
    load = Load(**vars(parser.parse_args()))
    load.run()
    sys.stdout.write(json.dumps({"size": load.size, "spans": load.spans}))


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):  # Ctrl-C reaches the whole group; the benchmark says what there is to say
        main()
