"""A network that can be told to fail: a proxy on loopback between a client and a server."""

import contextlib
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

_CHUNK = 64 * 1024


class Network:
    """Passes bytes on in both directions, until it is frozen (nothing arrives, nothing is refused) or cut."""

    def __init__(self, target: int) -> None:
        self._target = target
        self._flowing = Event()
        self._flowing.set()
        self._sockets: list[socket.socket] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._threads: list[Thread] = []
        self._run(self._accept)

    def freeze(self) -> None:
        """Swallow everything from now on; connections stay open, new ones are taken and hear nothing."""
        self._flowing.clear()

    def mend(self) -> None:
        """Let everything flow again."""
        self._flowing.set()

    def cut(self) -> None:
        """Close every connection; new ones are passed on."""
        for each in list(self._sockets):
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """End it, and wait until it has."""
        self._flowing.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.cut()
        for thread in self._threads:
            thread.join()

    def _run(self, target: Callable[..., None], *arguments: socket.socket) -> None:
        thread = Thread(target=target, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                self._run(self._join, client)

    def _join(self, client: socket.socket) -> None:
        with client, contextlib.suppress(OSError):
            self._sockets.append(client)
            self._flowing.wait()
            with socket.create_connection(("127.0.0.1", self._target)) as server:
                self._sockets.append(server)
                back = Thread(target=self._pass_on, args=(server, client), daemon=True)
                back.start()
                self._pass_on(client, server)
                back.join()

    def _pass_on(self, source: socket.socket, sink: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(_CHUNK):
                self._flowing.wait()
                sink.sendall(data)
        for each in (sink, source):
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)


@contextmanager
def network_to(port: int) -> Iterator[Network]:
    """Give a network to a port of loopback."""
    network = Network(port)
    try:
        yield network
    finally:
        network.close()
