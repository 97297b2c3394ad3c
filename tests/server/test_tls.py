"""TLS for real: who comes in, by which protocol, and what changes without a restart."""

import gzip
import logging
import os
import re
import signal
import socket
import ssl
import time
from collections.abc import Callable
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
import trustme
import yaml

from exporter.server.access.client_names import names_of
from exporter.server.access.protection import Protection
from exporter.server.transport.limits import Limits
from tests.server.certificates import TLS, VERIFIED, Certificates
from tests.server.secured import Secured, ask, basic, secured
from tests.server.serving import Scene, good, serving
from tests.server.victim_process import victim
from tests.server.web_examples import USERS

REFUSED = (ssl.SSLError, ConnectionError)
"""What a client sees that is not let in; with TLS 1.3 that is as it reads the answer."""


@pytest.fixture
def certificates(tmp_path: Path) -> Certificates:
    return Certificates(tmp_path)


def eventually(happens: Callable[[], bool], seconds: float = 10) -> bool:
    """Wait for what the server does once a second by itself."""
    deadline = time.monotonic() + seconds
    while not happens() and time.monotonic() < deadline:
        time.sleep(0.02)
    return happens()


def refused(address: Secured, client: ssl.SSLContext) -> bool:
    """Return whether a new connection of a client is not let in."""
    try:
        return address.get(client).status != 200
    except REFUSED:
        return True


def handshake(address: Secured, client: ssl.SSLContext) -> ssl.SSLSocket:
    plain = socket.create_connection((address.host, address.port), timeout=10)
    return client.wrap_socket(plain, server_hostname="localhost")


def test_the_server_is_who_it_says_by_name_and_by_address(certificates: Certificates) -> None:
    with secured(Protection(certificates.write(TLS))) as address:
        assert address.get(certificates.stranger()).status == 200  # by address, which SNI cannot hold
        with handshake(address, certificates.stranger()) as connection:
            assert (connection.version(), connection.selected_alpn_protocol()) == ("TLSv1.3", None)


def test_a_client_that_offers_http2_gets_http1(certificates: Certificates) -> None:
    client = certificates.stranger()
    client.set_alpn_protocols(["h2", "http/1.1"])
    with (
        secured(Protection(certificates.write(TLS + "http_server_config:\n  http2: true\n"))) as address,
        handshake(address, client) as connection,
    ):
        assert connection.selected_alpn_protocol() == "http/1.1"


def test_who_must_have_a_certificate_and_has_none_is_not_let_in(certificates: Certificates) -> None:
    with secured(Protection(certificates.write(VERIFIED))) as address:
        assert address.get(certificates.client("prometheus.example")).status == 200
        with pytest.raises(ssl.SSLError, match="ALERT_CERTIFICATE_REQUIRED"):
            address.get(certificates.stranger())
        with pytest.raises(ssl.SSLError, match="ALERT_UNKNOWN_CA"):
            address.get(certificates.client("mallory.example", trustme.CA()))


def test_a_certificate_if_given_must_be_good(certificates: Certificates) -> None:
    text = VERIFIED.replace("RequireAndVerifyClientCert", "VerifyClientCertIfGiven")
    with secured(Protection(certificates.write(text))) as address:
        assert address.get(certificates.stranger()).status == 200
        assert address.get(certificates.client("prometheus.example")).status == 200
        assert refused(address, certificates.client("mallory.example", trustme.CA()))


def test_without_a_ca_only_those_of_the_system_are_trusted(certificates: Certificates) -> None:
    text = TLS + "  client_auth_type: RequireAndVerifyClientCert\n"
    with secured(Protection(certificates.write(text))) as address:
        assert refused(address, certificates.stranger())
        assert refused(address, certificates.client("prometheus.example"))


def test_what_is_trusted_needs_no_trusted_issuer(certificates: Certificates) -> None:
    child = certificates.authority.create_child_ca()
    child.cert_pem.write_to_path(str(certificates.path("ca.pem")))
    with secured(Protection(certificates.write(VERIFIED))) as address:
        assert address.get(certificates.client("prometheus.example", child)).status == 200
        assert refused(address, certificates.client("other.example"))


@pytest.mark.parametrize("name", ["prometheus.example", "prometheus@example.org", "127.0.0.9", "2001:db8::1"])
def test_only_allowed_names_come_in(certificates: Certificates, name: str) -> None:
    text = VERIFIED + f"  client_allowed_sans: [one, '{name}']\n"
    with secured(Protection(certificates.write(text))) as address:
        assert address.get(certificates.client(name)).status == 200
        assert refused(address, certificates.client("other.example"))
        assert refused(address, certificates.stranger())


def test_names_are_compared_whole_and_those_found_are_told(
    certificates: Certificates, caplog: pytest.LogCaptureFixture
) -> None:
    with secured(Protection(certificates.write(VERIFIED + "  client_allowed_sans: [example]\n"))) as address:
        assert refused(address, certificates.client("prometheus.example"))
        assert refused(address, certificates.client("*.example"))
    assert [vars(record)["names"] for record in caplog.records] == ["prometheus.example", "*.example"]


def test_the_names_of_a_certificate_are_written_as_go_writes_them() -> None:
    names = [
        ("DNS", "a.example"),
        ("email", "b@example.org"),
        ("URI", "spiffe://c/d"),
        ("DirName", ((("x", "y"),),)),
        ("IP Address", "2001:DB8:0:0:0:0:0:1"),
        ("Registered ID", "1.2"),
    ]
    assert names_of({"subjectAltName": tuple(names)}) == {"a.example", "b@example.org", "spiffe://c/d", "2001:db8::1"}
    assert names_of({"subject": ((("commonName", "a.example"),),)}) == set()


@pytest.mark.parametrize(("least", "most"), [("TLS12", "TLS12"), ("TLS13", "TLS13")])
def test_the_versions_are_those_that_were_chosen(certificates: Certificates, least: str, most: str) -> None:
    with secured(Protection(certificates.write(TLS + f"  min_version: {least}\n  max_version: {most}\n"))) as address:
        with handshake(address, certificates.stranger()) as connection:
            assert connection.version() == f"TLSv1.{least[-1]}"
        other = certificates.stranger()
        if least == "TLS12":
            other.minimum_version = ssl.TLSVersion.TLSv1_3
        else:
            other.maximum_version = ssl.TLSVersion.TLSv1_2
        assert refused(address, other)


def test_the_order_of_suites_is_the_servers_unless_it_says_otherwise(certificates: Certificates) -> None:
    suites = "  max_version: TLS12\n  cipher_suites:\n" + "".join(
        f"  - TLS_ECDHE_ECDSA_WITH_AES_{bits}\n" for bits in ("256_GCM_SHA384", "128_GCM_SHA256")
    )
    client = certificates.stranger()
    client.maximum_version = ssl.TLSVersion.TLSv1_2
    client.set_ciphers("ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384")
    chosen = []
    for prefer in ("true", "false"):
        text = TLS + suites + f"  prefer_server_cipher_suites: {prefer}\n"
        with secured(Protection(certificates.write(text))) as address, handshake(address, client) as connection:
            chosen.append((connection.cipher() or ("",))[0])
            client.set_ciphers("ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384")
    assert chosen == ["ECDHE-ECDSA-AES256-GCM-SHA384", "ECDHE-ECDSA-AES128-GCM-SHA256"]
    client.set_ciphers("ECDHE-ECDSA-AES256-SHA")
    with secured(Protection(certificates.write(TLS + suites))) as address:
        assert refused(address, client)


def test_only_suites_of_tls_1_3_leave_no_tls_1_2(certificates: Certificates) -> None:
    old = certificates.stranger()
    old.maximum_version = ssl.TLSVersion.TLSv1_2
    with secured(Protection(certificates.write(TLS + "  cipher_suites: [TLS_AES_256_GCM_SHA384]\n"))) as address:
        assert address.get(certificates.stranger()).status == 200
        assert refused(address, old)


def test_a_client_without_tls_is_told(certificates: Certificates, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "exporter.server.transport.handshake.HANDSHAKE_SECONDS", 1.0
    )  # these bytes may be the begin of one
    with secured(Protection(certificates.write(TLS))) as address:
        answer = address.get()
        assert (answer.status, answer.text) == (400, "Client sent an HTTP request to an HTTPS server; use https://\n")
        with socket.create_connection((address.host, address.port), timeout=10) as connection:
            connection.sendall(b"\x00\x01 nothing that anyone speaks\r\n\r\n")
            assert b"HTTP" not in connection.recv(1000)
        assert address.get(certificates.stranger()).status == 200


@pytest.mark.parametrize("said", [b"", b"\x16\x03\x01", b"GET / HTTP/1.1\r\n\r\n"])
def test_who_never_ends_a_handshake_is_cut_off(
    certificates: Certificates, monkeypatch: pytest.MonkeyPatch, said: bytes
) -> None:
    monkeypatch.setattr("exporter.server.transport.handshake.HANDSHAKE_SECONDS", 0.2)
    with secured(Protection(certificates.write(TLS))) as address, address.connect() as connection:
        connection.sendall(said)
        assert len(b"".join(iter(lambda: connection.recv(1000), b""))) < 200


def test_the_oldest_of_too_many_handshakes_makes_room(certificates: Certificates) -> None:
    protection = Protection(certificates.write(TLS))
    with (
        secured(protection, limits=Limits(connections=10)) as address,
        closing(address.connection(certificates.stranger())) as kept,
        ExitStack() as opened,
    ):
        assert ask(kept).status == 200
        silent = [opened.enter_context(address.connect()) for _ in range(30)]
        assert eventually(lambda: sum(map(hung_up, silent)) == 21)
        assert [hung_up(each) for each in silent] == [True] * 21 + [False] * 9
        assert address.get(certificates.stranger()).status == 200
        assert hung_up(silent[21])
        assert ask(kept).status == 200


def test_a_client_with_tls_where_there_is_none_is_not_let_in(certificates: Certificates) -> None:
    with secured(Protection(certificates.write(""))) as address:
        assert refused(address, certificates.stranger())
        assert address.get().status == 200


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_a_large_body_is_the_same_with_tls(certificates: Certificates, encoding: str) -> None:
    scene = Scene([good("orders", series=200_000)])
    headers = {"Accept-Encoding": encoding}
    own = re.compile(rb"^(# (HELP|TYPE) )?(orion_exporter_|process_).*\n", re.MULTILINE)
    with serving(scene) as plain, secured(Protection(certificates.write(TLS)), scene) as address:
        one, other = plain.ask(headers=headers), address.get(certificates.stranger(), headers)
    if encoding == "gzip":
        assert one.headers["content-encoding"] == other.headers["content-encoding"] == "gzip"
        assert int(other.headers["content-length"]) > 500_000
        one, other = (each._replace(body=gzip.decompress(each.body)) for each in (one, other))
    assert len(other.body) > 5_000_000
    assert own.sub(b"", one.body) == own.sub(b"", other.body)


def test_a_rotated_certificate_is_used_without_a_restart(certificates: Certificates) -> None:
    protection = Protection(certificates.write(TLS))
    with secured(protection) as address:
        before = serial(address, certificates)
        certificates.write_server()
        assert eventually(lambda: serial(address, certificates) != before)
        assert address.get(certificates.stranger()).status == 200


def serial(address: Secured, certificates: Certificates) -> object:
    with handshake(address, certificates.stranger()) as connection:
        return (connection.getpeercert() or {})["serialNumber"]


def test_a_new_ca_ends_what_the_old_one_let_in(certificates: Certificates) -> None:
    with secured(Protection(certificates.write(VERIFIED))) as address:
        old = certificates.client("old.example")
        with closing(address.connection(old)) as connection:
            assert ask(connection).status == 200
            successor = trustme.CA()
            successor.cert_pem.write_to_path(str(certificates.path("ca.pem")))
            new = certificates.client("new.example", successor)
            assert eventually(lambda: not refused(address, new))
            assert refused(address, old)
            assert eventually(lambda: hung_up(connection.sock))  # the connection of before is no way in either


def hung_up(connection: socket.socket) -> bool:
    connection.settimeout(0.05)
    try:
        return connection.recv(1) == b""
    except TimeoutError:
        return False
    except ConnectionError:
        return True


def test_what_is_asked_of_clients_changes_without_a_restart(certificates: Certificates) -> None:
    # exporter-toolkit's own case: from RequireAndVerifyClientCert, which blocks, to VerifyClientCertIfGiven.
    blocking = TLS + "  client_auth_type: RequireAndVerifyClientCert\n"
    protection = Protection(certificates.write(blocking))
    with secured(protection) as address:
        assert refused(address, certificates.stranger())
        certificates.write(blocking.replace("RequireAndVerifyClientCert", "VerifyClientCertIfGiven"))
        assert eventually(lambda: not refused(address, certificates.stranger()))
        certificates.write(blocking + "  min_version: TLS13\n")
        assert eventually(lambda: refused(address, certificates.stranger()))


def test_a_bad_file_leaves_what_was_and_is_told_once(
    certificates: Certificates, caplog: pytest.LogCaptureFixture
) -> None:
    protection = Protection(certificates.write(TLS))
    caplog.set_level(logging.INFO)
    certificates.write(TLS + "  min_version: TLS9\n")
    assert [protection.refresh() for _ in range(3)] == [False] * 3
    (record,) = caplog.records
    assert record.levelname == "ERROR"
    assert vars(record)["problem"] == (
        f"{certificates.folder}/web.yml:4:3: tls_server_config.min_version: must be TLS12 or TLS13"
    )
    certificates.write(TLS + "  min_version: TLS13\n")
    assert protection.refresh()
    assert protection.config.tls_server_config.min_version == "TLS13"
    assert [record.levelname for record in caplog.records] == ["ERROR", "INFO"]


def test_half_a_rotation_is_waited_out(certificates: Certificates) -> None:
    protection = Protection(certificates.write(TLS))
    with secured(protection) as address:
        before = serial(address, certificates)
        key = certificates.path("server.key").read_bytes()
        certificates.write_server()
        certificates.path("server.key").rename(certificates.path("later.key"))
        certificates.path("server.key").write_bytes(key)
        protection.refresh()
        assert serial(address, certificates) == before
        certificates.path("server.key").unlink()
        protection.refresh()
        assert serial(address, certificates) == before
        certificates.path("later.key").rename(certificates.path("server.key"))
        assert eventually(lambda: serial(address, certificates) != before)


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        (TLS, "", "tls_server_config: enabling or disabling TLS requires a restart"),
        ("", TLS, "tls_server_config: enabling or disabling TLS requires a restart"),
        (
            "basic_auth_users: {a: $2y$04$ABCDEFGHIJKLMNOPQRSTUueHiZQZVMHEKZRTNYpMJfpVbqsK2bVHK}\n",
            "",
            "basic_auth_users: removing the last user requires a restart",
        ),
    ],
)
def test_half_a_file_does_not_open_the_door(
    certificates: Certificates, caplog: pytest.LogCaptureFixture, before: str, after: str, message: str
) -> None:
    protection = Protection(certificates.write(before))
    held = protection.config
    certificates.write(after)
    assert not protection.refresh()
    assert protection.config == held
    assert message in vars(caplog.records[-1])["problem"]


def test_a_change_that_leaves_time_and_size_is_seen(certificates: Certificates) -> None:
    path = certificates.write(TLS + "  min_version: TLS12\n")
    protection, times = Protection(path), path.stat()
    certificates.write(TLS + "  min_version: TLS13\n")
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert protection.refresh()


def test_a_signal_does_not_wait_for_a_password_that_is_checked(certificates: Certificates) -> None:
    hash_ = yaml.safe_load(USERS)["basic_auth_users"]["bob"].replace("$18$", "$19$")  # a minute of work
    slow = f"basic_auth_users: {{bob: {hash_}}}\n"
    with victim(f"--web-config={certificates.write(slow)}") as server, server.address.connect() as connection:
        header = basic("bob", "wrong")["Authorization"]
        connection.sendall(f"GET /metrics HTTP/1.1\r\nHost: x\r\nAuthorization: {header}\r\n\r\n".encode())
        assert server.address.ask("/healthz").status == 200  # which it has time for meanwhile
        code, output = server.end()
    assert (code, output) == (0, "on_stop\nend\n")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_in_the_middle_of_a_body_and_of_a_handshake(
    certificates: Certificates, number: signal.Signals
) -> None:
    with victim(f"--web-config={certificates.write(TLS)}") as server:
        where = (server.address.host, server.address.port)
        with (
            socket.create_connection(where),
            handshake(Secured(*where), certificates.stranger()),
            handshake(Secured(*where), certificates.stranger()) as reader,
        ):
            reader.sendall(b"GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n")
            assert reader.recv(15) == b"HTTP/1.1 200 OK"
            code, output = server.end(number)
    assert (code, output) == (0, "on_stop\nend\n")
