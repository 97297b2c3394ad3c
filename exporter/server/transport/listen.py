"""Creates the listening sockets; errors include a remedy."""

import errno
import socket
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from typing import Any

from exporter.config.values import split_address

BACKLOG = 1024
"""Maximum number of connections waiting to be accepted; the system's limit may be lower."""

STALLED_SECONDS = 60
"""Time after which the kernel closes a connection whose client does not acknowledge data (TCP_USER_TIMEOUT, Linux)."""

_REMEDIES = {
    errno.EACCES: "use a port above 1023, or grant the capability CAP_NET_BIND_SERVICE",
    errno.EADDRINUSE: "stop the process that uses it (see `ss -ltnp`), or change --web.listen-address",
    errno.EADDRNOTAVAIL: "use an address of this machine, or :{port} for all interfaces",
    errno.EAFNOSUPPORT: "this machine does not support the address family; use another address",
}


class ListenError(OSError):
    """Listening on an address failed; the message contains the address, the reason and a remedy."""

    def __str__(self) -> str:
        return str(self.strerror)


def listen(addresses: Sequence[str]) -> list[socket.socket]:
    """Return a listening socket for each address, in the syntax of `split_address`.

    An empty host means all interfaces, with IPv4 and IPv6 on one socket if IPv6 is available. A host name is resolved
    to its first IPv4 address, or else its first IPv6 address. Port 0 selects a free port. Raises ListenError (an
    OSError) for the first address that cannot be used, after closing the other sockets, and ValueError for an invalid
    address.
    """
    with ExitStack() as opened:
        sockets = [opened.enter_context(_listen(address)) for address in addresses]
        opened.pop_all()
    return sockets


def address_of(listener: socket.socket) -> str:
    """Return the address of a socket in the syntax of `split_address`, with the actual port."""
    host, port = listener.getsockname()[:2]
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _listen(address: str) -> socket.socket:
    host, port = split_address(address)
    try:
        family, target = _target(host, port)
        with ExitStack() as opened:
            # asyncio sets TCP_NODELAY only if the protocol is given; otherwise responses wait 40 ms for an ACK.
            listener = opened.enter_context(socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP))
            for level, option, value in _options(family, every=not host):
                listener.setsockopt(level, option, value)
            listener.bind(target)
            listener.listen(BACKLOG)
            opened.pop_all()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        remedy = _REMEDIES.get(error.errno or 0, "change --web.listen-address").format(port=port)
        raise ListenError(error.errno, f"cannot listen on {address}: {reason}; {remedy}") from None
    return listener


def _target(host: str, port: int) -> tuple[socket.AddressFamily, tuple[Any, ...]]:
    if not host:
        return (socket.AF_INET6, ("::", port)) if socket.has_dualstack_ipv6() else (socket.AF_INET, ("", port))
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    family, _, _, _, target = min(found, key=lambda each: each[0] != socket.AF_INET)
    return family, target


def _options(family: socket.AddressFamily, *, every: bool) -> Iterator[tuple[int, int, int]]:
    """Yield the options of a listening socket; connections inherit the last two."""
    yield socket.SOL_SOCKET, socket.SO_REUSEADDR, 1
    if family == socket.AF_INET6:
        yield socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, int(not every)
    yield socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1
    if hasattr(socket, "TCP_USER_TIMEOUT"):
        yield socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, STALLED_SECONDS * 1000
