"""What a caller may see: everything, one platform, or one vendor; and what a route may be asked for by whom."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any, Literal

from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from exporter.server.answers import BEARER, refuse

ACCESS = "orion.access"
"""Key in the ASGI scope: the `Access` of the request."""

PRESENT_ACCESS = "orion.present_access"
"""Key in the ASGI scope: a function that returns the `Access` of the token as it is now; None if it is revoked."""

Kind = Literal["all", "platform", "vendor"]

ONLY_ALL: Collection[Kind] = frozenset[Kind](("all",))
EVERY_KIND: Collection[Kind] = frozenset[Kind](("all", "platform", "vendor"))


@dataclass(frozen=True, slots=True)
class Access:
    """The scope of the credentials of a request.

    `id` is the text of the id of a platform or vendor; an empty one is the shop's first party. `caller` identifies the
    credentials, for limits per caller; it is empty where none are required.
    """

    kind: Kind = "all"
    id: str = ""
    caller: str = ""

    @property
    def counted_as(self) -> str:
        """Whom limits per caller are for: without a `caller`, everybody with this scope together."""
        return self.caller or f"{self.kind} {self.id}".strip()


EVERYTHING = Access()


def access_of(scope: Scope) -> Access:
    """Return what the caller of a request may see; everything where no credentials are required."""
    access: Access = scope.get(ACCESS, EVERYTHING)
    return access


def is_revoked(scope: Scope) -> bool:
    """Return whether the token of a request no longer gives the access that it gave, because of a reload meanwhile."""
    present: Callable[[], Access | None] | None = scope.get(PRESENT_ACCESS)
    return present is not None and present() != access_of(scope)


class ScopedRoute(Route):
    """A route for callers whose access is of these kinds, by default those who may see everything. Others get 403."""

    def __init__(
        self,
        path: str,
        endpoint: Callable[..., Any],
        kinds: Collection[Kind] = ONLY_ALL,
        methods: Collection[str] | None = None,
    ) -> None:
        super().__init__(path, endpoint, methods=methods)
        self.kinds = kinds

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if access_of(scope).kind in self.kinds:
            await super().handle(scope, receive, send)
        else:
            await _refused()(scope, receive, send)


def _refused() -> Response:
    message = "the scope of this token does not allow this page; use a token with the scope all, or user and password"
    return refuse(403, message, {"WWW-Authenticate": f'{BEARER}, error="insufficient_scope"'})
