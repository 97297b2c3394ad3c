"""Providers as someone else writes them: only the application's three members and their own MetricValue."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from exporter.collection.provider import Provider
from exporter.collection.sources import source_of
from exporter.config.effective import effective
from exporter.config.settings import Settings
from exporter.contracts.metrics import MetricDefinition, MetricsContext, Rows


@dataclass(frozen=True)
class MetricValue:
    """The application's first one: four fields."""

    key: Any
    value: Any
    label: str = ""
    category: str = "loyalty"


@dataclass(frozen=True)
class Labelled(MetricValue):
    """One with labels."""

    labels: Any = field(default_factory=dict)


class Loyalty:
    """Says for each vendor and each platform what it is given, or what a function makes of the id."""

    metrics_category = "loyalty"

    def __init__(self, vendor: Any = (), platform: Any = ()) -> None:
        self._vendor, self._platform = vendor, platform

    def get_vendor_metrics(self, _db: Session, vendor_id: int, _context: MetricsContext | None = None) -> Any:
        return _answer(self._vendor, vendor_id)

    def get_platform_metrics(self, _db: Session, platform_id: int, _context: MetricsContext | None = None) -> Any:
        return _answer(self._platform, platform_id)


class Moody(Loyalty):
    """Raises `error` if there is one; otherwise reports how often it was asked."""

    def __init__(self) -> None:
        super().__init__(self._values)
        self.asked = 0
        self.error: BaseException | None = None
        self.asking: Callable[[], None] = lambda: None
        """Called while the first vendor's numbers are asked for."""

    def _values(self, vendor_id: int) -> list[MetricValue]:
        if vendor_id == 1:
            self.asking()
        if self.error is not None:
            raise self.error
        self.asked += vendor_id == 1
        return [MetricValue("asked", self.asked)]


class Silent:
    """A bulk provider that has nothing to say yet."""

    metrics_category = "loyalty"
    definitions: tuple[MetricDefinition, ...] = ()

    def collect(self, _db: Session, _context: MetricsContext) -> Iterable[Rows]:
        """Yield nothing."""
        return ()


def _answer(said: Callable[[int], Any] | Sequence[Any], number: int) -> Any:
    return said(number) if callable(said) else list(said) if isinstance(said, tuple) else said


def provider(implementation: Any, *, named: bool = False) -> Provider:
    """Return an implementation as `discover` returns it."""
    category = implementation.metrics_category
    settings = effective(Settings(), category)
    return Provider(category, source_of(implementation), f"elsewhere/{category}.py", settings, named)
