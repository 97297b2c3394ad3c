"""What someone should know of who listens where, and of who is let in."""

from collections.abc import Iterable, Iterator
from ipaddress import ip_address

from exporter.config.values import split_address
from exporter.server.access.web_config import WebConfig

_REMEDY = "--web.config.file can ask for passwords and certificates"


def cautions(config: WebConfig, addresses: Iterable[str]) -> Iterator[str]:
    """Yield warnings, each with what can be done, for a server with this web configuration at these addresses."""
    tls = config.tls_server_config
    reachable = ", ".join(address for address in addresses if not _loopback(address))
    if reachable and config.clients == "anyone":
        yield f"whoever reaches {reachable} can read everything: nothing is asked of clients; {_REMEDY}"
    if reachable and config.basic_auth_users and not tls.enabled:
        yield f"passwords for {reachable} cross the network as they are; add tls_server_config to the web configuration"
    if tls.client_auth_type == "RequireAndVerifyClientCert" and not (
        tls.client_ca or tls.client_ca_file or tls.client_allowed_sans
    ):
        yield "a certificate of any CA that this system trusts lets a client in; add client_ca_file to say which CA"


def _loopback(address: str) -> bool:
    try:
        host, _ = split_address(address)
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
