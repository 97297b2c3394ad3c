"""h11: bodies that are counted but not copied, and what its errors say."""

import h11
import pytest

from tests.internals import Internal, changed

_USED = "exporter/server/transport/protocol.py"
_LIMIT = 1024

INTERNALS = (
    Internal("h11", "h11:Connection.send_with_data_passthrough", f"{_USED} copies no large body", passes=("event",)),
    Internal("h11", "h11:Connection.our_state", f"{_USED} looks whether an answer has begun"),
    Internal("h11", "h11:Data", f"{_USED} has a body counted", passes=("data",)),
    Internal("h11", "h11:IDLE", f"{_USED} looks whether an answer has begun"),
)


@pytest.mark.parametrize("internal", INTERNALS, ids=str)
def test_it_is_there_and_takes_what_it_took(internal: Internal) -> None:
    assert not internal.change(), internal.change()


def asked(request: bytes = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n") -> h11.Connection:
    """Return a server's connection that has read a request."""
    connection = h11.Connection(h11.SERVER, _LIMIT)
    connection.receive_data(request)
    connection.next_event()
    return connection


def test_a_body_comes_back_as_the_same_object_and_is_counted() -> None:
    connection, body = asked(), b"hello"
    assert connection.our_state is h11.SEND_RESPONSE
    connection.send(h11.Response(status_code=200, headers=[("Content-Length", "5")]))
    parts = connection.send_with_data_passthrough(h11.Data(data=body)) or []
    assert any(part is body for part in parts), changed("h11", f"a body is handed on without a copy: {_USED}")
    assert connection.send(h11.Data(data=b"")) == b"", changed("h11", f"an empty body writes nothing: {_USED}")
    assert connection.send(h11.EndOfMessage()) == b"", changed("h11", f"a passed body counts as sent: {_USED}")


def test_a_connection_is_idle_until_a_request_has_come() -> None:
    states = h11.Connection(h11.SERVER, _LIMIT).our_state, asked().our_state
    assert states[0] is h11.IDLE, changed("h11", f"a new connection is IDLE: {_USED} refuses only then")
    assert states[1] is not h11.IDLE, changed("h11", f"a connection that answers is not IDLE: {_USED} cuts it off then")


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (b"not HTTP\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\n\r\n", 400),  # without a Host
        (b"GET / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n", 501),
        (b"GET /" + b"x" * _LIMIT, 431),
    ],
)
def test_an_error_names_the_status_to_answer_with(request_: bytes, status: int) -> None:
    with pytest.raises(h11.RemoteProtocolError) as raised:
        asked(request_)
    hint = getattr(raised.value, "error_status_hint", None)
    assert hint == status, changed("h11", f"error_status_hint is {status} (it is {hint}): {_USED} answers with it")
