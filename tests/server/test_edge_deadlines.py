"""Clients that are too slow are disconnected: with a request, with a body, or with reading the answer."""

import gzip
import socket
from collections.abc import Iterator

import pytest

from exporter.server.transport.limits import Limits
from tests.server.clients import HEALTH, SCRAPE, SCRAPE_GZIP, ended, healthy, stalled, the_rest
from tests.server.serving import Address, Scene, good, running, serving
from tests.server.victim import scene

SOON = 0.5
IN_TIME = 60.0
FIELD = b"X-Field: value\r\n"


@pytest.fixture(scope="module")
def hasty() -> Iterator[Address]:
    """A server that waits for a request for half a second, and for everything else longer than a test takes."""
    limits = Limits(request_seconds=SOON, stalled_seconds=IN_TIME, answer_seconds=IN_TIME)
    with serving(Scene([good("orders")]), limits) as address:
        yield address


@pytest.mark.parametrize(
    "half",
    [
        b"",
        b"GET /healthz HTT",
        HEALTH[:-2],
        b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: ",
        HEALTH + HEALTH[:10],
    ],
    ids=["nothing", "half a line", "no end", "half a field", "a second one"],
)
def test_half_a_request_is_cut_off(hasty: Address, half: bytes) -> None:
    with hasty.connect() as connection:
        connection.sendall(half)
        if half.startswith(HEALTH):  # after an answer it is the next bytes that begin the time
            assert connection.recv(4096).endswith(b"ok\n")
            connection.sendall(b"x")
        assert ended(connection)
        assert the_rest(connection) == b""
    assert hasty.ask("/healthz").status == 200


def test_a_request_that_drips_is_cut_off_however_long_it_drips(hasty: Address) -> None:
    with hasty.connect() as connection:
        connection.sendall(HEALTH[:-2])
        sent = 0
        while not ended(connection, 0.01):
            connection.sendall(FIELD)
            sent += len(FIELD)
    assert 0 < sent < Limits().header_bytes, "it is the time that has ended it"


def test_a_body_that_never_ends_is_not_waited_for(hasty: Address) -> None:
    with hasty.connect() as connection:
        connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nabc")
        assert connection.recv(4096).startswith(b"HTTP/1.1 200 OK\r\n")
        connection.sendall(b"d")
        assert ended(connection)


def test_a_connection_between_two_requests_is_left_alone(hasty: Address) -> None:
    with hasty.connect() as patient, hasty.connect() as other:
        assert healthy(patient)
        other.sendall(b"GET")
        assert ended(other)  # the time for a request has passed
        assert healthy(patient)


@pytest.mark.parametrize("request_", [SCRAPE, SCRAPE_GZIP])
def test_a_reader_that_takes_nothing_is_cut_off(request_: bytes) -> None:
    limits = Limits(stalled_seconds=SOON, answer_seconds=IN_TIME)
    with running(scene().app, limits=limits) as (address,), stalled(address, 2, request_) as readers:
        for reader in readers:
            assert ended(reader)
            assert len(the_rest(reader)) < 8_000_000
        assert address.ask("/healthz").status == 200


@pytest.mark.parametrize("request_", [SCRAPE, SCRAPE_GZIP])
def test_a_reader_that_takes_a_byte_at_a_time_is_cut_off_in_the_end(request_: bytes) -> None:
    limits = Limits(stalled_seconds=IN_TIME, answer_seconds=SOON)
    with running(scene().app, limits=limits) as (address,), stalled(address, 1, request_) as (reader,):
        taken = 0
        while not ended(reader, 0.001):
            taken += len(reader.recv(1))
        assert taken > 0
        assert len(the_rest(reader)) < 8_000_000


def test_a_reader_that_stalls_often_but_never_for_long_gets_all_of_it() -> None:
    limits = Limits(request_seconds=SOON, stalled_seconds=IN_TIME, answer_seconds=IN_TIME)
    request = SCRAPE_GZIP.replace(b"Host", b"Connection: close\r\nHost")
    with running(scene().app, limits=limits) as (address,), socket.socket() as reader:
        reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        reader.connect((address.host, address.port))
        reader.sendall(request)
        head, _, body = the_rest(reader, 16 * 1024).partition(b"\r\n\r\n")
    assert f"content-length: {len(body)}\r\n".encode() in head
    assert gzip.decompress(body).endswith(b"\n")
