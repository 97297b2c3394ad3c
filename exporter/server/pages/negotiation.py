"""Which format and which coding a client gets, by its own weights.

https://www.rfc-editor.org/rfc/rfc9110#section-12.5: of the ranges that match a format the most specific one gives its
weight, and the format with the highest weight wins. A client that accepts nothing that is offered gets the text format
all the same, as it is: a scrape must not fail for a header.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from exporter.exposition.rendering import Format

_WEIGHT = re.compile(r"0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?")


@dataclass(frozen=True, slots=True)
class Range:
    """A media range or a coding, its version if it names one, and its weight from 0 to 1."""

    name: str
    version: str | None
    weight: float


def format_of(accept: str | None) -> Format:
    """Return the format for an Accept header; None is a client that does not say, which gets the text format."""
    ranges = list(_ranges(accept or ""))
    openmetrics, text = _match(Format.OPENMETRICS, ranges), _match(Format.TEXT, ranges)
    wanted = openmetrics.weight - text.weight
    # Who sends only wildcards, as browsers and curl do, is a person and gets the older, plainer format.
    named = "*" not in openmetrics.name
    return Format.OPENMETRICS if wanted > 0 or (wanted == 0 < openmetrics.weight and named) else Format.TEXT


def wants_gzip(accept_encoding: str | None) -> bool:
    """Whether an Accept-Encoding header allows gzip and does not prefer the body as it is."""
    weights = {each.name: each.weight for each in _ranges(accept_encoding or "")}
    gzip = weights.get("gzip", weights.get("x-gzip", weights.get("*", 0.0)))
    return gzip > 0 and gzip >= weights.get("identity", 0.0)


def _ranges(header: str) -> Iterator[Range]:
    """Yield the elements of a header; one whose weight is no weight is left out.

    Quoted commas are not minded: no element that has one could match.
    """
    for element in header.split(","):
        name, *rest = (part.strip() for part in element.split(";"))
        pairs = (part.partition("=") for part in rest)
        parameters = {key.lower(): value.strip('"') for key, _, value in pairs}
        weight = parameters.get("q", "1")
        if _WEIGHT.fullmatch(weight):
            yield Range(name.lower(), parameters.get("version"), float(weight))


def _match(format_: Format, ranges: Iterable[Range]) -> Range:
    """Return the most specific of the ranges that match a format; without one, a range of weight 0."""
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
