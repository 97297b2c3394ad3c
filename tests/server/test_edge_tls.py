"""The same limits over TLS, where a body must be copied to be encrypted: little of it at a time."""

import gzip
import socket
import ssl
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest

from exporter.server.access.protection import Protection
from exporter.server.transport.limits import Limits
from tests.server.certificates import TLS, Certificates
from tests.server.clients import HEALTH, SCRAPE_GZIP, ended, healthy, memory, the_rest
from tests.server.serving import Address, Scene, good, running
from tests.server.victim import scene
from tests.server.victim_process import victim

SOON = 0.5
READERS = 50


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    made = Certificates(tmp_path_factory.mktemp("tls"))
    made.write(TLS)
    return made


@contextmanager
def connected(certificates: Certificates, address: Address) -> Iterator[ssl.SSLSocket]:
    """Return a connection after the handshake, whose reader has room for little."""
    with socket.socket() as plain:
        plain.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        plain.settimeout(20)
        plain.connect((address.host, address.port))
        with certificates.stranger().wrap_socket(plain, server_hostname="localhost") as secured:
            yield secured


@contextmanager
def protected(certificates: Certificates, scene: Scene, limits: Limits) -> Iterator[Address]:
    protection = Protection(certificates.path("web.yml"))
    with running(scene.app, limits=limits, protection=protection) as (address,):
        yield address


def test_a_large_body_comes_whole_and_the_connection_serves_on(certificates: Certificates) -> None:
    with (
        protected(certificates, scene(), Limits()) as address,
        connected(certificates, address) as reader,
        connected(certificates, address) as other,
    ):
        reader.sendall(SCRAPE_GZIP.replace(b"Host", b"Connection: close\r\nHost"))
        assert reader.recv(17) == b"HTTP/1.1 200 OK\r\n"
        assert healthy(other)
        head, _, body = the_rest(reader).partition(b"\r\n\r\n")
        assert f"content-length: {len(body)}\r\n".encode() in head
        assert gzip.decompress(body).endswith(b"\n")
        assert healthy(other)


def test_half_a_request_is_cut_off(certificates: Certificates) -> None:
    limits = Limits(request_seconds=SOON)
    with (
        protected(certificates, Scene([good("orders")]), limits) as address,
        connected(certificates, address) as connection,
    ):
        connection.sendall(HEALTH[:-2])
        assert ended(connection)


@pytest.mark.parametrize("limits", [Limits(stalled_seconds=SOON), Limits(answer_seconds=SOON)])
def test_a_reader_that_takes_nothing_is_cut_off(certificates: Certificates, limits: Limits) -> None:
    with protected(certificates, scene(), limits) as address, connected(certificates, address) as reader:
        reader.sendall(SCRAPE_GZIP)
        assert reader.recv(100).startswith(b"HTTP/1.1 200 OK\r\n")
        assert ended(reader)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the memory of a process in /proc")
def test_neither_an_idle_nor_a_stalled_reader_costs_much(certificates: Certificates) -> None:
    with ExitStack() as stack:
        server = stack.enter_context(victim(f"--web-config={certificates.path('web.yml')}"))

        def connect() -> ssl.SSLSocket:
            return stack.enter_context(connected(certificates, server.address))

        first = connect()
        assert healthy(first)
        before = memory(server.process.pid)
        readers = [connect() for _ in range(READERS)]
        assert all(map(healthy, readers))
        idle = memory(server.process.pid)
        for reader in readers:
            reader.sendall(SCRAPE_GZIP)
            assert reader.recv(100).startswith(b"HTTP/1.1 200 OK\r\n")
        assert healthy(first)
        stalled = memory(server.process.pid)
    assert idle - before < READERS * 128 * 1024
    assert stalled - before < READERS * 384 * 1024
