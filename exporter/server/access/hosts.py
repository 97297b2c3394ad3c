"""Protects a server without credentials from DNS rebinding, by the names in the Host header.

A web page can point its own name at this server's address, and would then read the answers with its visitor's browser.
The browser sends that name: https://www.rfc-editor.org/rfc/rfc9110#section-7.4
"""

import re
from collections.abc import Callable, Iterable
from ipaddress import IPv4Address, IPv6Address

from starlette.types import ASGIApp, Receive, Scope, Send

from exporter.server.access.guard import OPEN
from exporter.server.answers import UNAUTHENTICATED, quoted, refuse

_AUTHORITY = re.compile(r"(\[[^\[\]]*\]|[^:\[\]]*)(?::[0-9]*)?")
_NAME = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*")
_PRIVATE = (".svc", ".local", ".internal")
"""Domains that nobody can register; `.cluster.local` is within `.local`."""


class AllowedHosts:
    """The hosts by which a server without credentials may be addressed.

    These are IP addresses, names without a dot, names in private domains, and `names`, as `check_host_name` returns
    them: `exporter.example.com`, or `*.example.com` for all names in a domain.
    """

    def __init__(self, names: Iterable[str] = ()) -> None:
        names = frozenset(name.lower().removesuffix(".") for name in names)
        self._names = frozenset(name for name in names if not name.startswith("*"))
        self._domains = (*_PRIVATE, *(name[1:] for name in names if name.startswith("*")))

    def allow(self, host: str) -> bool:
        """Return whether a Host header is allowed. An empty one is: no browser sends it."""
        if not host:
            return True
        authority = _AUTHORITY.fullmatch(host.lower())
        if authority is None:
            return False
        name = authority[1]
        if name.startswith("["):
            return _is_address(IPv6Address, name[1:-1])
        if _is_address(IPv4Address, name):
            return True
        name = name.removesuffix(".")  # of a fully qualified name
        if not _NAME.fullmatch(name):
            return False
        return "." not in name or name in self._names or name.endswith(self._domains)


class HostCheck:
    """ASGI middleware that answers 421 to other hosts, unless `needed` returns False: credentials are required.

    Probes are answered to any host, because they reveal nothing and a load balancer may send its own name; `/readyz`
    then omits which providers are missing.
    """

    def __init__(self, app: ASGIApp, hosts: AllowedHosts, needed: Callable[[], bool]) -> None:
        self._app = app
        self._hosts = hosts
        self._needed = needed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Respond with 421 and the setting that allows the host, or pass the request on."""
        host = (
            b"" if scope["type"] != "http" else next((value for key, value in scope["headers"] if key == b"host"), b"")
        )
        name = host.decode("latin-1").strip()
        app = self._app
        if self._needed() and not self._hosts.allow(name):
            if scope["path"] in OPEN:
                scope[UNAUTHENTICATED] = True
            else:
                app = refuse(421, _remedy(name))
        await app(scope, receive, send)


def _remedy(host: str) -> str:
    remedy = "add it to web.allowed_hosts, or set web.config_file"
    return f"host {quoted(host)} is not allowed without credentials; {remedy}"


def _is_address(kind: type[IPv4Address | IPv6Address], text: str) -> bool:
    try:
        kind(text)
    except ValueError:
        return False
    return True
