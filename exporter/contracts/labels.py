"""Sanitising of label values. Text from a database is untrusted.

A lone surrogate cannot be encoded as UTF-8 and would break the whole scrape; control characters can break a terminal,
and bidirectional marks show a text in another order; values of a megabyte exhaust the memory of everything that stores
them.
"""

import re

UNKNOWN = "unknown"
"""The label value for NULL, and for vendors and platforms that are referenced but do not exist."""

UNASSIGNED = "unassigned"
"""The platform of the vendor-wide rows of a vendor who is on no platform."""

MOST_CHARACTERS = 128
"""Longer values are truncated and end with an ellipsis."""

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_BIDIRECTIONAL = r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_CONTROL = re.compile(rf"[\x00-\x1f\x7f-\x9f\u2028\u2029{_BIDIRECTIONAL}]")
"""Controls, separators of lines and paragraphs, and https://www.unicode.org/reports/tr9/#Directional_Formatting_Codes"""

_INVISIBLE = re.compile(rf"[\s\xad\u200b-\u200d\u2060\ufeff{_BIDIRECTIONAL}]*")
"""Only blanks, and characters that are not drawn."""


def encodable(value: str) -> str:
    """Return the text with everything replaced that UTF-8 cannot encode."""
    return value if value.isascii() else value.encode("utf-8", "replace").decode("utf-8")


def visible(text: str) -> str:
    """Return a text with control characters, except tabs and line feeds, and bidirectional marks replaced by U+FFFD."""
    return _CONTROL.sub(lambda found: found[0] if found[0] in "\t\n" else _REPLACEMENT, text)


def clean(value: str) -> str:
    """Return a valid label value: at most 128 characters, with control characters replaced by U+FFFD.

    Blanks at the end are removed: they do not count in the databases' own comparisons of CHAR. A value of which nothing
    can be seen is empty.
    """
    value = value.rstrip(" ")
    if len(value) <= MOST_CHARACTERS and value.isascii() and value.isprintable():
        return value
    if _INVISIBLE.fullmatch(value):
        return ""
    text = _CONTROL.sub(_REPLACEMENT, encodable(value))
    return text if len(text) <= MOST_CHARACTERS else f"{text[: MOST_CHARACTERS - 1]}\N{HORIZONTAL ELLIPSIS}"


def label_of(value: str | None) -> str:
    """Return the label value for a column's value.

    It is `unknown` for NULL, "" and blanks, as an empty label is equivalent to a missing one:
    https://prometheus.io/docs/concepts/data_model/#metric-names-and-labels
    """
    return (clean(value) or UNKNOWN) if value else UNKNOWN
