"""What a label's value may be: every text from a database is hostile.

Half a surrogate pair has no UTF-8 and would break a whole scrape, a control character a terminal, and a value of a
megabyte everything that keeps it.
"""

import re

UNKNOWN = "unknown"
"""The label of a vendor or a platform that a row names and that does not exist, and of whatever a row does not say."""

UNASSIGNED = "unassigned"
"""The platform of the vendor-wide rows of a vendor who is on no platform."""

MOST_CHARACTERS = 128
"""A longer value is cut, and ends in an ellipsis then."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def encodable(value: str) -> str:
    """Return the text as UTF-8 can hold it."""
    return value if value.isascii() else value.encode("utf-8", "replace").decode("utf-8")


def clean(value: str) -> str:
    """Return the text as a label may hold it: at most 128 characters, and a replacement for each control character."""
    if len(value) <= MOST_CHARACTERS and value.isascii() and value.isprintable():
        return value
    text = _CONTROL.sub("\N{REPLACEMENT CHARACTER}", encodable(value))
    return text if len(text) <= MOST_CHARACTERS else f"{text[: MOST_CHARACTERS - 1]}\N{HORIZONTAL ELLIPSIS}"


def label_of(value: str | None) -> str:
    """Return the label for what a column holds: `unknown` for NULL, and for "", which Prometheus takes for none."""
    return clean(value) if value else UNKNOWN
