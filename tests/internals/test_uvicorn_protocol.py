"""uvicorn's protocol over h11, of which exporter/server/transport/protocol.py makes one with limits."""

import asyncio
import sys

import h11
import pytest
import uvicorn
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.server import ServerState

from tests.internals import Internal, changed
from tests.internals.loops import connected
from tests.internals.uvicorn_options import OPTIONS

_USED = "exporter/server/transport/protocol.py"
_MODULE = "uvicorn.protocols.http"
_H11, _CYCLE = f"{_MODULE}.h11_impl:H11Protocol", f"{_MODULE}.h11_impl:RequestResponseCycle"
_HELLO = PlainTextResponse("hello")


def overridden(method: str, why: str, *parameters: str) -> Internal:
    return Internal("uvicorn", f"{_H11}.{method}", f"{_USED} {why}", overrides=parameters)


def called(name: str, why: str, *parameters: str) -> Internal:
    return Internal("uvicorn", name, why, passes=parameters)


INTERNALS = (
    overridden("__init__", "adds the limits", "config", "server_state", "app_state", "_loop"),
    overridden("connection_made", "buffers, and makes room for the connection", "transport"),
    overridden("connection_lost", "cancels its deadlines", "exc"),
    overridden("data_received", "begins the deadline of a request", "data"),
    overridden("pause_writing", "begins the deadline of a reader"),
    overridden("resume_writing", "cancels the deadline of a reader"),
    overridden("on_response_complete", "flushes what it keeps"),
    overridden("send_400_response", "refuses with its own headers", "msg"),
    called(f"{_H11}.shutdown", "exporter/server/run.py ends connections whose TLS has changed"),
    called(f"{_H11}._unset_keepalive_if_required", f"{_USED} leaves no timer behind"),
    called(f"{_CYCLE}.send", f"{_USED} sends everything but large bodies by it", "message"),
    called(f"{_MODULE}.flow_control:FlowControl.drain", f"{_USED} waits for a slow reader by it"),
)


@pytest.mark.parametrize("internal", INTERNALS, ids=str)
def test_it_is_there_and_takes_what_it_took(internal: Internal) -> None:
    assert not internal.change(), internal.change()


class Heard(H11Protocol):
    """A connection that notes how its application and the methods that the exporter overrides are called."""

    def __init__(self) -> None:
        super().__init__(uvicorn.Config(PlainTextResponse("never"), http=Heard, **OPTIONS), ServerState(), {})
        self.app = self.answer  # what the exporter does
        self.scopes: list[Scope] = []
        self.hints: list[int] = []
        self.states: tuple[bool, ...] = ()
        self.completed = 0

    async def answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.scopes.append(scope)
        await _HELLO(scope, receive, send)

    def on_response_complete(self) -> None:
        self.completed += 1
        super().on_response_complete()

    def send_400_response(self, msg: str) -> None:
        self.hints.append(getattr(sys.exception(), "error_status_hint", 0))
        super().send_400_response(msg)


class Bypassing(Heard):
    """A connection whose answer has a body that h11 counts and the cycle never sees."""

    body = b"x" * 60_000

    async def answer(self, *_: object) -> None:
        cycle, length = self.cycle, str(len(self.body)).encode()
        before = (cycle.response_started, cycle.response_complete, cycle.disconnected)
        await cycle.send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", length)]})
        self.transport.writelines(self.conn.send_with_data_passthrough(h11.Data(data=self.body)) or ())
        during = (cycle.response_started, cycle.response_complete)
        await cycle.send({"type": "http.response.body", "body": b"", "more_body": False})
        self.states = (*before, *during, cycle.response_complete)


def asked(kind: type[Heard], request: bytes, until: bytes) -> tuple[Heard, bytes]:
    """Return a connection after it has answered a request, and the answer up to the bytes `until`."""

    async def ask() -> tuple[Heard, bytes]:
        protocol = kind()
        async with connected(protocol) as (reader, writer):
            writer.write(request)
            return protocol, await asyncio.wait_for(reader.readuntil(until), 10)

    return asyncio.run(ask())


def test_a_request_goes_to_the_app_that_the_protocol_has_then() -> None:
    protocol, _ = asked(Heard, b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", b"hello")
    assert len(protocol.scopes) == 1, changed("uvicorn", f"app may be replaced: {_USED} does in its __init__")
    assert protocol.completed == 1, changed("uvicorn", f"on_response_complete ends an answer: {_USED} overrides it")


def test_the_scope_has_what_limits_are_counted_by() -> None:
    protocol, _ = asked(Heard, b"GET /a%20b?c=d HTTP/1.1\r\nHost: x\r\nX-Y: Z\r\n\r\n", b"hello")
    scope = protocol.scopes[0]
    found = (scope["method"], scope["raw_path"], scope["query_string"], list(scope["headers"]))
    assert found == ("GET", b"/a%20b", b"c=d", [(b"host", b"x"), (b"x-y", b"Z")]), (
        changed("uvicorn", "the path is as it came and names are in lower case: exporter/server/transport/limits.py")
    )  # fmt: skip


def test_a_body_may_go_past_the_cycle_which_then_ends_the_answer() -> None:
    protocol, answer = asked(Bypassing, b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", Bypassing.body)
    assert answer.endswith(b"\r\n\r\n" + Bypassing.body), changed("uvicorn", f"a body may go past it: {_USED} _send")
    states = (False, False, False, True, False, True)
    assert protocol.states == states, changed("uvicorn", f"the cycle has these states: {_USED} looks at them")
    assert protocol.completed == 1, changed("uvicorn", f"an empty last body ends the answer: {_USED} _send")


@pytest.mark.parametrize(("line", "hint"), [(b"not HTTP\r\n\r\n", 400), (b"GET /" + b"x" * 2000, 431)])
def test_a_refusal_is_written_while_the_error_of_h11_is_handled(line: bytes, hint: int) -> None:
    protocol, _ = asked(Heard, line, b"\r\n\r\n")
    assert protocol.hints == [hint], (
        changed("uvicorn", f"send_400_response is called in an except clause: {_USED} asks the error for the status")
    )  # fmt: skip


def test_a_connection_is_in_the_set_of_all_while_it_lasts() -> None:
    async def members() -> list[bool]:
        protocol = Heard()
        async with connected(protocol):
            during = protocol in protocol.connections
        await asyncio.sleep(0)
        return [during, protocol in protocol.connections, protocol.connections is protocol.server_state.connections]

    assert asyncio.run(members()) == [True, False, True], changed("uvicorn", f"connections are all there are: {_USED}")


def test_flow_control_follows_the_transport() -> None:
    async def paused() -> list[bool]:
        protocol = Heard()
        async with connected(protocol):
            protocol.pause_writing()
            before = protocol.flow.write_paused
            protocol.resume_writing()
            await asyncio.wait_for(protocol.flow.drain(), 10)
            return [before, protocol.flow.write_paused]

    assert asyncio.run(paused()) == [True, False], changed("uvicorn", f"flow.write_paused says it: {_USED} waits by it")
