"""Resource limits for clients: bytes, seconds and connections."""

import contextlib
import resource
from dataclasses import dataclass, replace

from starlette.responses import Response
from starlette.types import Scope

from exporter.server.answers import refuse

_OTHER_FILES = 128
"""File descriptors reserved for everything else: databases, logs, listening sockets, and closing connections."""

_LEAST_SHARE = 4
"""Connections get at least a quarter of the open files, even if this leaves less than the reserve."""

_AROUND_FIELD = len(": \r\n")


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits in bytes and seconds; `connections` applies to all clients together.

    `header_bytes` limits the target and all header fields of a request, `header_fields` their number, and `body_bytes`
    its body, which is never read.
    `request_seconds` limits the time from the first byte of a request (or the start of the connection) to the end of
    its headers, `stalled_seconds` the time in which a client reads nothing, and `answer_seconds` the whole response,
    because the snapshot stays in memory until it is sent.

    A new connection above the limit `connections` replaces the one that has been inactive for the longest time, if that
    is at least `quiet_seconds`. Inactive connections are idle, have incomplete headers, or do not read the response. If
    all connections are active, the new one gets a 503.
    """

    header_bytes: int = 16 * 1024
    header_fields: int = 128
    body_bytes: int = 16 * 1024
    request_seconds: float = 10.0
    stalled_seconds: float = 60.0
    answer_seconds: float = 300.0
    connections: int = 1024
    quiet_seconds: float = 1.0


def fitting(limits: Limits) -> Limits:
    """Raise the process's limit of open files if needed; return `limits` with `connections` reduced to fit it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = limits.connections + _OTHER_FILES
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with contextlib.suppress(ValueError, OSError):  # some systems allow less than the hard limit
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted if hard < 0 else min(wanted, hard), hard))
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY:
        return limits
    return replace(limits, connections=max(min(limits.connections, max(soft - _OTHER_FILES, soft // _LEAST_SHARE)), 1))


def refusal_of(scope: Scope, limits: Limits) -> Response | None:
    """Return an error response if the headers or the body of a request are too large, else None."""
    size = len(scope["raw_path"]) + len(scope["query_string"])
    for name, value in scope["headers"]:
        size += len(name) + len(value) + _AROUND_FIELD
        if name == b"transfer-encoding":
            return _closing(411, "length of the body required; send Content-Length, or no body")
        if name == b"content-length" and int(value) > limits.body_bytes:
            return _closing(413, f"request body larger than {limits.body_bytes} bytes; send none")
    if size > limits.header_bytes:
        return _closing(431, f"request headers larger than {limits.header_bytes} bytes; send fewer")
    return None


def _closing(status: int, message: str) -> Response:
    return refuse(status, message, {"Connection": "close"})
