"""Runs uvicorn on given sockets, with our own acceptor and protocol, and stops it within two seconds of a signal."""

import asyncio
import contextlib
import logging
import signal
import socket
import threading
from collections.abc import Callable, Generator, Sequence

import uvicorn
from starlette.types import ASGIApp

from exporter.server.access.protection import Protection
from exporter.server.transport.accept import Acceptor
from exporter.server.transport.handshake import Handshakes
from exporter.server.transport.limits import Limits, fitting
from exporter.server.transport.listen import address_of
from exporter.server.transport.protocol import LimitedConfig, LimitedProtocol

logger = logging.getLogger(__name__)

GRACE_SECONDS = 1.0
"""Time that pending responses and `on_stop` have to finish after the signal."""

KEEP_ALIVE_SECONDS = 120
"""Longer than the usual scrape interval, so that Prometheus reuses connections."""

_LIMITS = Limits()

_TICKS_PER_SECOND = 10  # of uvicorn's main loop

_HANGUP = signal.SIGHUP
_SIGNALS = (signal.SIGTERM, signal.SIGINT, _HANGUP)


def serve(
    app: ASGIApp,
    sockets: Sequence[socket.socket],
    *,
    on_stop: Callable[[], None],
    on_hangup: Callable[[], object] = lambda: None,
    protection: Protection | None = None,
    started: Callable[[Sequence[str]], None] = lambda _: None,
    limits: Limits = _LIMITS,
) -> None:
    """Serve `app` on `sockets` until SIGTERM or SIGINT; closes the sockets and returns.

    `protection` provides TLS. `started` is called with the addresses when the server accepts requests. `on_stop` is
    called on the signal, in a separate thread, which is awaited for at most GRACE_SECONDS. `on_hangup` is called on
    SIGHUP, in a separate thread. Must be called in the main thread.
    """
    Server(
        app,
        sockets,
        on_stop=on_stop,
        on_hangup=on_hangup,
        protection=protection,
        started=started,
        limits=fitting(limits),
    ).run_until_stopped()


class Server(uvicorn.Server):
    """The server behind `serve`. Outside the main thread, it handles no signals, and only `stop` ends it."""

    def __init__(
        self,
        app: ASGIApp,
        sockets: Sequence[socket.socket],
        *,
        on_stop: Callable[[], None],
        on_hangup: Callable[[], object] = lambda: None,
        protection: Protection | None = None,
        started: Callable[[Sequence[str]], None] = lambda _: None,
        limits: Limits = _LIMITS,
    ) -> None:
        self._on_hangup = on_hangup
        self._protection = protection or Protection()
        self._handshakes = Handshakes(self._protection, limits, LimitedProtocol)
        super().__init__(_config(app, limits, self._handshakes))
        self._sockets = list(sockets)
        self._addresses = [address_of(each) for each in sockets]
        self._tell_started = started
        self._on_stop = on_stop
        self._stopping = threading.Thread(target=self._run_on_stop, name="stop", daemon=True)
        self._loop: asyncio.AbstractEventLoop | None = None

    def run_until_stopped(self) -> None:
        """Serve until a signal arrives or `stop` is called."""
        self.run(self._sockets)

    def stop(self) -> None:
        """Stop the server, from any thread. Has no effect before it has started or after it has stopped."""
        if self._loop is not None:
            with contextlib.suppress(RuntimeError):  # the loop is closed
                self._loop.call_soon_threadsafe(self._stop)

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """Handle signals in the event loop, which wakes up immediately. Uvicorn would raise them again at the end.

        A SIGHUP that the command line blocked during the start is handled now; afterwards it is blocked as before.
        """
        loop = asyncio.get_running_loop()
        signals = _SIGNALS if threading.current_thread() is threading.main_thread() else ()
        for number in signals:
            loop.add_signal_handler(number, self._stop if number != _HANGUP else self._hang_up)
        blocked = signal.pthread_sigmask(signal.SIG_UNBLOCK, {_HANGUP} if signals else set())
        try:
            yield
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, blocked)
            for number in signals:
                loop.remove_signal_handler(number)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start the acceptors, and call `started`."""
        loop = self._loop = asyncio.get_running_loop()
        await super().startup([])
        self.servers = [Acceptor(each, self._protocol, loop) for each in sockets or ()]  # type: ignore[misc]
        self._tell_started(self._addresses)

    async def on_tick(self, counter: int) -> bool:
        """Reload the web configuration once a second; if it changed, clients have to reconnect."""
        if counter % _TICKS_PER_SECOND == 0 and self._protection.refresh():
            for connection in list(self.server_state.connections):
                connection.shutdown()
        return await super().on_tick(counter)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Wait for pending responses and for `on_stop`; after GRACE_SECONDS, abort the remaining connections."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + GRACE_SECONDS
        loop.call_at(deadline, self._drop)
        self._handshakes.abort()
        await super().shutdown(sockets)
        while self._stopping.is_alive() and loop.time() < deadline and not self.force_exit:
            await asyncio.sleep(0.02)

    def _protocol(self) -> asyncio.Protocol:
        return self._handshakes(config=self.config, server_state=self.server_state, app_state=self.lifespan.state)

    def _stop(self) -> None:
        if self.should_exit:  # the second signal forces the exit
            self.force_exit = True
            self._drop()
            return
        self.should_exit = True
        self._stopping.start()

    def _hang_up(self) -> None:
        threading.Thread(target=self._on_hangup, name="hangup", daemon=True).start()

    def _run_on_stop(self) -> None:
        try:
            self._on_stop()
        except Exception:
            logger.exception("error while stopping")

    def _drop(self) -> None:
        for connection in list(self.server_state.connections):
            connection.transport.abort()


def _config(app: ASGIApp, limits: Limits, http: Handshakes) -> LimitedConfig:
    config = LimitedConfig(
        app,
        http=http,  # type: ignore[arg-type]  # a factory with the signature of the protocol class
        h11_max_incomplete_event_size=limits.header_bytes,
        ws="none",
        loop="asyncio",
        lifespan="off",
        log_config=None,
        log_level="error",  # warnings are about requests, which clients control
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=int(GRACE_SECONDS) + 1,  # later than our own deadline
    )
    config.limits = limits
    return config
