"""Every refusal is one line that says what to do, and has nothing of the request that could do harm."""

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from http.client import HTTPResponse
from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.types import ASGIApp

import exporter.server
from exporter.config.token_settings import TokenScope
from exporter.server.access import line
from exporter.server.access.protection import Protection
from exporter.server.app import create_app
from exporter.server.transport.limits import Limits
from tests.server.certificates import TLS, Certificates
from tests.server.clients import stalled
from tests.server.secured import OF_GUIDE, ONE_USER, basic
from tests.server.serving import Address, Scene, good, running, waiting
from tests.server.tokens import TOKEN, bearer, given, protected
from tests.server.victim import scene as endless

Refusals = dict[str, tuple[int, int, str]]
"""Name -> the expected status, the status, and the body."""

HOSTILE = "<script>&\x1b[31m\x85\u202e\u2028\r\nSet-Cookie: a=b"
PROBLEMS = ("/etc/orion/exporter.yml:3: refresh.every: must be a duration", "relations.orders: no column\n<b>id")
HIDDEN = "configuration reload failed; see the exporter's log, or run `orion-exporter check`"


def request(target: str = "/metrics", *fields: str, method: str = "GET", host: str = "x") -> bytes:
    lines = (f"{method} {quote(target, safe='/?=&[]%')} HTTP/1.1", f"Host: {host}", "Connection: close", *fields)
    return "\r\n".join([*lines, "", ""]).encode("latin-1")


RELOAD = request("/-/reload", method="POST")
FEW = Limits(header_bytes=4096, header_fields=50, body_bytes=1000)
AUTHORIZED = f"Authorization: {basic(*OF_GUIDE)['Authorization']}"
OPEN: dict[str, tuple[bytes, int]] = {
    "no HTTP": (b"hello\r\n\r\n", 400),
    "a coding": (request("/metrics", "Transfer-Encoding: gzip"), 501),
    "a body without length": (request("/metrics", "Transfer-Encoding: chunked") + b"0\r\n\r\n", 411),
    "a long body": (request("/metrics", "Content-Length: 1001"), 413),
    "large fields": (request("/metrics", "X-Field: " + "x" * 4096), 431),
    "many fields": (request("/metrics", *["a:"] * 60), 431),
    "another host": (request(host="<script>\x9b\x85.example"), 421),
    "many parameters": (request("/metrics?" + "a=b&" * 300), 400),
    "an unknown parameter": (request(f"/metrics?{HOSTILE}=1"), 400),
    "an unknown provider": (request(f"/metrics?collect[]={HOSTILE}"), 400),
    "both filters": (request("/metrics?collect[]=orders&exclude[]=orders"), 400),
    "an unknown path": (request(f"/{HOSTILE}"), 404),
    "another method": (request(method="POST"), 405),
    "a runbook that does not exist": (request("/runbooks/AcmeReturns"), 404),
    "a runbook with a hostile name": (request(f"/runbooks/{HOSTILE}"), 404),
    "many parameters of a runbook": (request("/runbooks/AcmeReturns?" + "a=b&" * 300), 400),
    "not ready": (request("/readyz"), 503),
    "not ready, for others": (request("/readyz", host="lb.example"), 503),
    "a reload that fails": (RELOAD, 500),
    "a reload by a page": (request("/-/reload", "Origin: null", method="POST"), 403),
}


def fetched(address: Address, sent: bytes) -> tuple[int, str]:
    """Return the status and the body of an answer."""
    with address.connect() as connection:
        connection.sendall(sent)
        answer = HTTPResponse(connection)
        answer.begin()
        return answer.status, answer.read().decode()


def broken() -> Scene:
    raise RuntimeError(HOSTILE)


def of_open() -> Iterator[tuple[str, int, int, str]]:
    """Yield the refusals of a server without credentials: a name, the expected status, the status, and the body."""
    source = Scene([good("orders"), waiting("carts")]).source
    with running(create_app(source, reload=lambda: PROBLEMS), limits=FEW) as (address,):
        for name, (sent, status) in OPEN.items():
            yield name, status, *fetched(address, sent)
    with running(create_app(replace(source, shelf=broken))) as (address,):  # type: ignore[arg-type]  # it only raises
        yield "a reload that is not enabled", 403, *fetched(address, RELOAD)
        yield "an error", 500, *fetched(address, request("/runbooks"))
    with (
        running(endless().app, limits=Limits(connections=2, quiet_seconds=3600.0)) as (address,),
        stalled(address, 2),
    ):
        yield "many connections", 503, *fetched(address, b"")


def of_secured(folder: Path) -> Iterator[tuple[str, int, int, str]]:
    """Yield those of servers with credentials."""
    certificates, source = Certificates(folder), Scene([good("orders")]).source

    def served(config: str) -> tuple[Protection, ASGIApp]:
        protection = Protection(certificates.write(config))
        return protection, create_app(source, protection=protection, reload=lambda: PROBLEMS)

    protection, app = served(ONE_USER)
    with running(app, protection=protection) as (address,):
        yield "no password", 401, *fetched(address, request())
        unknown = basic("nobody", "x")["Authorization"]
        yield "many checks", 503, *fetched(address, request("/metrics", f"Authorization: {unknown}"))
        reload = request("/-/reload", AUTHORIZED, method="POST")
        yield "a reload that fails, with credentials", 500, *fetched(address, reload)
    protection, app = served("rate_limit: {interval: 1h, burst: 1}")
    with running(app, protection=protection) as (address,):
        address.raw(request())
        yield "many requests", 429, *fetched(address, request())
    protection = protected(given(scope=TokenScope("vendor", "1")))
    with running(create_app(source, protection=protection), protection=protection) as (address,):
        yield "no token", 401, *fetched(address, request())
        yield "a token in the URL", 400, *fetched(address, request(f"/metrics?token={TOKEN}"))
        small = request("/", f"Authorization: {bearer(TOKEN)['Authorization']}")
        yield "a token with a small scope", 403, *fetched(address, small)
    protection, app = served(TLS)
    with running(app, protection=protection) as (address,):
        yield "no TLS", 400, *fetched(address, request())


@pytest.fixture(scope="module")
def refusals(tmp_path_factory: pytest.TempPathFactory) -> Refusals:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(line, "MAX_HOPELESS", 0)
        every = [*of_open(), *of_secured(tmp_path_factory.mktemp("refusals"))]
    return {name: (expected, status, body) for name, expected, status, body in every}


def test_each_is_one_line_that_says_what_to_do(refusals: Refusals) -> None:
    for name, (expected, status, body) in refusals.items():
        assert (name, status) == (name, expected)
        assert re.fullmatch(r"[^\n]+; [^\n]+\n", body), (name, body)
        assert body[:-1].isprintable(), (name, body)
        assert "reload" in name or not set(body) & set("<>&"), (name, body)
        assert len(body) < 300, (name, body)


def test_what_a_reload_found_is_for_those_with_credentials(refusals: Refusals) -> None:
    assert refusals["a reload that fails"][2] == f"{HIDDEN}\n"
    assert refusals["a reload that fails, with credentials"][2] == "; ".join(PROBLEMS).replace("\n", r"\n") + "\n"


def test_there_is_no_other(refusals: Refusals) -> None:
    answers = [body for *_, body in refusals.values()]
    texts = [text for path in Path(exporter.server.__path__[0]).rglob("*.py") for text in _texts(path)]
    assert len(texts) > 12
    assert [text for text in texts if not any(text in answer for answer in answers)] == []


def _texts(path: Path) -> Iterator[str]:
    """Yield how the text of each refusal in a file begins, where it is written beside its status."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"refuse", "_closing"}:
            text = node.args[1]
            first = text.values[0] if isinstance(text, ast.JoinedStr) else text
            if isinstance(first, ast.Constant):
                yield str(first.value)
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "_ANSWERS":
            assert isinstance(node.value, ast.Dict)
            yield from (str(each.value) for each in node.value.values if isinstance(each, ast.Constant))
