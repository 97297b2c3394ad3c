"""An enabled provider with its settings."""

from collections.abc import Sequence
from dataclasses import dataclass

from exporter.collection.broken import BrokenSource
from exporter.collection.sources import Source, Tables
from exporter.config.effective import EffectiveSettings
from exporter.contracts.metrics import MetricDefinition


@dataclass(frozen=True, slots=True)
class Provider:
    """An enabled provider: its category, the source of its metric values, the file that defines it, and its settings.

    `named` is true if the configuration mentions it; its tables are then expected to exist.
    """

    category: str
    source: Source
    origin: str
    settings: EffectiveSettings
    named: bool = False

    @property
    def definitions(self) -> Sequence[MetricDefinition]:
        """Its metrics; empty for a `PerVendorSource`, which derives them from its values."""
        return self.source.definitions

    @property
    def tables(self) -> Tables:
        """The tables and columns that must exist."""
        return self.source.tables

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all families that it can export, as far as they are known before the first refresh."""
        return self.source.names

    def broken(self, reason: str) -> "Provider":
        """Return a replacement that always fails with this reason."""
        return Provider(self.category, BrokenSource(self.category, reason), self.origin, self.settings, self.named)

    def says_the_same_as(self, other: "Provider") -> bool:
        """Whether both export the same series of the same database, so that one can take over the other's state."""
        same = (self.category, self.origin) == (other.category, other.origin)
        mine, others = self.settings, other.settings
        limits = (mine.per_vendor, mine.max_series) == (others.per_vendor, others.max_series)
        options = dict(mine.options) == dict(others.options)
        return same and limits and options and self.source.says_the_same_as(other.source)
