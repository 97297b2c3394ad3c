"""Many readers, slow readers, and what they cost: neither a copy of the body nor anyone else's turn."""

import gzip
import re
import resource
import socket
import struct
import sys
import threading
import zlib
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from exporter.server.transport.limits import Limits
from tests.server.clients import HEALTH, SCRAPE, SCRAPE_GZIP, healthy, memory, stalled, the_rest
from tests.server.serving import Address, Scene, good, running, serving
from tests.server.victim import scene
from tests.server.victim_process import victim

CLOSE = b"Connection: close\r\nHost"
LARGE = 30_000
READERS = 50


@pytest.fixture(scope="module")
def address() -> Iterator[Address]:
    """A server with a body of several slices."""
    with serving(Scene([good("orders", LARGE)])) as bound:
        yield bound


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the memory of a process in /proc")
@pytest.mark.parametrize(("request_", "each"), [(SCRAPE_GZIP, 64 * 1024), (SCRAPE, 384 * 1024)])
def test_a_stalled_reader_costs_no_copy_of_the_body(request_: bytes, each: int) -> None:
    with victim() as server:
        with stalled(server.address, 3, request_):  # what is made once for all
            pass
        assert server.address.ask("/healthz").status == 200
        before = memory(server.process.pid)
        with stalled(server.address, READERS, request_):
            assert server.address.ask("/healthz").status == 200
            grown = memory(server.process.pid) - before
    assert grown < READERS * each


def scraped(answer: bytes) -> str:
    """Return the text of a whole answer in gzip; fail if it is not whole."""
    head, _, body = answer.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200 OK\r\n")
    assert f"content-length: {len(body)}\r\n".encode() in head + b"\r\n"
    return gzip.decompress(body).decode()


def crowd(address: Address, number: int) -> None:
    """Scrape on many concurrent connections; all of them have sent their request before one is read."""
    with ExitStack() as stack:
        connections = [stack.enter_context(address.connect()) for _ in range(number)]
        for connection in connections:
            connection.sendall(SCRAPE_GZIP.replace(b"Host", CLOSE))
        for connection in connections:
            connection.settimeout(60)
            assert scraped(the_rest(connection)).count("\norion_orders{") == LARGE


def test_scrapes_at_once(address: Address) -> None:
    crowd(address, 200)
    assert address.ask("/healthz").status == 200


@pytest.mark.soak
def test_a_thousand_scrapes_at_once(address: Address) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(hard, 4096)), hard))
    crowd(address, 1000)
    assert address.ask("/healthz").status == 200


def test_pipelined_requests_are_answered_in_order_and_whole(address: Address) -> None:
    last = HEALTH.replace(b"Host", CLOSE)
    answers = address.raw((SCRAPE_GZIP + HEALTH) * 5 + last)
    for _ in range(5):
        head, _, rest = answers.partition(b"\r\n\r\n")
        length = int(re.findall(rb"content-length: (\d+)", head)[0])
        assert zlib.decompress(rest[:length], wbits=31).count(b"\norion_orders{") == LARGE
        health, ok, answers = rest[length:].partition(b"\r\n\r\nok\n")
        assert health.startswith(b"HTTP/1.1 200 OK\r\n")
        assert ok
    assert answers.startswith(b"HTTP/1.1 200 OK\r\n")
    assert answers.endswith(b"\r\n\r\nok\n")


def test_a_connection_serves_on_after_a_large_answer(address: Address) -> None:
    with address.connect() as connection:
        for request in (SCRAPE_GZIP, SCRAPE):
            connection.sendall(request)
            received = b""
            while b"\r\n\r\n" not in received:
                received += connection.recv(4096)
            head, _, body = received.partition(b"\r\n\r\n")
            left = int(re.findall(rb"content-length: (\d+)", head)[0]) - len(body)
            while left:
                left -= len(connection.recv(left))
            assert healthy(connection)


def test_others_have_their_turn_while_a_quick_reader_is_served() -> None:
    with victim() as server, server.address.connect() as quick, server.address.connect() as other:
        bodies: list[bytes] = []
        reading = threading.Thread(target=lambda: bodies.append(the_rest(quick)))
        quick.sendall(SCRAPE * 9 + SCRAPE.replace(b"Host", CLOSE))
        reading.start()
        answered = 0
        while not bodies:
            assert healthy(other)
            answered += 1
        reading.join()
        assert len(bodies[0]) > 80_000_000
    # One for each body would be those that came in between two of them.
    assert answered > 20


def test_readers_that_go_away_in_the_middle_cost_nothing() -> None:
    with running(scene().app, limits=Limits(connections=20, quiet_seconds=3600.0)) as (address,):
        for _ in range(5):
            with stalled(address, 4) as readers:
                for reader in readers[:2]:
                    reader.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")  # a reset
        assert address.ask("/healthz").status == 200
        assert len(address.ask("/metrics").body) > 8_000_000


def test_a_reader_that_leaves_early_is_no_error(address: Address, caplog: pytest.LogCaptureFixture) -> None:
    """It may do so at any moment: before the body, in the middle of it, or when all but its end is sent."""
    for number in range(READERS):
        with address.connect() as connection:
            # An immediate reset, so that what was not read is an error for the server.
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            connection.sendall(SCRAPE)
            connection.recv(1 + number * 1_000)
    assert address.ask("/healthz").status == 200
    assert [each.getMessage() for each in caplog.records if each.levelname in {"ERROR", "CRITICAL"}] == []
