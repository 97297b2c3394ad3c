"""The sockets: two addresses, IPv6, every interface, and messages that help."""

import socket

import pytest

from exporter.server.transport.listen import STALLED_SECONDS, ListenError, address_of, listen
from tests.server.serving import Scene, good, running


def close(sockets: list[socket.socket]) -> None:
    for each in sockets:
        each.close()


def test_two_addresses_of_both_kinds_are_served() -> None:
    with running(Scene([good("orders")]).app, "127.0.0.1:0", "[::1]:0") as (four, six):
        assert (four.host, six.host) == ("127.0.0.1", "::1")
        assert four.ask("/healthz").text == six.ask("/healthz").text == "ok\n"


def test_an_empty_host_is_every_interface_of_both_kinds() -> None:
    (listener,) = listen([":0"])
    port = listener.getsockname()[1]
    for host in ("127.0.0.1", "::1"):
        socket.create_connection((host, port), timeout=5).close()
    assert address_of(listener) == f"[::]:{port}"
    close([listener])


def test_an_ipv6_address_leaves_ipv4_to_others() -> None:
    (six,) = listen(["[::]:0"])
    port = six.getsockname()[1]
    (four,) = listen([f"0.0.0.0:{port}"])
    assert (address_of(six), address_of(four)) == (f"[::]:{port}", f"0.0.0.0:{port}")
    close([six, four])


def test_a_name_is_its_first_ipv4_address() -> None:
    (listener,) = listen(["localhost:0"])
    assert listener.getsockname()[0] == "127.0.0.1"
    close([listener])


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", ""])
def test_an_address_that_is_taken_is_named_with_the_remedy(host: str) -> None:
    (taken,) = listen([f"{host}:0"])
    address = f"{host}:{taken.getsockname()[1]}"
    with pytest.raises(ListenError) as refused:
        listen(["127.0.0.1:0", address])
    close([taken])
    assert str(refused.value) == (
        f"cannot listen on {address}: address already in use; "
        "stop the process that uses it (see `ss -ltnp`), or change --web.listen-address"
    )


def test_what_was_opened_before_a_failure_is_closed() -> None:
    (taken,) = listen(["127.0.0.1:0"])
    (free,) = listen(["127.0.0.1:0"])
    port = free.getsockname()[1]
    free.close()
    with pytest.raises(ListenError):
        listen([f"127.0.0.1:{port}", f"127.0.0.1:{taken.getsockname()[1]}"])
    close([taken, *listen([f"127.0.0.1:{port}"])])


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("192.0.2.1:9797", "use an address of this machine, or :9797 for all interfaces"),
        ("no-such-host.invalid:9797", "change --web.listen-address"),
    ],
)
def test_an_address_that_is_not_ours_is_refused(address: str, message: str) -> None:
    with pytest.raises(ListenError) as refused:
        listen([address])
    assert str(refused.value).startswith(f"cannot listen on {address}: ")
    assert str(refused.value).endswith(message)


def test_text_that_is_no_address_is_refused() -> None:
    with pytest.raises(ValueError, match="must be host:port"):
        listen(["9797"])


@pytest.mark.skipif(not hasattr(socket, "TCP_USER_TIMEOUT"), reason="only Linux can drop stalled readers by itself")
def test_connections_inherit_the_limit_for_stalled_readers() -> None:
    (listener,) = listen(["127.0.0.1:0"])
    with socket.create_connection(listener.getsockname()):
        connection, _ = listener.accept()
        with connection:
            assert connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) == STALLED_SECONDS * 1000
            assert connection.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE)
    listener.close()
