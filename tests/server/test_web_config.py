"""The web configuration: what exporter-toolkit's own examples mean here, and what is said about bad ones."""

import subprocess
from pathlib import Path

import pytest

from exporter.config.configuration import ConfigurationError
from exporter.server.access.cautions import cautions
from exporter.server.access.protection import Protection
from exporter.server.access.web_config import WebConfig
from tests.server.certificates import TLS, VERIFIED, Certificates
from tests.server.web_examples import BAD, GOOD, IF_GIVEN, USERS
from tests.support.tools import tool


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return Certificates(tmp_path_factory.mktemp("web"))


def errors(certificates: Certificates, text: str) -> list[str]:
    """Return what is said about a bad file, without its folder."""
    with pytest.raises(ConfigurationError) as refused:
        Protection(certificates.write(text))
    folder = f"{certificates.folder}/"
    return [line.removeprefix(f"{folder}web.yml:").replace(folder, "") for line in refused.value.lines]


@pytest.mark.parametrize("name", GOOD)
def test_what_exporter_toolkit_accepts_is_accepted(certificates: Certificates, name: str) -> None:
    protection = Protection(certificates.write(GOOD[name]))
    assert (protection.context is not None) == GOOD[name].startswith("tls_server_config")


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_with_place_reason_and_remedy(certificates: Certificates, name: str) -> None:
    text, *expected = BAD[name]
    found = errors(certificates, text)
    assert [line[: len(start)] for line, start in zip(found, expected, strict=True)] == expected


def test_what_is_inline_is_as_good_as_files(certificates: Certificates) -> None:
    text = "tls_server_config:\n"
    for name, file in (("cert", "server.crt"), ("key", "server.key"), ("client_ca", "ca.pem")):
        text += f"  {name}: {certificates.text(file)}"
    protection = Protection(certificates.write(text + "  client_auth_type: RequireAndVerifyClientCert\n"))
    assert protection.clients == "certificate"
    assert protection.context is not None


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError) as refused:
        Protection(tmp_path / "somefile")
    assert str(refused.value) == f"{tmp_path}/somefile: cannot be read: No such file or directory"


def test_a_key_of_another_certificate_and_what_is_no_pem_are_told(tmp_path: Path) -> None:
    certificates = Certificates(tmp_path)
    certificates.authority.private_key_pem.write_to_path(str(tmp_path / "server.key"))
    (message,) = errors(certificates, TLS)
    assert message == (
        "3:3: tls_server_config.key_file: server.key: does not match cert_file; if both are being replaced, this is "
        "temporary"
    )
    (tmp_path / "server.key").write_text("-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n")
    (message,) = errors(certificates, TLS)
    assert message.endswith(
        "server.key: cannot be loaded with cert_file; both must be valid PEM, and the key PKCS #8, PKCS #1 or SEC 1"
    )
    (tmp_path / "server.crt").write_text("nothing")
    (message,) = errors(certificates, TLS)
    assert message.endswith("server.crt: contains no PEM certificate (-----BEGIN CERTIFICATE-----)")


def test_an_encrypted_key_is_told_and_no_terminal_is_asked(certificates: Certificates) -> None:
    encrypt = "pkey -in server.key -aes256 -passout pass:hunter2 -out encrypted.key"
    command = [str(tool("openssl")), *encrypt.split()]
    subprocess.run(command, cwd=certificates.folder, check=True, capture_output=True)
    (message,) = errors(certificates, TLS.replace("server.key", "encrypted.key"))
    assert message == (
        "3:3: tls_server_config.key_file: encrypted.key: is encrypted; decrypt it (`openssl pkey -in KEY -out NEW`) "
        "and restrict access to the new file"
    )


def test_a_key_that_is_too_weak_is_told(certificates: Certificates) -> None:
    make = "req -x509 -newkey rsa:512 -nodes -subj /CN=x -keyout weak.key -out weak.crt"
    subprocess.run([str(tool("openssl")), *make.split()], cwd=certificates.folder, check=True, capture_output=True)
    (message,) = errors(certificates, TLS.replace("server.", "weak."))
    assert message == (
        "2:3: tls_server_config.cert_file: weak.crt: is too weak for OpenSSL; use an EC key, or an RSA key of at least "
        "2048 bits"
    )


def test_headers_left_blank_are_not_set(certificates: Certificates) -> None:
    text = "http_server_config:\n  headers:\n    Strict-Transport-Security:\n    X-XSS-Protection: ''\n    "
    config = Protection(certificates.write(text + "X-Content-Type-Options: nosniff\n")).config
    assert config.http_server_config.headers == {"X-Content-Type-Options": "nosniff"}


@pytest.mark.parametrize(
    ("text", "clients"),
    [
        ("", "anyone"),
        (TLS, "anyone"),
        (IF_GIVEN, "anyone"),
        (USERS, "password"),
        (VERIFIED, "certificate"),
        (VERIFIED + USERS, "certificate and password"),
    ],
)
def test_clients_says_what_a_client_must_have(certificates: Certificates, text: str, clients: str) -> None:
    assert Protection(certificates.write(text)).clients == clients


def test_nothing_secret_is_shown(certificates: Certificates) -> None:
    text = f"tls_server_config:\n  cert_file: server.crt\n  key: {certificates.text('server.key')}"
    config: WebConfig = Protection(certificates.write(text + USERS)).config
    shown = f"{config!r} {config}"
    assert "PRIVATE KEY" not in shown
    assert "$2y$" not in shown


@pytest.mark.parametrize(
    "text",
    [
        "tls_server_config:\n  key: {hunter2: hunter2}\n",
        "tls_server_config:\n  key: [!hunter2 hunter2]\n",
        "basic_auth_users: {alice: hunter2}\n",
        "basic_auth_users: {alice: {hunter2: 1}}\n",
        "basic_auth_users: [hunter2]\n",
        "basic_auth_users: hunter2\n",
        "basic_auth_users:\n  alice: @hunter2\n",
        "tls_server_config:\n  cert: hunter2\n  key: hunter2\n",
    ],
)
def test_no_error_shows_a_secret(certificates: Certificates, text: str) -> None:
    assert "hunter2" not in "".join(errors(certificates, text))


@pytest.mark.parametrize("text", ["min_version: TLS13", "cipher_suites: [TLS_AES_128_GCM_SHA256]"])
def test_settings_of_tls_without_a_certificate_leave_tls_off_with_a_warning(
    certificates: Certificates, text: str
) -> None:
    protection = Protection(certificates.write(f"tls_server_config: {{{text}}}\n"))
    assert protection.context is None
    assert list(cautions(protection, ["127.0.0.1:9797"])) == [
        "TLS is disabled, as tls_server_config has no certificate; set cert_file and key_file, or remove it"
    ]
    assert list(cautions(Protection(certificates.write(TLS)), ["127.0.0.1:9797"])) == []
