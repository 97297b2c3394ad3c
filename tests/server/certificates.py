"""Certificates of a test: an authority, the server's, and clients', as files in a folder."""

import ssl
from dataclasses import dataclass, field
from pathlib import Path

import trustme


@dataclass
class Certificates:
    """Files in `folder`: `ca.pem`, `server.crt` and `server.key`, and a client's, by its name, in one file."""

    folder: Path
    authority: trustme.CA = field(default_factory=trustme.CA)

    def __post_init__(self) -> None:
        self.write_authority()
        self.write_server()

    def write_authority(self) -> None:
        self.authority.cert_pem.write_to_path(str(self.folder / "ca.pem"))

    def write_server(self, *names: str) -> None:
        """Write a new certificate for the server."""
        made = self.authority.issue_cert(*(names or ("localhost", "127.0.0.1", "::1")))
        made.private_key_pem.write_to_path(str(self.folder / "server.key"))
        self.path("server.crt").write_bytes(b"".join(blob.bytes() for blob in made.cert_chain_pems))

    def client(self, name: str, authority: trustme.CA | None = None) -> ssl.SSLContext:
        """Return the context of a client who trusts the authority and has a certificate with this name."""
        made = (authority or self.authority).issue_cert(name)
        made.private_key_and_cert_chain_pem.write_to_path(str(self.path(f"{name}.pem")))
        context = self.stranger()
        context.load_cert_chain(self.path(f"{name}.pem"))
        return context

    def stranger(self) -> ssl.SSLContext:
        """Return the context of a client who trusts the authority and has no certificate."""
        context = ssl.create_default_context()
        self.authority.configure_trust(context)
        return context

    def path(self, name: str) -> Path:
        return self.folder / name

    def text(self, name: str, indent: int = 4) -> str:
        """Return a file as a block of YAML."""
        lines = self.path(name).read_text().splitlines()
        return "|\n" + "".join(f"{' ' * indent}{line}\n" for line in lines)

    def write(self, text: str) -> Path:
        """Write the web configuration."""
        path = self.path("web.yml")
        path.write_text(text)
        return path


TLS = """\
tls_server_config:
  cert_file: server.crt
  key_file: server.key
"""
VERIFIED = TLS + "  client_auth_type: RequireAndVerifyClientCert\n  client_ca_file: ca.pem\n"
"""The web configuration that asks for a certificate of the authority."""
