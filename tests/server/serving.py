"""A server in a thread on a loopback port, the states it shows, and clients that speak HTTP byte by byte."""

import http.client
import re
import socket
import threading
from array import array
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from starlette.types import ASGIApp

from exporter.exposition.rendering import render
from exporter.exposition.report import Report
from exporter.exposition.shelf import Shelf
from exporter.exposition.snapshot import Axis, Column, Family, Snapshot
from exporter.exposition.store import ProviderState, Store
from exporter.exposition.telemetry import Telemetry
from exporter.server.access.protection import Protection
from exporter.server.app import create_app
from exporter.server.run import Server
from exporter.server.source import Source
from exporter.server.transport.limits import Limits
from exporter.server.transport.listen import listen
from tests.support.clock import FakeClock

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
STARTED = 1000.0
"""The monotonic clock when each snapshot of `state` was taken."""


@dataclass
class Scene:
    """An application over states that a test chooses."""

    states: Sequence[ProviderState]
    clock: FakeClock = field(default_factory=lambda: FakeClock(NOW, STARTED))
    due: Mapping[str, datetime] = field(default_factory=dict)
    database: str = "postgresql://orion@db.example:5432/shop"
    databases: Mapping[str, str] = field(default_factory=dict)
    confidential: Collection[str] = ()
    telemetry_path: str = "/metrics"
    shelf: Shelf = field(default_factory=Shelf)

    def __post_init__(self) -> None:
        self.store = Store(self.states, self.clock.wall())
        self.writer = self.store.writer()

    @property
    def source(self) -> Source:
        telemetry = Telemetry(self.store, "1.2.3")
        return Source(
            self.store,
            telemetry,
            self.clock,
            self.due.get,
            lambda: {"main": self.database, **self.databases},
            lambda: self.shelf,
            "1.2.3",
            lambda: self.confidential,
        )

    @property
    def app(self) -> ASGIApp:
        return create_app(self.source, telemetry_path=self.telemetry_path)


def snapshot(category: str, series: int = 3) -> Snapshot:
    """Return a snapshot of one family, `orion_<category>`, with as many series."""
    axis = Axis(("vendor",), tuple((f"vendor-{number}",) for number in range(series)))
    column = Column((("status", "pending"),), array("d", range(series)))
    name = "orion_" + re.sub(r"\W", "_", category)
    families = (Family(name, f'What is "known" of {category}.', axis, (column,)),)
    return Snapshot(category, families, NOW.timestamp(), STARTED)


def waiting(category: str) -> ProviderState:
    """Return the state of a provider before its first refresh."""
    return ProviderState(category, 60.0, 600.0)


def good(category: str, series: int = 3, report: Report | None = None) -> ProviderState:
    """Return the state of a provider after one good refresh at NOW."""
    taken = snapshot(category, series)
    return waiting(category).succeeded(taken, report or Report(), render(taken), 0.042)


def in_seconds(seconds: float) -> datetime:
    """Return a moment so many seconds after NOW."""
    return NOW + timedelta(seconds=seconds)


class Answer(NamedTuple):
    """What came back: header names are in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass(frozen=True, slots=True)
class Address:
    """Where a server of a test listens."""

    host: str
    port: int

    def ask(self, path: str = "/metrics", method: str = "GET", headers: Mapping[str, str] | None = None) -> Answer:
        """Send a request with no headers but these and Host, and return the answer."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=20)
        connection.putrequest(method, path, skip_accept_encoding=True)
        for name, value in (headers or {}).items():
            connection.putheader(name, value)
        connection.endheaders()
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, body)

    def connect(self) -> socket.socket:
        """Return a connection on which nothing has been sent."""
        return socket.create_connection((self.host, self.port), timeout=20)

    def raw(self, request: bytes) -> bytes:
        """Send bytes and return everything up to the end of the connection."""
        with self.connect() as connection:
            connection.sendall(request)
            return b"".join(iter(lambda: connection.recv(65536), b""))


@contextmanager
def running(
    app: ASGIApp, *addresses: str, limits: Limits | None = None, protection: Protection | None = None
) -> Iterator[list[Address]]:
    """Serve an application in a thread, on a free port of 127.0.0.1 unless told otherwise, and end it afterwards."""
    sockets = listen(addresses or ("127.0.0.1:0",))
    up, stopped = threading.Event(), threading.Event()
    bound = [Address(*each.getsockname()[:2]) for each in sockets]
    server = Server(
        app,
        sockets,
        on_stop=stopped.set,
        started=lambda _: up.set(),
        limits=limits or Limits(),
        protection=protection,
    )
    thread = threading.Thread(target=server.run_until_stopped)
    thread.start()
    try:
        assert up.wait(10)
        yield bound
    finally:
        server.stop()
        thread.join(10)
    assert not thread.is_alive()
    assert stopped.is_set()


@contextmanager
def serving(scene: Scene, limits: Limits | None = None) -> Iterator[Address]:
    """Serve a scene."""
    with running(scene.app, limits=limits) as (address,):
        yield address
