"""A provider that was found: in the manifest, in a package, or in the configuration."""

from dataclasses import dataclass
from typing import Any

from exporter.alerting.provider import ThresholdsProvider
from exporter.collection.alerts import alerts_of
from exporter.contracts.alerts import Alert
from exporter.relations.relations import Relation


@dataclass(frozen=True, slots=True)
class Found:
    """A discovered provider: `loaded` is its class or an instance, `origin` the file that defines it.

    A provider that the configuration declares with a SELECT brings the `relation` that it reads.
    """

    category: str
    loaded: Any
    origin: str
    relation: Relation | None = None

    @property
    def alerts(self) -> tuple[Alert, ...]:
        """The alerts that it declares; () for the provider of thresholds, which exports those of all providers."""
        return () if isinstance(self.loaded, ThresholdsProvider) else alerts_of(self.category, self.loaded)
