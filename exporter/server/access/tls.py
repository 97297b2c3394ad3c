"""Makes the TLS context of a web configuration."""

import re
import ssl
from collections.abc import Callable
from pathlib import Path

from exporter.config.connection import SettingError
from exporter.server.access.ciphers import CURVES, DEFAULT, openssl_names
from exporter.server.access.client_names import canonical
from exporter.server.access.pem_file import as_file
from exporter.server.access.server_context import ServerContext
from exporter.server.access.web_config import TlsServerConfig

_SECTION = "tls_server_config"
_VERSIONS = {"TLS12": ssl.TLSVersion.TLSv1_2, "TLS13": ssl.TLSVersion.TLSv1_3}
_VERIFY = {
    "NoClientCert": ssl.CERT_NONE,
    "VerifyClientCertIfGiven": ssl.CERT_OPTIONAL,
    "RequireAndVerifyClientCert": ssl.CERT_REQUIRED,
}
_CERTIFICATE = re.compile(r"-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----", re.DOTALL)


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
    if config.client_allowed_sans is not None:
        context.allow_names(frozenset(map(canonical, config.client_allowed_sans)))
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
    with as_file(certificate) as certificate_path, as_file(key) as key_path:
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
