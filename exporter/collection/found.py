"""A provider that was found: in the manifest, in a package, or in the configuration."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from exporter.alerting.provider import ThresholdsProvider
from exporter.collection.alerts import alerts_of
from exporter.collection.sources import source_of
from exporter.contracts.alerts import Alert
from exporter.query import Query, QueryMetricsProvider
from exporter.relations.relations import Relation

_T = TypeVar("_T")


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

    @property
    def queries(self) -> tuple[Query, ...]:
        """Its queries; none if it is not made of queries."""
        return self._asked(lambda made: made.queries() if isinstance(made, QueryMetricsProvider) else ())

    @property
    def families(self) -> tuple[str, ...]:
        """The names of the families that it exports, as far as they are known."""
        return self._asked(lambda made: source_of(made).names)

    def _asked(self, question: Callable[[Any], Iterable[_T]]) -> tuple[_T, ...]:
        """Return what an instance with default options answers; () if it fails, which `discovery` reports."""
        try:
            return tuple(question(self.loaded() if isinstance(self.loaded, type) else self.loaded))
        except Exception:  # noqa: BLE001 - a package can raise anything
            return ()
