"""The ASGI application of one operation."""

import logging
from collections.abc import Callable
from functools import partial

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from exporter.server.access.scopes import access_of, is_revoked
from exporter.server.api import openapi
from exporter.server.api.asked import Asked
from exporter.server.api.gate import Gate
from exporter.server.api.listing import Listings
from exporter.server.api.moment import ApiSource, Moment
from exporter.server.api.operations import Operation
from exporter.server.api.parsing import read
from exporter.server.api.problems import Problem
from exporter.server.api.reach import Reach
from exporter.server.api.responses import answer, has, tag_of, unchanged
from exporter.server.json_text import json_of

logger = logging.getLogger(__name__)


class Endpoint:
    """Answers the requests of one operation. All operations of an API share the gate and the listings."""

    def __init__(self, operation: Operation, source: ApiSource, listings: Listings, gate: Gate) -> None:
        self._operation, self._source, self._listings, self._gate = operation, source, listings, gate

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Respond to GET and HEAD; with a problem to everything else."""
        try:
            response = await self._response(scope, receive)
        except Problem as problem:
            response = problem.response()
        except Exception:
            logger.exception("cannot answer a request to the API", extra={"operation": self._operation.id})
            response = Problem(500, "internal error; see the log of the exporter").response()
        if scope["method"] == "HEAD":
            response.body = b""  # after the headers were made for the whole body
        await response(scope, receive, send)

    async def _response(self, scope: Scope, receive: Receive) -> Response:
        if scope["method"] not in {"GET", "HEAD"}:
            raise Problem(405, "only GET and HEAD are allowed", headers={"Allow": "GET, HEAD"})
        access = access_of(scope)
        await self._gate.turn()
        query = read(scope["query_string"], self._operation.query)
        if self._operation.answered is None:
            return _tagged(scope, tag_of(openapi.text()), openapi.text)
        moment = Moment.of(self._source)
        state, facts = moment.newest()
        reach = Reach(self._listings.of(facts), facts, access)
        gone, revoked = partial(_gone, receive), partial(is_revoked, scope)
        asked = Asked(query, access, moment, state, reach, self._source.ask, gone, revoked)
        reply = await self._operation.answered(asked)
        if not reply.is_tagged:
            return answer(scope, json_of(reply.content()))
        seen = (self._operation.id, moment.generation, moment.fresh, access.kind, access.id, scope["query_string"])
        return _tagged(scope, tag_of(repr(seen).encode()), lambda: json_of(reply.content()))


def _tagged(scope: Scope, tag: str, body: Callable[[], bytes]) -> Response:
    return unchanged(tag) if has(scope, tag) else answer(scope, body(), tag)


async def _gone(receive: Receive) -> None:
    """Return when the client has disconnected."""
    while (await receive())["type"] != "http.disconnect":
        pass
