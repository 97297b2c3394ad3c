"""Time as an argument: nothing but this module reads a clock, so every test can set it."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True, slots=True)
class Clock:
    """The wall clock (seconds since the epoch; it may jump) and the monotonic one (seconds; it never does)."""

    wall: Callable[[], float] = time.time
    monotonic: Callable[[], float] = time.monotonic

    def now(self) -> datetime:
        """Return the wall clock's time, aware, UTC."""
        return datetime.fromtimestamp(self.wall(), UTC)
