"""Middleware that enforces rate limit and authentication, and adds configured response headers."""

from collections.abc import Mapping
from functools import partial

from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from exporter.contracts.clock import Clock
from exporter.server.access.auth import Passwords, credentials
from exporter.server.access.line import TooManyChecksError
from exporter.server.access.protection import Protection
from exporter.server.access.scopes import ACCESS, PRESENT_ACCESS, Access
from exporter.server.access.tokens import bearer_of
from exporter.server.access.urls import has_token
from exporter.server.access.web_config import RateLimit
from exporter.server.answers import BEARER, UNAUTHENTICATED, refuse
from exporter.server.fields import TooManyParametersError, field_of

OPEN = frozenset({"/healthz", "/readyz"})
"""Paths without authentication and rate limit, because liveness and readiness probes must always get a response."""

_WAYS = (
    "user and password required; send those of basic_auth_users",
    "token required; send one of web.tokens as Authorization: Bearer TOKEN",
)


class Guard:
    """ASGI middleware that enforces rate limit and authentication of the web configuration."""

    def __init__(self, app: ASGIApp, protection: Protection, clock: Clock, passwords: Passwords | None = None) -> None:
        self._app = app
        self._protection = protection
        self._clock = clock
        self._passwords = passwords or Passwords(clock=clock)
        self._bucket = _Bucket(RateLimit(), 0.0)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Respond with 401 to a wrong password or token, 429 above the rate limit, 503 to too many pending checks."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        config = self._protection.config
        headers = config.http_server_config.headers
        buffered = _BufferedReceive(receive)
        app = self._app if scope["path"] in OPEN else await self._admitted(scope, buffered)
        scope[UNAUTHENTICATED] = scope["path"] in OPEN and self._protection.needs_credentials
        await app(scope, buffered, _with_headers(send, headers) if headers else send)

    async def _admitted(self, scope: Scope, buffered: "_BufferedReceive") -> ASGIApp:
        """Return the application if the request is allowed, else an error response."""
        config = self._protection.config
        if config.rate_limit != self._bucket.limit:
            self._bucket = _Bucket(config.rate_limit, self._clock.monotonic())
        if not self._bucket.take(self._clock.monotonic()):
            return refuse(429, "too many requests; ask less often, or raise rate_limit in the web configuration")
        if not self._protection.needs_credentials:
            return self._app
        if self._protection.tokens.required and (refused := self._url_refused(scope)):
            return refused
        header = field_of(scope, b"authorization") or ""
        if (token := bearer_of(header)) is not None:
            access = self._protection.tokens.access(token)
            scope[PRESENT_ACCESS] = partial(self._protection.tokens.access, token)
        else:
            try:
                access = await self._of_user(scope, header, buffered)
            except TooManyChecksError:
                return refuse(
                    503,
                    "too many pending password checks; try again in a second, or stop clients that guess",
                    {"Retry-After": "1"},
                )
        if access is None:
            return self._challenge(is_wrong=token is not None)
        scope[ACCESS] = access
        return self._app

    async def _of_user(self, scope: Scope, header: str, buffered: "_BufferedReceive") -> Access | None:
        """Return the access of a user with the right password. Raises TooManyChecksError."""
        users, given = self._protection.config.basic_auth_users, credentials(header)
        if not users or not given:
            return None
        address = scope["client"][0] if scope.get("client") else ""
        if not await self._passwords.right(users, *given, address, buffered.until_gone):
            return None
        return Access(caller=f"user {given[0]}")

    def _url_refused(self, scope: Scope) -> Response | None:
        """Return the error response for a token in the URL; None if there is none."""
        try:
            if not has_token(scope, lambda text: self._protection.tokens.access(text) is not None):
                return None
        except TooManyParametersError as error:
            return refuse(400, str(error))
        return refuse(
            400,
            "URLs are logged, so this token is no longer secret; replace it, and send it in the Authorization header",
        )

    def _challenge(self, *, is_wrong: bool) -> Response:
        """Return the response that asks for credentials; `is_wrong` is whether a token was sent."""
        users, tokens = bool(self._protection.config.basic_auth_users), self._protection.tokens.required
        answer = refuse(401, " or ".join(text for given, text in zip((users, tokens), _WAYS, strict=True) if given))
        if users:
            answer.headers.append("WWW-Authenticate", "Basic")
        if tokens:
            answer.headers.append("WWW-Authenticate", BEARER + (', error="invalid_token"' if is_wrong else ""))
        return answer


class _BufferedReceive:
    """An ASGI receive channel that buffers messages received while the password was checked."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._buffer: list[Message] = []

    async def __call__(self) -> Message:
        return self._buffer.pop(0) if self._buffer else await self._receive()

    async def until_gone(self) -> None:
        while (message := await self._receive())["type"] != "http.disconnect":
            self._buffer.append(message)


class _Bucket:
    """A token bucket: holds `burst` tokens, and gains one per interval. An interval of 0 disables the limit."""

    def __init__(self, limit: RateLimit, now: float) -> None:
        self.limit = limit
        self._tokens = float(limit.burst)
        self._since = now

    def take(self, now: float) -> bool:
        if not self.limit.interval:
            return True
        gained = (now - self._since) / self.limit.interval
        self._tokens = min(self._tokens + gained, float(self.limit.burst))
        self._since = now
        if self._tokens < 1:
            return False
        self._tokens -= 1
        return True


def _with_headers(send: Send, headers: Mapping[str, str]) -> Send:
    """Return `send` with the configured headers added to the response; they override the application's headers."""

    async def send_with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            own = MutableHeaders(raw=list(message["headers"]))
            for name, value in headers.items():
                own[name] = value
            message = {**message, "headers": own.raw}
        await send(message)

    return send_with_headers
