"""The audit: a vulnerability fails, no network does not, and nothing looks audited that was not."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from tests.packaging.audit import KNOWN, LOCK, main
from tests.packaging.locks import LOCKS, pins
from tests.support.tools import free_port


@dataclass
class Advisories:
    """A service for advisories on loopback that answers as osv.dev does; `known` are packages with a vulnerability."""

    known: set[str]
    status: int = 200
    asked: list[str] = field(default_factory=list)
    url: str = ""

    def answer(self, question: dict[str, Any]) -> dict[str, Any]:
        name = question["package"]["name"]
        self.asked.append(f"{name}=={question['version']}")
        fixed = {"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "99.1"}]}
        affected = {"package": {"name": name, "ecosystem": "PyPI"}, "ranges": [fixed]}
        found = {"id": f"TEST-{name}", "aliases": [f"CVE-{name}"], "summary": "Bad.", "affected": [affected]}
        return {"vulns": [found]} if name in self.known else {}


@pytest.fixture
def service() -> Iterator[Advisories]:
    """A service that knows the package that everybody knows."""
    advisories = Advisories({"jinja2"})

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            body = json.dumps(advisories.answer(question)).encode()
            self.send_response(advisories.status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is http.server's
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        advisories.url = f"http://127.0.0.1:{server.server_address[1]}/v1/query"
        yield advisories
        server.shutdown()
        thread.join()


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    """A lock of two packages, one of which another system needs."""
    path = tmp_path / "requirements.lock"
    pin = "{} \\\n    --hash=sha256:" + "0" * 64 + "\n"
    path.write_text("".join(map(pin.format, ("sound==1.2", "tzdata==3 ; sys_platform == 'win32'", "rotten==0.1"))))
    return path


def audit(service: Advisories, lock: Path, *arguments: str) -> int:
    return main(["-s", "osv", "--osv-url", service.url, *arguments], lock)


def test_a_vulnerability_fails_and_is_told_with_its_remedy(
    service: Advisories, lock: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    service.known.add("rotten")
    assert audit(service, lock) == 1
    assert capsys.readouterr().out.splitlines() == [
        "audit: rotten 0.1: CVE-rotten, TEST-rotten; update to 99.1",
        "audit: 2 packages, 1 known vulnerabilities",
    ]
    assert service.asked == [KNOWN, "sound==1.2", "rotten==0.1"]


def test_a_vulnerability_that_is_accepted_by_its_name_does_not_fail(
    service: Advisories, lock: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    service.known.add("rotten")
    assert audit(service, lock, "--strict", "--ignore-vuln", "CVE-rotten") == 0
    assert capsys.readouterr().out == "audit: 2 packages, 0 known vulnerabilities\n"


def test_without_a_vulnerability_it_succeeds(
    service: Advisories, lock: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert audit(service, lock, "--strict") == 0
    assert capsys.readouterr().out == "audit: 2 packages, 0 known vulnerabilities\n"


def not_audited(service: Advisories, lock: Path, said: pytest.CaptureFixture[str]) -> str:
    """Return the one line that says so; it fails only if it is asked to be strict."""
    assert [audit(service, lock), audit(service, lock, "--strict")] == [0, 1]
    first, second = said.readouterr().out.splitlines()
    assert first == second
    assert first.startswith("audit: NOT AUDITED: the service for advisories cannot be asked (")
    return first


def test_a_service_that_cannot_be_reached_is_told_and_does_not_fail(
    service: Advisories, lock: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    service.url = f"http://127.0.0.1:{free_port()}/v1/query"
    assert "Connection refused" in not_audited(service, lock, capsys)


def test_a_service_that_is_broken_is_told_and_does_not_fail(
    service: Advisories, lock: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    service.status = 503
    not_audited(service, lock, capsys)
    assert set(service.asked) == {KNOWN}


def test_a_service_without_advisories_is_not_believed_and_not_asked_for_more(
    service: Advisories, lock: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    service.known.clear()
    assert f"it has no advisory for {KNOWN}" in not_audited(service, lock, capsys)
    assert set(service.asked) == {KNOWN}


def test_a_mistake_in_a_lock_is_not_taken_for_a_missing_network(service: Advisories, lock: Path) -> None:
    lock.write_text("sound==1.2\n")
    with pytest.raises(RuntimeError, match="pip-audit failed"):
        audit(service, lock)


def test_the_audited_lock_has_every_package_of_every_lock() -> None:
    audited = pins(LOCK.name)
    for name, (requirement, _) in (item for lock in LOCKS for item in pins(lock).items()):
        there, _ = audited[name]
        assert there.specifier == requirement.specifier
        assert there.marker in {None, requirement.marker}
