"""Time as an argument, so that a test can set it.

No other module reads the machine's clock, except where a library insists on its own: the scheduler's due times are
APScheduler's, and the timeouts of connections are asyncio's.
"""

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
