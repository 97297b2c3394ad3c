"""The scraper, on a real server."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from tests.bench.client import Load, scrape, scraping

BODY = b"orion_x 1\n" * 50_000


class Answers(BaseHTTPRequestHandler):
    """Answers by path: with a length, in chunks, or not at all."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.send_response(503 if self.path == "/broken" else 200)
        if self.path == "/chunks":
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            for part in (BODY[:7], BODY[7:]):
                self.wfile.write(f"{len(part):x}\r\n".encode() + part + b"\r\n")
            self.wfile.write(b"0\r\n\r\n")
        else:
            self.send_header("Content-Length", str(len(BODY)))
            self.end_headers()
            self.wfile.write(BODY)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def port() -> Iterator[int]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        server.daemon_threads = True
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


def test_every_answer_is_read_to_its_end(port: int) -> None:
    load = scrape(Load(port, requests=6, clients=2))
    assert len(load.spans) >= 6
    assert load.size == len(BODY)
    assert all(start < end for start, end in load.spans)


def test_chunks_are_read_to_the_last(port: int) -> None:
    load = scrape(Load(port, path="/chunks", requests=3))
    assert len(load.spans) == 3
    assert load.size > len(BODY)


def test_it_scrapes_as_long_as_the_block_runs(port: int) -> None:
    load = Load(port, pause=0.001)
    with scraping(load):
        for _ in range(5):  # each of them is a process that takes its time to start, as that of the load does
            scrape(Load(port, requests=20))
    assert load.spans


def test_an_error_is_no_scrape(port: int, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(RuntimeError, match=f"port {port} failed"):
        scrape(Load(port, path="/broken", requests=1))
    assert "503" in capfd.readouterr().err
