"""Refusals, and the headers of every answer that is not a scrape."""

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


UNAUTHENTICATED = "orion.unauthenticated"
"""Key of the ASGI scope: True where this path needs no password though others do, so nothing is named to the client."""


def refuse(status: int, message: str, headers: Mapping[str, str] | None = None) -> Response:
    """Return a refusal that says why, as a line of text."""
    return PlainTextResponse(message + "\n", status, headers=SAFE | dict(headers or {}))


async def refusal(_request: Request, error: Exception) -> Response:
    """Answer for an unknown path or a method that is not allowed."""
    if not isinstance(error, HTTPException):
        raise error
    return refuse(error.status_code, error.detail, error.headers)
