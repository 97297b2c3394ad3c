"""The response headers that the web configuration can set."""

import re
from collections.abc import Mapping
from types import MappingProxyType

HEADERS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "Content-Security-Policy": (),
        "Strict-Transport-Security": (),
        "X-Content-Type-Options": ("nosniff",),
        "X-Frame-Options": ("deny", "sameorigin"),
        "X-XSS-Protection": (),
    }
)
"""The response headers that can be set, and their allowed values (empty: any)."""


def check_headers(headers: Mapping[str, str]) -> Mapping[str, str]:
    """Return the headers if all can be set; raises ValueError for the first that cannot."""
    for name, value in headers.items():
        if name not in HEADERS:
            raise ValueError(f"{name!a} cannot be set; supported: {', '.join(HEADERS)}")
        if HEADERS[name] and value not in HEADERS[name]:
            raise ValueError(f"{name} must be {' or '.join(HEADERS[name])}")
        if not re.fullmatch(r"[\t\x20-\x7e]*", value):
            raise ValueError(f"{name} must be a single line of ASCII text")
    return headers


def without_empty(values: object) -> object:
    """Return the headers without empty ones, except those whose values are an enumeration, which has no empty one."""
    if not isinstance(values, Mapping):
        return {} if values is None else values
    given = {name: "" if value is None else value for name, value in values.items()}
    return {name: value for name, value in given.items() if value != "" or HEADERS.get(name, True)}
