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
    """The wall clock (seconds since the epoch; it may jump) and the monotonic one (seconds; it never does)."""

    wall: Callable[[], float] = time.time
    monotonic: Callable[[], float] = time.monotonic

    def now(self) -> datetime:
        """Return the wall clock's time, aware, UTC."""
        return datetime.fromtimestamp(self.wall(), UTC)
