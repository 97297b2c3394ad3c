"""Warnings about insecure combinations of listen addresses and access control."""

from collections.abc import Iterable, Iterator
from ipaddress import ip_address

from exporter.config.values import split_address
from exporter.server.access.costs import slow_users
from exporter.server.access.protection import Protection

_REMEDY = "require passwords or client certificates with --web.config.file, or tokens with web.tokens"


def cautions(protection: Protection, addresses: Iterable[str]) -> Iterator[str]:
    """Yield warnings, with remedies, about a server with this protection at these addresses."""
    config = protection.config
    tls = config.tls_server_config
    reachable = ", ".join(address for address in addresses if not _loopback(address))
    if reachable and protection.clients == "anyone":
        yield f"{reachable} is accessible without authentication; {_REMEDY}"
    sent = [("passwords", config.basic_auth_users), ("tokens", protection.tokens.required)]
    what = " and ".join(name for name, given in sent if given)
    if reachable and what and not tls.enabled:
        yield f"{what} for {reachable} are sent unencrypted; add tls_server_config to the web configuration"
    if tls.model_fields_set and not tls.enabled:
        yield "TLS is disabled, as tls_server_config has no certificate; set cert_file and key_file, or remove it"
    if tls.client_auth_type == "RequireAndVerifyClientCert" and not (
        tls.client_ca or tls.client_ca_file or tls.client_allowed_sans
    ):
        yield "client certificates of every CA that the system trusts are accepted; restrict them with client_ca_file"
    yield from slow_users(config.basic_auth_users)


def _loopback(address: str) -> bool:
    try:
        host, _ = split_address(address)
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
