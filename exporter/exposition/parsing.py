"""Reads an exposition that was saved to a file, in the text format or in OpenMetrics, compressed with gzip or not.

The lines are parsed one by one, so that an error has the number of its line.
"""

import gzip
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from prometheus_client import Metric
from prometheus_client.parser import text_fd_to_metric_families
from prometheus_client.samples import Sample

from exporter.exposition.lines import escape
from exporter.exposition.rendering import Format

_GZIP = b"\x1f\x8b"
_END = b"# EOF\n"
_SUFFIXES = ("", "_total", "_created", "_count", "_sum", "_bucket")


class ExpositionError(ValueError):
    """A file that is no exposition. `line` is the number of the line, or 0 for the file as a whole."""

    def __init__(self, problem: str, line: int = 0) -> None:
        super().__init__(f"line {line}: {problem}" if line else problem)
        self.line = line


@dataclass(slots=True)
class SavedFamily:
    """A family: its HELP and TYPE, and its values by series, each as `name{label="value"}` with sorted labels."""

    help: str = ""
    type: str = "untyped"
    series: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Saved:
    """The families of an exposition by name, and its format."""

    families: Mapping[str, SavedFamily]
    format: Format


def saved(path: Path) -> Saved:
    """Read a file. Raises OSError if it cannot be opened, and ExpositionError if it is no exposition."""
    data = path.read_bytes()
    if data.startswith(_GZIP):
        try:
            data = gzip.decompress(data)
        except (EOFError, gzip.BadGzipFile, zlib.error):
            raise ExpositionError("the gzip file is incomplete or damaged") from None
    families = parsed(data)
    if not families:
        raise ExpositionError("the file has no samples")
    return Saved(families, Format.OPENMETRICS if data.endswith(_END) else Format.TEXT)


def parsed(data: bytes) -> dict[str, SavedFamily]:
    """Return the families of an exposition. Raises ExpositionError with the number of the line."""
    families: dict[str, SavedFamily] = {}
    current, names = "", frozenset[str]()
    for number, line in enumerate(_lines(data), 1):
        for metric in _metrics(line, number):
            if not metric.samples:
                current = _described(families, metric, line)
                names = frozenset(current + suffix for suffix in _SUFFIXES)
            for sample in metric.samples:
                name = current if sample.name in names else sample.name
                _add(families.setdefault(name, SavedFamily()), sample, number)
    return {name: family for name, family in families.items() if family.series}


def _lines(data: bytes) -> Iterator[bytes]:
    """Yield the lines. Only a line feed ends one: labels may contain other characters that Python splits at."""
    *lines, rest = data.split(b"\n")
    yield from lines
    if rest:
        raise ExpositionError("the last line is incomplete", len(lines) + 1)


def _metrics(line: bytes, number: int) -> Iterable[Metric]:
    """Return what one line is about: a metric with a sample, or with a HELP or a TYPE; nothing for a comment."""
    try:
        text = line.decode()
    except UnicodeDecodeError:
        raise ExpositionError("not UTF-8", number) from None
    try:
        return list(text_fd_to_metric_families([text]))  # type: ignore[arg-type]  # it iterates over lines
    except Exception:  # noqa: BLE001 - the parser raises anything for a broken line
        raise ExpositionError("neither a sample nor a comment", number) from None


def _described(families: dict[str, SavedFamily], metric: Metric, line: bytes) -> str:
    """Take a HELP or TYPE line, and return the name of the family that it is about."""
    whole = f"{metric.name}_total"
    name = whole if metric.type == "counter" and whole.encode() in line else metric.name  # the parser shortens it
    family = families.setdefault(name, SavedFamily())
    if line.split()[1] == b"HELP":
        family.help = metric.documentation
    else:
        family.type = metric.type
    return name


def _add(family: SavedFamily, sample: Sample, number: int) -> None:
    pairs = ",".join(f'{label}="{escape(value)}"' for label, value in sorted(sample.labels.items()))
    series = f"{sample.name}{{{pairs}}}" if pairs else sample.name
    if series in family.series:
        raise ExpositionError("the series is there twice", number)
    try:
        family.series[series] = float(sample.value)
    except OverflowError:
        raise ExpositionError("the value is too large", number) from None
