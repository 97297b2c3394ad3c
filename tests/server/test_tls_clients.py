"""A client whose certificate is refused gets the TLS alert that says so, and curves are those that were chosen."""

import datetime as dt
import logging
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from exporter.server.access.client_names import names_in_message
from exporter.server.access.pem_file import as_file
from exporter.server.access.protection import Protection
from exporter.server.access.server_context import ServerContext
from tests.server.certificates import TLS, VERIFIED, Certificates
from tests.server.secured import Secured, secured

NAMES = VERIFIED + "  client_allowed_sans: [prometheus.example]\n"
VERSIONS = (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3)


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return Certificates(tmp_path_factory.mktemp("tls"))


@pytest.fixture(scope="module")
def address(certificates: Certificates) -> Iterator[Secured]:
    with secured(Protection(certificates.write(NAMES))) as bound:
        yield bound


def clients(certificates: Certificates) -> dict[str, ssl.SSLContext]:
    """Return clients by the alert that they get."""
    expired = certificates.authority.issue_cert("prometheus.example", not_after=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
    expired.private_key_and_cert_chain_pem.write_to_path(str(certificates.path("expired.pem")))
    too_old = certificates.stranger()
    too_old.load_cert_chain(certificates.path("expired.pem"))
    return {
        "BAD_CERTIFICATE": certificates.client("other.example"),
        "UNKNOWN_CA": certificates.client("prometheus.example", trustme.CA()),
        "CERTIFICATE_EXPIRED": too_old,
        "CERTIFICATE_REQUIRED|HANDSHAKE_FAILURE": certificates.stranger(),
    }


@pytest.mark.parametrize("version", VERSIONS)
def test_who_is_refused_gets_the_alert_that_says_why(
    certificates: Certificates, address: Secured, version: ssl.TLSVersion
) -> None:
    for alert, client in clients(certificates).items():
        client.maximum_version = version
        with pytest.raises(ssl.SSLError, match=f"ALERT_({alert})"):
            address.get(client)
    good = certificates.client("prometheus.example")
    good.maximum_version = version
    assert address.get(good).status == 200


def test_many_names_and_a_chain_are_looked_at_whole(certificates: Certificates, address: Secured) -> None:
    names = [f"name-{number}.example" for number in range(500)]
    for last, allowed in (("prometheus.example", True), ("other.example", False)):
        made = certificates.authority.issue_cert(*names, last)
        made.private_key_and_cert_chain_pem.write_to_path(str(certificates.path("many.pem")))
        client = certificates.stranger()
        client.load_cert_chain(certificates.path("many.pem"))
        if allowed:
            assert address.get(client).status == 200
        else:
            with pytest.raises(ssl.SSLError, match="ALERT_BAD_CERTIFICATE"):
                address.get(client)


def test_a_refused_name_is_logged_once_and_many_do_not_fill_the_log(
    certificates: Certificates, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    context = Protection(certificates.write(NAMES)).context
    assert isinstance(context, ServerContext)
    for number in range(300):
        context.log(frozenset({f"name-{number // 2}.example"}))
    assert len(caplog.records) == 100
    assert vars(caplog.records[0])["names"] == "name-0.example"


def test_a_name_is_checked_even_if_the_message_is_not_understood(
    certificates: Certificates, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise ValueError

    monkeypatch.setattr("exporter.server.access.server_context.names_in_message", fails)
    with secured(Protection(certificates.write(NAMES))) as server:
        with pytest.raises((ssl.SSLError, ConnectionError)):
            server.get(certificates.client("other.example"))
        assert server.get(certificates.client("prometheus.example")).status == 200


@pytest.mark.parametrize("message", [b"", b"\x0b\0\0\0", b"\x0b\0\0\x03\0\0\0", b"\x0b\0\0\x04\0\0\0\0"])
def test_a_message_without_a_certificate_has_no_names(message: bytes) -> None:
    assert names_in_message(message, as_file) is None


@pytest.mark.parametrize(
    ("curve", "same", "other"),
    [
        ("CurveP256", "prime256v1", "secp384r1"),
        ("CurveP384", "secp384r1", "prime256v1"),
        ("CurveP521", "secp521r1", "X25519"),
        ("X25519", "X25519", "prime256v1"),
    ],
)
def test_only_the_curve_of_the_setting_is_used(tmp_path: Path, curve: str, same: str, other: str) -> None:
    certificates = Certificates(tmp_path)
    with secured(Protection(certificates.write(TLS + f"  curve_preferences: [{curve}]\n"))) as server:
        for version in VERSIONS:  # of TLS 1.2, clients that list no other curve than `same` refuse the certificate
            assert server.get(only(certificates, version)).status == 200
        assert server.get(only(certificates, ssl.TLSVersion.TLSv1_3, same)).status == 200
        with pytest.raises(ssl.SSLError, match="ALERT_HANDSHAKE_FAILURE"):
            server.get(only(certificates, ssl.TLSVersion.TLSv1_3, other))


def only(certificates: Certificates, version: ssl.TLSVersion, curve: str | None = None) -> ssl.SSLContext:
    """Return a client that speaks one version, and offers one curve if it is given."""
    client = certificates.stranger()
    client.minimum_version = client.maximum_version = version
    if curve:
        client.set_ecdh_curve(curve)
    return client
