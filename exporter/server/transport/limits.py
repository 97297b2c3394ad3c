"""How much of everything one client can have: bytes, seconds, connections. Nothing else bounds a stranger."""

import contextlib
import resource
from dataclasses import dataclass, replace

from starlette.responses import Response
from starlette.types import Scope

from exporter.server.answers import refuse

_OTHER_FILES = 128
"""Files that are open beside connections: databases, logs, listening sockets, and connections about to be closed."""

_LEAST_SHARE = 4
"""Where so many files are not allowed at all, connections get one in four."""

_AROUND_FIELD = len(": \r\n")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one client, or all of them together, may take; bytes and seconds.

    `header_bytes` are the target and all header fields of a request, `body_bytes` a body, which is never read.
    `request_seconds` is how long a request may be under way from its first byte (or the connection's start) to the end
    of its headers; `stalled_seconds` how long a reader may take nothing; `answer_seconds` how long the whole answer may
    take, since the snapshot that is sent stays in memory until then.

    A new connection above `connections` takes the place of the one that has been quiet for the longest time, if that
    is `quiet_seconds` or more: idle, in the middle of its headers, or with a reader that takes nothing. Otherwise all
    of them are being served, and the new one is told 503.
    """

    header_bytes: int = 16 * 1024
    body_bytes: int = 16 * 1024
    request_seconds: float = 10.0
    stalled_seconds: float = 60.0
    answer_seconds: float = 300.0
    connections: int = 1024
    quiet_seconds: float = 1.0


def fitting(limits: Limits) -> Limits:
    """Raise the limit of open files as far as the connections need it and return the limits with those that fit."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = limits.connections + _OTHER_FILES
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with contextlib.suppress(ValueError, OSError):  # some systems allow less than they say
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted if hard < 0 else min(wanted, hard), hard))
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY:
        return limits
    return replace(limits, connections=max(min(limits.connections, max(soft - _OTHER_FILES, soft // _LEAST_SHARE)), 1))


def refusal_of(scope: Scope, limits: Limits) -> Response | None:
    """Return the answer to a request whose headers or body are too large; None if they are not."""
    size = len(scope["raw_path"]) + len(scope["query_string"])
    for name, value in scope["headers"]:
        size += len(name) + len(value) + _AROUND_FIELD
        if name == b"transfer-encoding":
            return _closing(411, "a body needs a Content-Length")
        if name == b"content-length" and int(value) > limits.body_bytes:
            return _closing(413, f"a body may have {limits.body_bytes} bytes")
    if size > limits.header_bytes:
        return _closing(431, f"the headers may have {limits.header_bytes} bytes")
    return None


def _closing(status: int, message: str) -> Response:
    return refuse(status, message, {"Connection": "close"})
