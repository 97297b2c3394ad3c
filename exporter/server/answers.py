"""Error responses, and the security headers of all responses except scrapes."""

from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

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
    """Return a plain-text error response."""
    return PlainTextResponse(message + "\n", status, headers=SAFE | dict(headers or {}))


async def refusal(_request: Request, error: Exception) -> Response:
    """Handle Starlette's HTTP errors: unknown paths and methods that are not allowed."""
    if not isinstance(error, HTTPException):
        raise error
    return refuse(error.status_code, error.detail, error.headers)
