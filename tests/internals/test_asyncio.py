"""asyncio and ssl of Python: TLS that starts late and answers plain HTTP, and transports that can be bypassed."""

import asyncio
import socket
import ssl
from asyncio.sslproto import SSLProtocol
from asyncio.trsock import TransportSocket

import pytest
import trustme

from tests.internals import Internal, changed
from tests.internals.loops import connected

_TLS, _HANDSHAKE = "exporter/server/access/server_context.py", "exporter/server/transport/handshake.py"
_BUFFERED, _ACCEPT = "exporter/server/transport/buffered.py", "exporter/server/transport/accept.py"

INTERNALS = (
    Internal("Python", "asyncio.sslproto:SSLProtocol.max_size", f"{_HANDSHAKE} makes it smaller"),
    Internal("Python", "asyncio.trsock:TransportSocket.fileno", f"{_BUFFERED} writes to the socket itself", passes=()),
    Internal("Python", "asyncio.trsock:TransportSocket.setsockopt", f"{_BUFFERED} resets connections by it"),
    Internal("Python", "ssl:SSLContext.sslobject_class", f"{_TLS} looks at the client's names in a handshake"),
    Internal("Python", "ssl:SSLContext.wrap_bio", f"{_TLS} keeps what is written to the client",
             overrides=("incoming", "outgoing", "server_side", "server_hostname", "session")),
    Internal("Python", "ssl:SSLObject.do_handshake", f"{_TLS} looks at the client's names in it", overrides=()),
    Internal("Python", "ssl:SSLContext._msg_callback", f"{_TLS} looks at certificates before they are verified"),
    Internal("Python", "ssl:SSLObject.context", f"{_TLS} replaces the authorities during a handshake"),
    Internal("Python", "_ssl:_test_decode_cert", "exporter/server/access/client_names.py reads names with it"),
    Internal("Python", "asyncio:BaseEventLoop.connect_accepted_socket", f"{_ACCEPT} takes connections itself",
             passes=("protocol_factory", "sock")),
    Internal("Python", "asyncio:BaseEventLoop.start_tls", f"{_HANDSHAKE} begins TLS on a connection",
             passes=("transport", "protocol", "sslcontext", "server_side", "ssl_handshake_timeout",
                     "ssl_shutdown_timeout")),
)  # fmt: skip


@pytest.mark.parametrize("internal", INTERNALS, ids=str)
def test_it_is_there_and_takes_what_it_took(internal: Internal) -> None:
    assert not internal.change(), internal.change()


def test_tls_reads_into_a_buffer_of_max_size(monkeypatch: pytest.MonkeyPatch) -> None:
    async def size() -> int:
        loop = asyncio.get_running_loop()
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        protocol = SSLProtocol(loop, asyncio.Protocol(), context, loop.create_future(), server_side=True)
        size = len(protocol.get_buffer(-1))
        protocol.connection_lost(None)
        return size

    monkeypatch.setattr(SSLProtocol, "max_size", 4096)
    assert asyncio.run(size()) == 4096, changed("Python", f"SSLProtocol.max_size is what it holds: {_HANDSHAKE}")


class Refusing(ssl.SSLObject):
    """Answers a handshake in words, as exporter/server/access/server_context.py answers plain HTTP."""

    outgoing: ssl.MemoryBIO

    def do_handshake(self) -> None:
        self.outgoing.write(b"no TLS, no answer")
        raise ssl.SSLWantReadError


class RefusingContext(ssl.SSLContext):
    sslobject_class = Refusing

    def wrap_bio(
        self, incoming: ssl.MemoryBIO, outgoing: ssl.MemoryBIO, server_side: bool = False,
        server_hostname: str | bytes | None = None, session: ssl.SSLSession | None = None,
    ) -> ssl.SSLObject:  # fmt: skip
        made = super().wrap_bio(incoming, outgoing, server_side, server_hostname, session)
        assert isinstance(made, Refusing), changed("Python", f"sslobject_class is what is made: {_TLS}")
        made.outgoing = outgoing
        return made


class Secured(asyncio.Protocol):
    """Starts TLS as exporter/server/transport/handshake.py does, and hands the connection on to another protocol."""

    def __init__(self, context: ssl.SSLContext, then: asyncio.Protocol | None = None) -> None:
        self.context, self.then = context, then or asyncio.Protocol()
        self.transport: asyncio.Transport | None = None
        self.outcome: asyncio.Future[BaseException | None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        transport.pause_reading()
        self.task = asyncio.get_running_loop().create_task(self.shake(transport))

    async def shake(self, transport: asyncio.Transport) -> None:
        try:
            loop = asyncio.get_running_loop()
            self.transport = await loop.start_tls(transport, self, self.context, server_side=True)
            if self.transport is not None:
                self.transport.set_protocol(self.then)
            self.outcome.set_result(None)
        except Exception as error:  # noqa: BLE001 - the test looks at it
            self.outcome.set_result(error)


def test_what_a_handshake_writes_before_it_wants_more_reaches_the_client() -> None:
    async def heard() -> bytes:
        async with connected(Secured(RefusingContext(ssl.PROTOCOL_TLS_SERVER))) as (reader, _):
            return await asyncio.wait_for(reader.read(100), 10)

    assert asyncio.run(heard()) == b"no TLS, no answer", changed("Python", f"asyncio sends it: {_TLS} answers so")


def test_a_client_that_leaves_in_a_handshake_is_an_os_error_or_none() -> None:
    async def left() -> tuple[BaseException | None, asyncio.Transport | None]:
        protocol = Secured(ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER))
        async with connected(protocol) as (_, writer):
            writer.close()
            return await asyncio.wait_for(protocol.outcome, 10), protocol.transport

    error, transport = asyncio.run(left())
    assert transport is None, changed("Python", f"there is no transport then: {_HANDSHAKE} would go on with it")
    assert isinstance(error, OSError | None), changed("Python", f"it is an OSError (it is {error!r}): {_HANDSHAKE}")


def test_a_secured_transport_takes_another_protocol_and_names_context_and_socket() -> None:
    class Received(asyncio.Protocol):
        def __init__(self) -> None:
            self.data: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()

        def data_received(self, data: bytes) -> None:
            self.data.set_result(data)

    async def received() -> tuple[bytes, bool, bool]:
        authority, context = trustme.CA(), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert("localhost").configure_cert(context)
        trusting = ssl.create_default_context()
        authority.configure_trust(trusting)
        then = Received()
        protocol = Secured(context, then)
        async with connected(protocol) as (_, writer):
            await writer.start_tls(trusting, server_hostname="localhost")
            assert await asyncio.wait_for(protocol.outcome, 10) is None
            writer.write(b"hello")
            data, secured = await asyncio.wait_for(then.data, 10), protocol.transport
            assert secured is not None
            named = secured.get_extra_info("sslcontext") is context
            return data, named, isinstance(secured.get_extra_info("socket"), TransportSocket)

    data, context_named, socket_named = asyncio.run(received())
    assert data == b"hello", changed("Python", f"set_protocol changes who hears it: {_HANDSHAKE}")
    assert context_named, changed("Python", f'get_extra_info("sslcontext") tells TLS from plain: {_BUFFERED}')
    assert socket_named, changed("Python", f'get_extra_info("socket") is a TransportSocket: {_BUFFERED}')


def test_a_transport_without_high_water_says_when_it_waits_with_anything() -> None:
    class Paused(asyncio.Protocol):
        paused = False

        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            assert isinstance(transport, asyncio.Transport)
            self.transport = transport
            transport.set_write_buffer_limits(high=0)

        def pause_writing(self) -> None:
            self.paused = True

    async def states() -> set[tuple[bool, bool]]:
        protocol = Paused()
        found: set[tuple[bool, bool]] = set()
        async with connected(protocol):  # the other end takes nothing before the loop has its next turn
            while not protocol.paused:
                found.add((protocol.transport.get_write_buffer_size() > 0, protocol.paused))
                protocol.transport.write(b"x" * 4096)
            found.add((protocol.transport.get_write_buffer_size() > 0, protocol.paused))
        return found

    assert asyncio.run(states()) == {(False, False), (True, True)}, (
        changed("Python", f"high=0 means that pause_writing comes with the first byte that waits: {_BUFFERED}")
    )  # fmt: skip


@pytest.mark.parametrize("named", [False, True])
def test_an_accepted_socket_of_a_named_protocol_sends_at_once(*, named: bool) -> None:
    async def no_delay() -> int:
        kind = socket.IPPROTO_TCP if named else 0
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM, kind) as listener:
            listener.bind(("127.0.0.1", 0))
            listener.listen()
            with socket.create_connection(listener.getsockname()):
                connection, _ = listener.accept()
                transport, _ = await asyncio.get_running_loop().connect_accepted_socket(asyncio.Protocol, connection)
                option: int = transport.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
                transport.abort()
        await asyncio.sleep(0)
        return option

    assert bool(asyncio.run(no_delay())) == named, (
        changed("Python", "asyncio turns Nagle off where the protocol is named: exporter/server/transport/listen.py")
    )  # fmt: skip
