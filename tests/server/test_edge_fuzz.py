"""Requests that nobody would send: after each the server is well, has said nothing of itself and logged no error."""

import logging
import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exporter.server.transport.limits import Limits
from tests.server.api.shops import HOSTILE, known, listing
from tests.server.clients import the_rest
from tests.server.serving import Address, Scene, good, serving

SOFTWARE = re.compile(rb"traceback|uvicorn|h11|starlette|python|\.py\b|\r\nserver:", re.IGNORECASE)
STATUSES = {b"200", b"304", b"400", b"404", b"405", b"411", b"413", b"421", b"431", b"501"}


class Errors(logging.Handler):
    """Keeps what is logged as an error."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


@pytest.fixture(scope="module")
def errors() -> Iterator[Errors]:
    handler = Errors()
    logging.getLogger().addHandler(handler)
    yield handler
    logging.getLogger().removeHandler(handler)


@pytest.fixture(scope="module")
def address() -> Iterator[Address]:
    states = [listing([known("acme"), known("", HOSTILE[0])]), good("orders"), good("cms")]
    with serving(Scene(states), Limits(header_bytes=2048)) as bound:
        yield bound


LINES = st.binary(max_size=60).filter(lambda line: b"\n" not in line)
ENDS = st.sampled_from([b"\r\n", b"\n", b"\r", b""])
METHODS = st.sampled_from([b"GET", b"HEAD", b"POST", b"OPTIONS", b"CONNECT", b"TRACE", b"PRI", b"get"]) | LINES
PATHS = st.sampled_from(
    [
        *(b"/", b"/metrics", b"/healthz", b"/readyz", b"*", b"//", b"/../../etc/passwd", b"http://x/"),
        *(b"/api/v1/platforms", b"/api/v1/vendors", b"/api/v1/statistics", b"/api/v1/openapi.json", b"/api/v1/"),
    ]
)
ENCODED = st.binary(max_size=40).map(lambda raw: b"/" + b"".join(b"%%%02x" % byte for byte in raw))
NAMES = st.sampled_from(
    [
        *(b"collect[]", b"exclude[]", b"name[]", b"collect%5b%5d", b"%", b"", b"+", b"%00"),
        *b"vendor platform category from to q limit after".split(),
    ]
)
WORDS = st.sampled_from([b"orders", b"cms", b"%ff%fe", b"<script>", b"&&;;", b"acme", b"1", b"2026-01-01", b"QQ"])
PAIRS = st.tuples(NAMES, WORDS | LINES)
QUERIES = st.lists(PAIRS.map(b"=".join), max_size=4).map(b"&".join)
TARGETS = st.tuples(PATHS | ENCODED | LINES, st.sampled_from([b"", b"?", b"#"]), QUERIES).map(b"".join)
KNOWN = st.sampled_from(
    b"""
        Host Accept Accept-Encoding Content-Length Transfer-Encoding Connection Expect Upgrade Range
        If-None-Match X-Forwarded-For Authorization Cookie Content-Encoding
    """.split()
)
VALUES = st.sampled_from(
    [
        *b"x close keep-alive upgrade websocket h2c 100-continue chunked 0 5 -1 1e9 bytes=0-9999999999".split(),
        *b"gzip;q=nan gzip;q= text/plain;q=1;q=2 ,;,;= application/openmetrics-text;version=9".split(),
        b'text/plain;version="0.0.4',
        b"*;q=0, gzip;q=0.001",
        b"9" * 30,
        b"x" * 3000,
    ]
)
FIELDS = st.tuples(KNOWN | LINES, st.sampled_from([b": ", b":", b" : ", b""]), VALUES | LINES, ENDS).map(b"".join)
VERSIONS = st.sampled_from([b" HTTP/1.1", b" HTTP/1.0", b" HTTP/2.0", b" HTTP/0.9", b"  HTTP/1.1", b""]) | LINES
BODIES = st.sampled_from([b"", b"5\r\nhello\r\n0\r\n\r\n", b"GET / HTTP/1.1\r\n\r\n"]) | st.binary(max_size=200)


@st.composite
def requests(draw: st.DrawFn) -> bytes:
    """Return a request that is nearly one; it asks for the end of the connection unless it has gone wrong before."""
    line = draw(METHODS) + b" " + draw(TARGETS) + draw(VERSIONS) + draw(ENDS)
    fields = b"".join(draw(st.lists(FIELDS, max_size=6)))
    return line + b"Host: x\r\n" + fields + b"Connection: close\r\n\r\n" + draw(BODIES)


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """Return a good request with some of its bytes changed, left out or said again."""
    request = bytearray(b"GET /metrics?collect[]=cms HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    for _ in range(draw(st.integers(1, 5))):
        place = draw(st.integers(0, len(request) - 1))
        end = place + draw(st.integers(0, 3))
        request[place:end] = draw(st.binary(max_size=4) | st.just(bytes(request[place : place + 20])))
    return bytes(request)


REQUESTS = requests() | mutated() | st.binary(max_size=300)


def survives(address: Address, errors: Errors, request: bytes) -> None:
    with address.connect() as connection:
        connection.sendall(request)
        # What is not a whole request, or does not ask for the end of the connection, leaves it open.
        connection.settimeout(0.05)
        answer = the_rest(connection)
    assert not SOFTWARE.search(re.sub(rb".*_build_info.*", b"", answer))  # the metric whose purpose is to show it
    assert set(re.findall(rb"^HTTP/1\.1 (\d+)", answer)) <= STATUSES
    assert address.ask("/healthz").text == "ok\n"
    assert errors.said == []


@given(request=REQUESTS)
@settings(max_examples=300)
def test_hundreds_of_malformed_requests(address: Address, errors: Errors, request: bytes) -> None:
    survives(address, errors, request)


@pytest.mark.soak
@given(request=REQUESTS)
@settings(max_examples=10_000)
def test_ten_thousand_malformed_requests(address: Address, errors: Errors, request: bytes) -> None:
    survives(address, errors, request)
