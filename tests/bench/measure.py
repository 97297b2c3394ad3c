"""What is measured, and how it is summed up: latencies, memory, and the work according to the database's own log."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_DURATION = re.compile(
    rb"^(?P<app>[^|\n]*)\|(?P<pid>\d+)\|LOG:  duration: (?P<ms>[\d.]+) ms  (?P<kind>\w+)", re.MULTILINE
)
LOG_PREFIX = "%a|%p|"
"""The server's `log_line_prefix` that `StatementLog` reads."""


def quantile(values: Sequence[float], share: float) -> float:
    """Return the smallest value that at least `share` (0 to 1) of the values do not exceed; ValueError without any."""
    if not values:
        raise ValueError("nothing was measured")
    ordered = sorted(values)
    return ordered[max(0, -int(-share * len(ordered) // 1) - 1)]


def median(values: Sequence[float]) -> float:
    """Return the lower median."""
    return quantile(values, 0.5)


def peak_memory(pid: int) -> int:
    """Return the most memory that a process has held so far, in bytes (VmHWM; Linux only)."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    found = re.search(r"^VmHWM:\s+(\d+) kB$", status, re.MULTILINE)
    if found is None:
        raise ValueError(f"/proc/{pid}/status has no VmHWM")
    return int(found[1]) * 1024


@dataclass(frozen=True, slots=True)
class Work:
    """What the database did for somebody: seconds in statements, their number, and the connections they came from."""

    seconds: float
    statements: int
    connections: int


class StatementLog:
    """The log of a server that writes down how long each statement took."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._position = 0
        self.mark()

    def mark(self) -> None:
        """Forget what has been done so far."""
        self._position = self._path.stat().st_size

    def since(self, application: str) -> Work:
        """Return what was done for the clients of this `application_name` since the mark."""
        with self._path.open("rb") as log:
            log.seek(self._position)
            found = [line for line in _DURATION.finditer(log.read()) if line["app"] == application.encode()]
        ran = [line for line in found if line["kind"] in {b"statement", b"execute"}]
        return Work(sum(float(line["ms"]) for line in found) / 1000, len(ran), len({line["pid"] for line in ran}))


@dataclass(frozen=True, slots=True)
class Scrapes:
    """The scrapes of one kind: how many, their median and 99th percentile in seconds, and the bytes of a body."""

    number: int
    p50: float
    p99: float
    size: int

    @classmethod
    def of(cls, spans: Sequence[tuple[int, int]], size: int) -> "Scrapes":
        """Sum up spans of nanoseconds."""
        seconds = [(end - start) / 1e9 for start, end in spans]
        return cls(len(seconds), median(seconds), quantile(seconds, 0.99), size)


@dataclass(frozen=True, slots=True)
class Refresh:
    """One refresh: when it ran (monotonic clock, nanoseconds), its duration from the exporter, and the database."""

    began: int
    ended: int
    wall: float
    work: Work
    changed_only: bool = False
