"""Scrapes over real sockets: formats, codings, filters, and the headers that say so."""

import gzip
import socket
import statistics
import sys
import time
import zlib
from collections.abc import Iterator

import pytest
from prometheus_client.openmetrics.parser import text_string_to_metric_families as openmetrics_families
from prometheus_client.parser import text_string_to_metric_families as text_families

from exporter.contracts.failures import Failure
from tests.server.accept_headers import PROMETHEUS_2_42, PROMETHEUS_3
from tests.server.serving import Address, Answer, Scene, good, serving, waiting

OPENMETRICS = {"Accept": "application/openmetrics-text"}
GZIP = {"Accept-Encoding": "gzip"}
LARGE = 30_000


@pytest.fixture(scope="module")
def address() -> Iterator[Address]:
    """A server with three providers, one of which is large."""
    with serving(Scene([good("tenancy"), good("orders", LARGE), good("cms")])) as bound:
        yield bound


def of_shop(text: str) -> str:
    """Return an exposition without the exporter's own metrics, which change."""
    ours = ("orion_exporter_", "process_")
    blocks = text.removesuffix("# EOF\n").split("# HELP ")
    return "# HELP ".join(block for block in blocks if not block.startswith(ours))


def without(headers: dict[str, str], *names: str) -> dict[str, str]:
    return {name: value for name, value in headers.items() if name not in {"date", *names}}


def test_text_is_what_is_sent_to_those_who_do_not_say(address: Address) -> None:
    answer = address.ask()
    assert answer.status == 200
    assert without(answer.headers) == {
        "content-type": "text/plain; version=0.0.4; charset=utf-8",
        "content-length": str(len(answer.body)),
        "vary": "Accept, Accept-Encoding",
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
    }
    families = {family.name: family for family in text_families(answer.text)}
    assert len(families["orion_orders"].samples) == LARGE
    assert families["orion_cms"].documentation == 'What is "known" of cms.'
    assert answer.text.index("orion_tenancy") < answer.text.index("orion_orders") < answer.text.index("orion_cms")
    assert len(families["orion_exporter_provider_up"].samples) == 3


@pytest.mark.parametrize("accept", [PROMETHEUS_2_42, PROMETHEUS_3])
def test_prometheus_gets_openmetrics_in_gzip(address: Address, accept: str) -> None:
    answer = address.ask(headers={"Accept": accept, **GZIP})
    assert answer.headers["content-type"] == "application/openmetrics-text; version=1.0.0; charset=utf-8"
    assert answer.headers["content-encoding"] == "gzip"
    text = gzip.decompress(answer.body).decode()
    assert text.endswith("\n# EOF\n")
    families = {family.name: family for family in openmetrics_families(text)}  # type: ignore[no-untyped-call]  # it has no annotations
    assert len(families["orion_orders"].samples) == LARGE


def test_gzip_and_identity_are_the_same_text(address: Address) -> None:
    plain, packed = address.ask(), address.ask(headers=GZIP)
    assert "content-encoding" not in plain.headers
    assert len(packed.body) < len(plain.body) / 4
    by_gzip = gzip.decompress(packed.body).decode()
    decompressor = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    by_zlib = decompressor.decompress(packed.body) + decompressor.flush()
    assert decompressor.eof
    assert decompressor.unused_data == b""
    assert by_zlib.decode() == by_gzip
    assert of_shop(by_gzip) == of_shop(plain.text)


def test_several_accept_fields_are_one(address: Address) -> None:
    request = (
        b"GET /metrics?collect[]=cms HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
        b"Accept: text/plain;q=0.5\r\nAccept: application/openmetrics-text\r\n\r\n"
    )
    assert address.raw(request).endswith(b"# EOF\n")


def test_a_client_of_http_1_0_gets_all_and_the_end(address: Address) -> None:
    head, _, body = address.raw(b"GET /metrics HTTP/1.0\r\n\r\n").partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200 OK\r\n")
    assert f"content-length: {len(body)}".encode() in head.lower()


@pytest.mark.parametrize("headers", [{}, GZIP, OPENMETRICS, OPENMETRICS | GZIP])
def test_head_has_the_headers_of_get_and_no_body(address: Address, headers: dict[str, str]) -> None:
    get, head = address.ask(headers=headers), address.ask(method="HEAD", headers=headers)
    assert head.status == 200
    assert head.body == b""
    # The exporter's own numbers (CPU, memory) are fresh, so that the length is of that moment.
    assert without(head.headers, "content-length") == without(get.headers, "content-length")
    assert abs(int(head.headers["content-length"]) - len(get.body)) < 100


def names(answer: Answer) -> set[str]:
    return {family.name for family in text_families(answer.text)}


def test_filters_leave_the_exporters_own_metrics_in(address: Address) -> None:
    collected = names(address.ask("/metrics?collect[]=cms&collect[]=tenancy"))
    assert {"orion_cms", "orion_tenancy", "orion_exporter_provider_up", "process_open_fds"} <= collected
    assert "orion_orders" not in collected
    excluded = names(address.ask("/metrics?exclude[]=orders&exclude[]=cms&exclude[]=tenancy"))
    assert "orion_exporter_provider_up" in excluded
    assert not {"orion_cms", "orion_tenancy", "orion_orders"} & excluded


@pytest.mark.parametrize("query", ["collect[]=order", "collect[]=cms&exclude[]=orders", "name[]=orion_orders"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_wrong_filter_is_a_400_that_says_what_is_known(address: Address, query: str, method: str) -> None:
    answer = address.ask(f"/metrics?{query}", method)
    assert answer.status == 400
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert ("; use " in answer.text or "cannot be combined" in answer.text) is (method == "GET")
    assert len(answer.text.splitlines()) == (method == "GET")


def test_markup_in_a_filter_comes_back_as_text_that_no_browser_takes_for_a_page(address: Address) -> None:
    answer = address.ask("/metrics?collect[]=%3Cscript%3E")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_what_is_too_old_or_never_was_is_not_sent() -> None:
    scene = Scene([good("orders"), good("cms"), waiting("catalog")])
    failed = scene.store["cms"].failed(Failure("timeout", "it took too long"), 30.0)
    scene.writer.change("cms", lambda _: failed)
    with serving(scene) as address:
        assert {"orion_orders", "orion_cms"} <= names(address.ask())
        scene.clock.advance(601)
        later = address.ask()
        assert not {"orion_orders", "orion_cms"} & names(later)
        assert 'orion_exporter_provider_up{category="cms"} 0.0' in later.text
        assert 'orion_exporter_last_success_timestamp_seconds{category="orders"} 1.772366' in later.text
        scene.writer.change("orders", lambda _: good("orders"))
        assert "orion_orders" not in names(address.ask())


def test_many_scrapes_go_over_one_connection(address: Address) -> None:
    request = b"GET /metrics?collect[]=cms HTTP/1.1\r\nHost: x\r\n\r\n"
    last = b"HEAD /metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    assert address.raw(request * 3 + last).count(b"HTTP/1.1 200 OK\r\n") == 4


def exchange(connection: socket.socket, *, acknowledge: bool) -> float:
    """Return the seconds from a request to the end of its answer; acknowledge each part immediately, or as usual."""
    began, received = time.perf_counter(), b""
    connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
    while not received.endswith(b"ok\n"):
        if acknowledge:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
        received += connection.recv(65536)
    return time.perf_counter() - began


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets a client acknowledge immediately")
def test_an_answer_does_not_wait_for_the_acknowledgement_of_its_headers(address: Address) -> None:
    # Linux delays an acknowledgement by 40 ms: many times what an answer takes where none is waited for.
    with address.connect() as usual, address.connect() as quick:
        pairs = [(exchange(usual, acknowledge=False), exchange(quick, acknowledge=True)) for _ in range(25)]
    assert statistics.median(seconds / reference for seconds, reference in pairs) < 5, pairs


def test_the_path_of_the_metrics_can_be_chosen() -> None:
    with serving(Scene([good("orders")], telemetry_path="/internal/metrics")) as address:
        assert "orion_orders" in address.ask("/internal/metrics").text
        assert address.ask("/metrics").status == 404
        assert 'href="internal/metrics?collect[]=orders"' in address.ask("/").text
