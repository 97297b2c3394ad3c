"""The rules for names and units of metrics: https://prometheus.io/docs/practices/naming/."""

import re
from collections.abc import Iterator

from exporter.config.declared_settings import MetricSettings

TIMESTAMP = "_timestamp_seconds"
"""The end of the name of each metric that is a time."""

_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_TIME = re.compile(r"(_time|_timestamp|_at)?(_seconds)?$")
_OTHER_TYPES = ("_total", "_count", "_sum", "_bucket", "_created", "_info")
_COMPUTED = ("average", "percent", "_24h")
_SUFFIXES = {"s": "_seconds", "B": "_bytes", "1": "_ratio"}
_ABBREVIATED = {"s", "ms", "us", "ns", "sec", "b", "kb", "mb", "gb", "tb", "pb", "m", "h", "d"}
_NO_BASE_UNITS = {
    **dict.fromkeys(("milliseconds", "microseconds", "nanoseconds", "minutes", "hours", "days", "weeks"), "seconds"),
    **dict.fromkeys(("kilobytes", "megabytes", "gigabytes", "terabytes", "bits"), "bytes"),
    **dict.fromkeys(("ms", "us", "ns", "min", "h", "d"), "seconds"),
    **dict.fromkeys(("kB", "KB", "MB", "GB", "KiB", "MiB", "GiB"), "bytes"),
    "%": "ratio",
}


def faults_of_name(name: str, of: MetricSettings) -> Iterator[str]:
    """Yield what is wrong with the name of a metric; at most one thing."""
    message = _of_form(name) or _of_time(name, is_time=of.latest is not None or of.earliest is not None)
    unit = next((each for each in name.split("_") if each in _ABBREVIATED or each in _NO_BASE_UNITS), "")
    if message:
        yield message
    elif unit:
        yield f'must not have the unit "{unit}"; use seconds, bytes or another base unit, in full'


def _of_form(name: str) -> str:
    other = next((each for each in _OTHER_TYPES if name.endswith(each)), "")
    if name.startswith("orion_"):
        return f"must not begin with orion_, which is added; use {name.removeprefix('orion_')}"
    if not _NAME.fullmatch(name):
        return "must be a name of small letters, digits and single underscores, such as review_stars"
    if name.startswith("exporter_"):
        return "must not begin with exporter_: these are the exporter's own metrics"
    if other:
        return f"must not end with {other}, which belongs to another type of metric; use {name.removesuffix(other)}"
    is_computed = any(each in name for each in _COMPUTED)
    return "is computed by PromQL; export the numbers that it is made from" if is_computed else ""


def _of_time(name: str, *, is_time: bool) -> str:
    if is_time and not name.endswith(TIMESTAMP):
        return f"must end with {TIMESTAMP}, as it is a time; use {_TIME.sub('', name)}{TIMESTAMP}"
    if not is_time and name.endswith(TIMESTAMP):
        return f"must not end with {TIMESTAMP}: only latest and earliest are times"
    return ""


def faults_of_unit(name: str, of: MetricSettings) -> Iterator[str]:
    """Yield what is wrong with the unit of a metric; at most one thing."""
    suffix, base = _SUFFIXES.get(of.unit), _NO_BASE_UNITS.get(of.unit)
    if base:
        yield f"is not a base unit; export {base}, by divisor if the column has another unit"
    elif (of.latest or of.earliest) and of.unit not in {"", "s"}:
        yield "of a time is always s; remove it"
    elif suffix and not name.endswith(suffix):
        yield f"needs a name that ends with {suffix}; use {name}{suffix}"
