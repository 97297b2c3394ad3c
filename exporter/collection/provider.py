"""A provider that runs."""

from collections.abc import Sequence
from dataclasses import dataclass

from exporter.collection.sources import BrokenSource, Source, Tables
from exporter.config.effective import EffectiveSettings
from exporter.contracts.metrics import MetricDefinition


@dataclass(frozen=True, slots=True)
class Provider:
    """A provider that runs: its category, where its numbers come from, the file it is in, and its settings.

    `named` tells that the configuration mentions it: then its tables are expected to exist.
    """

    category: str
    source: Source
    origin: str
    settings: EffectiveSettings
    named: bool = False

    @property
    def definitions(self) -> Sequence[MetricDefinition]:
        """Its metrics; nothing for a provider that is asked vendor by vendor, whose values tell."""
        return self.source.definitions

    @property
    def tables(self) -> Tables:
        """The tables and columns that must be there."""
        return self.source.tables

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the families that it can have."""
        return self.source.names

    def broken(self, reason: str) -> "Provider":
        """Return what takes its place where it cannot run."""
        return Provider(self.category, BrokenSource(self.category, reason), self.origin, self.settings, self.named)

    def says_the_same_as(self, other: "Provider") -> bool:
        """Whether both give the same series of the same database, so that one may go on with what the other has."""
        same = (self.category, self.origin) == (other.category, other.origin)
        mine, others = self.settings, other.settings
        limits = (mine.per_vendor, mine.max_series) == (others.per_vendor, others.max_series)
        options = dict(mine.options) == dict(others.options)
        return same and limits and options and self.source.says_the_same_as(other.source)
