"""Health, readiness, refusals, and what every answer carries."""

from collections.abc import Iterator

import pytest

from exporter.contracts.failures import Failure
from tests.server.serving import Address, Scene, good, serving, waiting

PATHS = ("/", "/healthz", "/readyz", "/metrics")


@pytest.fixture(scope="module")
def address() -> Iterator[Address]:
    with serving(Scene([good("orders")])) as bound:
        yield bound


def test_it_is_alive_whatever_the_database_does() -> None:
    scene = Scene([waiting("orders").failed(Failure("connection", "no route to host"), 5.0)])
    with serving(scene) as address:
        answer = address.ask("/healthz")
    assert (answer.status, answer.text) == (200, "ok\n")


def test_it_is_ready_once_each_provider_has_been_tried() -> None:
    scene = Scene([waiting("orders"), waiting("cms"), waiting("catalog")])
    with serving(scene) as address:
        before = address.ask("/readyz")
        assert (before.status, before.text) == (503, "waiting for the first refresh of orders, cms, catalog\n")
        scene.writer.change("orders", lambda _: good("orders"))
        scene.writer.change("cms", lambda state: state.failed(Failure("timeout", "it took too long"), 30.0))
        assert address.ask("/readyz").text == "waiting for the first refresh of catalog\n"
        scene.writer.change("catalog", lambda state: state.idle(0.1))
        after = address.ask("/readyz")
        assert (after.status, after.text) == (200, "ready\n")


@pytest.mark.parametrize("path", PATHS)
def test_head_works_everywhere(address: Address, path: str) -> None:
    get, head = address.ask(path), address.ask(path, "HEAD")
    assert head.status == get.status == 200
    assert head.body == b""
    assert set(head.headers) == set(get.headers)
    assert head.headers["content-type"] == get.headers["content-type"]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"])
def test_other_methods_are_refused_with_those_that_are_allowed(address: Address, path: str, method: str) -> None:
    answer = address.ask(path, method)
    assert answer.status == 405
    assert set(answer.headers["allow"].split(", ")) == {"GET", "HEAD"}
    assert answer.text == "Method Not Allowed\n"


@pytest.mark.parametrize("path", ["/favicon.ico", "/metrics/", "/metrics/x", "//", "/../etc/passwd", "/status.html"])
def test_an_unknown_path_is_a_404_in_a_line(address: Address, path: str) -> None:
    answer = address.ask(path)
    assert (answer.status, answer.text) == (404, "Not Found\n")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"


@pytest.mark.parametrize("path", [*PATHS, "/nothing", "/metrics?x=y", "/api/v1/vendors", "/api/v1/nothing"])
def test_no_answer_says_what_it_runs_on(address: Address, path: str) -> None:
    answer = address.ask(path)
    assert not {"server", "x-powered-by", "set-cookie"} & set(answer.headers)
    assert "uvicorn" not in str(answer.headers).lower()
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_what_is_no_http_gets_a_400_and_harms_nobody(address: Address) -> None:
    assert address.raw(b"\x16\x03\x01 hello\r\n\r\n").startswith(b"HTTP/1.1 400 ")
    assert address.ask("/healthz").status == 200
