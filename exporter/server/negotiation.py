"""Content negotiation of format and compression: https://www.rfc-editor.org/rfc/rfc9110#section-12.5

The most specific media range that matches a format defines its weight, and the format with the highest weight wins. A
client that accepts none of the formats gets the uncompressed text format, because a scrape must not fail due to a
header.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from exporter.exposition.rendering import Format

_WEIGHT = re.compile(r"0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?")


@dataclass(frozen=True, slots=True)
class Range:
    """A media range or content coding, with its version (None if not specified) and its weight from 0 to 1."""

    name: str
    version: str | None
    weight: float


def format_of(accept: str | None) -> Format:
    """Return the format for an Accept header; without a header (None), the text format."""
    ranges = list(_ranges(accept or ""))
    openmetrics, text = _match(Format.OPENMETRICS, ranges), _match(Format.TEXT, ranges)
    wanted = openmetrics.weight - text.weight
    # Browsers and curl send wildcards; people get the text format, which is easier to read.
    named = "*" not in openmetrics.name
    return Format.OPENMETRICS if wanted > 0 or (wanted == 0 < openmetrics.weight and named) else Format.TEXT


def wants_gzip(accept_encoding: str | None) -> bool:
    """Return whether an Accept-Encoding header allows gzip, with a weight at least that of identity."""
    weights = {each.name: each.weight for each in _ranges(accept_encoding or "")}
    gzip = weights.get("gzip", weights.get("x-gzip", weights.get("*", 0.0)))
    return gzip > 0 and gzip >= weights.get("identity", 0.0)


def _ranges(header: str) -> Iterator[Range]:
    """Yield the elements of a header, without those that have an invalid weight.

    Quoted commas are not supported, as no element that contains one can match.
    """
    for element in header.split(","):
        name, *rest = (part.strip() for part in element.split(";"))
        pairs = (part.partition("=") for part in rest)
        parameters = {key.lower(): value.strip('"') for key, _, value in pairs}
        weight = parameters.get("q", "1")
        if _WEIGHT.fullmatch(weight):
            yield Range(name.lower(), parameters.get("version"), float(weight))


def _match(format_: Format, ranges: Iterable[Range]) -> Range:
    """Return the most specific range that matches a format, or a range of weight 0 if there is none."""
    media, version = format_.value.split("; ")[:2]
    by_specificity = ("*/*", media.partition("/")[0] + "/*", media)
    matching = [
        each
        for each in ranges
        if each.name in by_specificity and each.version in {None, version.removeprefix("version=")}
    ]
    return max(
        matching,
        key=lambda each: (by_specificity.index(each.name), each.version is not None, each.weight),
        default=Range("*/*", None, 0.0),
    )
