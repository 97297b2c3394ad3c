"""A clock that a test moves by hand. The exporter takes its time from a `Clock`, so no test has to wait:

>>> clock = FakeClock(datetime(2026, 3, 1, 12, tzinfo=UTC))
>>> clock.advance(90)
>>> clock.now().isoformat()
'2026-03-01T12:01:30+00:00'
>>> clock.jump(-3600)
>>> clock.now().isoformat(), clock.monotonic()
('2026-03-01T11:01:30+00:00', 1090.0)
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from exporter.contracts.clock import Clock

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
"""A moment that is as good as any other."""


@dataclass(slots=True)
class _Time:
    now: datetime
    uptime: float

    def wall(self) -> float:
        return self.now.timestamp()

    def monotonic(self) -> float:
        return self.uptime


class FakeClock(Clock):
    """A `Clock` that stands still until a test moves it; pass it wherever a `Clock` is expected."""

    __slots__ = ("_time",)
    _time: _Time

    def __init__(self, now: datetime = NOON, monotonic: float = 1000.0) -> None:
        """Set the wall clock to `now`, which must be aware, and the monotonic clock to that many seconds."""
        if now.tzinfo is None:
            raise ValueError(f"{now!r} has no time zone")
        moved = _Time(now, monotonic)
        super().__init__(wall=moved.wall, monotonic=moved.monotonic)
        object.__setattr__(self, "_time", moved)  # a Clock is frozen

    def advance(self, seconds: float) -> None:
        """Let time pass on both clocks. Raises ValueError if `seconds` is negative."""
        if seconds < 0:
            raise ValueError(f"a monotonic clock cannot go back {-seconds} s; jump() sets the wall clock back")
        self._time.now += timedelta(seconds=seconds)
        self._time.uptime += seconds

    def jump(self, seconds: float) -> None:
        """Set the wall clock forward, or back if `seconds` is negative, as an administrator or NTP may."""
        self._time.now += timedelta(seconds=seconds)
