"""SIGTERM and SIGINT end it with exit code 0, whatever hangs: a provider, a reader, or the stop."""

import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.server.serving import Address
from tests.server.victim_process import PATIENCE, victim


@contextmanager
def stalled_reader(address: Address, headers: str = "") -> Iterator[socket.socket]:
    """Ask for the metrics, read the first bytes of a large body and then no more."""
    with socket.socket() as reader:
        reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        reader.settimeout(10)
        reader.connect((address.host, address.port))
        reader.sendall(f"GET /metrics HTTP/1.1\r\nHost: x\r\n{headers}\r\n".encode())
        head = reader.recv(1024)
        assert head.startswith(b"HTTP/1.1 200 OK\r\n")
        (length,) = [int(line.split()[1]) for line in head.decode("latin-1").split("\r\n") if "content-length" in line]
        assert length > 8_000_000
        yield reader


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_with_a_hung_provider_and_nobody_connected(number: signal.Signals) -> None:
    with victim() as server:
        assert server.address.ask("/healthz").status == 200
        code, output = server.end(number)
    assert (code, output) == (0, "on_stop\nend\n")


@pytest.mark.parametrize("headers", ["", "Accept-Encoding: gzip\r\n"])
def test_with_a_reader_that_stalls_in_the_middle_of_a_body(headers: str) -> None:
    with victim() as server, stalled_reader(server.address, headers):
        code, output = server.end()
    assert (code, output) == (0, "on_stop\nend\n")


@pytest.mark.parametrize("headers", ["", "Accept-Encoding: gzip\r\n"])
def test_a_reader_that_reads_on_gets_all_of_a_body_that_is_on_its_way(headers: str) -> None:
    with victim("--long-grace") as server, stalled_reader(server.address, headers) as reader:
        server.process.send_signal(signal.SIGTERM)
        assert server.process.stdout is not None
        assert server.process.stdout.readline() == "on_stop\n"
        received = sum(map(len, iter(lambda: reader.recv(1 << 20), b"")))
        output, _ = server.process.communicate(timeout=PATIENCE)
    assert received > 8_000_000 - 1024
    assert (server.process.returncode, output) == (0, "end\n")


def test_with_connections_that_are_idle_or_have_said_half_a_request() -> None:
    with victim() as server:
        where = (server.address.host, server.address.port)
        with socket.create_connection(where), socket.create_connection(where) as half, socket.create_connection(where):
            half.sendall(b"GET /metrics HTT")
            code, output = server.end()
    assert (code, output) == (0, "on_stop\nend\n")


def test_a_stalled_reader_costs_the_others_nothing() -> None:
    with victim() as server, stalled_reader(server.address), stalled_reader(server.address):
        assert server.address.ask("/healthz").status == 200
        assert len(server.address.ask("/metrics").body) > 8_000_000
        assert server.end()[0] == 0


def test_a_stop_that_hangs_is_not_waited_for() -> None:
    with victim("--slow-stop") as server:
        code, output = server.end()
    assert (code, output) == (0, "on_stop\nend\n")


def test_a_stop_that_fails_is_told_and_ends_all_the_same() -> None:
    with victim("--bad-stop") as server:
        code, output = server.end()
    assert code == 0
    assert "the database is gone" in output
    assert output.endswith("end\n")


def test_a_second_signal_ends_it_at_once() -> None:
    with victim("--slow-stop", "--long-grace") as server, stalled_reader(server.address):
        server.process.send_signal(signal.SIGINT)
        assert server.process.stdout is not None
        assert server.process.stdout.readline() == "on_stop\n"
        code, output = server.end(signal.SIGINT)
    assert (code, output) == (0, "end\n")


def test_started_tells_each_address_with_its_real_port() -> None:
    with victim("[::1]:0") as server:
        four, six = server.said
        assert Address("127.0.0.1", int(four.removeprefix("127.0.0.1:"))).ask("/healthz").status == 200
        assert Address("::1", int(six.removeprefix("[::1]:"))).ask("/healthz").status == 200
        assert server.end()[0] == 0
