"""A TLS context for servers, with two features that Python's ssl does not have.

It checks the names of clients, and responds to clients that send plain HTTP.
"""

import contextlib
import logging
import ssl
from collections.abc import Callable
from typing import Any

from exporter.server.access.client_names import REJECTED, names_in_message, names_of, rejecting
from exporter.server.access.pem_file import as_file

logger = logging.getLogger(__name__)

_SHOWN = 200
"""Maximum number of characters logged of a client's names."""

_MOST_LOGGED = 100
"""Maximum number of refused clients that are logged, because their certificates are not verified completely."""

_WRONG_SCHEME = b"Client sent an HTTP request to an HTTPS server; use https://\n"
_PLAIN_ANSWER = (
    b"HTTP/1.0 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\n"
    b"Content-Length: %d\r\nConnection: close\r\n\r\n%s" % (len(_WRONG_SCHEME), _WRONG_SCHEME)
)


class NameNotAllowedError(ssl.SSLError):
    """The client's certificate is valid, but has none of the allowed names."""


class _Connection(ssl.SSLObject):
    """A connection of a `ServerContext`, whose handshake also checks the names of the client."""

    context: "ServerContext"
    answer: Callable[[bytes], int] | None = None
    failure: ssl.SSLError | None = None
    refused: frozenset[str] = frozenset()
    """The client's names, if none of them is allowed."""

    def do_handshake(self) -> None:
        if self.failure is not None:
            raise self.failure
        try:
            super().do_handshake()
        except (ssl.SSLWantReadError, ssl.SSLWantWriteError):
            raise
        except ssl.SSLError as error:
            self.failure = error
            if error.reason == "HTTP_REQUEST" and self.answer is not None:
                self.answer(_PLAIN_ANSWER)
            if getattr(error, "verify_code", 0) == REJECTED:
                self.context.log(self.refused)
            # Makes asyncio send the pending TLS alert, which it would drop; then the client closes or times out.
            raise ssl.SSLWantReadError from None
        allowed = self.context.allowed_names
        # The last word, in case the message with the certificate was not understood.
        if allowed is not None and not (names := names_of(self.getpeercert() or {})) & allowed:
            self.context.log(names)
            raise NameNotAllowedError("the client's certificate has no name in client_allowed_sans")


class ServerContext(ssl.SSLContext):
    """The TLS context of a web configuration; `allowed_names` are the accepted names of clients (None: any)."""

    sslobject_class = _Connection
    allowed_names: frozenset[str] | None = None
    _rejecting: "ServerContext | None" = None
    _logged: set[frozenset[str]]

    def allow_names(self, names: frozenset[str]) -> None:
        """Reject clients without one of these names. Must be called after the authorities of clients were loaded."""
        other = ServerContext(ssl.PROTOCOL_TLS_SERVER)
        other.verify_mode, other.verify_flags = self.verify_mode, self.verify_flags
        other.allowed_names = frozenset()  # nobody
        if authorities := self.get_ca_certs(binary_form=True):
            with as_file(rejecting(authorities)) as path:
                other.load_verify_locations(path)
        self.allowed_names, self._rejecting, self._logged = names, other, set()
        other._logged = self._logged
        self._msg_callback = _check_names

    def reject_unless_allowed(self, connection: _Connection, message: bytes) -> None:
        """Let the verification of a certificate fail if none of its names is allowed."""
        names = names_in_message(message, as_file)
        if names is not None and self._rejecting is not None and not names & (self.allowed_names or frozenset()):
            connection.refused = names
            connection.context = self._rejecting

    def log(self, names: frozenset[str]) -> None:
        """Log the names of a refused client, once."""
        if names in self._logged or len(self._logged) >= _MOST_LOGGED:
            return
        self._logged.add(names)
        found = ", ".join(sorted(names))[:_SHOWN]
        logger.warning("client rejected by client_allowed_sans", extra={"names": found or "none"})

    def wrap_bio(
        self,
        incoming: ssl.MemoryBIO,
        outgoing: ssl.MemoryBIO,
        server_side: bool = False,  # noqa: FBT001, FBT002 - the standard library's signature
        server_hostname: str | bytes | None = None,
        session: ssl.SSLSession | None = None,
    ) -> ssl.SSLObject:
        """Return a connection that responds to clients that send plain HTTP."""
        connection = super().wrap_bio(incoming, outgoing, server_side, server_hostname, session)
        if isinstance(connection, _Connection):
            connection.answer = outgoing.write
        return connection


def _check_names(connection: Any, direction: str, _version: Any, _kind: Any, message_type: Any, message: bytes) -> None:
    """Look at each message of a handshake; called by OpenSSL, which ignores what is raised."""
    if direction == "read" and getattr(message_type, "name", "") == "CERTIFICATE":
        with contextlib.suppress(Exception):  # `do_handshake` checks the names again
            connection.context.reject_unless_allowed(connection, message)
