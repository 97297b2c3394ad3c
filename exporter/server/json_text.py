"""JSON that is safe wherever it is shown: only ASCII, and without the characters that begin or end HTML."""

import json
from typing import Any

_ENCODE = json.JSONEncoder(ensure_ascii=True, allow_nan=False, check_circular=False, separators=(",", ":")).encode


def json_of(value: Any) -> bytes:
    """Return a value as JSON. Raises ValueError for NaN and infinity, which JSON does not have."""
    text = _ENCODE(value)
    # These can only be in strings; only there, JSON has escapes.
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026").encode("ascii")
