"""The metrics endpoint, which concatenates and sends segments that were rendered at the last refresh.

With the token of a vendor or a platform it shows what `exporter.exposition.slices` cuts out for it.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from starlette.types import Receive, Scope, Send

from exporter.exposition.rendering import gzipped, plain
from exporter.exposition.slices import Part
from exporter.server.access.scopes import access_of
from exporter.server.answers import refuse
from exporter.server.fields import field_of
from exporter.server.negotiation import format_of, wants_gzip
from exporter.server.pages.selection import SelectionError, selected
from exporter.server.progress import Progress
from exporter.server.source import Source

_SMALL = 4 * 1024
_HEADERS = 16
"""Number of cached Accept headers; all scrapes of one client have the same."""

_format_of = lru_cache(_HEADERS)(format_of)
_wants_gzip = lru_cache(_HEADERS)(wants_gzip)


class Scrape:
    """The ASGI application of the metrics endpoint. Its cost does not depend on the number of samples."""

    def __init__(self, source: Source, progress: Progress) -> None:
        self._source, self._progress = source, progress

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Respond to GET and HEAD; with 400 to an invalid query string."""
        try:
            categories = selected(scope["query_string"], self._source.categories)
        except SelectionError as error:
            await refuse(400, str(error))(scope, receive, send)
            return
        format_ = _format_of(field_of(scope, b"accept"))
        gzip = _wants_gzip(field_of(scope, b"accept-encoding"))
        access = access_of(scope)
        only = None if access.kind == "all" else Part(access.kind, access.id)
        segments = self._source.segments(format_, categories, only)
        body = gzipped(segments) if gzip else None
        length = sum(segment.size for segment in segments) if body is None else sum(map(len, body))
        answer = {
            "content-type": format_.value,
            "content-length": str(length),
            "vary": "Accept, Accept-Encoding",
            "cache-control": "no-store",
            "x-content-type-options": "nosniff",
        } | ({"content-encoding": "gzip"} if gzip else {})
        raw = [(name.encode(), value.encode()) for name, value in answer.items()]
        await send({"type": "http.response.start", "status": 200, "headers": raw})
        if scope["method"] != "HEAD":
            with self._progress.sending():
                # The protocol sends large parts in slices, between which other connections are served.
                for part in plain(segments) if body is None else _gathered(body):
                    await send({"type": "http.response.body", "body": part, "more_body": True})
                    self._progress.moved()
        await send({"type": "http.response.body", "body": b""})


def _gathered(parts: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the parts, with small ones merged, because sending a small part costs more than copying it."""
    small: list[bytes] = []
    for part in parts:
        if len(part) <= _SMALL:
            small.append(part)
        else:
            yield b"".join(small)
            small.clear()
            yield part
    yield b"".join(small)
