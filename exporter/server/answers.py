"""Error responses, and the security headers of all responses except scrapes.

The body of an error response is one line that says what to do. Nothing of the request is in it unless it is `quoted`.
"""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from exporter.contracts.printable import printable
from exporter.server.json_text import json_of

API = "/api/"
"""The beginning of the paths of the HTTP API, whose errors are problem details."""

PROBLEM = "application/problem+json"
"""The media type of problem details: https://www.rfc-editor.org/rfc/rfc9457"""

NOT_FOUND, NOT_ALLOWED, FAILED = 404, 405, 500

SAFE = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}

BEARER = 'Bearer realm="orion-exporter"'
"""The challenge for a token (https://www.rfc-editor.org/rfc/rfc6750#section-3), without the error."""

UNAUTHENTICATED = "orion.unauthenticated"
"""Key in the ASGI scope: True if the path is public although others are not, so the response omits details."""


_OF_BODY = {b"content-length", b"content-type"}
_SHOWN = 80
_MARKUP = str.maketrans({each: f"\\x{ord(each):02x}" for each in "<>&"})


def refuse(status: int, message: str, headers: Mapping[str, str] | None = None) -> Response:
    """Return an error response: a plain line, or problem details if the request is one to the API."""
    return _Refusal(printable(message) + "\n", status, headers=SAFE | dict(headers or {}))


def problem(status: int, detail: str, headers: Mapping[str, str] | None = None, **more: Any) -> Response:
    """Return an error response with problem details; `more` are further members."""
    members = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail, **more}
    return Response(json_of(members), status, SAFE | dict(headers or {}), PROBLEM)


class _Refusal(PlainTextResponse):
    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not scope["path"].removeprefix(scope.get("root_path", "")).startswith(API):
            await super().__call__(scope, receive, send)
            return
        details = problem(self.status_code, bytes(self.body).decode().rstrip("\n"))
        own = [each for each in self.raw_headers if each[0] not in _OF_BODY]
        details.raw_headers = [each for each in details.raw_headers if each[0] in _OF_BODY] + own
        await details(scope, receive, send)


def quoted(text: str) -> str:
    """Return the beginning of a text of the request in quotes, without markup, and ASCII only."""
    return ascii(text if len(text) <= _SHOWN else text[:_SHOWN] + "…").translate(_MARKUP)


async def refusal(_request: Request, error: Exception) -> Response:
    """Handle Starlette's HTTP errors, unknown paths and methods that are not allowed, and what was not expected."""
    headers = error.headers if isinstance(error, HTTPException) else None
    if isinstance(error, HTTPException) and error.status_code == NOT_FOUND:
        return refuse(NOT_FOUND, "no such page; see / for the pages that exist", headers)
    if headers and "Allow" in headers:
        allowed = ", ".join(sorted(headers["Allow"].split(", ")))
        return refuse(NOT_ALLOWED, f"method not allowed; use {allowed}", {"Allow": allowed})
    return refuse(FAILED, "internal error; see the exporter's log", headers)
