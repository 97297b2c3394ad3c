"""Injectable time: only this module reads the system clocks, so tests can control them."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True, slots=True)
class Clock:
    """A wall clock (Unix time in seconds; may jump) and a monotonic clock (seconds; never jumps)."""

    wall: Callable[[], float] = time.time
    monotonic: Callable[[], float] = time.monotonic

    def now(self) -> datetime:
        """Return the current time, timezone-aware in UTC."""
        return datetime.fromtimestamp(self.wall(), UTC)
