"""Reads header fields and query strings that are parsed, with limits, so that parsing takes no noticeable time."""

from collections.abc import Iterable
from urllib.parse import parse_qsl

from starlette.types import Scope

MOST_BYTES = 1024
"""Longer fields are treated as absent; the longest that a known client sends has about 300 bytes."""

MOST_ELEMENTS = 64
"""Lists with more elements are treated as absent."""

MOST_PARAMETERS = 256
"""Maximum number of parameters in a query string."""


class TooManyParametersError(ValueError):
    """A query string has too many parameters; the message contains the limit."""


def field_of(scope: Scope, name: bytes) -> str | None:
    """Return the value of a field, its lines joined by commas; None if it is absent, empty or too large.

    https://www.rfc-editor.org/rfc/rfc9110#section-5.2
    """
    value = b", ".join(_values(scope["headers"], name))
    if len(value) > MOST_BYTES or value.count(b",") >= MOST_ELEMENTS:
        return None
    return value.decode("latin-1") or None


def parameters_of(query: bytes) -> list[tuple[str, str]]:
    """Return the names and values of a query string. Raises TooManyParametersError."""
    try:
        return parse_qsl(query.decode("latin-1"), keep_blank_values=True, max_num_fields=MOST_PARAMETERS)
    except ValueError:
        raise TooManyParametersError(f"more than {MOST_PARAMETERS} parameters; send fewer") from None


def _values(headers: Iterable[tuple[bytes, bytes]], name: bytes) -> Iterable[bytes]:
    return (value for each, value in headers if each == name)
