"""The sockets that the server listens on, and what to do if there are none."""

import errno
import socket
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from typing import Any

from exporter.config.values import split_address

BACKLOG = 1024
"""How many connections the system keeps for us until they are taken; its own limit may be lower."""

STALLED_SECONDS = 60
"""After how long the system drops a connection whose reader takes nothing, where it can (Linux)."""

_REMEDIES = {
    errno.EACCES: "choose a port from 1024 on, or allow the process to use it (CAP_NET_BIND_SERVICE)",
    errno.EADDRINUSE: "end the process that has it (`ss -ltnp` names it), or choose another --web.listen-address",
    errno.EADDRNOTAVAIL: "choose an address of this machine, or :{port} for every interface",
    errno.EAFNOSUPPORT: "this machine has no such network; choose an address of another kind",
}


class ListenError(OSError):
    """An address that cannot be listened on; the text names it, the reason and the remedy."""

    def __str__(self) -> str:
        return str(self.strerror)


def listen(addresses: Sequence[str]) -> list[socket.socket]:
    """Return a listening socket for each address, as `split_address` reads it.

    An empty host is every interface, IPv4 and IPv6 on one socket where there is IPv6. A host name stands for its first
    IPv4 address, else its first IPv6 address. Port 0 takes a free one. Raises ListenError (an OSError) for the first
    address that cannot be used, with the others closed again, and ValueError for text that is no address.
    """
    with ExitStack() as opened:
        sockets = [opened.enter_context(_listen(address)) for address in addresses]
        opened.pop_all()
    return sockets


def address_of(listener: socket.socket) -> str:
    """Return host and port of a socket as `split_address` reads them, with the real port."""
    host, port = listener.getsockname()[:2]
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _listen(address: str) -> socket.socket:
    host, port = split_address(address)
    try:
        family, target = _target(host, port)
        with ExitStack() as opened:
            # Unless the protocol is named asyncio leaves Nagle's algorithm on, and answers wait 40 ms for an ACK.
            listener = opened.enter_context(socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP))
            for level, option, value in _options(family, every=not host):
                listener.setsockopt(level, option, value)
            listener.bind(target)
            listener.listen(BACKLOG)
            opened.pop_all()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        remedy = _REMEDIES.get(error.errno or 0, "choose another --web.listen-address").format(port=port)
        raise ListenError(error.errno, f"cannot listen on {address}: {reason}; {remedy}") from None
    return listener


def _target(host: str, port: int) -> tuple[socket.AddressFamily, tuple[Any, ...]]:
    if not host:
        return (socket.AF_INET6, ("::", port)) if socket.has_dualstack_ipv6() else (socket.AF_INET, ("", port))
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    family, _, _, _, target = min(found, key=lambda each: each[0] != socket.AF_INET)
    return family, target


def _options(family: socket.AddressFamily, *, every: bool) -> Iterator[tuple[int, int, int]]:
    """Yield what is set on a listening socket; its connections inherit the last two."""
    yield socket.SOL_SOCKET, socket.SO_REUSEADDR, 1
    if family == socket.AF_INET6:
        yield socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, int(not every)
    yield socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1
    if hasattr(socket, "TCP_USER_TIMEOUT"):
        yield socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, STALLED_SECONDS * 1000
