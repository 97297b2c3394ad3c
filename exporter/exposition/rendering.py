"""Renders and compresses snapshots once per refresh, so that a scrape only concatenates the results.

The formats are the text format 0.0.4 (https://prometheus.io/docs/instrumenting/exposition_formats/) and OpenMetrics 1.0
(https://prometheus.io/docs/specs/om/open_metrics_spec/). The output equals that of prometheus_client byte for byte.
Both formats write the same samples; only a HELP text with a quotation mark differs.

Each run of samples is a raw deflate stream that ends with a full flush. Any selection of runs can therefore be
concatenated to a valid gzip stream (https://www.rfc-editor.org/rfc/rfc1952) with one header and one trailer, whose CRC
is combined from the CRCs of the parts. Runs whose numbers did not change keep their bytes.
"""

import struct
import zlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import accumulate, zip_longest

from isal import isal_zlib

from exporter.exposition.lines import Lines
from exporter.exposition.runs import Span, alike, changed, runs_of
from exporter.exposition.snapshot import Family, Snapshot

_GZIP_HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
_FINAL_BLOCK = b"\x03\x00"
_LEVEL = 1
_LEAST_SAMPLES = 2_000
_INPUT = 8 * 1024
_LARGE = 32 * 1024
"""Compressed size from which a segment is sent without copying it."""

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
        """Compress a text, independent of the texts before and after it."""
        stream = isal_zlib.compressobj(_LEVEL, isal_zlib.DEFLATED, -zlib.MAX_WBITS)
        deflated = stream.compress(text) + stream.flush(isal_zlib.Z_FULL_FLUSH)
        return cls(deflated, isal_zlib.crc32(text), len(text))

    @classmethod
    def merged(cls, segments: Sequence["Segment"]) -> "Segment":
        """Concatenate segments without recompressing them."""
        return cls(b"".join(segment.deflated for segment in segments), *_checksum(segments))


END = {Format.TEXT: Segment.of(b""), Format.OPENMETRICS: Segment.of(b"# EOF\n")}
"""The end of a body in each format."""

Rendered = dict[Format, tuple[Segment, ...]]
"""The segments of one category in each format, one per large family or several small ones; formats share them."""


@dataclass(frozen=True, slots=True)
class _Parts:
    """A segment, and the size of the compressed bytes, the CRC and the size of the text of each of its runs."""

    segment: Segment
    deflated: "array[int]"
    crcs: "array[int]"
    sizes: "array[int]"

    @classmethod
    def of(cls, parts: Iterable[tuple[bytes | memoryview, int, int]]) -> "_Parts":
        """Concatenate the compressed bytes of runs, each with the CRC and the size of its text."""
        deflated, crcs, sizes = zip(*parts, strict=True)
        crc = size = 0
        for each, length in zip(crcs, sizes, strict=True):
            crc, size = isal_zlib.crc32_combine(crc, each, length), size + length
        numbers = (array("L", each) for each in (map(len, deflated), crcs, sizes))
        return cls(Segment(b"".join(deflated), crc, size), *numbers)

    def parts(self) -> Iterator[tuple[memoryview, int, int]]:
        """Yield the compressed bytes of each run, with the CRC and the size of its text."""
        ends, view = accumulate(self.deflated), memoryview(self.segment.deflated)
        for length, end, crc, size in zip(self.deflated, ends, self.crcs, self.sizes, strict=True):
            yield view[end - length : end], crc, size


@dataclass(frozen=True, slots=True)
class _Group:
    """Families that are one segment in each format, and that segment by the HELP and TYPE lines."""

    families: Sequence[Family]
    runs: Sequence[Sequence[Span]]
    by_heads: dict[tuple[str, ...], _Parts]

    def rendered(self, heads: tuple[str, ...], lines: Lines, last: "_Group | None", fresh: Sequence[bool]) -> _Parts:
        """Return the parts with these lines; those of the `last` group, but for runs that are `fresh`."""
        before = last.by_heads.get(heads) if last else None
        if before is None:
            return _Parts.of(self._run(heads, lines, run) for run in self.runs)
        if not any(fresh):
            return before
        every = zip(self.runs, before.parts(), fresh, strict=True)
        return _Parts.of(self._run(heads, lines, run) if new else part for run, part, new in every)

    def _run(self, heads: Sequence[str], lines: Lines, run: Sequence[Span]) -> tuple[bytes, int, int]:
        texts: list[str] = []
        for span in run:
            family = self.families[span.family]
            texts.append(heads[span.family].removesuffix("\n") if span.first else "")
            if span.column is not None:
                texts.append(lines.text(family, family.columns[span.column], span.start, span.stop))
            texts.append("\n" if span.last else "")
        segment = Segment.of("".join(texts).encode())
        return segment.deflated, segment.crc, segment.size


class Renderer:
    """Renders the snapshots of one category in all formats. Runs of samples that did not change keep their bytes.

    The result does not depend on what was rendered before.
    """

    def __init__(self) -> None:
        self._category = ""
        self._groups: list[_Group] = []

    def render(self, snapshot: Snapshot) -> Rendered:
        """Render a snapshot."""
        lines, groups = Lines(snapshot.category), list[_Group]()
        before = self._groups if snapshot.category == self._category else []
        rendered: dict[Format, list[Segment]] = {format_: [] for format_ in Format}
        for families, last in zip_longest(_groups(snapshot.families), before):
            if families is None:
                break
            group, same, fresh = self._group(families, last)
            groups.append(group)
            for format_, segments in rendered.items():
                heads = tuple(metadata(family, format_) for family in families)
                if heads not in group.by_heads:  # HELP texts without quotation marks are the same in both formats
                    group.by_heads[heads] = group.rendered(heads, lines, same, fresh)
                segments.append(group.by_heads[heads].segment)
        self._category, self._groups = snapshot.category, groups
        return {format_: tuple(segments) for format_, segments in rendered.items()}

    @staticmethod
    def _group(families: Sequence[Family], last: _Group | None) -> tuple[_Group, _Group | None, Sequence[bool]]:
        """Return the group of these families, the last one if it has the same runs, and which of them differ."""
        if last is None or not alike(families, last.families):
            return _Group(families, runs_of(families), {}), None, ()
        return _Group(families, last.runs, {}), last, changed(families, last.families, last.runs)


def render(snapshot: Snapshot) -> Rendered:
    """Render a snapshot in all formats."""
    return Renderer().render(snapshot)


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


def _checksum(segments: Iterable[Segment]) -> tuple[int, int]:
    """Return the CRC and the size of the concatenated text of segments."""
    crc = size = 0
    for segment in segments:
        crc = isal_zlib.crc32_combine(crc, segment.crc, segment.size)
        size += segment.size
    return crc, size


def gathered(segments: Iterable[Segment]) -> Iterator[Segment]:
    """Yield the segments, with small ones merged. Large ones are not copied: snapshots that are alike share them."""
    small: list[Segment] = []
    for segment in segments:
        if len(segment.deflated) < _LARGE:
            small.append(segment)
            continue
        if small:
            yield Segment.merged(small)
            small.clear()
        yield segment
    if small:
        yield Segment.merged(small)


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
