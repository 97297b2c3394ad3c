"""What is too large, too much or not HTTP is refused in a few words that tell nothing of the software."""

import resource
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from exporter.server.transport.limits import Limits, fitting
from tests.server.clients import HEALTH, ended, healthy, stalled, the_rest
from tests.server.serving import Address, Scene, good, running, serving
from tests.server.victim import scene

LIMITS = Limits(header_bytes=4096, body_bytes=1000)
BAD_REQUEST = b"not a valid request; use HTTP/1.1, as curl and Prometheus do\n"
CLOSE = b"Connection: close\r\n"
SOFTWARE = (b"server:", b"python", b"uvicorn", b"h11", b"starlette", b"traceback", b"1.2.3", b".py")


@pytest.fixture(scope="module")
def address() -> Iterator[Address]:
    with serving(Scene([good("orders")]), LIMITS) as bound:
        yield bound


def request(*lines: bytes, target: bytes = b"/healthz", method: bytes = b"GET") -> bytes:
    return b"\r\n".join((method + b" " + target + b" HTTP/1.1", b"Host: x", *lines, b"", b""))


@pytest.mark.parametrize(
    "malformed",
    [
        b"\r\n\r\n",
        b"hello\r\n\r\n",
        b"GET /healthz\r\n\r\n",
        b"GET /healthz HTTP/x\r\nHost: x\r\n\r\n",
        b"GET /healthz HTTP/1.1\r\n\r\n",
        b"GET /health\x00z HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /h\xc3\xa4lthz HTTP/1.1\r\nHost: x\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(200) + b"\r\n\r\n",
        request(b"Field"),
        request(b"Fi eld: value"),
        request(b"Content-Length: x"),
        request(b"Content-Length: 1", b"Content-Length: 2"),
        request(b"Transfer-Encoding: gzip"),
    ],
)
def test_what_is_not_http_gets_a_short_400(address: Address, malformed: bytes) -> None:
    answer = address.raw(malformed)
    head, _, body = answer.partition(b"\r\n\r\n")
    assert head.startswith((b"HTTP/1.1 400 Bad Request\r\n", b"HTTP/1.1 501 Not Implemented\r\n"))
    assert body in {BAD_REQUEST, b"transfer coding not supported; send no body\n"}
    assert b"\r\nConnection: close\r\n" in head
    assert b"\r\nX-Content-Type-Options: nosniff\r\n" in head
    assert not [word for word in SOFTWARE if word in answer.lower()]


def test_an_error_in_a_later_request_comes_after_the_answers_to_the_others(address: Address) -> None:
    answers = address.raw(HEALTH * 2 + b"nonsense\r\n\r\n")
    assert answers.count(b"HTTP/1.1 200 OK") == 2
    assert answers.endswith(BAD_REQUEST)


@pytest.mark.parametrize(
    "large",
    [
        request(b"X-Field: " + b"x" * 5000),
        request(*(b"X-%d: value" % number for number in range(400))),
        request(*[b"a:"] * 128),
        request(target=b"/metrics?collect[]=" + b"x" * 5000),
        b"GET /healthz HTTP/1.1\r\nX-Field: " + b"x" * 200_000,
    ],
    ids=["a field", "many fields", "small fields", "a target", "without end"],
)
def test_large_headers_are_refused(address: Address, large: bytes) -> None:
    with address.connect() as connection:
        try:
            connection.sendall(large)
        except ConnectionError:
            assert len(large) > 100_000
        answer = the_rest(connection)
    assert answer.startswith(b"HTTP/1.1 431 ")
    assert b"connection: close" in answer.lower()
    assert address.ask("/healthz").status == 200


def test_a_later_request_with_many_fields_is_refused_after_the_answer_to_the_first(address: Address) -> None:
    answers = address.raw(HEALTH + request(*[b"a:"] * 128))
    assert [answers.count(status) for status in (b"HTTP/1.1 200 OK", b"HTTP/1.1 431 ")] == [1, 1]


def test_headers_up_to_the_limit_are_taken(address: Address) -> None:
    assert b" 200 OK" in address.raw(request(CLOSE.strip(), *[b"a:"] * 126))
    assert b" 200 OK" in address.raw(request(CLOSE.strip(), b"X-Field: " + b"x" * 3900))


@pytest.mark.parametrize(
    ("lines", "status"),
    [
        ((b"Content-Length: 1001",), b"413"),
        ((b"Content-Length: 99999999999999999999",), b"413"),
        ((b"Transfer-Encoding: chunked",), b"411"),
        ((b"Transfer-Encoding: chunked", b"Content-Length: 3"), b"411"),
        ((b"Content-Length: 1001", b"Expect: 100-continue"), b"413"),
    ],
)
def test_a_large_body_is_refused_before_it_is_sent(address: Address, lines: tuple[bytes, ...], status: bytes) -> None:
    answer = address.raw(request(*lines, method=b"POST", target=b"/metrics"))
    assert answer.startswith(b"HTTP/1.1 " + status)
    assert b"connection: close\r\n" in answer


def test_a_small_body_is_passed_over(address: Address) -> None:
    body = b"GET /no HTTP/1.1\r\n\r\n"
    posted = request(b"Content-Length: %d" % len(body), method=b"GET") + body
    answers = address.raw(posted * 2 + request(CLOSE.strip()))
    assert answers.count(b"HTTP/1.1 200 OK") == answers.count(b"HTTP/1.1") == 3


@pytest.mark.parametrize("path", ["/", "/healthz", "/readyz", "/metrics", "/nowhere", "/metrics?x"])
def test_no_answer_tells_of_the_software_and_each_is_safe_in_a_browser(address: Address, path: str) -> None:
    answer = address.ask(path)
    assert "server" not in answer.headers
    assert "x-powered-by" not in answer.headers
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"
    if answer.status != 200 or path != "/metrics":
        assert answer.headers["x-frame-options"] == "DENY"
        assert answer.headers["cross-origin-opener-policy"] == "same-origin"
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
        assert answer.headers["content-security-policy"].startswith("default-src 'none'")
        assert answer.headers["referrer-policy"] == "no-referrer"


def test_above_the_limit_the_one_that_has_been_quiet_longest_makes_room() -> None:
    with ExitStack() as stack:
        address = stack.enter_context(serving(Scene([good("orders")]), Limits(connections=3, quiet_seconds=0.0)))
        first, second, third = (stack.enter_context(address.connect()) for _ in range(3))
        assert healthy(second)
        assert healthy(third)
        first.sendall(HEALTH[:10])
        assert healthy(second)
        fourth = stack.enter_context(address.connect())
        assert healthy(fourth)
        assert [healthy(each) for each in (first, second, third, fourth)] == [False, True, True, True]


def test_readers_that_have_stalled_make_room_for_health_checks() -> None:
    limits = Limits(connections=4, quiet_seconds=0.0)
    with running(scene().app, limits=limits) as (address,), stalled(address, 4) as readers:
        assert [address.ask("/healthz").status for _ in range(3)] == [200] * 3
        assert ended(readers[0])
        assert not ended(readers[-1], 0)


def test_while_none_is_quiet_a_new_one_is_told_so() -> None:
    limits = Limits(connections=2, quiet_seconds=3600.0)
    with running(scene().app, limits=limits) as (address,), stalled(address, 2) as readers:
        answer = address.raw(b"")
        assert answer.startswith(b"HTTP/1.1 503 Service Unavailable\r\n")
        assert answer.endswith(b"\r\n\r\ntoo many connections; close some, or try again in a second\n")
        readers[0].close()
        assert any(address.raw(HEALTH[:-2] + CLOSE + b"\r\n").startswith(b"HTTP/1.1 200") for _ in range(1000))


def test_there_are_no_more_connections_than_open_files() -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(soft, 500), hard))
        assert fitting(Limits(connections=600)).connections == 600
        assert resource.getrlimit(resource.RLIMIT_NOFILE)[0] >= 728
        assert fitting(Limits(connections=10**9)).connections < 10**9
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
