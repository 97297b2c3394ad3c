"""A server behind a web configuration, and a client that speaks TLS and has a password."""

import http.client
import ssl
import threading
from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from exporter.server.access.protection import Protection
from exporter.server.app import create_app
from exporter.server.run import Server
from exporter.server.transport.limits import Limits
from exporter.server.transport.listen import listen
from tests.server.serving import Address, Answer, Scene, good

OF_GUIDE = ("prometheus", "change me")
ONE_USER = "basic_auth_users:\n  prometheus: $2b$10$lc3qsK6eDRwM5INtOgIb1OQ2gAqQN4GoeRjvJj/.Bnn62dNTBFFV2\n"


def basic(user: str, password: str) -> dict[str, str]:
    """Return the header that carries a user and a password."""
    return {"Authorization": "Basic " + b64encode(f"{user}:{password}".encode()).decode()}


@dataclass(frozen=True, slots=True)
class Secured(Address):
    """Where a server of a test listens, with or without TLS."""

    def connection(self, context: ssl.SSLContext | None) -> http.client.HTTPConnection:
        if context is None:
            return http.client.HTTPConnection(self.host, self.port, timeout=20)
        return http.client.HTTPSConnection(self.host, self.port, timeout=20, context=context)

    def get(
        self, context: ssl.SSLContext | None = None, headers: Mapping[str, str] | None = None, path: str = "/metrics"
    ) -> Answer:
        """Return the answer; raises OSError if the server lets nobody in."""
        connection = self.connection(context)
        try:
            return ask(connection, headers, path)
        finally:
            connection.close()


def ask(
    connection: http.client.HTTPConnection, headers: Mapping[str, str] | None = None, path: str = "/metrics"
) -> Answer:
    """Ask on a connection that stays open."""
    connection.request("GET", path, headers=dict(headers or {}))
    answer = connection.getresponse()
    body = answer.read()
    return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, body)


@contextmanager
def secured(protection: Protection, scene: Scene | None = None, limits: Limits | None = None) -> Iterator[Secured]:
    """Serve a scene behind a web configuration, in a thread, and end it afterwards."""
    source = (scene or Scene([good("orders")])).source
    up = threading.Event()
    (listener,) = listen(["127.0.0.1:0"])
    address = Secured("127.0.0.1", listener.getsockname()[1])
    app = create_app(source, protection=protection)
    server = Server(
        app,
        [listener],
        on_stop=lambda: None,
        protection=protection,
        started=lambda _: up.set(),
        limits=limits or Limits(),
    )
    thread = threading.Thread(target=server.run_until_stopped)
    thread.start()
    try:
        assert up.wait(10)
        yield address
    finally:
        server.stop()
        thread.join(10)
    assert not thread.is_alive()
