"""The names of clients in their certificates, and the TLS alert for a client that has none of the allowed ones.

Python's ssl verifies certificates, but not the names of clients, and it sends an alert only for what OpenSSL rejects.
Therefore a certificate without an allowed name is verified with a context in which its authorities are marked as
rejected for clients: OpenSSL then sends the alert bad_certificate, as Go does.
"""

import _ssl
import base64
import ipaddress
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from typing import Any

REJECTED = 28
"""X509_V_ERR_CERT_REJECTED: https://docs.openssl.org/3.0/man3/X509_STORE_CTX_get_error/"""

# X509_CERT_AUX with `reject` = clientAuth: https://docs.openssl.org/3.0/man1/openssl-x509/#trust-options
_FOR_CLIENTS = bytes.fromhex("300ca00a06082b06010505070302")
_MESSAGE_HEADER, _LENGTH = 4, 3

AsFile = Callable[[bytes], AbstractContextManager[str]]
"""Provides content as a file, by its path."""


def names_of(certificate: Mapping[str, Any]) -> frozenset[str]:
    """Return the DNS, e-mail, URI and IP names of a certificate from `getpeercert`, in Go's notation."""
    names = certificate.get("subjectAltName", ())
    return frozenset(
        canonical(name) if kind == "IP Address" else name
        for kind, name in names
        if kind in {"DNS", "email", "URI", "IP Address"}
    )


def canonical(name: str) -> str:
    """Return an IP address in Go's notation, and other names unchanged."""
    try:
        return str(ipaddress.ip_address(name.strip()))
    except ValueError:
        return name


def names_in_message(message: bytes, as_file: AsFile) -> frozenset[str] | None:
    """Return the names of the first certificate in a handshake message; None if it has no certificate.

    https://www.rfc-editor.org/rfc/rfc8446#section-4.4.2 and https://www.rfc-editor.org/rfc/rfc5246#section-7.4.6
    """
    body = message[_MESSAGE_HEADER:]
    if body and int.from_bytes(body[:_LENGTH]) != len(body) - _LENGTH:
        body = body[1 + body[0] :]  # the context of TLS 1.3; in TLS 1.2, the length of the list comes first
    entry = body[_LENGTH:]
    certificate = entry[_LENGTH : _LENGTH + int.from_bytes(entry[:_LENGTH])]
    if not certificate:
        return None
    # The only decoder of the standard library, which `getpeercert` uses after the handshake.
    with as_file(_pem("CERTIFICATE", certificate)) as path:
        return names_of(_ssl._test_decode_cert(path))  # type: ignore[attr-defined]  # noqa: SLF001 - no public one


def rejecting(authorities: Iterable[bytes]) -> bytes:
    """Return these certificates as PEM, each marked as rejected for verifying clients."""
    return b"".join(_pem("TRUSTED CERTIFICATE", each + _FOR_CLIENTS) for each in authorities)


def _pem(label: str, content: bytes) -> bytes:
    return b"-----BEGIN %b-----\n%b-----END %b-----\n" % (
        label.encode(),
        base64.encodebytes(content),
        label.encode(),
    )
