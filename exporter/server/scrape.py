"""The metrics endpoint: bytes that were made at refresh, joined and sent."""

from starlette.datastructures import Headers
from starlette.types import Receive, Scope, Send

from exporter.exposition import gzipped, plain
from exporter.server.negotiation import format_of, wants_gzip
from exporter.server.pages import refuse
from exporter.server.selection import SelectionError, selected
from exporter.server.source import Source


class Scrape:
    """An ASGI application that answers scrapes; nothing in it is done for each sample."""

    def __init__(self, source: Source) -> None:
        self._source = source

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer GET and HEAD; 400 for a query string that cannot be answered."""
        try:
            categories = selected(scope["query_string"], self._source.categories)
        except SelectionError as error:
            await refuse(400, str(error))(scope, receive, send)
            return
        headers = Headers(scope=scope)
        format_ = format_of(_joined(headers, "accept"))
        gzip = wants_gzip(_joined(headers, "accept-encoding"))
        segments = self._source.segments(format_, categories)
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
            # The server cuts large parts into slices and lets others have their turn between them.
            for part in plain(segments) if body is None else body:
                await send({"type": "http.response.body", "body": part, "more_body": True})
        await send({"type": "http.response.body", "body": b""})


def _joined(headers: Headers, name: str) -> str | None:
    return ", ".join(headers.getlist(name)) or None
