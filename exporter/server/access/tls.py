"""The TLS context of a web configuration.

Adds two features to Python's ssl: checking the names of clients, and a response to clients that send plain HTTP.
"""

import ipaddress
import logging
import os
import re
import ssl
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from exporter.config.connection import SettingError
from exporter.server.access.ciphers import CURVES, DEFAULT, openssl_names
from exporter.server.access.web_config import TlsServerConfig

logger = logging.getLogger(__name__)

_SECTION = "tls_server_config"
_VERSIONS = {"TLS12": ssl.TLSVersion.TLSv1_2, "TLS13": ssl.TLSVersion.TLSv1_3}
_VERIFY = {
    "NoClientCert": ssl.CERT_NONE,
    "VerifyClientCertIfGiven": ssl.CERT_OPTIONAL,
    "RequireAndVerifyClientCert": ssl.CERT_REQUIRED,
}
_CERTIFICATE = re.compile(r"-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----", re.DOTALL)

_SHOWN = 200
"""Maximum number of characters logged of a client's names."""

_WRONG_SCHEME = b"Client sent an HTTP request to an HTTPS server.\n"
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
            # Makes asyncio send the pending TLS alert, which it would drop; then the client closes or times out.
            raise ssl.SSLWantReadError from None
        allowed = self.context.allowed_names
        names = names_of(self.getpeercert() or {}) if allowed is not None else frozenset()
        if allowed is not None and not names & allowed:
            found = ", ".join(sorted(names))[:_SHOWN]
            # Reached only with a valid certificate; the client's connection is closed without a reason.
            logger.warning("client rejected by client_allowed_sans", extra={"names": found or "none"})
            raise NameNotAllowedError("the client's certificate has no name in client_allowed_sans")


class ServerContext(ssl.SSLContext):
    """The TLS context of a web configuration; `allowed_names` are the accepted names of clients (None: any)."""

    sslobject_class = _Connection
    allowed_names: frozenset[str] | None = None

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


def names_of(certificate: Mapping[str, Any]) -> frozenset[str]:
    """Return the DNS, e-mail, URI and IP names of a certificate from `getpeercert`, in Go's notation."""
    names = certificate.get("subjectAltName", ())
    return frozenset(
        _canonical(name) if kind == "IP Address" else name
        for kind, name in names
        if kind in {"DNS", "email", "URI", "IP Address"}
    )


def _canonical(name: str) -> str:
    try:
        return str(ipaddress.ip_address(name.strip()))
    except ValueError:
        return name


def server_context(config: TlsServerConfig, read: Callable[[Path], bytes]) -> ServerContext:
    """Return a context for an enabled configuration; `read` returns the content of a file.

    Raises SettingError for unusable settings; the message never contains key material.
    """
    context = ServerContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version, context.maximum_version = _VERSIONS[config.min_version], _VERSIONS[config.max_version]
    # No session tickets: each handshake verifies the client's certificate, which may have expired.
    context.options |= ssl.OP_NO_TICKET | ssl.OP_NO_RENEGOTIATION
    context.num_tickets = 0
    if not config.prefer_server_cipher_suites:
        context.options &= ~ssl.OP_CIPHER_SERVER_PREFERENCE
    context.set_alpn_protocols(["http/1.1"])
    _set_ciphers(context, config)
    _set_curve(context, config)
    _set_certificate(context, config, read)
    _set_clients(context, config, read)
    return context


def _set_ciphers(context: ssl.SSLContext, config: TlsServerConfig) -> None:
    suites = openssl_names(config.cipher_suites) if config.cipher_suites else DEFAULT
    if suites:
        try:
            context.set_ciphers(suites)
        except ssl.SSLError:
            message = "has no suite that the installed OpenSSL supports; add TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"
            raise SettingError((_SECTION, "cipher_suites"), message) from None
    elif config.max_version == "TLS13":
        context.minimum_version = ssl.TLSVersion.TLSv1_3
    else:
        message = "has no suite for TLS 1.2, and max_version does not allow TLS 1.3; change one of the two"
        raise SettingError((_SECTION, "cipher_suites"), message)


def _set_curve(context: ssl.SSLContext, config: TlsServerConfig) -> None:
    for name in config.curve_preferences[:1]:
        try:
            context.set_ecdh_curve(CURVES[name])
        except (ValueError, ssl.SSLError):
            message = f"{name} cannot be set with {ssl.OPENSSL_VERSION}; use CurveP256, or remove it"
            raise SettingError((_SECTION, "curve_preferences"), message) from None


def _set_certificate(context: ssl.SSLContext, config: TlsServerConfig, read: Callable[[Path], bytes]) -> None:
    certificate = _content("cert_file", config.cert, config.cert_file, read)
    key = _content("key_file", config.key.get_secret_value() if config.key else None, config.key_file, read)
    with _as_file(certificate) as certificate_path, _as_file(key) as key_path:
        try:
            context.load_cert_chain(certificate_path, key_path, _no_password)
        except (ssl.SSLError, _EncryptedKeyError) as error:
            raise _certificate_error(error, certificate, config) from None


class _EncryptedKeyError(Exception):
    pass


def _no_password() -> str:
    raise _EncryptedKeyError  # otherwise OpenSSL would prompt on the terminal


def _certificate_error(error: Exception, certificate: bytes, config: TlsServerConfig) -> SettingError:
    cert, key = "cert_file" if config.cert_file else "cert", "key_file" if config.key_file else "key"
    if isinstance(error, _EncryptedKeyError):
        message = "is encrypted; decrypt it (`openssl pkey -in KEY -out NEW`) and restrict access to the new file"
        name = key
    elif getattr(error, "reason", "") == "KEY_VALUES_MISMATCH":
        name, message = key, f"does not match {cert}; if both are being replaced, this is temporary"
    elif not _CERTIFICATE.search(certificate.decode("latin-1")):
        name, message = cert, "contains no PEM certificate (-----BEGIN CERTIFICATE-----)"
    elif getattr(error, "reason", "") in {"EE_KEY_TOO_SMALL", "CA_MD_TOO_WEAK", "CA_KEY_TOO_SMALL"}:
        name, message = cert, "is too weak for OpenSSL; use an EC key, or an RSA key of at least 2048 bits"
    else:
        message = f"cannot be loaded with {cert}; both must be valid PEM, and the key PKCS #8, PKCS #1 or SEC 1"
        name = key
    path = getattr(config, name) if name.endswith("_file") else None
    return SettingError((_SECTION, name), f"{path}: {message}" if path else message)


def _set_clients(context: ServerContext, config: TlsServerConfig, read: Callable[[Path], bytes]) -> None:
    context.verify_mode = _VERIFY[config.client_auth_type]
    # As in Go, the chain may end at any trusted certificate, not only at a self-signed one.
    context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    if config.client_allowed_sans is not None:
        context.allowed_names = frozenset(map(_canonical, config.client_allowed_sans))
    if context.verify_mode == ssl.CERT_NONE:
        return
    if config.client_ca is None and config.client_ca_file is None:
        context.load_default_certs(ssl.Purpose.CLIENT_AUTH)
        return
    name = "client_ca" if config.client_ca_file is None else "client_ca_file"
    text = _content("client_ca_file", config.client_ca, config.client_ca_file, read).decode("latin-1")
    try:
        # Text between the certificates is removed, because it may not be ASCII.
        context.load_verify_locations(cadata="\n".join(_CERTIFICATE.findall(text)))
    except (ssl.SSLError, ValueError):
        place = f"{config.client_ca_file}: " if config.client_ca_file else ""
        message = f"{place}contains no valid PEM certificate (-----BEGIN CERTIFICATE-----)"
        raise SettingError((_SECTION, name), message) from None


def _content(name: str, text: str | None, path: Path | None, read: Callable[[Path], bytes]) -> bytes:
    if path is None:
        return (text or "").encode()
    try:
        return read(path)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise SettingError((_SECTION, name), f"cannot read {path}: {reason}") from None


@contextmanager
def _as_file(content: bytes) -> Iterator[str]:
    """Provide content as a file for OpenSSL: in memory on Linux, because the file system may be read-only."""
    if sys.platform == "linux":
        with os.fdopen(os.memfd_create("pem"), "wb") as file:
            file.write(content)
            file.flush()
            yield f"/proc/self/fd/{file.fileno()}"
    else:
        with tempfile.NamedTemporaryFile() as file:  # readable only by its owner
            file.write(content)
            file.flush()
            yield file.name
