"""Grafana's interval macros: steps from a time range and a width, in seconds."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800, "M": 2592000, "y": 31536000}
_WORDS = {"m": "minute", "h": "hour", "d": "day", "w": "week", "M": "month", "y": "year"}
_NICE = (1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1200, 1800, 3600, 7200, 10800, 21600, 43200, 86400, 604800)
_MOST_POINTS = 11_000


def seconds(duration: str) -> int:
    """Return a duration of Grafana or Prometheus (`6h`, `1h30m`) in seconds."""
    return sum(int(number) * _UNITS[unit] for number, unit in re.findall(r"(\d+)([smhdwMy])", duration))


def spoken(start: str) -> str:
    """Return the label of Grafana's time picker for a range from `start` (`now-6h`) to now."""
    (number, unit) = re.findall(r"(\d+)([smhdwMy])", start)[0]
    return f"Last {number} {_WORDS[unit]}s" if number != "1" else f"Last 1 {_WORDS[unit]}"


@dataclass(frozen=True, slots=True)
class Range:
    """A time range in seconds since 1970, and the scrape interval."""

    start: float
    end: float
    scrape: float

    def step(self, points: float, least: float = 0) -> float:
        """Return a rounded step in seconds for a maximum number of points, not below `least` or the scrape interval."""
        length = self.end - self.start
        wanted = max(length / max(points, 1), length / _MOST_POINTS)
        nice = max((each for each in _NICE if each <= wanted * 1.2), default=1)
        return max(nice, least or self.scrape)

    def macros(self, step: float) -> Mapping[str, str]:
        """Return the values of `$__interval` and similar macros for this step."""
        length = self.end - self.start
        return {
            "__interval": f"{step:.0f}s",
            "__interval_ms": f"{step * 1000:.0f}",
            "__rate_interval": f"{max(step + self.scrape, 4 * self.scrape):.0f}s",
            "__range": f"{length:.0f}s",
            "__range_s": f"{length:.0f}",
            "__range_ms": f"{length * 1000:.0f}",
            "__from": f"{self.start * 1000:.0f}",
            "__to": f"{self.end * 1000:.0f}",
        }
