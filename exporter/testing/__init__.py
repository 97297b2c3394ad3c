"""The test kit for authors of providers: the contract suite, a demo shop, a clock, and golden files."""

from exporter.testing.clock import FakeClock
from exporter.testing.demo_shop import DemoShop
from exporter.testing.golden import Golden

__all__ = ["DemoShop", "FakeClock", "Golden"]
