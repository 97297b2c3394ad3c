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
from itertools import chain, compress, repeat
from math import isnan

from isal import isal_zlib

from exporter.exposition.numbers import go_floats
from exporter.exposition.snapshot import Axis, Family, Labels, Snapshot

_GZIP_HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
_FINAL_BLOCK = b"\x03\x00"
_LEVEL = 1
_INPUT = 8 * 1024
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
        return cls.joined((text,))

    @classmethod
    def merged(cls, segments: Sequence["Segment"]) -> "Segment":
        """Join segments to one, without compressing anything again."""
        return cls(b"".join(segment.deflated for segment in segments), *_checksum(segments))

    @classmethod
    def joined(cls, texts: Iterable[bytes]) -> "Segment":
        """Compress texts one after the other, so that the whole is never held."""
        stream = isal_zlib.compressobj(_LEVEL, isal_zlib.DEFLATED, -zlib.MAX_WBITS)
        crc = size = 0
        parts: list[bytes] = []
        for text in texts:
            crc = isal_zlib.crc32(text, crc)
            size += len(text)
            parts.append(stream.compress(text))
        parts.append(stream.flush(isal_zlib.Z_FULL_FLUSH))
        return cls(b"".join(parts), crc, size)


END = {Format.TEXT: Segment.of(b""), Format.OPENMETRICS: Segment.of(b"# EOF\n")}
"""What ends a body of each format."""

Rendered = dict[Format, tuple[Segment, ...]]
"""The segments of one category in each format; the samples are shared."""


def render(snapshot: Snapshot) -> Rendered:
    """Return the bytes of a snapshot in every format."""
    rendered: dict[Format, list[Segment]] = {format_: [] for format_ in Format}
    escaped: dict[int, _Escaped] = {}
    for family in snapshot.families:
        if id(family.axis) not in escaped:
            escaped[id(family.axis)] = _Escaped(family.axis)
        texts: dict[str, Segment] = {}
        for format_, segments in rendered.items():
            head = metadata(family, format_)
            if head not in texts:  # a HELP without a quotation mark is the same in both formats
                texts[head] = Segment.joined(_texts(head, family, snapshot.category, escaped[id(family.axis)]))
            segments.append(texts[head])
    return {format_: tuple(segments) for format_, segments in rendered.items()}


def metadata(family: Family, format_: Format) -> str:
    """Return the HELP and TYPE lines of a family."""
    text = family.help.replace("\\", r"\\").replace("\n", r"\n")
    if format_ is Format.OPENMETRICS:
        text = text.replace('"', r"\"")
    return f"# HELP {family.name} {text}\n# TYPE {family.name} gauge\n"


class _Escaped:
    """The values of each label of an axis, escaped, and what is made of them once for all columns of numbers."""

    def __init__(self, axis: Axis) -> None:
        labels = [[cell[label] for cell in axis.cells] for label in range(len(axis.names))]
        # Most shops have no code that needs it, and one look at all of them is quicker than one at each.
        self._labels = [
            values if escape(text := "".join(values)) == text else list(map(escape, values)) for values in labels
        ]
        self._distinct = [set(values) for values in self._labels]
        self._ends: dict[str, list[str]] = {}

    def around(self, pieces: Sequence[str]) -> list[Iterable[str]]:
        """Return what stands before the numbers, in as few texts for each as is cheap; `pieces` are around the labels.

        The first label of an axis has few values, and what follows the last is the same for nearly all columns.
        """
        if not self._labels:
            return [repeat(f"\n{pieces[0]}")]
        first = {value: f"\n{pieces[0]}{value}{pieces[1]}" for value in self._distinct[0]}
        begins = map(first.__getitem__, self._labels[0])
        if len(self._labels) == 1:
            return [begins]
        middles = [part for i in range(1, len(self._labels) - 1) for part in (self._labels[i], repeat(pieces[i + 1]))]
        if pieces[-1] not in self._ends:
            self._ends[pieces[-1]] = [value + pieces[-1] for value in self._labels[-1]]
        return [begins, *middles, self._ends[pieces[-1]]]


def _texts(head: str, family: Family, category: str, escaped: _Escaped) -> Iterator[bytes]:
    yield head.encode().removesuffix(b"\n")
    for column in family.columns:
        around = escaped.around(_pieces(family.name, (("category", category), *column.labels), family.axis.names))
        yield _lines(around, column.values).encode()
    yield b"\n"


def _lines(around: Sequence[Iterable[str]], values: Sequence[float]) -> str:
    """Return the lines of a column, each text of `around` before its number; no sample costs a step of Python's own.

    Each line brings the end of the one before it.
    """
    if any(map(isnan, values)):
        present = [value == value for value in values]
        values = list(compress(values, present))
        around = [compress(each, present) for each in around]
    return "".join(chain.from_iterable(zip(*around, go_floats(values), strict=False)))


def _pieces(name: str, fixed: Labels, names: Sequence[str]) -> list[str]:
    """Return what stands before, between and after the values of the axis' labels, up to the number."""
    labels = {label: escape(value) for label, value in fixed}
    pieces, text = [], f"{name}{{"
    for label in sorted((*labels, *names)):
        text += f'{label}="'
        if label in labels:
            text += labels[label]
        else:
            pieces.append(text)
            text = ""
        text += '",'
    return [*pieces, f"{text[:-1]}}} "]


def escape(value: str) -> str:
    """Escape a label's value."""
    return value.replace("\\", r"\\").replace("\n", r"\n").replace('"', r"\"")


def _checksum(segments: Iterable[Segment]) -> tuple[int, int]:
    """Return the CRC and the size of the text of segments, from those of each."""
    crc = size = 0
    for segment in segments:
        crc = isal_zlib.crc32_combine(crc, segment.crc, segment.size)
        size += segment.size
    return crc, size


def gzipped(segments: Sequence[Segment]) -> list[bytes]:
    """Return the parts of one gzip stream that holds the segments; their bytes are not copied."""
    crc, size = _checksum(segments)
    trailer = _FINAL_BLOCK + struct.pack("<II", crc, size & 0xFFFFFFFF)
    return [_GZIP_HEADER, *(segment.deflated for segment in segments), trailer]


def plain(segments: Iterable[Segment]) -> Iterator[bytes]:
    """Yield the text of segments in slices; it is never held whole."""
    for segment in segments:
        stream = isal_zlib.decompressobj(-zlib.MAX_WBITS)
        deflated = memoryview(segment.deflated)
        for start in range(0, len(deflated), _INPUT):
            data = bytes(deflated[start : start + _INPUT])
            while data:
                yield stream.decompress(data, SLICE)
                data = stream.unconsumed_tail  # copied, and so kept small
        yield stream.flush()
