"""Who may name this server what: a page of elsewhere that points its own name here reads nothing (DNS rebinding)."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from exporter.config.configuration import ConfigurationError, load
from exporter.server.access.hosts import AllowedHosts
from exporter.server.access.protection import Protection
from exporter.server.app import create_app
from tests.server.certificates import Certificates
from tests.server.secured import OF_GUIDE, ONE_USER, basic
from tests.server.serving import Address, Scene, good, running, waiting

ALLOWED = [
    "",
    "localhost",
    "localhost.",
    "LocalHost:9797",
    "exporter",
    "my_exporter:9797",
    "2130706433",
    "127.0.0.1",
    "10.4.0.17:9797",
    "[::1]",
    "[::1]:9797",
    "[2001:DB8::1]:80",
    "[::ffff:127.0.0.1]",
    "[fe80::1%25eth0]:9797",
    "orion.shop.svc",
    "orion.shop.svc:9797",
    "orion.shop.svc.cluster.local",
    "ORION.SHOP.SVC.CLUSTER.LOCAL.:9797",
    "nas.local",
    "host.docker.internal:9797",
    "exporter.example.com",
    "Exporter.Example.COM.:443",
    "xn--bcher-kva.example",
    "a.shops.example",
    "a.b.shops.example:80",
]
REFUSED = [
    "evil.example",
    "evil.example:9797",
    "evil.example.",
    "127.0.0.1.evil.example",
    "127.0.0.1.nip.io",
    "localhost.evil.example",
    "exporter.example.com.evil.example",
    "notexporter.example.com",
    "sub.exporter.example.com",
    "shops.example",
    "evilshops.example",
    "evil.svc.example",
    "evillocal.example",
    "evil.local.example",
    "127.0.0.1@evil.example",
    "evil.example@127.0.0.1",
    "user:password@localhost",
    "0x7f.0.0.1",
    "0177.0.0.01",
    "127.1",
    "[evil.example]",
    "[::1].evil.example",
    "[::1]evil.example",
    "::1",
    "::1:9797",
    "b\N{LATIN SMALL LETTER U WITH DIAERESIS}cher.example",
    "\N{LATIN SMALL LETTER U WITH DIAERESIS}",
    "localhost, evil.example",
    "evil.example localhost",
    "localhost:9797:9797",
    "localhost:port",
    "evil.example#.local",
    "evil.example/x.local",
    "evil.example?.local",
    "localhost..",
    ".local",
    ".",
    ":9797",
]
HOSTS = AllowedHosts(["Exporter.example.com.", "xn--bcher-kva.example", "*.shops.example"])


@pytest.fixture(scope="module")
def address() -> Iterator[Address]:
    app = create_app(Scene([good("orders"), waiting("secret")]).source, hosts=HOSTS, reload=tuple)
    with running(app) as (bound,):
        yield bound


def ask(address: Address, *lines: str, target: str = "/metrics", version: str = "1.1", method: str = "GET") -> str:
    """Send these header lines and no others; return the answer as it came."""
    head = "\r\n".join([f"{method} {target} HTTP/{version}", *lines, "Connection: close", "", ""])
    return address.raw(head.encode("latin-1")).decode()


@pytest.mark.parametrize("host", ALLOWED)
def test_addresses_private_names_and_those_of_the_setting_are_answered(address: Address, host: str) -> None:
    assert HOSTS.allow(host)
    assert ask(address, f"Host: {host}").startswith("HTTP/1.1 200 ")


@pytest.mark.parametrize("host", REFUSED)
def test_other_names_are_told_the_setting_in_one_line(address: Address, host: str) -> None:
    head, _, body = ask(address, f"Host: {host}").partition("\r\n\r\n")
    assert head.startswith("HTTP/1.1 421 ")
    assert body.startswith("host '")
    assert body.endswith(" is not allowed without credentials; add it to web.allowed_hosts, or set web.config_file\n")
    assert body.count("\n") == 1


def test_what_is_answered_of_a_long_or_hostile_name_is_short_and_plain(address: Address) -> None:
    head, _, body = ask(address, f"Host: <script>\x9b31m{'x' * 5000}.example").partition("\r\n\r\n")
    assert body.startswith("host '<script>\\x9b31mxxx")
    assert len(body) < 300
    assert "x-content-type-options: nosniff" in head.lower()
    assert "content-type: text/plain" in head.lower()


@pytest.mark.parametrize(
    "path",
    [
        *("/", "/metrics", "/metrics?collect[]=orders", "/runbooks", "/runbooks/X", "/nothing"),
        *("/api/v1/platforms", "/api/v1/vendors?q=x", "/api/v1/statistics", "/api/v1/openapi.json", "/api/v1/nothing"),
    ],
)
def test_no_page_is_shown_under_another_name(address: Address, path: str) -> None:
    answer = ask(address, "Host: evil.example", target=path)
    assert answer.startswith("HTTP/1.1 421 ")
    assert "orders" not in answer
    assert ask(address, "Host: evil.example", target=path, method="POST").startswith("HTTP/1.1 421 ")


def test_a_name_is_not_believed_from_elsewhere(address: Address) -> None:
    forwarded = ("X-Forwarded-Host: localhost", "Forwarded: host=localhost", "X-Host: localhost")
    assert ask(address, "Host: evil.example", *forwarded).startswith("HTTP/1.1 421 ")
    assert ask(address, "Host: localhost", "X-Forwarded-Host: evil.example").startswith("HTTP/1.1 200 ")


def test_several_names_are_no_request(address: Address) -> None:
    for version in ("1.1", "1.0"):
        answer = ask(address, "Host: localhost", "Host: evil.example", version=version)
        assert answer.startswith("HTTP/1.1 400 ")


def test_a_target_with_a_name_is_no_path(address: Address) -> None:
    # No browser sends one to a server that is not its proxy; RFC 9112, section 3.2.2.
    for host in ("localhost", "evil.example"):
        answer = ask(address, f"Host: {host}", target="http://evil.example/metrics")
        assert answer.startswith(("HTTP/1.1 404 ", "HTTP/1.1 421 "))
        assert "orion_" not in answer


def test_who_names_no_host_is_no_browser(address: Address) -> None:
    assert ask(address, version="1.0").startswith("HTTP/1.1 200 ")
    assert ask(address, "Host:").startswith("HTTP/1.1 200 ")
    assert ask(address).startswith("HTTP/1.1 400 ")  # RFC 9112, section 3.2


def test_probes_are_answered_under_any_name_and_tell_nothing(address: Address) -> None:
    assert ask(address, "Host: lb.example", target="/healthz").startswith("HTTP/1.1 200 ")
    answer = ask(address, "Host: lb.example", target="/readyz")
    assert answer.startswith("HTTP/1.1 503 ")
    assert answer.endswith("waiting for the first refresh of 1 providers\n")
    assert ask(address, "Host: localhost", target="/readyz").endswith("first refresh of secret\n")


def test_with_credentials_any_name_will_do(tmp_path: Path) -> None:
    protection = Protection(Certificates(tmp_path).write(ONE_USER))
    app = create_app(Scene([good("orders")]).source, protection=protection, reload=tuple)
    who = basic(*OF_GUIDE)
    with running(app, protection=protection) as (bound,):
        line = f"Authorization: {who['Authorization']}"
        assert ask(bound, "Host: exporter.example", line).startswith("HTTP/1.1 200 ")
        assert ask(bound, "Host: exporter.example").startswith("HTTP/1.1 401 ")
        for site in ("cross-site", "same-site", "Cross-Site", "none, cross-site", "unheard-of"):
            reload = ask(bound, "Host: x", line, f"Sec-Fetch-Site: {site}", target="/-/reload", method="POST")
            assert reload.startswith("HTTP/1.1 403 ")
            assert reload.endswith("requests from web pages are not allowed; use another client, or send SIGHUP\n")
        assert ask(bound, "Host: x", line, target="/-/reload", method="POST").endswith("reloaded\n")


@pytest.mark.parametrize(
    ("lines", "status"),
    [
        ((), 200),
        (("Sec-Fetch-Site: none",), 200),
        (("Sec-Fetch-Site: same-origin",), 200),
        (("Sec-Fetch-Site: cross-site",), 403),
        (("Sec-Fetch-Site: none", "Sec-Fetch-Site: cross-site"), 403),
        (("Sec-Fetch-Site: same-origin", "Origin: http://localhost:9797"), 403),
        (("Origin: null",), 403),
    ],
)
def test_no_page_of_another_site_reloads(address: Address, lines: tuple[str, ...], status: int) -> None:
    answer = ask(address, "Host: localhost", *lines, target="/-/reload", method="POST")
    assert answer.startswith(f"HTTP/1.1 {status} ")


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("https://exporter.example.com", "without scheme, port and path"),
        ("exporter.example.com:9797", "without scheme, port and path"),
        ("exporter.example.com/orion", "without scheme, port and path"),
        ("'*'", "without scheme, port and path"),
        ("a.*.example", "without scheme, port and path"),
        ("''", "must"),
        ("b\N{LATIN SMALL LETTER U WITH DIAERESIS}cher.example", "must be in its ASCII form, as browsers send it"),
    ],
)
def test_the_setting_takes_names_only(tmp_path: Path, written: str, message: str) -> None:
    (tmp_path / "config.yaml").write_text(f"web: {{allowed_hosts: [{written}]}}\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match=message) as refused:
        load(tmp_path / "config.yaml", {})
    assert str(refused.value).startswith(f"{tmp_path}/config.yaml:1:")


def test_the_setting_is_read_from_a_file_and_from_the_environment(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text("web: {allowed_hosts: [A.example., '*.b.example']}\n")
    assert load(tmp_path / "config.yaml", {}).settings.web.allowed_hosts == ("a.example", "*.b.example")
    environ = {"ORION_EXPORTER_WEB_ALLOWED_HOSTS": "c.example, d.example"}
    assert load(None, environ).settings.web.allowed_hosts == ("c.example", "d.example")
