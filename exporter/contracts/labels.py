"""Sanitising of label values. Text from a database is untrusted.

A lone surrogate cannot be encoded as UTF-8 and would break the whole scrape; control characters can break a terminal;
values of a megabyte exhaust the memory of everything that stores them.
"""

import re

UNKNOWN = "unknown"
"""The label value for NULL, and for vendors and platforms that are referenced but do not exist."""

UNASSIGNED = "unassigned"
"""The platform of the vendor-wide rows of a vendor who is on no platform."""

MOST_CHARACTERS = 128
"""Longer values are truncated and end with an ellipsis."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def encodable(value: str) -> str:
    """Return the text with everything replaced that UTF-8 cannot encode."""
    return value if value.isascii() else value.encode("utf-8", "replace").decode("utf-8")


def clean(value: str) -> str:
    """Return a valid label value: at most 128 characters, with control characters replaced by U+FFFD.

    Blanks at the end are removed: they do not count in the databases' own comparisons of CHAR.
    """
    value = value.rstrip(" ")
    if len(value) <= MOST_CHARACTERS and value.isascii() and value.isprintable():
        return value
    text = _CONTROL.sub("\N{REPLACEMENT CHARACTER}", encodable(value))
    return text if len(text) <= MOST_CHARACTERS else f"{text[: MOST_CHARACTERS - 1]}\N{HORIZONTAL ELLIPSIS}"


def label_of(value: str | None) -> str:
    """Return the label value for a column's value.

    It is `unknown` for NULL, "" and blanks, as an empty label is equivalent to a missing one:
    https://prometheus.io/docs/concepts/data_model/#metric-names-and-labels
    """
    return (clean(value) or UNKNOWN) if value else UNKNOWN
