"""What every request passes before the application: the rate limit, the password, and the headers of the answer."""

from collections.abc import Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from exporter.contracts.clock import Clock
from exporter.server.access.auth import Passwords, TooManyChecksError, credentials
from exporter.server.access.protection import Protection
from exporter.server.access.web_config import RateLimit
from exporter.server.answers import UNAUTHENTICATED, refuse

OPEN = frozenset({"/healthz", "/readyz"})
"""The paths that need no password and are not limited: a supervisor has none, and would end what does not answer."""


class Guard:
    """An ASGI application around another, for whom it keeps out whoever the web configuration does not let in."""

    def __init__(self, app: ASGIApp, protection: Protection, clock: Clock, passwords: Passwords | None = None) -> None:
        self._app = app
        self._protection = protection
        self._clock = clock
        self._passwords = passwords or Passwords()
        self._bucket = _Bucket(RateLimit(), 0.0)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 401 for a wrong password, 429 above the rate limit, 503 if too many passwords wait to be checked."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        config = self._protection.config
        headers = config.http_server_config.headers
        buffered = _BufferedReceive(receive)
        app = self._app if scope["path"] in OPEN else await self._admitted(scope, buffered)
        scope[UNAUTHENTICATED] = scope["path"] in OPEN and bool(config.basic_auth_users)
        await app(scope, buffered, _with_headers(send, headers) if headers else send)

    async def _admitted(self, scope: Scope, buffered: "_BufferedReceive") -> ASGIApp:
        """Return what answers the request: the application, or a refusal."""
        config = self._protection.config
        if config.rate_limit != self._bucket.limit:
            self._bucket = _Bucket(config.rate_limit, self._clock.monotonic())
        if not self._bucket.take(self._clock.monotonic()):
            return refuse(429, "too many requests")
        if not config.basic_auth_users:
            return self._app
        given = credentials(Headers(scope=scope).get("authorization", ""))
        try:
            address = scope["client"][0] if scope.get("client") else ""
            if given and await self._passwords.right(config.basic_auth_users, *given, address, buffered.until_gone):
                return self._app
        except TooManyChecksError:
            return refuse(503, "too many passwords wait to be checked", {"Retry-After": "1"})
        return refuse(401, "a user and a password are needed", {"WWW-Authenticate": "Basic"})


class _BufferedReceive:
    """What the application hears of its client, some of which may have been heard while it was not yet admitted."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._heard: list[Message] = []

    async def __call__(self) -> Message:
        return self._heard.pop(0) if self._heard else await self._receive()

    async def until_gone(self) -> None:
        while (message := await self._receive())["type"] != "http.disconnect":
            self._heard.append(message)


class _Bucket:
    """Tokens for requests: as many as `burst` at once, and one more in each interval. Interval 0: no limit."""

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
    """Return `send` with the headers of an answer set: what the web configuration says wins over our own."""

    async def send_with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            own = MutableHeaders(raw=list(message["headers"]))
            for name, value in headers.items():
                own[name] = value
            message = {**message, "headers": own.raw}
        await send(message)

    return send_with_headers
