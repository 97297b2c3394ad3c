"""The clock of the test kit, which the exporter's own tests move by hand, too."""

from exporter.testing.clock import NOON, FakeClock

__all__ = ["NOON", "FakeClock"]
