"""Error responses, and the security headers of all responses except scrapes.

The body of an error response is one line that says what to do. Nothing of the request is in it unless it is `quoted`.
"""

from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from exporter.contracts.printable import printable

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


UNAUTHENTICATED = "orion.unauthenticated"
"""Key in the ASGI scope: True if the path is public although others are not, so the response omits details."""


_SHOWN = 80
_MARKUP = str.maketrans({each: f"\\x{ord(each):02x}" for each in "<>&"})


def refuse(status: int, message: str, headers: Mapping[str, str] | None = None) -> Response:
    """Return a plain-text error response of one line."""
    return PlainTextResponse(printable(message) + "\n", status, headers=SAFE | dict(headers or {}))


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
