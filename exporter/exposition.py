"""From a snapshot to bytes, once a refresh: a scrape only joins them.

The text is that of https://github.com/prometheus/docs/blob/main/docs/instrumenting/exposition_formats.md (0.0.4) and of
the OpenMetrics 1.0 specification, byte for byte what prometheus_client writes for the same families. Samples are the
same in both formats; only a HELP with a quotation mark differs.

Each family is a raw deflate stream that ends in a full flush, so that any choice of families joins to one valid gzip
stream under one header and one trailer (RFC 1952), whose CRC is combined from those of the parts.
"""

import struct
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from isal import isal_zlib

from exporter.snapshot import Axis, Column, Family, Labels, Snapshot

_GZIP_HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
_FINAL_BLOCK = b"\x03\x00"
_LEVEL = 1
SLICE = 64 * 1024
"""How much of a body is handed to the socket at once, in bytes."""


class Format(Enum):
    """The formats that are offered, by their media type."""

    TEXT = "text/plain; version=0.0.4; charset=utf-8"
    OPENMETRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a body: compressed, and what is needed to join it with others."""

    deflated: bytes
    crc: int
    size: int

    @classmethod
    def of(cls, text: bytes) -> "Segment":
        """Compress a text."""
        stream = isal_zlib.compressobj(_LEVEL, isal_zlib.DEFLATED, -zlib.MAX_WBITS)
        deflated = stream.compress(text) + stream.flush(isal_zlib.Z_FULL_FLUSH)
        return cls(deflated, zlib.crc32(text), len(text))


END = {Format.TEXT: Segment.of(b""), Format.OPENMETRICS: Segment.of(b"# EOF\n")}
"""What ends a body of each format."""

Rendered = dict[Format, tuple[Segment, ...]]
"""The segments of one category in each format; the samples are shared."""


def render(snapshot: Snapshot) -> Rendered:
    """Return the bytes of a snapshot in every format."""
    rendered: dict[Format, list[Segment]] = {format_: [] for format_ in Format}
    for family in snapshot.families:
        samples = "".join(_samples(family, snapshot.category))
        texts: dict[str, Segment] = {}
        for format_, segments in rendered.items():
            head = metadata(family, format_)
            if head not in texts:
                texts[head] = Segment.of((head + samples).encode())
            segments.append(texts[head])
    return {format_: tuple(segments) for format_, segments in rendered.items()}


def metadata(family: Family, format_: Format) -> str:
    """Return the HELP and TYPE lines of a family."""
    text = family.help.replace("\\", r"\\").replace("\n", r"\n")
    if format_ is Format.OPENMETRICS:
        text = text.replace('"', r"\"")
    return f"# HELP {family.name} {text}\n# TYPE {family.name} gauge\n"


def _samples(family: Family, category: str) -> Iterator[str]:
    cells = [tuple(escape(value) for value in cell) for cell in family.axis.cells]
    for column in family.columns:
        yield from _lines(family.name, category, family.axis, cells, column)


def _lines(name: str, category: str, axis: Axis, cells: list[tuple[str, ...]], column: Column) -> Iterator[str]:
    template = _template(name, (("category", category), *column.labels), axis.names)
    for cell, value in zip(cells, column.values, strict=True):
        if value == value:  # noqa: PLR0124 - NaN is absent
            yield template % (*cell, go_float(value) if value else repr(value))


def _template(name: str, fixed: Labels, names: Sequence[str]) -> str:
    """Return a %-template of a sample, in which only the labels of the axis and the number are open."""
    labels = {label: escape(value).replace("%", "%%") for label, value in fixed} | dict.fromkeys(names, "%s")
    inside = ",".join(f'{label}="{labels[label]}"' for label in sorted(labels))
    return f"{name}{{{inside}}} %s\n"


def escape(value: str) -> str:
    """Escape a label's value."""
    return value.replace("\\", r"\\").replace("\n", r"\n").replace('"', r"\"")


@lru_cache(1 << 16)
def go_float(value: float) -> str:
    """Return a number as Go writes it, which is how prometheus_client does; not for zero, of which there are two."""
    if value in (float("inf"), float("-inf")):
        return "+Inf" if value > 0 else "-Inf"
    text = repr(value)
    dot = text.find(".")
    if value > 0 and dot > 6:  # noqa: PLR2004 - Go changes to exponents here
        mantissa = f"{text[0]}.{text[1:dot]}{text[dot + 1 :]}".rstrip("0.")
        return f"{mantissa}e+{dot - 1:02d}"
    return text


def gzipped(segments: Iterable[Segment]) -> bytes:
    """Join segments to one gzip stream."""
    crc = size = 0
    parts = [_GZIP_HEADER]
    for segment in segments:
        crc = isal_zlib.crc32_combine(crc, segment.crc, segment.size)
        size += segment.size
        parts.append(segment.deflated)
    parts += (_FINAL_BLOCK, struct.pack("<II", crc, size & 0xFFFFFFFF))
    return b"".join(parts)


def plain(segments: Iterable[Segment]) -> Iterator[bytes]:
    """Yield the text of segments in slices; it is never held whole."""
    for segment in segments:
        stream = isal_zlib.decompressobj(-zlib.MAX_WBITS)
        data = segment.deflated
        while data:
            yield stream.decompress(data, SLICE)
            data = stream.unconsumed_tail
        yield stream.flush()
