"""Renders and compresses snapshots once per refresh, so that a scrape only concatenates the results.

The formats are the text format 0.0.4 (https://prometheus.io/docs/instrumenting/exposition_formats/) and OpenMetrics 1.0
(https://prometheus.io/docs/specs/om/open_metrics_spec/). The output equals that of prometheus_client byte for byte.
Both formats write the same samples; only a HELP text with a quotation mark differs.

Each family is a raw deflate stream that ends with a full flush. Any selection of families can therefore be concatenated
to a valid gzip stream (https://www.rfc-editor.org/rfc/rfc1952) with one header and one trailer, whose CRC is combined
from the CRCs of the parts.
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
_LEAST_BYTES = 4_096
_LEAST_SAMPLES = 2_000
_INPUT = 8 * 1024
SLICE = 64 * 1024
"""Size of the chunks in which a plain body is sent, in bytes."""


class Format(Enum):
    """The supported exposition formats and their media types."""

    TEXT = "text/plain; version=0.0.4; charset=utf-8"
    OPENMETRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Segment:
    """A compressed part of a body, with the CRC and the size of its text in bytes, which joining needs."""

    deflated: bytes
    crc: int
    size: int

    @classmethod
    def of(cls, text: bytes) -> "Segment":
        """Compress a text."""
        return cls.joined((text,))

    @classmethod
    def merged(cls, segments: Sequence["Segment"]) -> "Segment":
        """Concatenate segments without recompressing them."""
        return cls(b"".join(segment.deflated for segment in segments), *_checksum(segments))

    @classmethod
    def joined(cls, texts: Iterable[bytes]) -> "Segment":
        """Compress texts one by one, so that the whole text is never in memory."""
        stream = isal_zlib.compressobj(_LEVEL, isal_zlib.DEFLATED, -zlib.MAX_WBITS)
        crc = size = 0
        parts: list[bytes] = []
        for text in _gathered(texts):
            crc = isal_zlib.crc32(text, crc)
            size += len(text)
            parts.append(stream.compress(text))
        parts.append(stream.flush(isal_zlib.Z_FULL_FLUSH))
        return cls(b"".join(parts), crc, size)


def _gathered(texts: Iterable[bytes]) -> Iterator[bytes]:
    """Yield texts of at least _LEAST_BYTES, but for the last: ISA-L compresses badly after a short first one."""
    waiting: list[bytes] = []
    size = 0
    for text in texts:
        waiting.append(text)
        size += len(text)
        if size >= _LEAST_BYTES:
            yield b"".join(waiting)
            waiting, size = [], 0
    if waiting:
        yield b"".join(waiting)


END = {Format.TEXT: Segment.of(b""), Format.OPENMETRICS: Segment.of(b"# EOF\n")}
"""The end of a body in each format."""

Rendered = dict[Format, tuple[Segment, ...]]
"""The segments of one category in each format, one per large family or several small ones; formats share them."""


def render(snapshot: Snapshot) -> Rendered:
    """Render a snapshot in all formats."""
    rendered: dict[Format, list[Segment]] = {format_: [] for format_ in Format}
    escaped: dict[int, _Escaped] = {}
    for group in _groups(snapshot.families):
        for family in group:
            if id(family.axis) not in escaped:
                escaped[id(family.axis)] = _Escaped(family.axis)
        texts: dict[tuple[str, ...], Segment] = {}
        for format_, segments in rendered.items():
            heads = tuple(metadata(family, format_) for family in group)
            if heads not in texts:  # HELP texts without quotation marks are the same in both formats
                parts = (
                    _texts(head, family, snapshot.category, escaped[id(family.axis)])
                    for head, family in zip(heads, group, strict=True)
                )
                texts[heads] = Segment.joined(chain.from_iterable(parts))
            segments.append(texts[heads])
    return {format_: tuple(segments) for format_, segments in rendered.items()}


def _groups(families: Iterable[Family]) -> Iterator[list[Family]]:
    """Yield the families in groups of at least _LEAST_SAMPLES, but for the last: small texts compress badly."""
    group: list[Family] = []
    samples = 0
    for family in families:
        group.append(family)
        samples += len(family.axis.cells) * len(family.columns)
        if samples >= _LEAST_SAMPLES:
            yield group
            group, samples = [], 0
    if group:
        yield group


def metadata(family: Family, format_: Format) -> str:
    """Return the HELP and TYPE lines of a family."""
    text = family.help.replace("\\", r"\\").replace("\n", r"\n")
    if format_ is Format.OPENMETRICS:
        text = text.replace('"', r"\"")
    return f"# HELP {family.name} {text}\n# TYPE {family.name} gauge\n"


class _Escaped:
    """The escaped label values of an axis, computed once for all columns."""

    def __init__(self, axis: Axis) -> None:
        labels = [[cell[label] for cell in axis.cells] for label in range(len(axis.names))]
        # Few codes need escaping, and checking the concatenation is faster than checking each value.
        self._labels = [
            values if escape(text := "".join(values)) == text else list(map(escape, values)) for values in labels
        ]
        self._distinct = [set(values) for values in self._labels]
        self._ends: dict[str, list[str]] = {}

    def around(self, pieces: Sequence[str]) -> list[Iterable[str]]:
        """Return the text before each number, as few iterables to be zipped; `pieces` surround the label values.

        The first label of an axis has few distinct values, and the text after the last one rarely differs by column.
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
    """Return the lines of a column: the texts of `around` and the number. All loops run in C.

    Each line starts with the newline that ends the previous one.
    """
    if any(map(isnan, values)):
        present = [value == value for value in values]
        values = list(compress(values, present))
        around = [compress(each, present) for each in around]
    return "".join(chain.from_iterable(zip(*around, go_floats(values), strict=False)))


def _pieces(name: str, fixed: Labels, names: Sequence[str]) -> list[str]:
    """Return the text before, between and after the label values of the axis, up to the number."""
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
    """Escape a label value."""
    return value.replace("\\", r"\\").replace("\n", r"\n").replace('"', r"\"")


def _checksum(segments: Iterable[Segment]) -> tuple[int, int]:
    """Return the CRC and the size of the concatenated text of segments."""
    crc = size = 0
    for segment in segments:
        crc = isal_zlib.crc32_combine(crc, segment.crc, segment.size)
        size += segment.size
    return crc, size


def gzipped(segments: Sequence[Segment]) -> list[bytes]:
    """Return the parts of one gzip stream of the segments; their bytes are not copied."""
    crc, size = _checksum(segments)
    trailer = _FINAL_BLOCK + struct.pack("<II", crc, size & 0xFFFFFFFF)
    return [_GZIP_HEADER, *(segment.deflated for segment in segments), trailer]


def plain(segments: Iterable[Segment]) -> Iterator[bytes]:
    """Decompress segments and yield their text in slices; the whole text is never in memory."""
    for segment in segments:
        stream = isal_zlib.decompressobj(-zlib.MAX_WBITS)
        deflated = memoryview(segment.deflated)
        for start in range(0, len(deflated), _INPUT):
            data = bytes(deflated[start : start + _INPUT])
            while data:
                yield stream.decompress(data, SLICE)
                data = stream.unconsumed_tail  # a copy, so the input is kept small
        yield stream.flush()
