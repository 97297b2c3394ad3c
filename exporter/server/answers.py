"""Error responses, and the security headers of all responses except scrapes."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from exporter.server.json_text import json_of

API = "/api/"
"""The beginning of the paths of the HTTP API, whose errors are problem details."""

PROBLEM = "application/problem+json"
"""The media type of problem details: https://www.rfc-editor.org/rfc/rfc9457"""

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


def refuse(status: int, message: str, headers: Mapping[str, str] | None = None) -> Response:
    """Return an error response: plain text, or problem details if the request is one to the API."""
    return _Refusal(message + "\n", status, headers=SAFE | dict(headers or {}))


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
        own = [(name, value) for name, value in self.raw_headers if name not in {b"content-length", b"content-type"}]
        details.raw_headers = [each for each in details.raw_headers if each[0].startswith(b"content-")] + own
        await details(scope, receive, send)


async def refusal(_request: Request, error: Exception) -> Response:
    """Handle Starlette's HTTP errors: unknown paths and methods that are not allowed."""
    if not isinstance(error, HTTPException):
        raise error
    return refuse(error.status_code, error.detail, error.headers)
