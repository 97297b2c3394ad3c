"""Starlette: routes to plain ASGI applications, no redirects, and headers that are changed in place."""

import asyncio

import pytest
from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tests.internals import Internal, changed

_USED = "exporter/server/app.py"

INTERNALS = (
    Internal("starlette", "starlette.applications:Starlette", _USED, passes=("routes", "exception_handlers")),
    Internal("starlette", "starlette.routing:Route", _USED, passes=("path", "endpoint", "methods")),
    Internal("starlette", "starlette.datastructures:MutableHeaders", "exporter/server/access/guard.py",
             passes=("raw",)),
    Internal("starlette", "starlette.responses:PlainTextResponse", "exporter/server/answers.py",
             passes=("content", "status_code", "headers")),
)  # fmt: skip


@pytest.mark.parametrize("internal", INTERNALS, ids=str)
def test_it_is_there_and_takes_what_it_took(internal: Internal) -> None:
    assert not internal.change(), internal.change()


class Plain:
    """An ASGI application that is no function."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await PlainTextResponse(scope["method"])(scope, receive, send)


async def refused(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return PlainTextResponse("refused", error.status_code, headers=error.headers)


def application() -> ASGIApp:
    app = Starlette(routes=[Route("/plain", Plain(), methods=["GET"])], exception_handlers={HTTPException: refused})
    app.router.redirect_slashes = False
    return app


def ask(path: str, method: str = "GET") -> tuple[int, dict[bytes, bytes], bytes]:
    """Return status, headers and body of an answer."""
    sent: list[Message] = []

    async def run() -> None:
        async def receive() -> Message:
            return {"type": "http.request", "body": b""}

        async def send(message: Message) -> None:
            sent.append(message)

        scope: Scope = {
            "type": "http", "method": method, "path": path, "raw_path": path.encode(), "query_string": b"",
            "headers": [(b"host", b"x")], "root_path": "", "scheme": "http", "server": ("x", 80), "client": ("y", 1),
            "http_version": "1.1", "asgi": {"version": "3.0", "spec_version": "2.3"}, "state": {},
        }  # fmt: skip
        await application()(scope, receive, send)

    asyncio.run(run())
    start, *bodies = sent
    return start["status"], dict(start["headers"]), b"".join(body.get("body", b"") for body in bodies)


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_route_takes_an_object_that_is_an_asgi_application(method: str) -> None:
    status, _, body = ask("/plain", method)
    assert (status, body) == (200, method.encode()), changed("starlette", f"a Route takes one as it is: {_USED}")


def test_a_method_that_a_route_has_not_goes_to_the_handler_with_the_allowed_ones() -> None:
    status, headers, body = ask("/plain", "POST")
    assert (status, body) == (405, b"refused"), changed("starlette", f"exception_handlers get a 405: {_USED}")
    assert set(headers[b"allow"].split(b", ")) == {b"GET", b"HEAD"}, changed("starlette", f"GET allows HEAD: {_USED}")


@pytest.mark.parametrize("path", ["/plain/", "/unknown"])
def test_any_other_path_goes_to_the_handler_and_none_is_redirected(path: str) -> None:
    status, headers, body = ask(path)
    assert (status, body) == (404, b"refused"), (
        changed("starlette", f"router.redirect_slashes can be turned off and handlers get a 404: {_USED}")
    )  # fmt: skip
    assert b"location" not in headers


def test_headers_are_replaced_in_the_list_that_was_given() -> None:
    headers = MutableHeaders(raw=[(b"x-frame-options", b"DENY"), (b"content-length", b"1")])
    headers["X-Frame-Options"] = "SAMEORIGIN"
    assert headers.raw == [(b"x-frame-options", b"SAMEORIGIN"), (b"content-length", b"1")], (
        changed("starlette", "setting a header replaces it, in lower case: exporter/server/access/guard.py")
    )  # fmt: skip
