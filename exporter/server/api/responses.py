"""Responses of the API: validators, conditional requests and compression."""

import hashlib
import secrets

from starlette.responses import Response
from starlette.types import Scope

from exporter.exposition.rendering import Segment, gzipped
from exporter.server.answers import SAFE
from exporter.server.fields import field_of
from exporter.server.negotiation import wants_gzip

LEAST_COMPRESSED = 1024
"""Size of the smallest body that is compressed, in bytes."""

MEDIA_TYPE = "application/json"

_HEADERS = SAFE | {"Cache-Control": "private, no-cache", "Vary": "Authorization, Accept-Encoding"}

_KEY = secrets.token_bytes(16)
"""Makes the tags of two processes differ: the generations of a store start again with each."""


def tag_of(state: bytes) -> str:
    """Return a weak validator for a state: https://www.rfc-editor.org/rfc/rfc9110#section-8.8.3"""
    return f'W/"{hashlib.blake2b(state, digest_size=12, key=_KEY).hexdigest()}"'


def has(scope: Scope, tag: str) -> bool:
    """Return whether the client has the answer already: https://www.rfc-editor.org/rfc/rfc9110#section-13.1.2"""
    given = [each.strip() for each in (field_of(scope, b"if-none-match") or "").split(",")]
    return given == ["*"] or tag in {each if each.startswith("W/") else f"W/{each}" for each in given}


def unchanged(tag: str) -> Response:
    """Return the response to a client that has the answer."""
    return Response(None, 304, _HEADERS | {"ETag": tag})


def answer(scope: Scope, body: bytes, tag: str = "") -> Response:
    """Return an answer, compressed if the client wants it and it is worth it."""
    headers = _HEADERS | ({"ETag": tag} if tag else {})
    if len(body) >= LEAST_COMPRESSED and wants_gzip(field_of(scope, b"accept-encoding")):
        body = b"".join(gzipped([Segment.of(body)]))
        headers["Content-Encoding"] = "gzip"
    return Response(body, 200, headers, MEDIA_TYPE)
